"""Which articles had a rare 4-gram lately: the same cost however many articles there are."""

import numpy as np
import numpy.typing as npt

from daily8.engine.clustering.features import Terms

Rows = npt.NDArray[np.intp]

# An article is known by its most telling 4-grams; of each, so many articles are remembered.
_TELLING = 24
_REMEMBERED = 16
_BUCKETS = 1 << 18


class Rarities:
    """For each 4-gram the last rows that it told something about."""

    def __init__(self) -> None:
        self._rows = np.full((_BUCKETS, _REMEMBERED), -1, dtype=np.int32)
        self._next = np.zeros(_BUCKETS, dtype=np.uint8)

    def add(self, terms: Terms, row: int) -> None:
        """Remember a row by its most telling 4-grams, in place of the oldest ones."""
        buckets = _buckets(terms.heaviest(_TELLING))
        places = self._next[buckets]
        self._rows[buckets, places] = row
        self._next[buckets] = (places + 1) % _REMEMBERED

    def like(self, terms: Terms, most: int) -> Rows:
        """Return the rows that share the most telling 4-grams with these terms, best first."""
        telling = terms.heaviest(_TELLING)
        found = self._rows[_buckets(telling)].ravel()
        weights = np.repeat(telling.weights, _REMEMBERED)
        rows, places = np.unique(found, return_inverse=True)
        shared = np.bincount(places, weights, len(rows))
        if len(rows) and rows[0] < 0:
            shared[0] = 0.0
        best = np.argsort(-shared, kind="stable")[:most]
        return np.asarray(rows[best[shared[best] > 0]], dtype=np.intp)

    def keep(self, moved: npt.NDArray[np.int32]) -> None:
        """Move each row to its place in `moved`; rows that moved to -1 are forgotten."""
        known = self._rows >= 0
        self._rows[known] = moved[self._rows[known]]


def _buckets(terms: Terms) -> npt.NDArray[np.uint32]:
    return terms.hashes & np.uint32(_BUCKETS - 1)
