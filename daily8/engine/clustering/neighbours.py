"""Which articles of a whole set are near each other: the candidates among which related ones are looked for."""

from collections.abc import Iterator, Sequence
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from daily8.engine.clustering.features import BITS, Terms
from daily8.engine.clustering.pieces import Piece

_Floats: TypeAlias = NDArray[np.float32]
_Places: TypeAlias = NDArray[np.intp]

# So many by meaning in any language, by meaning in other languages, and by words.
_BY_MEANING, _ACROSS, _BY_WORDS = 50, 20, 30
_BLOCK = 512
# Words are found by the most telling 4-grams of each article, unless so many share one that it tells little.
_TELLING = 48
_COMMON = 2000


def neighbours(pieces: Sequence[Piece]) -> Iterator[list[Piece]]:
    """Yield for each article of the set, in order, those that may be related to it: at most 100."""
    words = _ByWords([piece.terms for piece in pieces])
    languages = np.unique([piece.language for piece in pieces], return_inverse=True)[1]
    vectors = _matrix(pieces)
    for start in range(0, len(pieces), _BLOCK):
        near = vectors[start : start + _BLOCK] @ vectors.T
        for place, row in enumerate(near, start):
            found = np.concatenate([_by_meaning(row, languages, place), words.like(place)])
            yield [pieces[other] for other in np.unique(found).tolist() if other != place]


def _matrix(pieces: Sequence[Piece]) -> _Floats:
    """Return the vectors as rows, of zeros where an article has none."""
    size = max((len(piece.vector) for piece in pieces), default=0)
    matrix = np.zeros((len(pieces), size), dtype=np.float32)
    for row, piece in zip(matrix, pieces, strict=True):
        if len(piece.vector) == size:
            row[:] = piece.vector
    return matrix


def _by_meaning(row: _Floats, languages: NDArray[np.intp], place: int) -> _Places:
    foreign = np.where(languages == languages[place], np.float32(-2), row)
    return np.concatenate([_largest(row, _BY_MEANING), _largest(foreign, _ACROSS)])


def _largest(values: _Floats, most: int) -> _Places:
    """Return the places of the largest values that are larger than nought."""
    found = np.argpartition(-values, most)[:most] if len(values) > most else np.arange(len(values))
    return np.asarray(found[values[found] > 0], dtype=np.intp)


class _ByWords:
    """An inverted index of the most telling 4-grams of a set."""

    def __init__(self, terms: Sequence[Terms]) -> None:
        self._terms = [one.heaviest(_TELLING) for one in terms]
        hashes = np.concatenate([one.hashes for one in self._terms]) if terms else np.empty(0, dtype=np.uint32)
        order = np.argsort(hashes, kind="stable")
        lengths = [len(one.hashes) for one in self._terms]
        self._rows = np.repeat(np.arange(len(terms)), lengths)[order]
        self._weights = np.concatenate([one.weights for one in self._terms])[order] if terms else np.empty(0)
        self._firsts = np.searchsorted(hashes[order], np.arange((1 << BITS) + 1))

    def like(self, place: int) -> _Places:
        """Return the articles that share the most telling words with this one."""
        own = self._terms[place]
        first = self._firsts[own.hashes]
        count = self._firsts[own.hashes.astype(np.intp) + 1] - first
        count[count > _COMMON] = 0
        at = np.arange(count.sum()) + np.repeat(first - np.cumsum(count) + count, count)
        weights = self._weights[at] * np.repeat(own.weights, count)
        return _largest(np.bincount(self._rows[at], weights, len(self._terms)).astype(np.float32), _BY_WORDS)
