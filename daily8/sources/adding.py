"""Adds publishers and feeds: by address or from an OPML file; writes them out again."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.db import transaction

from daily8.engine import addresses
from daily8.engine.feeds import opml
from daily8.sources.models import LONGEST_ADDRESS, Feed, Publisher

# The language of a name that nobody told the language of (ISO 639-2 "undetermined").
UNDETERMINED = "und"


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


@dataclass(frozen=True, slots=True)
class Added:
    """What came of adding many sources."""

    feeds: int
    known: int
    refused: tuple[str, ...]


def add(source: Source, now: datetime) -> tuple[Feed, bool]:
    """Return the feed of this address, and whether it is new.

    Its publisher is the one whose registered domain its home page is under. Raises SourceError where the
    address is no web address.
    """
    # A feed's address is kept as written: a server may tell apart what for an article is one address.
    url = source.url.strip()
    if len(url) > LONGEST_ADDRESS:
        raise SourceError(f"{url[:80]}...: an address of more than {LONGEST_ADDRESS} characters")
    if not addresses.normalise(url):
        raise SourceError(f"{source.url!r} is no web address; write one that begins with https://")
    known = Feed.objects.filter(url=url).first()
    if known:
        return known, False
    feed = Feed(
        publisher=_publisher(source, now),
        url=url,
        title=source.title[:500],
        language=source.language[:8],
        category=source.category[:20],
        added_at=now,
        due_at=now,
    )
    feed.save()
    return feed, True


def add_all(sources: Iterable[Source], now: datetime) -> Added:
    """Add many sources; one that cannot be added hinders no other."""
    feeds, known, refused = 0, 0, []
    with transaction.atomic():
        for source in sources:
            try:
                _, new = add(source, now)
            except SourceError as error:
                refused.append(str(error))
                continue
            feeds += new
            known += not new
    return Added(feeds, known, tuple(refused))


def from_opml(body: bytes) -> list[Source]:
    """Return the sources that an OPML file lists; raise OpmlError where it is none."""
    return [
        Source(outline.feed_url, outline.title, outline.home_url, outline.language, ("", *outline.categories)[-1])
        for outline in opml.read(body)
    ]


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
    return opml.write(outlines, title=f"{settings.SITE_NAME}: sources", created=now)


def _publisher(source: Source, now: datetime) -> Publisher:
    domain = addresses.publisher_domain(source.home) or addresses.publisher_domain(source.url)
    if not domain:
        raise SourceError(f"{source.url!r}: no publisher's domain in this address; write one with a host name")
    name, home = source.title.strip() or domain, addresses.normalise(source.home)
    defaults = {
        "names": {source.language or UNDETERMINED: name},
        "home": home if len(home) <= LONGEST_ADDRESS else "",
        "language": source.language[:8],
        "rights": settings.DEFAULT_RIGHTS,
        "added_at": now,
    }
    publisher, _ = Publisher.objects.get_or_create(domain=domain, defaults=defaults)
    return publisher
