"""One article."""

from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from daily8.articles import history, showing
from daily8.articles.models import Address, Article
from daily8.articles.selection import newest_of
from daily8.web import reading_time

_IN_LIST = 4


@require_safe
def show(request: HttpRequest, key: str) -> HttpResponse:
    """An article as far as its publisher lets it be shown; an address it had before leads to it."""
    article = Article.objects.visible().select_related("publisher").defer("entry").filter(key=key).first()
    if article is None:
        return _moved(key)
    context = {
        "article": article,
        "body": showing.body(article),
        "edits": history.edits(article),
        "minutes": reading_time.minutes(article),
        **_lists(article),
    }
    return render(request, "pages/article.html", context)


def _moved(key: str) -> HttpResponse:
    address = Address.objects.filter(key=key, article__visible=True).select_related("article").first()
    if address is None or address.article.key == key:
        raise Http404(f"no article {key}")
    return HttpResponsePermanentRedirect(reverse("article", args=[address.article.key]))


def _lists(article: Article) -> dict[str, list[Article]]:
    """The newest of the same publisher, and of the same category by others, in one query."""
    others = Article.objects.visible().exclude(pk=article.pk)
    same_source = others.filter(publisher=article.publisher_id)
    same_category = others.filter(category=article.category, language=article.language).exclude(
        publisher=article.publisher_id
    )
    found = newest_of([same_source, same_category] if article.category else [same_source], size=_IN_LIST)
    return {
        "from_source": [other for other in found if other.publisher_id == article.publisher_id],
        "in_category": [other for other in found if other.publisher_id != article.publisher_id],
    }
