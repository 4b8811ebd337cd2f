"""Decision trees that tell the body of an article from what stands around it."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
import numpy.typing as npt

from daily8.engine.extraction.features import Matrix

Chances = npt.NDArray[np.float64]
ALONE = Path(__file__).with_name("forest.npz")
ADVISED = Path(__file__).with_name("advised.npz")


@dataclass(frozen=True, slots=True)
class Forest:
    """Trees as flat arrays: a node asks whether one feature is at most a threshold; a leaf leads to itself."""

    feature: npt.NDArray[np.int32]
    threshold: npt.NDArray[np.float32]
    left: npt.NDArray[np.int32]
    right: npt.NDArray[np.int32]
    value: npt.NDArray[np.float32]
    roots: npt.NDArray[np.int32]
    depth: int

    def chances(self, table: Matrix) -> Chances:
        """Return for each row how likely it is of the article, between 0 and 1."""
        count, width = table.shape
        flat = np.ascontiguousarray(table).reshape(-1)
        starts = (np.arange(count, dtype=np.int32) * width)[:, None]
        node = np.broadcast_to(self.roots, (count, len(self.roots)))
        for _ in range(self.depth):
            smaller = flat.take(starts + self.feature.take(node)) <= self.threshold.take(node)
            node = np.where(smaller, self.left.take(node), self.right.take(node))
        total = self.value.take(node).sum(axis=1, dtype=np.float64)
        return np.asarray(1.0 / (1.0 + np.exp(-total)))


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
            depth=int(stored["depth"]),
        )
