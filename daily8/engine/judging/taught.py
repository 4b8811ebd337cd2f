"""The weights of multilingual-e5-small with what they were taught besides (answers.npz, claims.npz).

For each matrix that was changed there are two narrow ones whose product is added to it (LoRA: Hu and others, 2021,
"Low-Rank Adaptation of Large Language Models"), and behind the last layer there is a small head that scores.
bench/ai_judge_training.py says how it is taught anew.
"""

import hashlib
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import numpy as np

from daily8.engine.embedding.port import Vectors
from daily8.engine.embedding.storing import Kind, digest_of
from daily8.engine.embedding.weights import Blocks, Shape, Weights

_HERE = Path(__file__).parent
_PROGRAM = "daily8.engine.judging.conversion"


@dataclass(frozen=True, slots=True)
class Lessons:
    """What the model was taught for one purpose: the file with it, and the kind of graph that is made of both."""

    file: Path
    kind: Kind

    def digest(self, weights: Path) -> str:
        """Return what tells packaged weights with these from all others, in hexadecimal digits."""
        return hashlib.sha256(f"{digest_of(weights)} {digest_of(self.file)}".encode()).hexdigest()


ANSWERS = Lessons(_HERE / "answers.npz", Kind("judge", 1, _PROGRAM))
CLAIMS = Lessons(_HERE / "claims.npz", Kind("claims-judge", 1, _PROGRAM))


@dataclass(frozen=True, slots=True)
class Changed:
    """A matrix of the packaged weights, and the two whose product is added to it."""

    blocks: Blocks
    first: Vectors
    second: Vectors

    def rows(self) -> Vectors:
        """Return the sum, a row for each output."""
        found: Vectors = self.blocks.rows() + self.second @ self.first
        return found


class Taught:
    """The weights as a graph is made of them."""

    def __init__(self, weights: Weights, lessons: Lessons):
        self.shape: Shape = weights.shape
        self._weights = weights
        self._lessons = lessons

    def table(self, name: str) -> Vectors:
        """Return plain numbers by their name."""
        return self._weights.table(name)

    def blocks(self, name: str, *, columns: int) -> Blocks | Changed:
        """Return a matrix by its name, changed where it was taught something."""
        blocks = self._weights.blocks(name, columns=columns)
        if f"{name}.first" not in self._added:
            return blocks
        return Changed(blocks, self._added[f"{name}.first"], self._added[f"{name}.second"])

    def head(self, name: str) -> Vectors:
        """Return the numbers of the head by their name."""
        return self._added[f"head.{name}"]

    @cached_property
    def _added(self) -> dict[str, Vectors]:
        with np.load(self._lessons.file) as file:
            return {name: file[name].astype(np.float32) for name in file.files}
