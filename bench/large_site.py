"""Fills a site with made articles: for `bench.large` and others, which set Django up first.

The articles are those of `bench.placing`: events that one to a few dozen publishers report, here over eight days
unless told. Feeds that are made are asked by nobody while it is measured: each has its turn later.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from hashlib import blake2b
from itertools import islice

import numpy as np
from django.core.management import call_command
from django.db import connection, transaction
from django.utils import timezone

from bench.large_copies import copy
from bench.placing import _articles as made_articles
from daily8.articles.embedders import embedder
from daily8.articles.models import Address, Article, Meaning, Stage, Tag
from daily8.engine.clustering import sketches
from daily8.engine.clustering.results import Id, Item
from daily8.engine.embedding import Centre
from daily8.engine.tagging.commonness import frequencies
from daily8.search import indexing, merging
from daily8.sources.models import Feed, Publisher
from daily8.stories.models import PLACING, Means, Report, Story
from daily8.topics.models import Hashtag, HashtagKind
from daily8.work.models import Version

DAYS, PUBLISHERS, HASHTAGS, TAGS, WORDS = 8, 300, 5000, 5, 200
FEEDS_EACH, LATER = 2, timedelta(days=2)
AT_ONCE = 2000
CATEGORIES = ("world", "politics", "business", "sport", "science", "culture")


@dataclass(slots=True)
class Told:
    """A story while its reports are made."""

    pk: int
    last_at: datetime
    reports: int = 0


def fill(count: int, *, days: int = DAYS, feeds: int = 0, copies: int = 0) -> None:
    """Put so many articles of the last days on an empty site, as if it had read and placed them.

    With copies all come again as often, later: `count` is of those that are made, `days` of all.
    """
    begin, part = timezone.now().replace(microsecond=0) - timedelta(days=days), timedelta(days=days) / (copies + 1)
    _make(count, begin, part, feeds=feeds)
    if copies:
        copy(copies, later=part)
    # As each hour would have done.
    while merging.merge(timezone.now()):
        pass


def _make(count: int, begin: datetime, part: timedelta, *, feeds: int) -> None:
    call_command("migrate", verbosity=0)
    now, random = timezone.now(), np.random.default_rng(3)
    publishers, hashtags = _publishers(now, max(PUBLISHERS, feeds // FEEDS_EACH)), _hashtags()
    Feed.objects.bulk_create(_feeds(publishers, feeds, now), batch_size=AT_ONCE)
    maker = embedder()
    centre = Centre(maker.name, maker.dimensions)
    step = part / count
    stories: dict[Id, Told] = {}
    coming = made_articles(np.random.default_rng(8), count)
    common, rare = _words()
    shares = np.cumsum(1 / np.arange(1, len(common) + 1))
    words = np.array(common, dtype=object)
    while some := list(islice(coming, AT_ONCE)):
        with transaction.atomic():
            articles = [
                _article(
                    _worded(item, rare),
                    publishers,
                    begin + step * int(item.id),
                    " ".join(words[np.searchsorted(shares, random.random(WORDS) * shares[-1])]),
                )
                for item, _ in some
            ]
            Article.objects.bulk_create(articles)
            Address.objects.bulk_create([Address(key=one.key, article=one) for one in articles])
            Meaning.objects.bulk_create(map(_meaning(maker.name, centre), articles, (item for item, _ in some)))
            _place(articles, [event for _, event in some], stories)
            Tag.objects.bulk_create(_tags(articles, hashtags, random))
            indexing.index(articles)
    _count(stories.values())
    Means.objects.create(embedder=maker.name, packed=centre.to_bytes(), change=1)
    Version.objects.update_or_create(name=PLACING, defaults={"number": 1})


def _publishers(now: datetime, count: int) -> list[Publisher]:
    return Publisher.objects.bulk_create(
        Publisher(
            domain=f"paper{number}.example",
            names={"en": f"Paper {number}"},
            home=f"https://paper{number}.example/",
            country="KE",
            language="en",
            added_at=now,
        )
        for number in range(count)
    )


def _feeds(publishers: Sequence[Publisher], count: int, now: datetime) -> Iterator[Feed]:
    for number in range(count):
        publisher = publishers[number % len(publishers)]
        yield Feed(
            publisher=publisher,
            url=f"https://{publisher.domain}/feeds/{number}.xml",
            added_at=now,
            last_asked_at=now,
            last_success_at=now,
            last_new_at=now,
            newest_at=now,
            due_at=now + LATER + timedelta(seconds=number),
        )


def _hashtags() -> list[Hashtag]:
    kinds = list(HashtagKind)
    return Hashtag.objects.bulk_create(
        Hashtag(
            key=f"thing {number}",
            slug=f"Thing{number}",
            kind=kinds[number % len(kinds)],
            names={"en": f"Thing {number}", "ar": f"شيء {number}"},
        )
        for number in range(HASHTAGS)
    )


def _words() -> tuple[list[str], list[str]]:
    """English words, the most common first, and those of them that headlines are made of."""
    known = [word for word in frequencies() if word.isascii() and word.isalpha() and len(word) > 1]
    return known[:5000], known[300:]


def _worded(item: Item, rare: Sequence[str]) -> Item:
    """Return the article with words that there are in its headline: a model takes made ones letter by letter."""
    words = [
        rare[int(blake2b(word.encode(), digest_size=4).hexdigest(), 16) % len(rare)] for word in item.title.split()
    ]
    return replace(item, title=" ".join(words).capitalize())


def _article(item: Item, publishers: list[Publisher], published: datetime, text: str) -> Article:
    number = int(item.id)
    publisher = publishers[number % len(publishers)]
    url = f"https://{publisher.domain}/{number}"
    return Article(
        key=blake2b(url.encode(), digest_size=16).hexdigest(),
        url=url,
        publisher=publisher,
        stage=Stage.PUBLISHED,
        visible=True,
        kind="article",
        language=item.language,
        category=CATEGORIES[number % len(CATEGORIES)],
        title=item.title,
        excerpt=text[:250],
        words=WORDS,
        text=text,
        html=f"<p>{text}</p>",
        published_at=published,
        found_at=published,
        read_at=published,
    )


def _meaning(name: str, centre: Centre) -> Callable[[Article, Item], Meaning]:
    def made(article: Article, item: Item) -> Meaning:
        assert item.vector is not None
        centre.add(item.language, item.vector[None])
        return Meaning(
            article=article,
            digest="made",
            embedder=name,
            vector=item.vector.astype(np.float16).tobytes(),
            sketch=sketches.sketch(article.text),
        )

    return made


def _place(articles: list[Article], events: list[Id], stories: dict[Id, Told]) -> None:
    new = {
        event: Story(key=article.key, first_at=article.published_at, last_at=article.published_at)
        for article, event in reversed(list(zip(articles, events, strict=True)))
        if event not in stories
    }
    Story.objects.bulk_create(new.values())
    stories |= {event: Told(story.pk, story.last_at) for event, story in new.items()}
    Report.objects.bulk_create(
        Report(article=article, story_id=stories[event].pk, change=1, published_at=article.published_at)
        for article, event in zip(articles, events, strict=True)
    )
    for article, event in zip(articles, events, strict=True):
        stories[event].last_at = article.published_at
        stories[event].reports += 1


def _tags(articles: Iterable[Article], hashtags: list[Hashtag], random: np.random.Generator) -> Iterator[Tag]:
    """A few hashtags are on many articles, and most on few."""
    for article in articles:
        chosen = dict.fromkeys((random.pareto(0.7, TAGS) * 3).astype(int).clip(max=HASHTAGS - 1).tolist())
        for place, number in enumerate(chosen):
            yield Tag(
                article=article,
                hashtag=hashtags[number],
                place=place,
                mentions=[[0, 4]],
                published_at=article.published_at,
            )


def _count(stories: Iterable[Told]) -> None:
    # Every publisher of the made articles reports an event once, but for the largest events.
    rows = [(one.last_at, one.reports, one.reports, min(one.reports, PUBLISHERS), one.pk) for one in stories]
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.executemany(
            "UPDATE stories_story SET last_at = %s, reports_count = %s, originals_count = %s,"
            " publishers_count = %s WHERE id = %s",
            rows,
        )
