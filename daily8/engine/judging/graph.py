"""The judge as a graph for onnxruntime."""

import numpy as np

from daily8.engine.embedding.graph import Builder
from daily8.engine.judging.taught import Taught


def graph(weights: Taught) -> bytes:
    """Return a graph from `words` (1, length, width) to `score` (1, 1): the logarithm of the odds.

    The head reads the state of the first mark and the mean of all states.
    """
    builder = Builder(weights)
    last = builder.layers()
    first = builder.add("Gather", [last, builder.constant(np.array([0]))], axis=1)
    mean = builder.add("ReduceMean", [last, builder.constant(np.array([1]))], keepdims=1)
    both = builder.add("Flatten", [builder.add("Concat", [first, mean], axis=2)], axis=1)
    inner = builder.add("Gemm", [both, *(builder.constant(weights.head(name)) for name in ("in.w", "in.b"))])
    told = builder.add("Gelu", [inner])
    out = [builder.constant(weights.head(name)) for name in ("out.w", "out.b")]
    builder.add("Gemm", [told, *out], output="score")
    return builder.made("score", [1, 1])
