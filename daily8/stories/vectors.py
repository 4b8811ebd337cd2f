"""Vectors as they are kept on rows."""

import numpy as np

from daily8.engine.clustering.features import Vector


def vector_of(packed: bytes | memoryview) -> Vector | None:
    """Return a vector as it is kept on a row, or None where there is none."""
    return np.frombuffer(packed, dtype=np.float16).astype(np.float32) if len(packed) else None
