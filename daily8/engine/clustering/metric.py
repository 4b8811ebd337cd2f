"""The space in which vectors are compared: what reports of one event differ in counts for less.

Learned from grouped articles by `bench/training/train_grouping.py`: the scatter of articles around the middle of
their story, and of one text around its translations, is divided out.
"""

from functools import cache
from pathlib import Path

import numpy as np
import numpy.typing as npt

from daily8.engine.embedding import Vectors, unit

WEIGHTS = Path(__file__).with_name("metric.npz")


class Metric:
    """Moves the centred vectors of one embedder into the space where they are compared."""

    def __init__(self, embedder: str, dimensions: int) -> None:
        name, projection = _learned()
        known = embedder == name and len(projection) == dimensions
        self._projection = projection if known else None

    def apply(self, vectors: Vectors) -> Vectors:
        """Return the vectors as they are compared, at unit length; unchanged for an embedder that is not known."""
        return vectors if self._projection is None else unit(vectors @ self._projection)


@cache
def _learned() -> tuple[str, npt.NDArray[np.float32]]:
    with np.load(WEIGHTS, allow_pickle=False) as stored:
        return str(stored["embedder"]), stored["projection"].astype(np.float32)
