"""What the site knows, as lines for other programs: to the operator all of it, to others what may be shown."""

from collections.abc import Callable, Iterator
from datetime import datetime
from typing import Any

from django.db.models import Prefetch

from daily8.articles.models import Article, Tag
from daily8.sources.models import Feed, Publisher
from daily8.stories.models import Report, Story
from daily8.topics.models import Hashtag

Line = dict[str, Any]
_AT_ONCE = 500


def articles(*, since: datetime | None, public: bool) -> Iterator[Line]:
    """Every article, the oldest first; `public` leaves out what its publisher does not let be shown."""
    tags = Prefetch("tags", Tag.objects.select_related("hashtag").order_by("place"))
    found = Article.objects.select_related("publisher", "report__story").prefetch_related(tags).defer("entry")
    if public:
        found = found.filter(visible=True)
    if since:
        found = found.filter(published_at__gte=since)
    for article in found.order_by("published_at", "pk").iterator(chunk_size=_AT_ONCE):
        yield _article(article, public=public)


def _article(article: Article, *, public: bool) -> Line:
    whole = not public or article.is_whole
    report = getattr(article, "report", None)
    line = {
        "key": article.key,
        "url": article.url,
        "publisher": article.publisher.domain,
        "language": article.language,
        "title": article.title,
        "published": article.published_at.isoformat(),
        "authors": article.authors,
        "category": article.category,
        "kind": article.kind,
        "excerpt": article.shown_excerpt if public else article.excerpt,
        "text": article.text if whole else "",
        "html": article.html if whole else "",
        "image": article.shown_image if public else article.image,
        "story": report.story.key if report else "",
        "hashtags": [tag.hashtag.slug for tag in article.tags.all() if not (public and tag.hashtag.banned)],
        "rights": article.publisher.rights,
        "ai": article.publisher.ai,
    }
    return line if public else line | {"visible": article.visible, "stage": article.stage}


def stories(*, since: datetime | None, public: bool) -> Iterator[Line]:
    """Every story with the keys of its articles, the oldest first."""
    reports = Report.objects.select_related("article").only("story", "article__key", "article__visible")
    found = Story.objects.prefetch_related(Prefetch("reports", reports.order_by("published_at", "pk")))
    if since:
        found = found.filter(last_at__gte=since)
    for story in found.order_by("first_at", "pk").iterator(chunk_size=_AT_ONCE):
        keys = [report.article.key for report in story.reports.all() if report.article.visible or not public]
        if keys or not public:
            yield {
                "key": story.key,
                "first": story.first_at.isoformat(),
                "last": story.last_at.isoformat(),
                "articles": keys,
            }


def hashtags(*, since: datetime | None, public: bool) -> Iterator[Line]:  # noqa: ARG001 - of no day
    """Every hashtag with its names."""
    found = Hashtag.objects.shown() if public else Hashtag.objects.all()
    for hashtag in found.select_related("merged_into").order_by("pk").iterator(chunk_size=_AT_ONCE):
        line = {"slug": hashtag.slug, "kind": hashtag.kind, "names": hashtag.names}
        merged = hashtag.merged_into.slug if hashtag.merged_into else ""
        yield line if public else line | {"banned": hashtag.banned, "merged_into": merged}


def publishers(*, since: datetime | None, public: bool) -> Iterator[Line]:  # noqa: ARG001 - of no day
    """Every publisher with its feeds; the operator's own also with how each does."""
    found = Publisher.objects.prefetch_related(Prefetch("feeds", Feed.objects.order_by("pk"))).order_by("domain")
    for publisher in found.iterator(chunk_size=_AT_ONCE):
        feeds = list(publisher.feeds.all())
        line: Line = {
            "domain": publisher.domain,
            "names": publisher.names,
            "home": publisher.home,
            "country": publisher.country,
            "language": publisher.language,
            "rights": publisher.rights,
            "ai": publisher.ai,
            "feeds": [feed.url for feed in feeds],
        }
        if not public:
            line["health"] = [{"url": one.url, "status": one.status, "error": one.error} for one in feeds]
        yield line


KINDS: dict[str, Callable[..., Iterator[Line]]] = {
    "articles": articles,
    "stories": stories,
    "hashtags": hashtags,
    "publishers": publishers,
}
