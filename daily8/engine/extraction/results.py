"""What a page says, once it is read."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class ExtractionError(ValueError):
    """The page cannot be read at all."""


class Kind(StrEnum):
    """What sort of page it is; only an article has a body worth showing."""

    ARTICLE = "article"
    PAYWALLED = "paywalled"
    GALLERY = "gallery"
    VIDEO = "video"
    LIVE = "live"
    LIST = "list"
    EMPTY = "empty"


@dataclass(frozen=True, slots=True)
class Extract:
    """One page read down to what it reports.

    `text` and `html` are the same blocks: paragraphs parted by an empty line, and safe HTML
    with absolute addresses. Times are in UTC. A field that the page does not tell is empty.
    """

    kind: Kind
    title: str
    text: str
    html: str
    authors: tuple[str, ...]
    published: datetime | None
    modified: datetime | None
    language: str
    section: str
    image: str
    caption: str
    canonical: str
