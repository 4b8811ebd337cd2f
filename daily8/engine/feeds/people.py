"""Who wrote it: the names behind the many ways feeds write them."""

import re
from collections.abc import Iterable, Iterator

from daily8.engine.feeds.fields import Fields, line_of, plain

_EMAIL_THEN_NAME = re.compile(r"\s*[^\s@()<>]+@[^\s@()<>]+\s*\(([^()]+)\)\s*")
_NAME_THEN_EMAIL = re.compile(r"\s*([^<>()]*[^<>()\s])\s*[<(](?:mailto:)?[^\s@()<>]+@[^\s@()<>]+[>)]\s*")
_MOST = 20
_LONGEST = 300
# The first of these that names anybody is believed alone: the others repeat it in other words.
_BYLINES = (
    ("atom:author",),
    ("dc:creator", "dc:author"),
    ("author",),
    ("itunes:author", "googleplay:author"),
    ("managingeditor",),
    ("webmaster",),
    ("atom:contributor", "dc:contributor"),
)


def authors_of(fields: Fields) -> tuple[str, ...]:
    """Return the names of who wrote an entry or a feed, each once, in the order of the feed."""
    for keys in _BYLINES:
        names = distinct(_names(fields, keys))
        if names:
            return names
    return ()


def name_of(text: str) -> str:
    """Return the name in `me@here.org (My Name)` or `My Name <me@here.org>`; else all of it."""
    text = text[:_LONGEST]
    match = _EMAIL_THEN_NAME.fullmatch(text) or _NAME_THEN_EMAIL.fullmatch(text)
    return plain(match[1] if match else text)


def distinct(values: Iterable[str]) -> tuple[str, ...]:
    """Return the values that are not empty, each once, at most twenty."""
    return tuple(dict.fromkeys(filter(None, values)))[:_MOST]


def _names(fields: Fields, keys: tuple[str, ...]) -> Iterator[str]:
    for element in fields.all(*keys):
        if len(element):
            parts = Fields(element)
            yield name_of(parts.title("atom:name", "name", "atom:email", "email", "atom:uri", "atom:url"))
        else:
            yield name_of(line_of(element))
