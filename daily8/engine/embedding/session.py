"""A graph that onnxruntime has loaded, on one thread of this machine."""

from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path
from typing import Any

import numpy as np

from daily8.engine.embedding.port import EmbeddingError, Vectors


class Session:
    """Answers one input at a time."""

    def __init__(self, graph: Path):
        """Load a graph; EmbeddingError when that cannot be done."""
        self._session = _loaded(graph)

    def run(self, words: Vectors) -> Vectors:
        """Return what the graph makes of words (length, width)."""
        with _told("run"):
            (made,) = self._session.run(None, {"words": words[None]})
        return np.asarray(made, dtype=np.float32)


def _loaded(graph: Path) -> Any:
    """Load the model; onnxruntime comes in only here, for it takes 25 MB of every process that imports it."""
    try:
        onnxruntime = import_module("onnxruntime")
    except ImportError as error:
        raise EmbeddingError(f"the package onnxruntime is not installed here: {error}") from error
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    options.inter_op_num_threads = 1
    options.log_severity_level = 3
    # One passage at a time needs no room kept for many: ten megabytes less, and no slower.
    options.enable_cpu_mem_arena = False
    options.enable_mem_pattern = False
    # More would join each sum with what is done to it, which takes a sixth longer for a query than both alone.
    options.graph_optimization_level = onnxruntime.GraphOptimizationLevel.ORT_ENABLE_BASIC
    with _told("load"):
        return onnxruntime.InferenceSession(str(graph), options, providers=["CPUExecutionProvider"])


@contextmanager
def _told(what: str) -> Iterator[None]:
    """Turn what onnxruntime raises, which are many kinds and none of them public, into our own."""
    try:
        yield
    except Exception as error:
        raise EmbeddingError(f"onnxruntime cannot {what} the model: {error}") from error
