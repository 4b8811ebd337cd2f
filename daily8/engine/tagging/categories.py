"""Which section an article belongs to, told by what it means and by its words."""

import re
import unicodedata
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
import numpy.typing as npt

Numbers = npt.NDArray[np.float64]
WEIGHTS = Path(__file__).with_name("categories.npz")

BUCKETS = 8_192
# How much words count beside meaning, and how much likelier a higher score is: best on news not learned from.
WORDS_SHARE = 0.4
SHARPNESS = 8.0
# Of the answers that are less likely than this, two in three were wrong: none is given.
LEAST = 0.25

_LONGEST_LEAD = 480
_STEM = 6
_SHORTEST = 3
_WORD = re.compile(r"[^\W\d_]+")
_ARABIC_ARTICLE = re.compile("^[وفبلك]?ال(?=...)")
_VARIANTS = str.maketrans({"ى": "ي", "ة": "ه", "ـ": None, "أ": "ا", "إ": "ا", "آ": "ا"})


@dataclass(frozen=True, slots=True)
class Model:
    """How the score of each category goes up and down over the directions of vectors, and with each word.

    `slopes` lead along a direction, `bends` count how far it lies along some `axes`, on either side; `words`
    has a row for each bucket of words.
    """

    categories: tuple[str, ...]
    embedder: str
    middle: Numbers
    levels: Numbers
    slopes: Numbers
    axes: Numbers
    bends: Numbers
    words: Numbers

    def by_meaning(self, vectors: Numbers) -> Numbers:
        """Return for each vector a score of each category."""
        rows = directions(vectors, self.middle)
        along = np.einsum("cad,nd->nca", self.axes, rows)
        return np.asarray(self.levels + rows @ self.slopes.T + (along**2 * self.bends).sum(axis=2))

    def by_words(self, title: str, text: str) -> Numbers:
        """Return for each category a score by an article's words."""
        found = buckets(title, text)
        return np.asarray(self.words[found].sum(axis=0) * importance(len(found)))

    def likeliest(self, scores: Numbers) -> tuple[str, float]:
        """Return the category with the highest score and how likely it is, or "" when that is too little."""
        likelihood = float(1 / np.exp(SHARPNESS * (scores - scores.max())).sum())
        return (self.categories[int(scores.argmax())] if likelihood >= LEAST else "", likelihood)


def category(
    vector: npt.NDArray[np.floating] | None, title: str, text: str, *, made_by: str = ""
) -> tuple[str, float]:
    """Return the id of the likeliest category and how likely it is, or "" when that is too little.

    `vector` is that of title and lead as the embedder named `made_by` made it. Without one, or with one of
    an embedder that this was not trained for, words alone decide: good for the languages it was trained in.
    """
    model = trained()
    scores = model.by_words(title, text)
    if vector is not None and made_by == model.embedder and vector.shape == model.middle.shape:
        scores = together(model.by_meaning(vector[None].astype(np.float64))[0], scores)
    return model.likeliest(scores)


NUMBERS = ("middle", "levels", "slopes", "axes", "bends", "words")


@cache
def trained() -> Model:
    """Return the weights that `bench/training/train_categories.py` found."""
    with np.load(WEIGHTS) as stored:
        numbers = {name: stored[name].astype(np.float64) for name in NUMBERS}
        return Model(tuple(map(str, stored["categories"])), str(stored["embedder"]), **numbers)


def directions(vectors: Numbers, middle: Numbers) -> Numbers:
    """Return in which direction from the middle of all each vector lies."""
    rows = vectors - middle
    lengths = np.linalg.norm(rows, axis=1, keepdims=True)
    return np.asarray(rows / np.where(lengths > 0, lengths, 1.0))


def together(meaning: Numbers, words: Numbers) -> Numbers:
    """Return the scores by both."""
    return meaning + WORDS_SHARE * words


def importance(count: int) -> float:
    """Return how much each of so many words says."""
    return float(max(1, count) ** -0.5)


def buckets(title: str, text: str) -> list[int]:
    """Return the buckets that the words of title and lead fall into, each once."""
    stems = set(_stems(f"{title} {text[:_LONGEST_LEAD]}"))
    return sorted({zlib.crc32(stem.encode("utf-8", "ignore")) % BUCKETS for stem in stems})


def _stems(text: str) -> Iterator[str]:
    """The first letters of each word, without accents, Arabic article and spelling variants."""
    letters = unicodedata.normalize("NFKD", text.casefold())
    plain = "".join(letter for letter in letters if not unicodedata.combining(letter)).translate(_VARIANTS)
    for word in _WORD.findall(plain):
        bare = _ARABIC_ARTICLE.sub("", word)
        if len(bare) >= _SHORTEST:
            yield bare[:_STEM]
