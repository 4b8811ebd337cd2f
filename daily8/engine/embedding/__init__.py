"""Texts as vectors: what is about the same thing points the same way, in any language."""

from daily8.engine.embedding.centring import Centre, CentreError
from daily8.engine.embedding.making import EMBEDDED, NONE, embedder
from daily8.engine.embedding.port import Embedder, EmbeddingError, Vectors, passage_of, question_of, unit

__all__ = [
    "EMBEDDED",
    "NONE",
    "Centre",
    "CentreError",
    "Embedder",
    "EmbeddingError",
    "Vectors",
    "embedder",
    "passage_of",
    "question_of",
    "unit",
]
