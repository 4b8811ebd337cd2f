"""The maker that makes nothing: what daily8 does without a model."""

from collections.abc import Sequence

import numpy as np

from daily8.engine.embedding.port import Vectors


class Nothing:
    """Vectors of no dimensions, for an operator who declines a model or a machine that has none."""

    name = "none"
    dimensions = 0
    here = True

    def embed(self, passages: Sequence[str]) -> Vectors:
        """Return an empty row for each passage."""
        return np.zeros((len(passages), 0), dtype=np.float32)
