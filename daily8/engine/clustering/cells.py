"""Nearest rows by meaning at a cost that does not grow: only the nearest cells of the space are looked at."""

from typing import TypeVar

import numpy as np
import numpy.typing as npt

Rows = npt.NDArray[np.intp]
Floats = npt.NDArray[np.float32]
_Bytes = npt.NDArray[np.int8]
_Number = TypeVar("_Number", np.int8, np.int32)

# A row is found by its leading numbers: a metric puts first those that tell most.
LEADING = 96
# So many rows are compared with; up to that number the answer is exact.
_BUDGET = 1024
_IN_A_CELL, _NEAREST_CELLS = 192, 16
_SAMPLE = 16_384
_ROUNDS = 4
# Leading numbers are kept in single bytes, in steps of this; hardly any is larger than half of a vector.
_STEP = 1 / 254


class Cells:
    """Rows by where their vectors point, in cells that are drawn anew whenever the rows have doubled."""

    def __init__(self, dimensions: int) -> None:
        self._width = min(LEADING, dimensions)
        self._looked_for: tuple[Floats | None, int] = (None, 0)
        self._draw(np.zeros((0, self._width), dtype=np.float32), np.zeros(0, dtype=np.int32))

    def __len__(self) -> int:
        return self._count

    def add(self, vector: Floats, row: int) -> None:
        """Take in one row."""
        # Mostly it is the one that was just looked for.
        looked_for, cell = self._looked_for
        if looked_for is not vector:
            cell = int(np.argmax(self._middles @ vector[: self._width]))
        self._put(cell, vector[None, : self._width], np.array([row], dtype=np.int32))
        self._redraw_when_doubled()

    def add_many(self, vectors: Floats, rows: npt.NDArray[np.int32]) -> None:
        """Take in many rows at once."""
        self._spread(vectors[:, : self._width], rows)
        self._redraw_when_doubled()

    def near(self, vector: Floats, most: int) -> Rows:
        """Return the rows whose leading numbers are nearest, best first."""
        leading = vector[: self._width]
        cells, left = [], _BUDGET
        nearest = _largest(self._middles @ leading, _NEAREST_CELLS).tolist()
        self._looked_for = vector, nearest[0]
        for cell in nearest:
            cells.append(cell)
            left -= self._used[cell]
            if left <= 0:
                break
        rows = np.concatenate([self._rows[cell][: self._used[cell]] for cell in cells])
        vectors = np.concatenate([self._vectors[cell][: self._used[cell]] for cell in cells])
        like = vectors.astype(np.float32) @ leading
        return np.asarray(rows[_largest(like, most)], dtype=np.intp)

    def keep(self, moved: npt.NDArray[np.int32]) -> None:
        """Move each row to its place in `moved`; rows that moved to -1 are forgotten."""
        vectors, rows = self._all()
        rows = moved[rows]
        self._draw(vectors[rows >= 0], rows[rows >= 0])

    def _all(self) -> tuple[Floats, npt.NDArray[np.int32]]:
        vectors = [block[:used] for block, used in zip(self._vectors, self._used, strict=True)]
        rows = [block[:used] for block, used in zip(self._rows, self._used, strict=True)]
        return np.concatenate(vectors).astype(np.float32) * np.float32(_STEP), np.concatenate(rows)

    def _put(self, cell: int, vectors: Floats, rows: npt.NDArray[np.int32]) -> None:
        used, more = self._used[cell], len(rows)
        if used + more > len(self._rows[cell]):
            room = used + more + max(4, used // 4)
            self._vectors[cell] = _longer(self._vectors[cell], room)
            self._rows[cell] = _longer(self._rows[cell], room)
        self._vectors[cell][used : used + more] = np.clip(np.rint(vectors / _STEP), -127, 127)
        self._rows[cell][used : used + more] = rows
        self._used[cell] = used + more
        self._count += more

    def _spread(self, vectors: Floats, rows: npt.NDArray[np.int32]) -> None:
        """Put each row in the cell that its vector lies in."""
        nearest = _nearest(vectors, self._middles)
        order = np.argsort(nearest, kind="stable")
        ends = np.searchsorted(nearest[order], np.arange(len(self._middles) + 1))
        for cell in np.unique(nearest).tolist():
            members = order[ends[cell] : ends[cell + 1]]
            self._put(cell, vectors[members], rows[members])

    def _redraw_when_doubled(self) -> None:
        if self._count > 2 * self._drawn_at:
            self._draw(*self._all())

    def _draw(self, vectors: Floats, rows: npt.NDArray[np.int32]) -> None:
        """Begin anew with these rows."""
        # In the order of rows, so that the same articles make the same cells whichever way they came.
        order = np.argsort(rows, kind="stable")
        vectors, rows = vectors[order], rows[order]
        self._middles = _middles(vectors)
        count = len(self._middles)
        self._vectors: list[_Bytes] = [np.zeros((0, self._width), dtype=np.int8)] * count
        self._rows: list[npt.NDArray[np.int32]] = [np.zeros(0, dtype=np.int32)] * count
        self._used = [0] * count
        self._count = 0
        self._looked_for = None, 0
        self._spread(vectors, rows)
        self._drawn_at = max(self._count, _BUDGET)


def _middles(vectors: Floats) -> Floats:
    """Return the middles of the cells for these vectors, by a few rounds of k-means over a sample."""
    count = max(1, len(vectors) // _IN_A_CELL) if len(vectors) > _BUDGET else 1
    if count == 1:
        return np.zeros((1, vectors.shape[1]), dtype=np.float32)
    sample = vectors[np.linspace(0, len(vectors) - 1, min(len(vectors), _SAMPLE)).astype(np.intp)]
    middles = sample[np.linspace(0, len(sample) - 1, count).astype(np.intp)].copy()
    for _ in range(_ROUNDS):
        nearest = _nearest(sample, middles)
        sizes = np.bincount(nearest, minlength=count)
        order = np.argsort(nearest, kind="stable")
        used = np.flatnonzero(sizes)
        starts = np.searchsorted(nearest[order], used)
        middles[used] = np.add.reduceat(sample[order], starts, axis=0)
        middles /= np.maximum(np.linalg.norm(middles, axis=1, keepdims=True), 1e-6)
    return middles


def _nearest(vectors: Floats, middles: Floats) -> npt.NDArray[np.intp]:
    blocks = [np.argmax(vectors[at : at + 4096] @ middles.T, axis=1) for at in range(0, len(vectors), 4096)]
    return np.concatenate(blocks) if blocks else np.zeros(0, dtype=np.intp)


def _largest(values: Floats, most: int) -> Rows:
    """Return the places of the largest values, the largest first."""
    found = np.argpartition(-values, most)[:most] if len(values) > most else np.arange(len(values))
    return np.asarray(found[np.lexsort((found, -values[found]))], dtype=np.intp)


def _longer(block: npt.NDArray[_Number], room: int) -> npt.NDArray[_Number]:
    longer = np.zeros((room, *block.shape[1:]), dtype=block.dtype)
    longer[: len(block)] = block
    return longer
