"""A feed and its entries, whatever they are written as."""

import re
from dataclasses import dataclass
from datetime import UTC, datetime

# Of a feed that has no entry yet; one that changed with each look would be sent again and again.
_NEVER = datetime(1970, 1, 1, tzinfo=UTC)
# No XML can say these, and no UTF-8 the second group.
_UNSPEAKABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


@dataclass(frozen=True, slots=True)
class Entry:
    """One article, as far as its publisher lets it be shown; all but `html` is plain text.

    `id` stays the same in every feed of the site. `html` is the whole text, where that may be shown; `page` is the
    article's page here, `original` the publisher's.
    """

    id: str
    page: str
    original: str
    title: str
    language: str
    summary: str
    html: str
    authors: list[str]
    publisher: str
    home: str
    categories: list[str]
    image: str
    published_at: datetime
    updated_at: datetime


@dataclass(frozen=True, slots=True)
class Feed:
    """A list of articles: `page` shows it to people, `address` is where the feed itself is."""

    title: str
    description: str
    page: str
    address: str
    language: str
    icon: str
    entries: list[Entry]

    @property
    def updated_at(self) -> datetime:
        """When the newest of its entries was new."""
        return max((entry.updated_at for entry in self.entries), default=_NEVER)


def speakable(words: str) -> str:
    """Return words without the characters that no feed can carry."""
    return _UNSPEAKABLE.sub("", words)


def one_line(words: str) -> str:
    """Return words as a title or a name has them."""
    return " ".join(speakable(words).split())
