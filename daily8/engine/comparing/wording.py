"""Sentences as weighed words: how much two of them say the same."""

import re
from collections import Counter
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from daily8.engine.comparing.report import Place
from daily8.engine.tagging.commonness import frequencies
from daily8.engine.words.terms import plain, stem

_WORD = re.compile(r"[^\W_]+(?:[.,٫٬][^\W\D_]+)*")
_NO_CONTENT = 5.6
_PLAIN, _RAREST = 2.5, 7.5
_REMEMBERED = 50_000
_LONGEST = 60


class Said(NamedTuple):
    """A sentence of a report, with the stems of what it says and how much each weighs."""

    place: Place
    language: str
    text: str
    terms: dict[str, float]


def said(place: Place, language: str, text: str) -> Said:
    """Return a sentence with its weighed words."""
    weighed = (_weighed(word[:_LONGEST]) for word in _WORD.findall(text))
    return Said(place, language, text, {term: weight for term, weight in weighed if weight})


def likeness(sentences: Sequence[Said]) -> NDArray[np.float32]:
    """Return how alike each two sentences are by their words, from 0 to 1."""
    spread = Counter(term for sentence in sentences for term in sentence.terms)
    common = {term: place for place, term in enumerate(term for term, count in spread.items() if count > 1)}
    matrix = np.zeros((len(sentences), len(common)), dtype=np.float32)
    lengths = np.zeros(len(sentences), dtype=np.float32)
    for row, sentence in enumerate(sentences):
        for term, weight in sentence.terms.items():
            lengths[row] += weight**2
            if term in common:
                matrix[row, common[term]] = weight
    matrix /= np.sqrt(np.maximum(lengths, 1e-6))[:, None]
    return matrix @ matrix.T


@lru_cache(_REMEMBERED)
def _weighed(word: str) -> tuple[str, float]:
    """Return what a word is compared by, and its weight: the rarer, the more; 0 for those without content."""
    folded = plain(word)
    known = frequencies().get(folded, _PLAIN)
    if not folded.isascii() and folded.startswith("و"):
        known = max(known, frequencies().get(folded[1:], 0.0))
    if known > _NO_CONTENT or (len(folded) < 2 and not folded.isdigit()):
        return "", 0.0
    return stem(word), 1.0 if any(map(str.isdigit, folded)) else (_RAREST - known) / 4
