"""Hashtags that rise over their own past, explained in docs/ranking.md."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from math import sqrt

from django.db.models import Count, F

from daily8.articles.models import Article, Tag
from daily8.topics.models import Hashtag

# Every constant of the choice; docs/ranking.md says why each is what it is.
TODAY_HOURS = 24
PAST_DAYS = 14
LEAST_ARTICLES = 5
LEAST_PUBLISHERS = 3
LEAST_RATIO = 2.0
LEAST_RISE = 3.0
SMOOTHING = 1.0
MOST_SHOWN = 8
# The best of them, of which some may be written of by too few.
_CONSIDERED = 24
_OF_ARTICLE = ("article__publisher", "article__language", "article__copy_of", "article__visible")


@dataclass(frozen=True, slots=True)
class Trend:
    """A hashtag on more articles than usual: how many today, and how many would be usual."""

    hashtag: Hashtag
    today: int
    usual: float


def rise(today: int, usual: float) -> float:
    """Return by how many standard deviations a count is above the usual one, if counts are as chance makes them.

    The square root gives counts of every size the same deviation, of one half.
    """
    return 2 * (sqrt(today + 3 / 8) - sqrt(usual + 3 / 8))


def trending(language: str, *, now: datetime) -> list[Trend]:
    """Return what rises most, for readers of this language, "" for all; nothing where nothing rises.

    The rise is over articles in all languages; enough publishers must write of it in this one. Six queries.
    """
    day = now - timedelta(hours=TODAY_HOURS)
    today = _today(day, now)
    if not today:
        return []
    usual = _usual(today, day)
    risen = {pk: rise(count, usual[pk]) for pk, count in today.items() if count >= LEAST_RATIO * usual[pk]}
    telling = [pk for pk in sorted(risen, key=lambda pk: (-risen[pk], pk)) if risen[pk] >= LEAST_RISE]
    hashtags = _written_of(telling[:_CONSIDERED], language, day, now)
    return [Trend(hashtags[pk], today[pk], usual[pk]) for pk in telling if pk in hashtags][:MOST_SHOWN]


def _today(day: datetime, now: datetime) -> dict[int, int]:
    """How many articles have each hashtag since `day`, where they are enough."""
    tags = Tag.objects.filter(published_at__gt=day, published_at__lte=now).order_by()
    # The sum keeps SQLite from walking through all of the table in the order of the groups.
    counts = tags.annotate(thing=F("hashtag") + 0).values_list("thing").annotate(count=Count("pk"))
    return dict(counts.filter(count__gte=LEAST_ARTICLES))


def _usual(hashtags: Collection[int], day: datetime) -> dict[int, float]:
    """How many articles with each hashtag were usual, if as many came in all as since `day`."""
    start = day - timedelta(days=PAST_DAYS)
    articles = Article.objects.visible()
    share = articles.filter(published_at__gt=day).count() / max(
        articles.filter(published_at__gt=start, published_at__lte=day).count(), 1
    )
    tags = Tag.objects.filter(hashtag__in=hashtags, published_at__gt=start, published_at__lte=day).order_by()
    past = dict(tags.values_list("hashtag").annotate(count=Count("pk")))
    return {pk: (past.get(pk, 0) + SMOOTHING) * share for pk in hashtags}


def _written_of(hashtags: Collection[int], language: str, day: datetime, now: datetime) -> dict[int, Hashtag]:
    """Those of the hashtags that enough publishers wrote of since `day`, each in words of its own."""
    tags = Tag.objects.filter(hashtag__in=hashtags, published_at__gt=day, published_at__lte=now).order_by()
    publishers: dict[int, set[int]] = defaultdict(set)
    # What the articles must be is asked here: SQLite would read all articles of the language for it.
    for hashtag, publisher, written_in, copy_of, visible in tags.values_list("hashtag", *_OF_ARTICLE):
        if visible and copy_of is None and language in ("", written_in):
            publishers[hashtag].add(publisher)
    enough = [hashtag for hashtag, theirs in publishers.items() if len(theirs) >= LEAST_PUBLISHERS]
    return Hashtag.objects.shown().in_bulk(enough)
