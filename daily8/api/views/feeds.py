"""The feed of each list; what each lists is what its page shows."""

from collections.abc import Sequence
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from daily8.api.answers import feed
from daily8.api.freshness import fresh
from daily8.articles import keeping, scopes, shown
from daily8.articles.categories import CATEGORIES
from daily8.articles.models import Article
from daily8.engine.words import queries
from daily8.search.finding import Order, find
from daily8.search.places import pk_of
from daily8.sources.models import Publisher
from daily8.stories import showing
from daily8.stories.front import Headline
from daily8.stories.front import front as front_page
from daily8.stories.models import FormerStory, Story
from daily8.topics.models import Hashtag
from daily8.work import branding

# Readers that ask each second are answered by what stands between, or by themselves.
_SECONDS = 60
_CATEGORIES = {category.id: category for category in CATEGORIES}


@require_safe
@fresh(seconds=_SECONDS, ages=True)
def front(request: HttpRequest, form: str) -> HttpResponse:
    """The front page: the top stories in their order, each by its best report, then the newest of the rest."""
    page = front_page(scopes.language(request), now=timezone.now())
    top = [told.article for told in (page.lead, *page.secondary) if told]
    rest = [*page.latest, *(headline for section in page.sections for headline in section.headlines)]
    title = _("%(site_name)s: news from everywhere") % {"site_name": branding.name()}
    return feed(request, [*top, *_newest(rest)], form=form, title=title, page=_page(request, "front"))


def _newest(headlines: Sequence[Headline]) -> list[Article]:
    articles = [headline.article for headline in headlines]
    return sorted(articles, key=lambda article: (article.published_at, article.pk), reverse=True)


@require_safe
@fresh(seconds=_SECONDS)
def latest(request: HttpRequest, form: str) -> HttpResponse:
    """All articles, newest first."""
    keeping.shows(request, shown.latest(scopes.language(request)))
    articles = scopes.articles_for(request).newest_first()
    return feed(request, articles, form=form, title=_titled(_("Latest")), page=_page(request, "latest"))


@require_safe
@fresh(seconds=_SECONDS)
def category(request: HttpRequest, category_id: str, form: str) -> HttpResponse:
    """The articles of one category, newest first."""
    category = _CATEGORIES.get(category_id)
    if category is None:
        raise Http404(f"no category {category_id}")
    keeping.shows(request, shown.category(category.id, scopes.language(request)))
    articles = scopes.articles_for(request).filter(category=category.id).newest_first()
    page = _page(request, "category", category.id)
    return feed(request, articles, form=form, title=_titled(str(category.name)), page=page)


@require_safe
@fresh(seconds=_SECONDS)
def source(request: HttpRequest, domain: str, form: str) -> HttpResponse:
    """The articles of one publisher; of one that writes nothing in the reader's language, all."""
    publisher = get_object_or_404(Publisher, domain=domain.lower())
    keeping.shows(request, shown.source(publisher.pk))
    articles = scopes.articles_for(request).filter(publisher=publisher).newest_first()
    if not articles.exists():
        articles = publisher.articles.visible().newest_first()
    title = _titled(publisher.name_in(get_language() or "en"))
    return feed(request, articles, form=form, title=title, page=_page(request, "source", publisher.domain))


@require_safe
@fresh(seconds=_SECONDS)
def hashtag(request: HttpRequest, slug: str, form: str) -> HttpResponse:
    """The articles of a hashtag, newest first; one that became part of another leads there."""
    hashtag = get_object_or_404(Hashtag.objects.select_related("merged_into"), slug=slug, banned=False)
    if hashtag.merged_into:
        return _moved(request, hashtag.merged_into, form)
    keeping.shows(request, shown.hashtag(hashtag.pk))
    articles = scopes.articles_for(request).carrying(hashtag).newest_first("tagged_at")
    title = _titled(f"{_('Latest news with')} #{hashtag.name}")
    return feed(request, articles, form=form, title=title, page=_page(request, "hashtag", hashtag.slug))


def _moved(request: HttpRequest, hashtag: Hashtag, form: str) -> HttpResponse:
    if hashtag.banned:
        raise Http404(f"{hashtag} is banned")
    address = reverse("hashtag_feed", args=[hashtag.slug, form])
    return HttpResponsePermanentRedirect(address + scopes.query(request))


@require_safe
@fresh(seconds=_SECONDS)
def story(request: HttpRequest, key: str, form: str) -> HttpResponse:
    """The reports of one story in every language, newest first; an address it had before leads to it."""
    story = Story.objects.filter(key=key).first()
    if story is None:
        former = get_object_or_404(FormerStory.objects.select_related("story"), key=key)
        return HttpResponsePermanentRedirect(reverse("story_feed", args=[former.story.key, form]))
    told = showing.shown(story, language=get_language() or "en")
    if told is None:
        raise Http404(f"no report of story {key} may be seen")
    keeping.shows(request, shown.story(story.pk))
    reports = Article.objects.visible().filter(report__story=story).newest_first()
    return feed(request, reports, form=form, title=_titled(told.best.title), page=story.get_absolute_url())


@require_safe
@fresh(seconds=_SECONDS)
def search(request: HttpRequest, form: str) -> HttpResponse:
    """The newest articles that have all the words and fulfil all the conditions of a query."""
    typed = queries.cleaned(request.GET.get("q", ""))
    hits = find(queries.parse(typed), Order.NEWEST).hits
    found = Article.objects.visible().filter(pk__in=[pk_of(hit.place) for hit in hits])
    page = f"{reverse('search')}?{urlencode({'q': typed})}"
    return feed(request, found.newest_first(), form=form, title=_titled(typed or _("Search")), page=page)


def _page(request: HttpRequest, name: str, *arguments: str) -> str:
    return reverse(name, args=arguments) + scopes.query(request)


def _titled(words: str) -> str:
    return f"{words} · {branding.name()}"
