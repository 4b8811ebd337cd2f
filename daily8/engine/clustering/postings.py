"""Which texts hold which hashes: an inverted index in plain arrays, eight bytes a hash."""

from collections.abc import Sequence
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from daily8.engine.clustering.sketches import Hashes

# Of a hash that more rows hold, only so many are told from each segment, the first ones first.
MOST_ROWS = 500

_ROW = np.uint64(0xFFFFFFFF)
_SHIFT = np.uint64(32)
# A segment is merged into the one before it until that one is so many times as long.
_GROWTH = 4
# No segment grows longer than that: to merge two takes their room once more.
_LONGEST = 1 << 22
_PIECE = 1 << 18


class Postings:
    """The rows of every hash, open to additions: a few sorted segments, merged as they grow."""

    def __init__(self) -> None:
        self._segments: list[Hashes] = []

    def add(self, hashes: Hashes, row: int) -> None:
        """Say that a row holds these hashes."""
        self._push((hashes << _SHIFT) | np.uint64(row))

    def add_many(self, hashes: Sequence[Hashes], rows: Sequence[int]) -> None:
        """Say it of many rows at once: far faster than one by one."""
        if not rows:
            return
        lengths = [len(one) for one in hashes]
        owners = np.repeat(np.asarray(rows, dtype=np.uint64), lengths)
        self._push(np.sort((np.concatenate(hashes) << _SHIFT) | owners))

    def find(self, hashes: Hashes) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
        """Return every pair of a place in `hashes` and a row that holds the hash there."""
        places, rows = [], []
        for segment in self._segments:
            first = np.searchsorted(segment, hashes << _SHIFT)
            count = np.searchsorted(segment, (hashes << _SHIFT) | _ROW, side="right") - first
            count = np.minimum(count, MOST_ROWS)
            place = np.repeat(np.arange(len(hashes)), count)
            at = np.arange(len(place)) + np.repeat(first - np.cumsum(count) + count, count)
            places.append(place)
            rows.append((segment[at] & _ROW).astype(np.intp))
        if not places:
            return np.empty(0, dtype=np.intp), np.empty(0, dtype=np.intp)
        return np.concatenate(places), np.concatenate(rows)

    def keep(self, moved: NDArray[np.int64]) -> None:
        """Move each row to its place in `moved`, in the same order; drop those moved to -1."""
        self._segments = [kept for segment in self._segments if len(kept := _moved(segment, moved))]

    @property
    def nbytes(self) -> int:
        """How much memory the arrays take."""
        return sum(segment.nbytes for segment in self._segments)

    def _push(self, segment: Hashes) -> None:
        self._segments.append(segment)
        while any(_belong_together(*last) for last in pairwise(self._segments[-2:])):
            merged = np.concatenate([self._segments.pop(-2), self._segments.pop()])
            # Two sorted runs: a stable sort merges them in one pass, and in place takes half as much room again.
            merged.sort(kind="stable")
            self._segments.append(merged)


def _belong_together(longer: Hashes, shorter: Hashes) -> bool:
    return len(longer) < _GROWTH * len(shorter) and len(longer) + len(shorter) <= _LONGEST


def _moved(segment: Hashes, moved: NDArray[np.int64]) -> Hashes:
    """Return a segment with its rows where they are now, made piece by piece."""
    pieces = [segment[start : start + _PIECE] for start in range(0, len(segment), _PIECE)]
    return np.concatenate([_moved_piece(piece, moved) for piece in pieces])


def _moved_piece(piece: Hashes, moved: NDArray[np.int64]) -> Hashes:
    rows = moved[(piece & _ROW).astype(np.intp)]
    kept = rows >= 0
    hashes: Hashes = (piece[kept] & ~_ROW) | rows[kept].astype(np.uint64)
    return hashes
