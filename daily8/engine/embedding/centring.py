"""The middle of each language's vectors: what is left of a vector without it can be compared across languages.

Vectors of one language lie close together whatever they are about. Their running mean is what they share; it is
subtracted before two articles are compared.
"""

import io
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Self

import numpy as np
import numpy.typing as npt

from daily8.engine.embedding.port import EmbeddingError, Vectors, unit

Vector = npt.NDArray[np.float64]

# Measured: a mean that forgets within some hundred articles follows what the news are about today.
_MEMORY = 400.0
# How many articles of a language weigh as much as what is known of it beforehand.
_TRUST = 20.0
_TRUST_IN_ALL = 100.0
_MEASURED = Path(__file__).with_name("languages.npz")


class CentreError(EmbeddingError):
    """Kept means that cannot be read, or that are of another embedder: start anew."""


@dataclass(slots=True)
class _Sum:
    """Vectors added up; older ones count less when there are many."""

    count: float
    total: Vector

    def add(self, vectors: npt.NDArray[np.floating]) -> None:
        self.count += len(vectors)
        self.total = self.total + vectors.sum(axis=0, dtype=np.float64)
        if self.count > _MEMORY:
            self.total = self.total * (_MEMORY / self.count)
            self.count = _MEMORY

    def mean(self, *, expected: Vector, trust: float) -> Vector:
        return np.asarray((self.total + trust * expected) / (self.count + trust))


class Centre:
    """The running mean of each language, for the vectors of one embedder.

    A language of which little was seen has the mean of all, moved by how far that language was found from the
    others when the same texts were embedded in each.
    """

    def __init__(self, embedder: str, dimensions: int):
        self.embedder = embedder
        self.dimensions = dimensions
        measured = _measured()
        known = embedder == measured.embedder and measured.middle.shape == (dimensions,)
        self._nothing = np.zeros(dimensions)
        self._middle = measured.middle if known else self._nothing
        self._offsets: Mapping[str, Vector] = measured.offsets if known else {}
        self._trust_in_middle = _TRUST_IN_ALL if known else 0.0
        self._all = _Sum(0.0, self._nothing)
        self._languages: dict[str, _Sum] = {}
        self._means: dict[str, Vector] = {}

    @property
    def seen(self) -> float:
        """Of how many articles it was learned, as far as it remembers them."""
        return self._all.count

    def add(self, language: str, vectors: Vectors) -> None:
        """Take in the vectors of articles of a language."""
        if not len(vectors):
            return
        self._languages.setdefault(language, _Sum(0.0, self._nothing)).add(vectors)
        self._all.add(vectors - self._offset(language))
        self._means = {}

    def apply(self, language: str, vectors: Vectors) -> Vectors:
        """Return what the vectors of a language have of their own, at unit length."""
        return unit(np.asarray(vectors - self.mean(language), dtype=np.float32))

    def apply_each(self, languages: Sequence[str], vectors: Vectors) -> Vectors:
        """Return the same of vectors of several languages, one for each."""
        means = {language: self.mean(language) for language in set(languages)}
        middles = np.array([means[language] for language in languages], dtype=np.float32)
        return unit(vectors - middles)

    def mean(self, language: str) -> Vector:
        """Return the middle of a language, which is told once until more is seen."""
        # Whoever adds meanwhile takes another dict.
        means = self._means
        if (known := means.get(language)) is not None:
            return known
        mean = means[language] = self._mean(language)
        return mean

    def _mean(self, language: str) -> Vector:
        seen = self._languages.get(language)
        expected = self._everywhere() + self._offset(language)
        return expected if seen is None else seen.mean(expected=expected, trust=_TRUST)

    def to_bytes(self) -> bytes:
        """Return everything that `from_bytes` needs."""
        names = sorted(self._languages)
        sums = [self._all, *(self._languages[name] for name in names)]
        buffer = io.BytesIO()
        np.savez(
            buffer,
            embedder=np.array(self.embedder),
            names=np.array(names, dtype=np.str_),
            counts=np.array([one.count for one in sums]),
            totals=np.stack([one.total for one in sums]).astype(np.float32),
        )
        return buffer.getvalue()

    @classmethod
    def from_bytes(cls, kept: bytes, *, embedder: str, dimensions: int) -> Self:
        """Return the means as they were kept; raise CentreError when they are not those of this embedder."""
        try:
            with np.load(io.BytesIO(kept), allow_pickle=False) as stored:
                name, names = str(stored["embedder"]), stored["names"].tolist()
                counts, totals = stored["counts"].tolist(), stored["totals"].astype(np.float64)
        except (OSError, ValueError, KeyError, EOFError, zipfile.BadZipFile) as error:
            raise CentreError(f"the kept means of languages are damaged: {error}") from error
        if name != embedder or totals.shape != (1 + len(names), dimensions) or len(counts) != len(totals):
            raise CentreError(f"the kept means of languages are of {name}, not of {embedder}")
        centre = cls(embedder, dimensions)
        centre._all, *others = map(_Sum, counts, totals)
        centre._languages = dict(zip(names, others, strict=True))
        return centre

    def _everywhere(self) -> Vector:
        if self._all.count + self._trust_in_middle == 0:
            return self._middle
        return self._all.mean(expected=self._middle, trust=self._trust_in_middle)

    def _offset(self, language: str) -> Vector:
        return self._offsets.get(language, self._nothing)


@dataclass(frozen=True, slots=True)
class _Measured:
    """What one embedder was found to do with the same texts in several languages."""

    embedder: str
    middle: Vector
    offsets: Mapping[str, Vector]


@cache
def _measured() -> _Measured:
    """Return what `bench/training/measure_languages.py` measured."""
    with np.load(_MEASURED) as stored:
        offsets = stored["offsets"].astype(np.float64)
        names = map(str, stored["languages"])
        return _Measured(
            str(stored["embedder"]), stored["middle"].astype(np.float64), dict(zip(names, offsets, strict=True))
        )
