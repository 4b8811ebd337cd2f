"""Hashtags that rise over their own past, explained in docs/ranking.md."""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from math import sqrt

from django.db.models import Count, F, QuerySet

from daily8.articles.models import Article, Tag
from daily8.topics.models import Hashtag
from daily8.work.at_hand import AtHand

# Every constant of the choice; docs/ranking.md says why each is what it is.
TODAY_HOURS = 24
PAST_DAYS = 14
LEAST_ARTICLES = 5
LEAST_PUBLISHERS = 3
LEAST_RATIO = 2.0
LEAST_RISE = 3.0
SMOOTHING = 1.0
MOST_SHARED = 0.5
MOST_SHOWN = 8
# The steepest; some may be written of by too few, some be other names of one event.
_CONSIDERED = 24
# Where articles of today carry more hashtags than that, what rises is found out once a minute.
_DEAR, _SECONDS = 5_000, 60.0
_found: AtHand[str, list[tuple[int, int, float]]] = AtHand(most=100)
_OF_ARTICLE = ("article", "article__publisher", "article__language", "article__copy_of", "article__visible")


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

    The rise is over articles in all languages; enough publishers must write of it in this one. Nine queries.
    """
    found = _found.get(language)
    if found is None:
        found = _rising(language, now)
    hashtags = Hashtag.objects.shown().in_bulk([pk for pk, _, _ in found])
    return [Trend(hashtags[pk], today, usual) for pk, today, usual in found if pk in hashtags]


def _rising(language: str, now: datetime) -> list[tuple[int, int, float]]:
    """What is shown: the hashtag's primary key, how many articles carry it today, and how many would be usual."""
    day = now - timedelta(hours=TODAY_HOURS)
    today = _today(day, now)
    if not today:
        return []
    usual = _usual(today, day, now)
    rises = {pk: rise(count, usual[pk]) for pk, count in today.items() if count >= LEAST_RATIO * usual[pk]}
    rising = sorted((pk for pk, points in rises.items() if points >= LEAST_RISE), key=lambda pk: (-rises[pk], pk))
    hashtags = Hashtag.objects.shown().in_bulk(rising[:_CONSIDERED])
    articles = _articles_of([pk for pk in rising if pk in hashtags], language, day, now)
    found = [(pk, today[pk], usual[pk]) for pk in _apart(articles)[:MOST_SHOWN]]
    if sum(today.values()) >= _DEAR:
        _found.keep(language, found, seconds=_SECONDS)
    return found


def _today(day: datetime, now: datetime) -> dict[int, int]:
    """How many articles have each hashtag since `day`, where they are enough."""
    tags = Tag.objects.filter(published_at__gt=day, published_at__lte=now)
    # The sum keeps SQLite from walking through all of the table in the order of the groups.
    counts = _counted(tags.annotate(thing=F("hashtag") + 0), "thing", since=day)
    return {pk: count for pk, count in counts.items() if count >= LEAST_ARTICLES}


def _usual(hashtags: Collection[int], day: datetime, now: datetime) -> dict[int, float]:
    """How many articles with each hashtag were usual, if as many came in all as since `day`."""
    start = day - timedelta(days=PAST_DAYS)
    articles = Article.objects.visible()
    before = articles.filter(published_at__gt=start, published_at__lte=day).count()
    share = articles.filter(published_at__gt=day, published_at__lte=now).count() / max(before, 1)
    tags = Tag.objects.filter(hashtag__in=hashtags, published_at__gt=start, published_at__lte=day)
    past = _counted(tags, "hashtag", since=start)
    return {pk: (past[pk] + SMOOTHING) * share for pk in hashtags}


def _counted(tags: "QuerySet[Tag]", thing: str, *, since: datetime) -> Counter[int]:
    """How many tags each thing has, without those of articles that readers may not see.

    Those are few and counted apart: an index tells all the others without a look at their articles.
    """
    counts = _counts(tags, thing)
    if counts:
        hidden = Article.objects.hidden_since(since).values("pk")
        counts.subtract(_counts(tags.filter(article__in=hidden), thing))
    return counts


def _counts(tags: "QuerySet[Tag]", thing: str) -> Counter[int]:
    return Counter(dict(tags.order_by().values_list(thing).annotate(count=Count("pk"))))


def _articles_of(hashtags: Sequence[int], language: str, day: datetime, now: datetime) -> dict[int, set[int]]:
    """The original articles since `day` of each hashtag that enough publishers wrote of, in the same order."""
    tags = Tag.objects.filter(hashtag__in=hashtags, published_at__gt=day, published_at__lte=now).order_by()
    articles: dict[int, set[int]] = {pk: set() for pk in hashtags}
    publishers: dict[int, set[int]] = {pk: set() for pk in hashtags}
    # What the articles must be is asked here: SQLite would read all articles of the language for it.
    for pk, article, publisher, written_in, copy_of, visible in tags.values_list("hashtag", *_OF_ARTICLE):
        if visible and copy_of is None and language in ("", written_in):
            articles[pk].add(article)
            publishers[pk].add(publisher)
    return {pk: found for pk, found in articles.items() if len(publishers[pk]) >= LEAST_PUBLISHERS}


def _apart(articles: Mapping[int, set[int]]) -> list[int]:
    """The hashtags less those of which most articles carry one before: one event has many names."""
    chosen: list[int] = []
    met: set[int] = set()
    for pk, found in articles.items():
        if len(found & met) <= MOST_SHARED * len(found):
            chosen.append(pk)
            met |= found
    return chosen
