"""The tables of things, as they are written down: things/*.tsv."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from daily8.engine.tagging.reading import phrase
from daily8.engine.tagging.things import Kind, Thing

_THINGS = Path(__file__).parent / "things"
# Read in this order: where two rows have one name, the first says what it is, and the others add to it.
_FILES = {
    "countries.tsv": Kind.PLACE,
    "places.tsv": Kind.PLACE,
    "places_extra.tsv": Kind.PLACE,
    "people.tsv": Kind.PERSON,
    "organisations.tsv": Kind.ORGANISATION,
    "events.tsv": Kind.EVENT,
    "themes.tsv": Kind.THEME,
    "cities.tsv": Kind.PLACE,
}
# Of these, the largest first, most are small: their rows have the hint "city".
_CITIES = "cities.tsv"
_LARGEST = 900
_COMMON = "common:"
_QUALIFIER = re.compile(r" \([^()]*\)$")


@dataclass(frozen=True, slots=True)
class Row:
    """A thing with its spellings; `doubtful` are more of them, that are also something else."""

    thing: Thing
    spellings: tuple[str, ...]
    doubtful: frozenset[str]
    hints: frozenset[str]


def rows() -> Iterator[Row]:
    """Read the tables that come with daily8.

    What only tells things of one name apart, as in "Queen (band)", is not shown where one of them has it.
    """
    taken: set[str] = set()
    for name, kind in _FILES.items():
        for place, row in enumerate(_read(_THINGS / name, kind) if (_THINGS / name).exists() else ()):
            if name == _CITIES and place >= _LARGEST:
                row = replace(row, hints=row.hints | {"city"})
            if "(" in row.thing.name:
                row = _without_qualifier(row, taken)
            taken.add(row.thing.name)
            yield row


def _without_qualifier(row: Row, taken: set[str]) -> Row:
    bare = {code: _QUALIFIER.sub("", each) for code, each in row.thing.names.items()}
    return row if bare.get("en", "") in taken else replace(row, thing=replace(row.thing, names=bare))


def _read(path: Path, kind: Kind) -> Iterator[Row]:
    for line in path.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            yield row_of(line, kind)


def row_of(line: str, kind: Kind) -> Row:
    """Read one line: English name, Arabic name, other spellings by `|`, hints by blanks or commas."""
    english, arabic, others, hints = [*line.split("\t"), "", "", ""][:4]
    names = {"en": english.strip(), "ar": arabic.strip()}
    spellings = [*names.values(), *(spelling.strip() for spelling in others.split("|"))]
    thing = Thing(phrase(names["en"] or names["ar"]), kind, {code: name for code, name in names.items() if name})
    doubtful, other = _hints(hints)
    if "common" in other:
        doubtful.update(spellings)
    firm = dict.fromkeys(spelling for spelling in spellings if spelling and spelling not in doubtful)
    return Row(thing, tuple(firm), frozenset(doubtful - {""}), frozenset(other))


def _hints(text: str) -> tuple[set[str], set[str]]:
    """Return the spellings that need a context, and the other hints. A spelling may hold blanks."""
    doubtful: set[str] = set()
    other: set[str] = set()
    if not text:
        return doubtful, other
    for hint in text.replace(",", " ").replace(_COMMON, "\0" + _COMMON).split("\0"):
        hint = hint.strip()
        if hint.startswith(_COMMON):
            doubtful.add(hint.removeprefix(_COMMON).strip())
        else:
            other.update(hint.split())
    return doubtful, other
