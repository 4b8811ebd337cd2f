"""What a fetch or a parse found out, before any of it is stored."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from daily8.engine.reservations import Signal


@dataclass(frozen=True, slots=True)
class EntryReading:
    """One item of a feed that leads somewhere."""

    key: str
    url: str
    title: str
    authors: tuple[str, ...]
    published: datetime | None
    content: str
    categories: tuple[str, ...]
    image: str
    digest: str


@dataclass(frozen=True, slots=True)
class FeedReading:
    """A feed's list, read."""

    format: str
    title: str
    home: str
    language: str
    interval: timedelta | None
    skip_hours: frozenset[int]
    entries: tuple[EntryReading, ...]
    left_out: int
    hub: str = ""
    topic: str = ""


@dataclass(frozen=True, slots=True)
class PageReading:
    """An article, read from its page or, where that cannot be had, from its feed's entry."""

    kind: str
    title: str
    text: str
    html: str
    excerpt: str
    words: int
    authors: tuple[str, ...]
    published: datetime | None
    language: str
    section: str
    image: str
    caption: str
    canonical: str
    # What the page itself says against being read by machines.
    reserved: frozenset[Signal] = frozenset()
