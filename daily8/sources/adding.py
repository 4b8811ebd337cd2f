"""Adds publishers and feeds: by address or from an OPML file; writes them out again."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.conf import settings
from django.db import transaction

from daily8.engine import addresses
from daily8.engine.feeds import opml
from daily8.engine.feeds.opml import Outline, Refused
from daily8.sources import naming
from daily8.sources.models import LONGEST_ADDRESS, Feed, Publisher
from daily8.work import branding

# The language of a name that nobody told the language of (ISO 639-2 "undetermined").
UNDETERMINED = "und"
_AT_ONCE = 500


class SourceError(ValueError):
    """A source that cannot be added; the message says why and what to do."""


@dataclass(frozen=True, slots=True)
class Source:
    """What is known of a feed that is to be added."""

    url: str
    title: str = ""
    home: str = ""
    language: str = ""
    category: str = ""
    # Where it stands in the list that it comes from, if it does.
    line: int = field(default=0, compare=False)


@dataclass(slots=True)
class Added:
    """What came of adding many sources; each that was refused with the line that it stands in."""

    feeds: int = 0
    known: int = 0
    refused: list[Refused] = field(default_factory=list)


def add(source: Source, now: datetime) -> tuple[Feed, bool]:
    """Return the feed of this address, and whether it is new.

    Its publisher is the one whose registered domain its home page is under. Raises SourceError where the
    address is no web address.
    """
    url = _checked(source)
    known = Feed.objects.filter(url=url).first()
    if known:
        return known, False
    fresh = _publisher(source, now)
    publisher, _ = Publisher.objects.get_or_create(domain=fresh.domain, defaults=_told(fresh))
    feed = _feed(source, url, publisher, now)
    feed.save()
    return feed, True


def add_all(
    sources: Sequence[Source], now: datetime, *, progress: Callable[[int], object] = lambda _done: None
) -> Added:
    """Add many sources, some hundreds at a time; one that cannot be added hinders no other.

    `progress` is told how many were looked at, each time some are stored.
    """
    added = Added()
    for start in range(0, len(sources), _AT_ONCE):
        batch = sources[start : start + _AT_ONCE]
        with transaction.atomic():
            _add_batch(batch, now, added)
        progress(len(batch))
    return added


def _add_batch(batch: Sequence[Source], now: datetime, added: Added) -> None:
    good: dict[str, tuple[Source, Publisher]] = {}
    for source in batch:
        try:
            url = _checked(source)
            added.known += url in good
            good.setdefault(url, (source, _publisher(source, now)))
        except SourceError as error:
            added.refused.append(Refused(source.line, str(error)))
    known = set(Feed.objects.filter(url__in=good).values_list("url", flat=True))
    new = {url: told for url, told in good.items() if url not in known}
    Publisher.objects.bulk_create([fresh for _source, fresh in new.values()], ignore_conflicts=True)
    domains = {fresh.domain for _source, fresh in new.values()}
    publishers = {one.domain: one for one in Publisher.objects.filter(domain__in=domains)}
    feeds = [_feed(source, url, publishers[fresh.domain], now) for url, (source, fresh) in new.items()]
    Feed.objects.bulk_create(feeds, ignore_conflicts=True)
    added.feeds += len(feeds)
    added.known += len(known)


def _checked(source: Source) -> str:
    """The address of a feed as it is kept; raises SourceError for what is none."""
    # A feed's address is kept as written: a server may tell apart what for an article is one address.
    url = source.url.strip()
    if len(url) > LONGEST_ADDRESS:
        raise SourceError(f"{url[:80]}...: an address of more than {LONGEST_ADDRESS} characters")
    if not addresses.normalise(url):
        raise SourceError(f"{source.url!r} is no web address; write one that begins with https://")
    return url


def _feed(source: Source, url: str, publisher: Publisher, now: datetime) -> Feed:
    return Feed(
        publisher=publisher,
        url=url,
        title=source.title[:500],
        language=source.language[:8],
        category=source.category[:20],
        added_at=now,
        due_at=now,
    )


def outlines_of(listed: Iterable[Outline]) -> list[Source]:
    """Return the sources that a list has."""
    return [
        Source(
            url=outline.feed_url,
            title=outline.title,
            home=outline.home_url,
            language=outline.language,
            category=("", *outline.categories)[-1],
            line=outline.line,
        )
        for outline in listed
    ]


def from_opml(body: bytes) -> list[Source]:
    """Return the sources that an OPML file lists; raise OpmlError where it is none."""
    return outlines_of(opml.read(body))


def to_opml(now: datetime) -> bytes:
    """Return every feed of the site as an OPML file."""
    feeds = Feed.objects.select_related("publisher")
    outlines = [
        opml.Outline(
            title=feed.publisher.name_in(feed.language),
            feed_url=feed.url,
            home_url=feed.publisher.home,
            categories=(feed.category,) if feed.category else (),
            language=feed.language,
        )
        for feed in feeds
    ]
    return opml.write(outlines, title=f"{branding.name()}: sources", created=now)


def _publisher(source: Source, now: datetime) -> Publisher:
    """The publisher of a source, as it is kept where it is not known yet; may raise SourceError."""
    domain = addresses.publisher_domain(source.home) or addresses.publisher_domain(source.url)
    if not domain:
        raise SourceError(f"{source.url!r}: no publisher's domain in this address; write one with a host name")
    name, home = source.title.strip() or domain, addresses.normalise(source.home)
    language = naming.language_code(source.language)
    return Publisher(
        domain=domain,
        names={language or UNDETERMINED: name},
        home=home if len(home) <= LONGEST_ADDRESS else "",
        language=language,
        rights=settings.DEFAULT_RIGHTS,
        added_at=now,
    )


def _told(publisher: Publisher) -> dict[str, object]:
    return {name: getattr(publisher, name) for name in ("names", "home", "language", "rights", "added_at")}
