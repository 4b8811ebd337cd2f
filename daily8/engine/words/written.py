"""Tells words that people write from those that nobody does, which may be mistyped."""

from functools import cache
from hashlib import blake2b
from pathlib import Path

import numpy as np
import numpy.typing as npt

from daily8.engine.words.terms import plain

WORDS = Path(__file__).with_name("written.npz")


def is_written(word: str) -> bool:
    """Tell whether a word of four letters or more is one that is written now and then in English or in Arabic.

    Words are kept as signs of 32 bits: of 20,000 others one is taken for a word.
    """
    signs, sign = _signs(), sign_of(word)
    return bool(signs[np.searchsorted(signs, sign) % len(signs)] == sign)


def sign_of(word: str) -> np.uint32:
    """Return the sign of a word, whatever its capitals, its marks and its digits."""
    return np.uint32(
        int.from_bytes(blake2b(plain(word).encode(errors="replace"), digest_size=4).digest(), "little")
    )


@cache
def _signs() -> npt.NDArray[np.uint32]:
    """Return all signs in their order.

    `bench/training/build_written.py` kept the steps from each to the next, low halves apart from the high ones.
    """
    with np.load(WORDS) as stored:
        steps = np.ascontiguousarray(stored["halves"].T).view("<u4")
    return np.cumsum(steps, dtype=np.uint32)
