"""The live articles in plain arrays, one row each: about 1 kB an article.

Vectors and weights are kept in single bytes: cosines are off by less than 0.001, and comparing is many times
faster than with numbers of two bytes.
"""

import sys
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from daily8.engine.clustering.features import BITS, Hashes, Terms, Vector, Weights, asked_for
from daily8.engine.clustering.results import Id

Rows = npt.NDArray[np.intp]
Floats = npt.NDArray[np.float32]

# So many of an article's most telling 4-grams are kept: all of a headline's.
TERMS = 96
_FIRST_ROWS = 256
_WEIGHT_BITS, _HASH = np.uint32(24), np.uint32((1 << BITS) - 1)
_WEIGHT_BYTE = 3 if sys.byteorder == "little" else 0

_ARRAYS = (
    "has_vector",
    "published",
    "publisher",
    "story",
    "_vectors",
    "_steps",
    "_terms",
    "_weight_steps",
)


@dataclass(frozen=True, slots=True)
class Probe:
    """What an article is compared by."""

    terms: Terms
    # In the space of the metric, of length 1; none where the article has no vector.
    vector: Vector | None
    # Seconds since 1970.
    published: float
    publisher: int


class Window:
    """What is kept of each article."""

    def __init__(self, dimensions: int) -> None:
        self.ids: list[Id] = []
        self.rows: dict[Id, int] = {}
        self._vectors = np.zeros((0, dimensions), dtype=np.int8)
        self._steps = np.zeros(0, dtype=np.float32)
        self.has_vector = np.zeros(0, dtype=bool)
        self.published = np.zeros(0, dtype=np.float64)
        self.publisher = np.zeros(0, dtype=np.int32)
        self.story = np.zeros(0, dtype=np.int32)
        # Of each 4-gram its weight in the upper eight bits, and its hash below; 0 stands for none.
        self._terms = np.zeros((0, TERMS), dtype=np.uint32)
        self._weight_steps = np.zeros(0, dtype=np.float32)

    def __len__(self) -> int:
        return len(self.ids)

    def add(self, id: Id, probe: Probe) -> int:
        """Keep an article, in no story yet; return its row."""
        row = len(self.ids)
        if row == len(self.published):
            self._grow(max(_FIRST_ROWS, row + row // 4))
        self.ids.append(id)
        self.rows[id] = row
        self.published[row] = probe.published
        self.publisher[row] = probe.publisher
        self.story[row] = -1
        self.has_vector[row] = probe.vector is not None
        self._keep_vector(row, probe.vector)
        self._keep_terms(row, probe.terms.heaviest(TERMS))
        return row

    def probe(self, row: int) -> Probe:
        """Return what an article of the window is compared by."""
        vector = self.vectors([row])[0] if self.has_vector[row] else None
        return Probe(self.terms(row), vector, float(self.published[row]), int(self.publisher[row]))

    def terms(self, row: int) -> Terms:
        """Return the most telling 4-grams of an article."""
        kept = self._terms[row]
        hashes, weights = _unpacked(kept[kept > 0])
        return Terms(hashes, weights * self._weight_steps[row])

    def vectors(self, rows: Rows | list[int]) -> Floats:
        """Return the vectors of some rows; of zeros where an article has none."""
        return np.asarray(self._vectors[rows] * self._steps[rows][:, None])

    def meanings(self, probe: Probe, rows: Rows) -> Floats:
        """Return how near the meaning of each row is; nought where one of both has no vector."""
        if probe.vector is None or not len(rows):
            return np.zeros(len(rows), dtype=np.float32)
        return (self._vectors[rows].astype(np.float32) @ probe.vector) * self._steps[rows]

    def wordings(self, probe: Probe, rows: Rows) -> Floats:
        """Return how far each row uses the same words."""
        terms = probe.terms.heaviest(TERMS)
        with asked_for(terms.hashes, terms.weights) as asked:
            return self._shared(asked, rows)

    def shared_wordings(self, ours: Rows, theirs: Rows) -> Floats:
        """Return for each of their rows how far it uses the words of all of ours, added up."""
        hashes, weights = _unpacked(self._terms[ours])
        with asked_for(hashes, weights * self._weight_steps[ours][:, None]) as asked:
            return self._shared(asked, theirs)

    def _shared(self, asked: Weights, rows: Rows) -> Floats:
        hashes, weights = _unpacked(self._terms[rows])
        return np.asarray(np.einsum("ij,ij->i", asked.take(hashes), weights) * self._weight_steps[rows])

    def _keep_vector(self, row: int, vector: Vector | None) -> None:
        step = 0.0 if vector is None else float(np.abs(vector).max()) / 127
        self._steps[row] = step
        self._vectors[row] = 0 if vector is None or not step else np.rint(vector / step)

    def _keep_terms(self, row: int, terms: Terms) -> None:
        count = len(terms.hashes)
        step = float(terms.weights.max()) / 255 if count else 0.0
        self._weight_steps[row] = step
        self._terms[row] = 0
        if step:
            weights = np.rint(terms.weights / step).astype(np.uint32)
            # One that weighs next to nothing is none: its hash alone would be taken for a weight.
            self._terms[row, :count] = np.where(weights > 0, (weights << _WEIGHT_BITS) | terms.hashes, 0)

    def keep(self, kept: npt.NDArray[np.bool_]) -> npt.NDArray[np.int32]:
        """Forget all other rows; return where each row is now, -1 for those that are gone."""
        count = len(self)
        moved = np.full(count, -1, dtype=np.int32)
        moved[kept] = np.arange(int(kept.sum()), dtype=np.int32)
        for name in _ARRAYS:
            setattr(self, name, getattr(self, name)[:count][kept])
        self.ids = [one for one, stays in zip(self.ids, kept.tolist(), strict=True) if stays]
        self.rows = {one: row for row, one in enumerate(self.ids)}
        return moved

    def _grow(self, size: int) -> None:
        for name in _ARRAYS:
            old = getattr(self, name)
            new = np.zeros((size, *old.shape[1:]), dtype=old.dtype)
            new[: len(old)] = old
            setattr(self, name, new)


def _unpacked(kept: Hashes) -> tuple[Hashes, Weights]:
    """Return the hashes of 4-grams and their weights, in steps."""
    return kept & _HASH, kept.view(np.uint8)[..., _WEIGHT_BYTE::4].astype(np.float32)
