"""How present a hashtag is: its articles day by day, and the hashtags that stand beside it."""

from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.utils import timezone

from daily8.articles.models import Tag
from daily8.topics.models import Hashtag

DAYS = 30
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
    """Return the last thirty days, today last, as days are here; in one query."""
    today = timezone.localtime(now).date()
    dates = [today - timedelta(days=back) for back in reversed(range(DAYS))]
    begin = timezone.make_aware(datetime.combine(dates[0], time()))
    tags = Tag.objects.filter(hashtag=hashtag, published_at__gte=begin, article__visible=True)
    moments = tags.order_by().values_list("published_at", flat=True)
    counted = Counter(timezone.localtime(moment).date() for moment in moments)
    return [Day(day, counted[day]) for day in dates]


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
