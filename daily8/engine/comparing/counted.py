"""What a number counts, by one name in both languages."""

from functools import cache
from pathlib import Path

from daily8.engine.quantities import Kind, Quantity
from daily8.engine.words.terms import plain, stem

PEOPLE = "people"
_TABLE = Path(__file__).with_name("nouns.txt")
_TOLLS = frozenset({Kind.DEAD, Kind.INJURED, Kind.MISSING, Kind.DISPLACED, Kind.ARRESTED})


def is_toll(kind: Kind) -> bool:
    """Tell whether a kind is of those to whom something happened."""
    return kind in _TOLLS


def noun_of(quantity: Quantity) -> str:
    """Return the name of what is counted: one of the table, else a stem; of a toll without a noun it is people."""
    named = _named()
    words = [plain(word) for word in quantity.what.split()]
    for word in reversed(words):
        if name := named.get(word) or named.get(word.removeprefix("ال")) or named.get(word.removeprefix("و")):
            return name
    if is_toll(quantity.kind):
        return PEOPLE
    return stem(words[-1] if words[-1:] and words[-1].isascii() else words[0]) if words else ""


def is_named(noun: str) -> bool:
    """Tell whether a name is one of the table."""
    return noun in _named().values()


@cache
def _named() -> dict[str, str]:
    found: dict[str, str] = {}
    for line in _TABLE.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            name, _, words = line.partition(":")
            found |= {plain(word): name for word in words.split()}
    return found
