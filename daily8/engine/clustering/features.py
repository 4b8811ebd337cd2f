"""What two articles are compared by: rare character 4-grams of their words, and their meaning as vectors."""

import re
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from threading import local

import numpy as np
import numpy.typing as npt

Hashes = npt.NDArray[np.uint32]
Weights = npt.NDArray[np.float32]
Vector = npt.NDArray[np.float32]

BITS = 20
WORDS = 300

# Cut before anything looks at the words: a body may be one word of a hundred megabytes.
_MOST_TITLE = 600
_MOST_TEXT = 12 * WORDS
# Vowel signs that writers of Arabic, Hebrew and accented scripts leave out as they like. Those of Indic scripts
# are letters in all but name and stay.
_MARKS = re.compile("[\u0300-\u036f\u0591-\u05c7\u0610-\u061a\u0640\u064b-\u065f\u0670]")
_WORD = re.compile("[\\w\u0900-\u109f\u1780-\u17ff]+")
_ASCII_GAPS = {code: " " for code in range(128) if not chr(code).isalnum()}
_ARABIC_LETTERS = tuple(zip("ةىک\u06cc", "هيكي", strict=True))
# Chinese and Japanese say in two characters what others say in four letters: each counts twice.
_DENSE = re.compile("[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff]")
_MIXERS = np.array(
    [0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F, 0x165667B19E3779F9, 0xD6E8FEB86659FD93], dtype=np.uint64
)


@dataclass(frozen=True, slots=True)
class Grams:
    """The character 4-grams of an article, as sorted hashes of 20 bits, each with how often it stands there."""

    hashes: Hashes
    counts: Hashes


@dataclass(frozen=True, slots=True)
class Terms:
    """The 4-grams of an article by their weight, of length 1 together."""

    hashes: Hashes
    weights: Weights

    def heaviest(self, count: int) -> "Terms":
        """Return the most telling 4-grams alone, still sorted by hash and of length 1 together."""
        if len(self.hashes) <= count:
            return self
        # A stable sort: equal weights are cut the same way on every machine.
        kept = np.sort(np.argsort(-self.weights, kind="stable")[:count])
        return Terms(self.hashes[kept], _unit(self.weights[kept]))


class _Room(local):
    """Room for the weight of every 4-gram, in each thread; all nought between two comparisons."""

    def __init__(self) -> None:
        self.weights: Weights = np.zeros(1 << BITS, dtype=np.float32)


_room = _Room()


@contextmanager
def asked_for(hashes: Hashes, weights: npt.NDArray[np.floating]) -> Iterator[Weights]:
    """Give a table of the weights of all 4-grams, to look up many others in: those of one hash added up."""
    table = _room.weights
    np.add.at(table, hashes, weights)
    try:
        yield table
    finally:
        table[hashes] = 0


def grams(title: str, text: str = "") -> Grams:
    """Return the 4-grams of a title and of the first 300 words under it."""
    body = " ".join(text[:_MOST_TEXT].split(None, WORDS)[:WORDS])
    hashes, counts = np.unique(_hashed(plain(f"{title[:_MOST_TITLE]} {body}")), return_counts=True)
    return Grams(hashes, counts.astype(np.uint32))


def plain(text: str) -> str:
    """Return a text as it is compared: small letters without accents, words between single spaces."""
    words = _ascii_words(text) if text.isascii() else _words(text)
    return f" {' '.join(words)} "


def _ascii_words(text: str) -> list[str]:
    return text.lower().translate(_ASCII_GAPS).split()


def _words(text: str) -> list[str]:
    text = _MARKS.sub("", unicodedata.normalize("NFKD", text))
    for letter, usual in _ARABIC_LETTERS:
        text = text.replace(letter, usual)
    text = _DENSE.sub(_twice, text)
    return _WORD.findall(text.casefold().replace("_", " "))


def _twice(found: re.Match[str]) -> str:
    return found[0] * 2


class Vocabulary:
    """How many articles each 4-gram was seen in: the fewer, the more it tells."""

    def __init__(self) -> None:
        self.articles = 0
        self.seen: Hashes = np.zeros(1 << BITS, dtype=np.uint32)

    def learn(self, article: Grams) -> None:
        """Count the 4-grams of one more article."""
        self.seen[article.hashes] += 1
        self.articles += 1

    def weigh(self, article: Grams) -> Terms:
        """Return the 4-grams of an article by their weight; one that no article had yet weighs most."""
        rarity = np.log((self.articles + 1) / np.maximum(self.seen[article.hashes], 1))
        return Terms(article.hashes, _unit((1 + np.log(article.counts)) * rarity))


def wording(first: Terms, second: Terms) -> float:
    """Return how far two articles use the same words, from 0 to 1."""
    _, ours, theirs = np.intersect1d(first.hashes, second.hashes, assume_unique=True, return_indices=True)
    return float(first.weights[ours] @ second.weights[theirs])


def meaning(first: Vector, second: Vector) -> float:
    """Return how near two centred vectors are, from -1 to 1."""
    return float(first @ second)


def _hashed(text: str) -> Hashes:
    letters = np.frombuffer(text.encode("utf-32-le", "replace"), dtype=np.uint32).astype(np.uint64)
    count = len(letters) - 3
    if count < 1:
        return np.zeros(0, dtype=np.uint32)
    mixed = letters[:count] * _MIXERS[0]
    for place in range(1, 4):
        mixed = (mixed ^ (mixed >> np.uint64(29))) * _MIXERS[1] + letters[place : place + count] * _MIXERS[place]
    mixed = (mixed ^ (mixed >> np.uint64(32))) * _MIXERS[3]
    return np.asarray(mixed >> np.uint64(64 - BITS), dtype=np.uint32)


def _unit(values: npt.NDArray[np.floating]) -> Weights:
    length = float(np.sqrt(np.square(values, dtype=np.float64).sum()))
    return (values / length if length > 1e-9 else np.zeros_like(values)).astype(np.float32)
