"""Turns what feeds list into articles that wait to be read."""

from collections import Counter
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from daily8.articles import forgetting
from daily8.articles.models import Address, Article, Stage
from daily8.engine.dates import believable
from daily8.pipeline.readings import EntryReading, FeedReading
from daily8.sources.models import Feed, Publisher
from daily8.work import rows

Listed = tuple[Feed, EntryReading]

# A publisher who touches an entry often is read again at most so often, and only while it is news.
READ_AGAIN_AFTER = timedelta(hours=1)
READ_AGAIN_WITHIN = timedelta(days=3)


def add(lists: Sequence[tuple[Feed, FeedReading]], now: datetime) -> Counter[int]:
    """Store each entry that was not met before as an article; return how many are new, by feed.

    What is older than its publisher's articles are kept is left out.
    An entry that its publisher changed since makes its article wait to be read again.
    """
    listed = {entry.key: (feed, entry) for feed, reading in reversed(lists) for entry in reading.entries}
    known = dict(Address.objects.filter(key__in=listed).values_list("key", "article_id"))
    forgotten = forgetting.met([key for key in listed if key not in known], now)
    fresh = [pair for key, pair in listed.items() if key not in known and key not in forgotten]
    fresh = _young_enough(fresh, now)
    _note_changes({known[key]: pair for key, pair in listed.items() if key in known}, now)
    return _add_new(fresh, now)


def _young_enough(fresh: list[Listed], now: datetime) -> list[Listed]:
    """Those that would not have to go at once."""
    publishers = Publisher.objects.filter(pk__in={feed.publisher_id for feed, _entry in fresh})
    own = publishers.values_list("pk", "keep_days") if fresh else ()
    limits = {pk: forgetting.kept_since(days, now) for pk, days in own}
    kept = []
    for feed, entry in fresh:
        since = limits.get(feed.publisher_id)
        if since is None or _published(entry, now, 0) >= since:
            kept.append((feed, entry))
    return kept


def _add_new(fresh: list[Listed], now: datetime) -> Counter[int]:
    articles = [_article(feed, entry, now, place) for place, (feed, entry) in enumerate(fresh)]
    # Of two workers that list one article at the same moment, the first one's row stays.
    Article.objects.bulk_create(articles, ignore_conflicts=True, batch_size=200)
    stored = dict(Article.objects.filter(key__in=[row.key for row in articles]).values_list("key", "pk"))
    rows.insert(Address, ("key", "article"), stored.items(), skip_conflicts=True)
    return Counter(feed.pk for feed, entry in fresh if entry.key in stored)


def _article(feed: Feed, entry: EntryReading, now: datetime, place: int) -> Article:
    return Article(
        key=entry.key,
        url=entry.url,
        publisher_id=feed.publisher_id,
        feed=feed,
        stage=Stage.FETCHED,
        due_at=now,
        title=entry.title,
        authors=list(entry.authors),
        image=entry.image,
        published_at=_published(entry, now, place),
        found_at=now,
        entry=_kept(feed, entry, now),
        entry_digest=entry.digest,
    )


def _published(entry: EntryReading, now: datetime, place: int) -> datetime:
    """When it was published, as far as that can be believed; else now, in the publisher's order."""
    if entry.published and believable(entry.published, now=now):
        return min(entry.published, now)
    return now - timedelta(milliseconds=place)


def _kept(feed: Feed, entry: EntryReading, now: datetime) -> dict[str, Any]:
    """The entry as the publisher wrote it, for the day its page cannot be had."""
    return {
        "title": entry.title,
        "content": entry.content,
        "categories": list(entry.categories),
        "language": feed.language,
        "category": feed.category,
        "dated": bool(entry.published and believable(entry.published, now=now)),
    }


def _note_changes(met: dict[int, Listed], now: datetime) -> None:
    """Let articles whose entry changed wait to be read again."""
    settled = Article.objects.at(Stage.PUBLISHED).filter(
        pk__in=met, read_at__lt=now - READ_AGAIN_AFTER, found_at__gt=now - READ_AGAIN_WITHIN
    )
    for pk, feed_id, digest in settled.values_list("pk", "feed_id", "entry_digest"):
        feed, entry = met[pk]
        if feed.pk == feed_id and entry.digest != digest:
            Article.objects.filter(pk=pk).update(
                stage=Stage.FETCHED, due_at=now, entry=_kept(feed, entry, now), entry_digest=entry.digest
            )
