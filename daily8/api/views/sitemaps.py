"""Sitemaps, by address. One that would be empty is not found: the format has no empty ones."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import datetime
from itertools import chain

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from daily8.api import chunks, indexable, news_sitemap, sitemaps
from daily8.api.freshness import fresh
from daily8.api.sitemaps import Page
from daily8.articles.models import Article
from daily8.articles.origins import origin

_SECONDS = 600
_WHOLE: dict[str, Callable[[], Iterable[Sequence[Page]]]] = {
    "lists": indexable.lists,
    "sources": indexable.sources,
    "editions": indexable.editions,
}
_IN_PARTS: dict[str, Callable[[int], Iterable[Sequence[Page]]]] = {
    "articles": indexable.article_pages,
    "stories": indexable.story_pages,
    "hashtags": indexable.hashtag_pages,
}


@require_safe
@fresh(seconds=_SECONDS, ages=True)
def index(request: HttpRequest) -> HttpResponse:
    """All sitemaps that list something."""
    return HttpResponse(sitemaps.index(_all(), origin=origin(request)), content_type=sitemaps.TYPE)


def _all() -> Iterator[tuple[str, datetime | None]]:
    """Their paths; of articles it is known when the newest of a part was found, which is when it changed."""
    yield reverse("sitemap", args=["lists"]), None
    if any(indexable.sources()):
        yield reverse("sitemap", args=["sources"]), None
    if any(indexable.editions()):
        yield reverse("sitemap", args=["editions"]), None
    if newest := news_sitemap.articles(timezone.now()).first():
        yield reverse("news_sitemap"), newest.published_at
    for number, (moment,) in chunks.lasts(Article.objects.visible(), "found_at"):
        yield reverse("sitemap_part", args=["articles", number]), moment
    for name, rows in (("stories", indexable.stories()), ("hashtags", indexable.hashtags())):
        for number, _ in chunks.lasts(rows):
            yield reverse("sitemap_part", args=[name, number]), None


@require_safe
@fresh(seconds=_SECONDS)
def whole(request: HttpRequest, name: str) -> HttpResponse:
    """The lists, the sources, or the editions."""
    return _answer(request, _WHOLE[name]())


@require_safe
@fresh(seconds=_SECONDS)
def part(request: HttpRequest, name: str, number: str) -> HttpResponse:
    """Some of the articles, stories or hashtags."""
    return _answer(request, _IN_PARTS[name](int(number)))


@require_safe
@fresh(seconds=_SECONDS, ages=True)
def news(request: HttpRequest) -> HttpResponse:
    """The articles of the last two days."""
    found = news_sitemap.articles(timezone.now())
    if not found:
        raise Http404("no news in two days")
    return HttpResponse(news_sitemap.written(found, origin=origin(request)), content_type=sitemaps.TYPE)


def _answer(request: HttpRequest, things: Iterable[Sequence[Page]]) -> HttpResponse:
    waiting = iter(things)
    first = next(waiting, None)
    if first is None:
        raise Http404("nothing to list")
    written = sitemaps.urlset(chain([first], waiting), origin=origin(request))
    return HttpResponse(written, content_type=sitemaps.TYPE)
