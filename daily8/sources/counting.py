"""Counts how many of the pages that feeds lead to hold an article, day by day."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import F, Prefetch, QuerySet

from daily8.sources.models import Feed, FeedDay
from daily8.work import rows

_FIELDS = ("feed", "day", "pages", "articles")


@dataclass(frozen=True, slots=True)
class Share:
    """Of some pages, how many held an article."""

    pages: int
    articles: int

    @property
    def part(self) -> float:
        """The part of them that did; there must be some."""
        return self.articles / self.pages


def count(read: Iterable[tuple[int, bool]], now: datetime) -> None:
    """Count pages that were read: the key of the feed that led there, and whether it was an article."""
    pages, articles = Counter[int](), Counter[int]()
    for feed, is_article in read:
        pages[feed] += 1
        articles[feed] += is_article
    # In one order, so that two workers that count the same feeds wait for each other and never for good.
    present = sorted(Feed.objects.filter(pk__in=pages).values_list("pk", flat=True))
    day = now.date()
    rows.insert(FeedDay, _FIELDS, [(feed, day, 0, 0) for feed in present], skip_conflicts=True)
    for feed in present:
        FeedDay.objects.filter(feed=feed, day=day).update(
            pages=F("pages") + pages[feed], articles=F("articles") + articles[feed]
        )


def days(now: datetime, *, of: str = "") -> "Prefetch[str, QuerySet[FeedDay], str]":
    """Return what brings feeds, or the feeds `of` other rows, the days that `share` looks at."""
    return Prefetch("__".join(filter(None, (of, "days"))), FeedDay.objects.filter(day__gt=_oldest(now)))


def share(feeds: Iterable[Feed]) -> Share:
    """Return the share of articles among the pages of the last days of feeds that came with them."""
    counted = [day for feed in feeds for day in feed.days.all()]
    return Share(sum(day.pages for day in counted), sum(day.articles for day in counted))


def forget(now: datetime) -> int:
    """Drop the days that nobody looks at any more; return how many rows that were."""
    gone, _ = FeedDay.objects.filter(day__lte=_oldest(now)).delete()
    return gone


def _oldest(now: datetime) -> date:
    return (now - FeedDay.KEPT).date()
