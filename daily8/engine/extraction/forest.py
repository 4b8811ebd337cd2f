"""Decision trees that tell the body of an article from what stands around it."""

from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from typing import Self

import numpy as np
import numpy.typing as npt

from daily8.engine.extraction.features import Matrix

Chances = npt.NDArray[np.float64]
ALONE = Path(__file__).with_name("forest.npz")
ADVISED = Path(__file__).with_name("advised.npz")
# The leaves of a tree are the bits of a number.
_MOST_LEAVES = 16
# So many rows at once stay near the processor; a page of ten thousand blocks must not take hundreds of megabytes.
_ROWS = 256


@dataclass(frozen=True)
class Forest:
    """Trees as flat arrays: a node asks whether one feature is at most a threshold; a leaf leads to itself."""

    feature: npt.NDArray[np.int32]
    threshold: npt.NDArray[np.float32]
    left: npt.NDArray[np.int32]
    right: npt.NDArray[np.int32]
    value: npt.NDArray[np.float32]
    roots: npt.NDArray[np.int32]

    def chances(self, table: Matrix) -> Chances:
        """Return for each row how likely it is of the article, between 0 and 1."""
        parts = [self._questions.answered(table[at : at + _ROWS]) for at in range(0, len(table), _ROWS)]
        return parts[0] if len(parts) == 1 else np.concatenate(parts)

    @cached_property
    def _questions(self) -> "_Questions":
        return _Questions.of(self)


@dataclass(frozen=True, slots=True)
class _Questions:
    """The same trees as questions that are all asked at once, which takes a third of the time of going down.

    A question that is answered with no rules out the leaves on its left; the leaf that a row comes to is the
    first one left. The first axis is the place of a question in its tree, the second the tree.
    """

    feature: npt.NDArray[np.int32]
    threshold: npt.NDArray[np.float32]
    ruled_out: npt.NDArray[np.uint16]
    values: npt.NDArray[np.float32]

    @classmethod
    def of(cls, forest: Forest) -> Self:
        """Number the leaves of each tree from the left, and note which ones each of its questions rules out."""
        trees = len(forest.roots)
        feature = np.zeros((_MOST_LEAVES - 1, trees), dtype=np.int32)
        threshold = np.full(feature.shape, np.inf, dtype=np.float32)
        ruled_out = np.zeros(feature.shape, dtype=np.uint16)
        values = np.zeros((trees, _MOST_LEAVES), dtype=np.float32)
        for tree, root in enumerate(forest.roots):
            nodes, leaves = _questions_below(forest, int(root))
            values[tree, : len(leaves)] = forest.value[leaves]
            for at, (node, bits) in enumerate(nodes):
                feature[at, tree], threshold[at, tree] = forest.feature[node], forest.threshold[node]
                ruled_out[at, tree] = bits
        return cls(feature.reshape(-1), threshold.reshape(-1, 1), ruled_out.reshape(-1, 1), values.reshape(-1))

    def answered(self, table: Matrix) -> Chances:
        """Return the chance of each row."""
        columns = np.ascontiguousarray(table.T).take(self.feature, axis=0)
        ruled_out = np.multiply(columns > self.threshold, self.ruled_out)
        left = ~np.bitwise_or.reduce(ruled_out.reshape(_MOST_LEAVES - 1, -1), axis=0)
        leaves = _lowest_bits().take(left).reshape(-1, len(table))
        firsts = np.arange(0, len(self.values), _MOST_LEAVES)[:, None]
        total = self.values.take(leaves + firsts).sum(axis=0, dtype=np.float64)
        return np.asarray(1.0 / (1.0 + np.exp(-total)))


def _questions_below(forest: Forest, node: int, first: int = 0) -> tuple[list[tuple[int, int]], list[int]]:
    """Return the questions from a node down, each with the bits of the leaves on its left, and all leaves."""
    if forest.left[node] == node:
        return [], [node]
    left, left_leaves = _questions_below(forest, int(forest.left[node]), first)
    middle = first + len(left_leaves)
    right, right_leaves = _questions_below(forest, int(forest.right[node]), middle)
    return [(node, (1 << middle) - (1 << first)), *left, *right], left_leaves + right_leaves


@cache
def _lowest_bits() -> npt.NDArray[np.uint8]:
    """Return for each number of sixteen bits the place of its lowest one."""
    numbers = np.arange(1 << _MOST_LEAVES)
    places = np.zeros(len(numbers), dtype=np.uint8)
    for bit in reversed(range(_MOST_LEAVES)):
        places[numbers & (1 << bit) > 0] = bit
    return places


@dataclass(frozen=True, slots=True)
class Forests:
    """The trees that judge every page, and those that know what other readers say of one in doubt."""

    alone: Forest
    advised: Forest


@cache
def trained() -> Forests:
    """Return the trees that `bench/extraction_training.py` grew."""
    return Forests(alone=_load(ALONE), advised=_load(ADVISED))


def _load(weights: Path) -> Forest:
    with np.load(weights) as stored:
        return Forest(
            feature=stored["feature"].astype(np.int32),
            threshold=stored["threshold"].astype(np.float32),
            left=stored["left"].astype(np.int32),
            right=stored["right"].astype(np.int32),
            value=stored["value"].astype(np.float32),
            roots=stored["roots"].astype(np.int32),
        )
