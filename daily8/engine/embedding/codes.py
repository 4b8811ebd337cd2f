"""Vectors as one bit a number: enough to find those that may be near, in a tenth of a millisecond for 20,000.

The bit tells on which side of its language's middle a number lies. How many bits differ tells the angle (Charikar,
Similarity estimation techniques from rounding algorithms, 2002); the nearest are then compared by their vectors.
"""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from daily8.engine.embedding.port import Vectors

Codes = npt.NDArray[np.uint64]
Places = npt.NDArray[np.intp]

_BITS = 64
# So many words are compared first: their distance fits a byte.
_FIRST = 3
# So many times as many as are wanted, or one in so many of all, are compared as a whole.
_POOL, _SHARE = 50, 25
_SAMPLE = 4096


def codes(centred: Vectors) -> list[bytes]:
    """Return the code of each centred vector; as many bits as it has numbers, filled up to whole words."""
    bits = np.packbits(centred > 0, axis=1)
    missing = -bits.shape[1] % (_BITS // 8)
    return [row.tobytes() + bytes(missing) for row in bits]


def words_of(packed: Sequence[bytes]) -> Codes:
    """Return codes of one length as a table: a column for each of them."""
    rows = np.frombuffer(b"".join(packed), dtype=np.uint64).reshape(len(packed), -1)
    return np.ascontiguousarray(rows.T)


def nearest(table: Codes, code: bytes, *, most: int) -> Places:
    """Return the columns of the codes nearest to this one, nearest first; of equal ones the later columns.

    Only those whose first words are near are compared as a whole: with 12,781 articles and 202 queries that lost
    one in a hundred of the 40 nearest, at half the cost.
    """
    words = np.frombuffer(code, dtype=np.uint64)
    distances = np.zeros(table.shape[1], dtype=np.uint8)
    for row, word in zip(table[:_FIRST], words[:_FIRST], strict=False):
        distances += np.bitwise_count(row ^ word)
    near = _smallest(distances, max(most * _POOL, len(distances) // _SHARE))
    whole = distances[near].astype(np.uint16)
    for row, word in zip(table[_FIRST:], words[_FIRST:], strict=True):
        whole += np.bitwise_count(row[near] ^ word)
    # Sorted by one number of both, and no more of them than are wanted.
    order = whole.astype(np.int64) * len(distances) - near
    if most < len(order):
        first = np.argpartition(order, most)[:most]
        near, order = near[first], order[first]
    return near[np.argsort(order)]


def _smallest(distances: npt.NDArray[np.uint8], most: int) -> Places:
    """The places of about so many small distances, or more: a sample tells how far to go."""
    step = max(1, len(distances) // _SAMPLE)
    if most >= len(distances):
        return np.arange(len(distances))
    reached = np.bincount(distances[::step]).cumsum()
    farthest = np.searchsorted(reached, min(reached[-1] - 1, -(-most // step)), side="right")
    return np.flatnonzero(distances <= np.uint8(farthest))
