"""What the engine makes of an article's text, many articles at once."""

import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from hashlib import blake2b

import numpy as np

from daily8.engine import embedding, judging, tagging
from daily8.engine.clustering import credits as agency_credits
from daily8.engine.clustering import sketches
from daily8.engine.embedding import Embedder, EmbeddingError
from daily8.engine.tagging import Directory, Tag, categories

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Text:
    """What is looked at of an article; `vector` is known already where only hashtags are asked for anew."""

    title: str
    text: str
    language: str
    authors: tuple[str, ...]
    domain: str
    embedder: str = ""
    vector: bytes = b""

    @property
    def digest(self) -> str:
        """Tells one revision from another."""
        return blake2b(f"{self.title}\0{self.text}".encode("utf-8", "replace"), digest_size=16).hexdigest()


@dataclass(frozen=True, slots=True)
class Understood:
    """What was made of one text; without an embedder there is no vector. Vectors are kept as float16.

    `category` is the one of its meaning, "" where that tells too little.
    """

    embedder: str
    vector: bytes
    sketch: bytes
    credit: str
    category: str
    tags: tuple[Tag, ...]


class Understanding:
    """Reads texts with what the two makers give: the model is loaded when the first text comes."""

    def __init__(self, embedder: Callable[[], Embedder], directory: Callable[[], Directory]):
        self._make_embedder = embedder
        self._directory = directory

    def __call__(self, texts: Sequence[Text]) -> list[Understood]:
        """Return what was made of each text, in their order."""
        directory = self._directory()
        return [
            _understood(text, embedder, vector, directory)
            for text, (embedder, vector) in zip(texts, self._vectors(texts), strict=True)
        ]

    @cached_property
    def _embedder(self) -> Embedder:
        model = self._make_embedder()
        judging.make_ready(model)
        return model

    def _vectors(self, texts: Sequence[Text]) -> list[tuple[str, bytes]]:
        """Each text's vector with its maker's name; where none can be made just now, the line goes on without."""
        name = self._embedder.name
        missing = [place for place, text in enumerate(texts) if text.embedder != name or not text.vector]
        known = {place: text.vector for place, text in enumerate(texts)}
        try:
            made = self._embedder.embed([_passage(texts[place]) for place in missing])
        except EmbeddingError as error:
            logger.warning("articles go on without a vector: %s", error)
            return [(text.embedder, text.vector) for text in texts]
        known.update(zip(missing, (vector.tobytes() for vector in made.astype(np.float16)), strict=True))
        return [(name, known[place]) for place in range(len(texts))]


def _understood(text: Text, embedder: str, vector: bytes, directory: Directory) -> Understood:
    numbers = np.frombuffer(vector, dtype=np.float16) if vector else None
    return Understood(
        embedder=embedder,
        vector=vector,
        sketch=sketches.sketch(text.text),
        credit=agency_credits.credit(text.text, text.authors, text.domain) or "",
        category=categories.category(numbers, text.title, text.text, made_by=embedder)[0],
        tags=tuple(tagging.tag(text.title, text.text, text.language, directory)),
    )


def _passage(text: Text) -> str:
    return embedding.passage_of(text.title, text.text)
