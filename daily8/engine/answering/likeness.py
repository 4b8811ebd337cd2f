"""How near sentences are to a question in meaning, by the vectors of a maker."""

from collections.abc import Hashable, Sequence
from functools import lru_cache
from typing import Protocol, cast

from daily8.engine.embedding import Embedder, Vectors
from daily8.engine.embedding.port import HEADLINE, PASSAGE

# Sentences of articles that are asked about again are not read again.
_REMEMBERED = 4_000


class Likeness(Protocol):
    """Tells how near each sentence is to a question in meaning, from -1 to 1; nothing where it cannot."""

    def __call__(self, question: str, sentences: Sequence[str]) -> Sequence[float]:
        """Return a number for each sentence, in their order."""


def likeness_of(embedder: Embedder) -> Likeness | None:
    """Return what compares by the vectors of a maker; nothing for the maker that makes none."""
    if not embedder.dimensions:
        return None

    def likeness(question: str, sentences: Sequence[str]) -> Sequence[float]:
        texts = [HEADLINE + question, *(PASSAGE + sentence for sentence in sentences)]
        if getattr(embedder, "here", False):
            first, *others = (_vector(cast(Hashable, embedder), text) for text in texts)
        else:
            first, *others = embedder.embed(texts)
        return [float(other @ first) for other in others]

    return likeness


@lru_cache(_REMEMBERED)
def _vector(embedder: Hashable, text: str) -> Vectors:
    vector: Vectors = cast(Embedder, embedder).embed([text])[0]
    return vector
