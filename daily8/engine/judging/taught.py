"""The weights of multilingual-e5-small with what they were taught besides (taught.npz).

For each matrix that was changed there are two narrow ones whose product is added to it (LoRA: Hu and others, 2021,
"Low-Rank Adaptation of Large Language Models"), and behind the last layer there is a small head that scores.
`python -m bench.ai_judge_training` teaches anew.
"""

import hashlib
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import numpy as np

from daily8.engine.embedding.port import Vectors
from daily8.engine.embedding.storing import Kind, digest_of
from daily8.engine.embedding.weights import Blocks, Shape, Weights

FILE = Path(__file__).with_name("taught.npz")
JUDGING = Kind("judge", 1, "daily8.engine.judging.conversion")


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

    def __init__(self, weights: Weights):
        self.shape: Shape = weights.shape
        self._weights = weights

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
        with np.load(FILE) as file:
            return {name: file[name].astype(np.float32) for name in file.files}


def digest(weights: Path) -> str:
    """Return what tells packaged and added weights from all others, in hexadecimal digits."""
    return hashlib.sha256(f"{digest_of(weights)} {digest_of(FILE)}".encode()).hexdigest()
