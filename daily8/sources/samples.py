"""What a look at a source shows; apart from what finds it, which would cost every web process half a second."""

from dataclasses import dataclass
from datetime import datetime

from daily8.engine.reservations import Signal


@dataclass(frozen=True, slots=True)
class Item:
    """One of the first items of a feed."""

    title: str
    url: str
    published: datetime | None


@dataclass(frozen=True, slots=True)
class FeedSample:
    """A feed, by what it lists; `newest` is None where no item has a date."""

    url: str
    title: str
    home: str
    language: str
    format: str
    count: int
    newest: datetime | None
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class PageSample:
    """A page, as it reads here; `kind` is as the engine has it, `reserved` what it says against machines."""

    url: str
    kind: str
    title: str
    paragraph: str
    has_picture: bool
    words: int
    reserved: frozenset[Signal]
