"""One article."""

from collections.abc import Iterator, Mapping
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from daily8.articles import history, keeping, linking, showing, shown
from daily8.articles.models import Address, Article, ArticleQuerySet
from daily8.articles.selection import newest_of
from daily8.comments import talks
from daily8.reading.muting import Muted
from daily8.stories import relating
from daily8.stories import showing as stories
from daily8.web import assisting, commenting, hiding, reading_time

_IN_LIST = 4
# So many related articles are enough to go on with.
_ENOUGH = 4


@require_safe
def show(request: HttpRequest, key: str) -> HttpResponse:
    """An article as far as its publisher lets it be shown; an address it had before leads to it."""
    article = _articles().filter(key=key).first()
    if article is None:
        return _moved(key)
    tags = linking.tags(article)
    hidden = hiding.of(request)
    related = relating.related(article, hidden)
    context = {
        "article": article,
        "body": showing.body(article),
        "links": linking.links(article, tags),
        "hashtags": [tag.hashtag for tag in tags],
        "edits": history.edits(article),
        "minutes": reading_time.minutes(article),
        "original": article.copy_of if article.copy_of and article.copy_of.visible else None,
        "offers": assisting.offers_of_article(request, article),
        "foot": commenting.foot(request, talks.of_article(article)),
        "beside": _beside(article, related),
        "related": related,
        **_lists(article, related, hidden),
    }
    keeping.shows(request, *_shown(article, context))
    return render(request, "pages/article.html", context)


def _shown(article: Article, context: Mapping[str, Any]) -> Iterator[str]:
    """What the page shows, by the names under which it changes."""
    yield shown.source(article.publisher_id)
    for other in (article, *(one.article for one in context["related"]), *context["in_category"]):
        yield shown.article(other.pk)
    if context["in_category"]:
        yield shown.category(article.category, article.language)
    if context["foot"]:
        yield from context["foot"].talk.shown
    if hasattr(article, "report"):
        yield shown.story(article.report.story_id)


def _articles() -> ArticleQuerySet:
    """Articles with all that one query can tell of them."""
    related = Article.objects.visible().select_related("publisher", "copy_of__publisher", "report__story")
    return related.defer("entry", "copy_of__entry", "copy_of__text", "copy_of__html")


def _moved(key: str) -> HttpResponse:
    address = Address.objects.filter(key=key, article__visible=True).select_related("article").first()
    if address is None or address.article.key == key:
        raise Http404(f"no article {key}")
    return HttpResponsePermanentRedirect(reverse("article", args=[address.article.key]))


def _beside(article: Article, related: list[relating.Related]) -> stories.Beside | None:
    return stories.beside(article, language=get_language() or "en", elsewhere=[one.article for one in related])


def _lists(article: Article, related: list[relating.Related], hidden: Muted) -> dict[str, Any]:
    """The newest of the publisher and, where little is related, of the category by others, in one query."""
    others = Article.objects.visible().exclude(pk__in=[article.pk, *(one.article.pk for one in related)])
    own = hidden.but(publisher=article.publisher_id).visible(others).filter(publisher=article.publisher_id)
    lists, others = [own], hidden.visible(others)
    if len(related) < _ENOUGH and article.category:
        same_category = others.filter(category=article.category, language=article.language)
        lists.append(same_category.exclude(publisher=article.publisher_id))
    found = newest_of(lists, size=_IN_LIST)
    return {
        "from_source": [other for other in found if other.publisher_id == article.publisher_id],
        "in_category": [other for other in found if other.publisher_id != article.publisher_id],
    }
