"""The sketched texts of the live window, and which of them have words in common with a new one."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from itertools import compress
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

from daily8.engine.clustering import sketches
from daily8.engine.clustering.postings import Postings
from daily8.engine.clustering.sketches import LEVELS, Sketch

Id: TypeAlias = int | str
_Places: TypeAlias = NDArray[np.intp]

_FEWEST_SHARED = 5
# Words that so many texts of one publisher hold, over so long a time, are its template.
_TEMPLATE_TEXTS, _TEMPLATE_SECONDS = 4, 20 * 3600
_NEVER = float("inf")
_SPARE = 1024
_TABLE = np.dtype(
    [
        ("alive", "?"),
        ("standing", "u1"),
        ("counts", "u1", (LEVELS,)),
        ("level", "i4"),
        ("numbers", "u4"),
        ("publisher", "i4"),
        ("published", "f8"),
    ]
)


@dataclass(frozen=True, slots=True)
class Text:
    """What is known of a text when its copies are looked for."""

    id: Id
    sketch: bytes
    published: datetime | None
    publisher: str
    # The agency that the text credits, and the one that the publisher itself is.
    credit: str | None = None
    agency: str | None = None

    @property
    def moment(self) -> float:
        """When it was published; a text without a date comes after all others."""
        return self.published.timestamp() if self.published else _NEVER


@dataclass(frozen=True, slots=True)
class Match:
    """A known text that has words in common with the one looked at."""

    id: Id
    row: int
    same_publisher: bool
    same_numbers: bool
    # The known text's rank among its copies: the lowest is the original.
    rank: tuple[int, float]
    # Which hashes are shared, the publisher's template left out; their share of the new text and of the known one.
    places: _Places
    of_text: float
    of_known: float
    # How far the share may be off, because a sketch is a sample.
    doubt: float
    # The shared part of the longer of both, template and all.
    likeness: float

    @property
    def shared(self) -> int:
        """How many hashes both hold."""
        return len(self.places)


def rank(text: Text) -> tuple[int, float]:
    """Return a text's rank among its copies: an agency's own page, then no credit; of those the earliest."""
    return _standing(text), text.moment


class SketchedTexts:
    """The texts that can be copied from, by their sketches."""

    def __init__(self) -> None:
        self._table: NDArray[Any] = np.zeros(_SPARE, dtype=_TABLE)
        self._ids: list[Id] = []
        self._rows: dict[Id, int] = {}
        self._publishers: dict[str, int] = {}
        self._postings = Postings()

    def __len__(self) -> int:
        return len(self._rows)

    def __contains__(self, id: Id) -> bool:
        return id in self._rows

    @property
    def nbytes(self) -> int:
        """How much memory the arrays take."""
        return int(self._table.nbytes) + self._postings.nbytes

    def add(self, text: Text) -> None:
        """Keep a text; one that is kept already is replaced. Texts of a few words are not kept."""
        self.remove(text.id)
        sketch = sketches.read(text.sketch)
        if len(sketch.hashes):
            self._postings.add(sketch.hashes, self._enter(text, sketch))

    def add_many(self, texts: Iterable[Text]) -> None:
        """Keep many texts at once: far faster than one by one, and best with some thousand at a time."""
        new = {text.id: text for text in texts}
        # All of them first: gaps may be closed then, and that moves the rows.
        for known in new:
            self.remove(known)
        hashes, rows = [], []
        for text in new.values():
            sketch = sketches.read(text.sketch)
            if len(sketch.hashes):
                rows.append(self._enter(text, sketch))
                hashes.append(sketch.hashes)
        self._postings.add_many(hashes, rows)

    def remove(self, id: Id) -> None:
        """Let go of a text, if it is kept."""
        row = self._rows.pop(id, None)
        if row is not None:
            self._table["alive"][row] = False
            if len(self._ids) > 2 * len(self._rows) + _SPARE:
                self._close_gaps()

    def forget(self, before: datetime) -> None:
        """Let go of all texts published before a time."""
        used = self._table[: len(self._ids)]
        used["alive"] &= ~(used["published"] < before.timestamp())
        if not used["alive"].all():
            self._close_gaps()

    def matches(self, text: Text) -> list[Match]:
        """Return the known texts with enough in common with this one, in the order in which they were added."""
        sketch = sketches.read(text.sketch)
        places, rows = self._postings.find(sketch.hashes)
        kept = self._table["alive"][rows] & (rows != self._rows.get(text.id, -1))
        places, rows = places[kept], rows[kept]
        publisher = self._publishers.get(text.publisher, -1)
        own = self._is_own(len(sketch.hashes), places, rows)
        comparison = _Comparison(sketch, publisher, own)
        return [self._match(comparison, row, shared) for row, shared in _by_row(places, rows)]

    def _enter(self, text: Text, sketch: Sketch) -> int:
        row = len(self._ids)
        if row == len(self._table):
            self._table = np.concatenate([self._table, np.zeros(row // 2, dtype=_TABLE)])
        self._table[row] = (
            True,
            _standing(text),
            sketches.counts(sketch.hashes),
            sketch.level,
            sketch.numbers,
            self._publishers.setdefault(text.publisher, len(self._publishers)),
            text.moment,
        )
        self._ids.append(text.id)
        self._rows[text.id] = row
        return row

    def _close_gaps(self) -> None:
        """Move the rows together after texts were let go of."""
        alive = self._table["alive"][: len(self._ids)]
        self._postings.keep(np.where(alive, np.cumsum(alive) - 1, -1))
        self._ids = list(compress(self._ids, alive.tolist()))
        self._rows = {name: row for row, name in enumerate(self._ids)}
        self._table = np.concatenate([self._table[: len(alive)][alive], np.zeros(_SPARE, dtype=_TABLE)])

    def _is_own(self, number: int, places: _Places, rows: _Places) -> NDArray[np.bool_]:
        """Return which hashes of a text are no template: not what one publisher writes day after day."""
        own = np.ones(number, dtype=np.bool_)
        dated = np.isfinite(self._table["published"][rows])
        places, rows = places[dated], rows[dated]
        moments = self._table["published"][rows]
        holders = places * len(self._publishers) + self._table["publisher"][rows]
        order = np.lexsort((moments, holders))
        moments = moments[order]
        _, firsts, counts = np.unique(holders[order], return_index=True, return_counts=True)
        often = counts >= _TEMPLATE_TEXTS
        firsts, lasts = firsts[often], (firsts + counts - 1)[often]
        long = moments[lasts] - moments[firsts] >= _TEMPLATE_SECONDS
        own[places[order[firsts[long]]]] = False
        return own

    def _match(self, comparison: "_Comparison", row: int, shared: _Places) -> Match:
        known = self._table[row]
        level = max(comparison.sketch.level, int(known["level"]))
        places = shared[comparison.own[shared]]
        of_text = max(1, int(comparison.own_counts[level]))
        of_known = max(1, int(known["counts"][level]))
        return Match(
            id=self._ids[row],
            row=row,
            same_publisher=int(known["publisher"]) == comparison.publisher,
            same_numbers=int(known["numbers"]) == comparison.sketch.numbers,
            rank=(int(known["standing"]), float(known["published"])),
            places=places,
            of_text=len(places) / of_text,
            of_known=len(places) / of_known,
            doubt=0.5 / min(of_text, of_known) ** 0.5 if level else 0.0,
            likeness=len(shared) / max(int(comparison.all_counts[level]), of_known),
        )


class _Comparison:
    """A new text, ready to be held against known ones."""

    __slots__ = ("all_counts", "own", "own_counts", "publisher", "sketch")

    def __init__(self, sketch: Sketch, publisher: int, own: NDArray[np.bool_]) -> None:
        self.sketch = sketch
        self.publisher = publisher
        self.own = own
        self.all_counts = sketches.counts(sketch.hashes)
        self.own_counts = sketches.counts(sketch.hashes[own])


def _standing(text: Text) -> int:
    if text.credit is not None:
        return 2
    return 0 if text.agency is not None else 1


def _by_row(places: _Places, rows: _Places) -> Iterable[tuple[int, _Places]]:
    """Return the shared hashes of each row that has enough of them."""
    order = np.argsort(rows, kind="stable")
    found, firsts, numbers = np.unique(rows[order], return_index=True, return_counts=True)
    enough = numbers >= _FEWEST_SHARED
    for row, first, number in zip(*(part[enough].tolist() for part in (found, firsts, numbers)), strict=True):
        yield row, places[order[first : first + number]]
