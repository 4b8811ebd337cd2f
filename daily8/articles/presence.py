"""How present a hashtag is: its articles day by day, and the hashtags that stand beside it."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import pairwise

from django.db.models import Count, QuerySet, Value
from django.utils import timezone

from daily8.articles.models import Article, Tag
from daily8.topics.models import Hashtag
from daily8.work.at_hand import AtHand

DAYS = 30
# The articles of a day are counted anew each time, but for so many: those stand for a minute while the day lasts,
# and for an hour when it is over.
_DEAR = 500
_TODAY_SECONDS, _PAST_SECONDS = 60.0, 3600.0
_counts: AtHand[tuple[int, datetime], int] = AtHand(most=20_000)
_NEIGHBOURS = 10
# Beside it on so many of its newest articles.
_NEWEST = 200
_TOGETHER = 2


@dataclass(frozen=True, slots=True)
class Day:
    """A day, and how many articles of it carry the hashtag."""

    date: date
    count: int


def days(hashtag: Hashtag, *, now: datetime) -> list[Day]:
    """Return the last thirty days, today last, as days are here; in two queries."""
    today = timezone.localtime(now).date()
    starts = [_start(today - timedelta(days=back)) for back in range(DAYS - 1, -2, -1)]
    counted = _counted(hashtag, list(pairwise(starts)))
    hidden = Article.objects.hidden_since(starts[0]).values("pk")
    moments = Tag.objects.filter(hashtag=hashtag, article__in=hidden).values_list("published_at", flat=True)
    counted.subtract(timezone.localtime(moment).date() for moment in moments)
    return [Day(date, counted[date]) for date in (start.date() for start in starts[:-1])]


def _start(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time()))


def _counted(hashtag: Hashtag, days: Sequence[tuple[datetime, datetime]]) -> Counter[date]:
    """How many articles of each day carry it."""
    counts = {start: _counts.get((hashtag.pk, start)) for start, _ in days}
    asked = [day for day in days if counts[day[0]] is None]
    for place, count in _asked(Tag.objects.filter(hashtag=hashtag), asked):
        counts[asked[place][0]] = count
        if count >= _DEAR:
            seconds = _TODAY_SECONDS if asked[place] == days[-1] else _PAST_SECONDS
            _counts.keep((hashtag.pk, asked[place][0]), count, seconds=seconds)
    return Counter({start.date(): count or 0 for start, count in counts.items()})


def _asked(tags: "QuerySet[Tag]", days: Sequence[tuple[datetime, datetime]]) -> Iterable[tuple[int, int]]:
    """The place of each day and its count, by ranges of an index.

    To look at each tag takes a hundred times as long.
    """
    counts = [
        tags.filter(published_at__gte=start, published_at__lt=end)
        .order_by()
        .annotate(day=Value(place))
        .values_list("day")
        .annotate(count=Count("*"))
        for place, (start, end) in enumerate(days)
    ]
    return counts[0].union(*counts[1:], all=True) if counts else ()


def neighbours(hashtag: Hashtag) -> list[Hashtag]:
    """Return the hashtags that most of its newest articles carry too, in three queries.

    In one, the database would count over all articles of every hashtag.
    """
    newest = Tag.objects.filter(hashtag=hashtag).order_by("-published_at").values_list("article", flat=True)
    beside = Tag.objects.filter(article__in=list(newest[:_NEWEST]), article__visible=True).exclude(hashtag=hashtag)
    counted = Counter(beside.order_by("hashtag").values_list("hashtag", flat=True))
    often = [pk for pk, together in counted.most_common(2 * _NEIGHBOURS) if together >= _TOGETHER]
    shown = Hashtag.objects.shown().in_bulk(often)
    return [shown[pk] for pk in often if pk in shown][:_NEIGHBOURS]


def other_names(hashtag: Hashtag, language: str) -> dict[str, str]:
    """Return its names in languages other than the one that a reader of `language` sees it in."""
    seen = hashtag.name_in(language)[1]
    return {code: name for code, name in sorted(hashtag.names.items()) if code != seen}
