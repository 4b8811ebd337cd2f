"""What a feed says, as the rest of daily8 sees it."""

from dataclasses import dataclass
from datetime import datetime, timedelta


class FeedError(ValueError):
    """What came is not a feed; the message says what it is instead."""


@dataclass(frozen=True, slots=True)
class Enclosure:
    """A file that goes with an entry."""

    url: str
    type: str = ""
    length: int = 0


@dataclass(frozen=True, slots=True)
class Entry:
    """One item of a feed, as the publisher wrote it.

    The title and the authors are plain text; summary and content are HTML that nobody has cleaned yet.
    `url` is empty when the item links nowhere that a browser could go by http.
    """

    id: str
    url: str
    title: str
    authors: tuple[str, ...] = ()
    published: datetime | None = None
    updated: datetime | None = None
    summary: str = ""
    content: str = ""
    categories: tuple[str, ...] = ()
    image: str = ""
    enclosures: tuple[Enclosure, ...] = ()


@dataclass(frozen=True, slots=True)
class ParsedFeed:
    """A whole feed. `omitted` counts the items beyond the limit, which were not read."""

    format: str
    title: str = ""
    home: str = ""
    description: str = ""
    language: str = ""
    updated: datetime | None = None
    author: str = ""
    interval: timedelta | None = None
    skip_hours: frozenset[int] = frozenset()
    hub: str = ""
    self_url: str = ""
    next_url: str = ""
    entries: tuple[Entry, ...] = ()
    omitted: int = 0
