"""Whether publishers are being read."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Count, IntegerField, Max, Min, Q, QuerySet, Value
from django.utils.translation import get_language_bidi

from daily8.articles.models import Article
from daily8.sources import reasons
from daily8.sources.models import Feed, Status, on_time
from daily8.web import charts

HOURS = 24
_HOUR = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Hour:
    """An hour, by its beginning, and how many articles were published in it that readers can see."""

    at: datetime
    count: int


@dataclass(frozen=True, slots=True)
class Reading:
    """How reading goes: feeds by their state, when one answered last, and the articles of the last hours."""

    feeds: int
    failing: int
    paused: int
    due: int
    due_since: datetime | None
    on_time: int
    last: datetime | None
    failures: Sequence[reasons.Failing]
    hours: Sequence[Hour]

    @property
    def behind(self) -> int:
        """Feeds that should have been read by now."""
        return self.feeds - self.on_time

    @property
    def of_the_hour(self) -> int:
        """Articles of the last hour."""
        return self.hours[-1].count

    @property
    def of_the_day(self) -> int:
        """Articles of the last 24 hours."""
        return sum(hour.count for hour in self.hours)

    @property
    def chart(self) -> charts.Chart:
        """The hours as bars, the first of them where reading begins."""
        return charts.chart(self.hours, direction="rtl" if get_language_bidi() else "ltr")


def look(now: datetime) -> Reading:
    """Ask: three queries, none of which reads more than the feeds and the articles of a day."""
    active, waits = Q(status=Status.ACTIVE), Q(status=Status.ACTIVE, due_at__lte=now)
    told = Feed.objects.aggregate(
        feeds=Count("pk", filter=active),
        failing=Count("pk", filter=active & Q(failures__gt=0)),
        paused=Count("pk", filter=Q(status=Status.PAUSED)),
        due=Count("pk", filter=waits),
        due_since=Min("due_at", filter=waits),
        on_time=Count("pk", filter=active & on_time(now)),
        last=Max("last_success_at"),
    )
    failures = reasons.failing(Feed.objects.active()) if told["failing"] else []
    return Reading(**told, failures=failures, hours=_hours(now))


def _hours(now: datetime) -> list[Hour]:
    """Oldest first; each is counted by itself, in the index of what is newest."""
    beginnings = [now - _HOUR * number for number in range(HOURS, 0, -1)]
    first, *others = (_count(place, at) for place, at in enumerate(beginnings))
    counts = dict(first.union(*others, all=True))
    return [Hour(at, counts.get(place, 0)) for place, at in enumerate(beginnings)]


def _count(place: int, at: datetime) -> QuerySet[Article, tuple[int, int]]:
    within = Article.objects.visible().filter(published_at__gt=at, published_at__lte=at + _HOUR)
    hours = within.order_by().annotate(hour=Value(place, IntegerField())).values("hour")
    return hours.annotate(number=Count("pk")).values_list("hour", "number")
