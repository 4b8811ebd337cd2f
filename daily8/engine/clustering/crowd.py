"""Some articles as arrays, one row each, so that another is compared with all of them in one go."""

from collections.abc import Sequence
from copy import copy
from typing import Self, TypeAlias, TypeVar

import numpy as np
from numpy.typing import NDArray

from daily8.engine.clustering.features import asked_for
from daily8.engine.clustering.pieces import Piece, apart

Floats: TypeAlias = NDArray[np.float64]
Flags: TypeAlias = NDArray[np.bool_]
Number = TypeVar("Number", bound=np.generic)


_ARRAYS = ("_vectors", "_has_vector", "_hashes", "_weights", "_languages", "_is_headline")


class Crowd:
    """Pieces side by side."""

    def __init__(self, pieces: Sequence[Piece]) -> None:
        self.pieces = list(pieces)
        self._vectors = _rows([piece.vector for piece in pieces], np.float32)
        sizes = np.array([len(piece.vector) for piece in pieces], dtype=np.intp)
        self._has_vector = self._vectors.any(axis=1) & (sizes == self._vectors.shape[1])
        self._hashes = _rows([piece.terms.hashes for piece in pieces], np.uint32)
        self._weights = _rows([piece.terms.weights for piece in pieces], np.float32)
        self._languages = np.array([piece.language for piece in pieces])
        self._is_headline = np.array([piece.is_headline for piece in pieces], dtype=np.bool_)

    def __len__(self) -> int:
        return len(self.pieces)

    def of(self, places: Sequence[int]) -> Self:
        """Return the pieces at these places, in their order."""
        some = copy(self)
        some.pieces = [self.pieces[place] for place in places]
        for name in _ARRAYS:
            setattr(some, name, getattr(self, name)[places])
        return some

    def meanings(self, article: Piece) -> tuple[Floats, Flags]:
        """Return how near in meaning each piece is to the article, and of which that is known."""
        size = self._vectors.shape[1]
        if not size or len(article.vector) != size or not article.vector.any():
            return np.zeros(len(self)), np.zeros(len(self), dtype=np.bool_)
        return (self._vectors @ article.vector).astype(np.float64), self._has_vector

    def wordings(self, article: Piece) -> Floats:
        """Return how far each piece uses the article's words."""
        with asked_for(article.terms.hashes, article.terms.weights) as asked:
            shared = np.einsum("ij,ij->i", asked.take(self._hashes), self._weights)
        return np.asarray(shared, dtype=np.float64)

    def across(self, article: Piece) -> Flags:
        """Return which pieces are in another language than the article."""
        return np.asarray(self._languages != article.language)

    def headlines(self, article: Piece) -> Flags:
        """Return for which pieces one side of the comparison is a headline alone."""
        return self._is_headline | article.is_headline

    def hours(self, article: Piece) -> Floats:
        """Return how many hours lie between each piece and the article; infinity where that is unknown."""
        seconds = (apart(article, piece) for piece in self.pieces)
        return np.array([np.inf if one is None else abs(one) / 3600 for one in seconds])


def _rows(values: Sequence[NDArray[Number]], kind: type[Number]) -> NDArray[Number]:
    """Return arrays as the rows of one, the shorter ones with noughts at their ends."""
    matrix = np.zeros((len(values), max(map(len, values), default=0)), dtype=kind)
    for row, value in zip(matrix, values, strict=True):
        row[: len(value)] = value
    return matrix
