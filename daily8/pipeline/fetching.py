"""Asks feeds what is new and stores what they list."""

import random
from collections import Counter
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import blake2b

from django.db import transaction

from daily8.engine import http
from daily8.engine.dates import believable
from daily8.engine.sandbox import SandboxError
from daily8.pipeline import listing
from daily8.pipeline.readings import FeedReading
from daily8.pipeline.tools import Tools
from daily8.sources import hubs, rhythm
from daily8.sources.models import LONGEST_ADDRESS, Feed, Status
from daily8.work import clock
from daily8.work.models import Waiting

MOVED_AFTER_ANSWERS = 3
MOVED_AFTER = timedelta(days=1)

STORED_FIELDS = (
    *Waiting.WAITING_FIELDS,
    "url", "title", "format", "language", "status", "etag", "last_modified", "digest", "not_before", "moved_to",
    "moved_count", "moved_since", "last_asked_at", "last_success_at", "last_new_at", "newest_at", "interval",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Answer:
    """What came of asking one feed; `reading` is None where nothing changed or nothing could be read."""

    feed: Feed
    response: http.Response | None = None
    digest: str = ""
    reading: FeedReading | None = None
    error: str = ""
    resting_until: datetime | None = None


async def ask(feed: Feed, tools: Tools) -> Answer:
    """Ask a feed, with the validators of its last answer; read the list if it changed."""
    if resting := tools.resting.until(feed.url, clock.now()):
        return Answer(feed, error=resting[1], resting_until=resting[0])
    try:
        response = await tools.client.get(
            feed.url, limits=http.FEED, etag=feed.etag, last_modified=feed.last_modified
        )
    except http.FetchError as error:
        if isinstance(error, http.Unreachable | http.TimedOut):
            tools.resting.unreachable(feed.url, clock.now(), str(error))
        return Answer(feed, error=str(error))
    tools.resting.reached(feed.url)
    return await _answered(feed, response, tools)


async def _answered(feed: Feed, response: http.Response, tools: Tools) -> Answer:
    if response.status == 304:
        return Answer(feed, response, digest=feed.digest)
    if response.status != 200:
        reason = f"the server answers {response.status}"
        if not_before := http.retry_after(response.headers, now=clock.now()):
            tools.resting.rest(feed.url, not_before, reason)
        return Answer(feed, response, error=reason)
    digest = blake2b(response.body, digest_size=16).hexdigest()
    if digest == feed.digest:
        return Answer(feed, response, digest=digest)
    return await _read(feed, response, digest, tools)


def store(answers: list[Answer], now: datetime) -> Counter[str]:
    """Store the new articles of these answers and, in the same transaction, what the feeds said of themselves."""
    with transaction.atomic():
        statuses = Feed.objects.statuses([answer.feed for answer in answers])
        answers = [answer for answer in answers if answer.feed.pk in statuses]
        added = listing.add([(answer.feed, answer.reading) for answer in answers if answer.reading], now)
        for answer in answers:
            _settle(answer, added[answer.feed.pk], now)
            answer.feed.obey(statuses[answer.feed.pk])
        Feed.objects.write([answer.feed for answer in answers], fields=STORED_FIELDS)
        read = [(answer.feed, answer.reading) for answer in answers if answer.reading]
        hubs.note([(feed, reading.hub, reading.topic) for feed, reading in read], now)
    return Counter(
        asked=sum(answer.resting_until is None for answer in answers),
        unchanged=sum(not answer.error and answer.reading is None for answer in answers),
        failed=sum(bool(answer.error) and answer.resting_until is None for answer in answers),
        unreached=sum(answer.response is None and answer.resting_until is None for answer in answers),
        new=added.total(),
    )


async def _read(feed: Feed, response: http.Response, digest: str, tools: Tools) -> Answer:
    content_type = response.headers.get("Content-Type", "")
    try:
        reading = await tools.sandbox.run(
            "daily8.pipeline.parsing:read_feed", response.body, response.url, content_type, answer=FeedReading
        )
    except SandboxError as error:
        return Answer(feed, response, error=str(error))
    if not reading.entries:
        return Answer(feed, response, error="the feed answers, but lists no items")
    return Answer(feed, response, digest, reading)


def _settle(answer: Answer, added: int, now: datetime) -> None:
    """Note on the feed what the answer says of it, and when to ask again."""
    feed, response = answer.feed, answer.response
    if answer.resting_until is not None:
        feed.not_before = answer.resting_until
        feed.postpone(answer.error, until=answer.resting_until)
        return
    feed.last_asked_at = now
    feed.not_before = None
    if response is not None:
        _note_move(feed, response, now)
    if response is not None and response.status == 410:
        feed.status = Status.GONE
        feed.give_up("the publisher says that this feed is gone for good")
    elif answer.error or response is None:
        feed.not_before = http.retry_after(response.headers, now=now) if response else None
        feed.fail(answer.error, now=now, not_before=feed.not_before)
    else:
        _note_success(feed, response, answer, added, now)


def _note_success(feed: Feed, response: http.Response, answer: Answer, added: int, now: datetime) -> None:
    reading = answer.reading
    feed.last_success_at = now
    if added:
        feed.last_new_at = now
    if reading is not None:
        _note_list(feed, reading, now)
    else:
        feed.interval = rhythm.unchanged(feed.interval)
    if response.complete:
        feed.digest = answer.digest
        feed.etag = response.headers.get("ETag", feed.etag if response.status == 304 else "")
        feed.last_modified = response.headers.get(
            "Last-Modified", feed.last_modified if response.status == 304 else ""
        )
    asked_for = max(http.max_age(response.headers, now=now), (reading and reading.interval) or timedelta())
    skip_hours = reading.skip_hours if reading else frozenset[int]()
    again = rhythm.next_time(
        now,
        feed.interval,
        least=asked_for,
        skip_hours=skip_hours,
        chance=random.random(),  # noqa: S311
    )
    feed.wait(again)
    if reading and reading.left_out:
        feed.error = f"the feed lists more items than are read at once; its last {reading.left_out} are left out"


def _note_list(feed: Feed, reading: FeedReading, now: datetime) -> None:
    published = [entry.published for entry in reading.entries if entry.published]
    believed = [moment for moment in published if believable(moment, now=now)]
    feed.format, feed.title = reading.format, reading.title
    feed.language = feed.language or reading.language
    feed.newest_at = max(believed, default=None)
    feed.interval = rhythm.interval(believed, now=now)


def _note_move(feed: Feed, response: http.Response, now: datetime) -> None:
    """Take a new address over once it was given three times in a row, over a day at least."""
    moved_to = response.permanent_url if len(response.permanent_url) <= LONGEST_ADDRESS else ""
    if moved_to != feed.moved_to:
        feed.moved_to, feed.moved_count, feed.moved_since = moved_to, 0, now
    if not moved_to:
        return
    feed.moved_count += 1
    old_enough = feed.moved_since is not None and now - feed.moved_since >= MOVED_AFTER
    if feed.moved_count >= MOVED_AFTER_ANSWERS and old_enough and not Feed.objects.filter(url=moved_to).exists():
        feed.url, feed.moved_to, feed.moved_count, feed.moved_since = moved_to, "", 0, None
        # At once, so that another feed of this batch that moves there finds the place taken.
        feed.save(update_fields=["url"])
