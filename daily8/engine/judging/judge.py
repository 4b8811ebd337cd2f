"""Reads a question and a sentence together, and tells how surely the sentence answers it."""

import logging
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple, Self

import numpy as np

from daily8.engine.embedding.embedded import Embedded
from daily8.engine.embedding.port import Embedder, EmbeddingError
from daily8.engine.embedding.session import Session
from daily8.engine.embedding.storing import converted
from daily8.engine.embedding.vocabulary import Tokens
from daily8.engine.embedding.weights import packaged_weights
from daily8.engine.judging.taught import JUDGING, digest

logger = logging.getLogger(__name__)

# So many pieces of each are read, marks not counted: what is behind them is left out.
MOST_OF_QUESTION, MOST_OF_SENTENCE, MOST_OF_TITLE = 28, 66, 14
_REMEMBERED = 20_000


class Pair(NamedTuple):
    """A sentence, and the headline of the article that it stands in."""

    sentence: str
    title: str


class Judge:
    """The embedded model, taught to tell whether a sentence answers a question, in English and Arabic."""

    def __init__(self, model: Embedded, session: Session):
        self._model = model
        self._session = session
        self._score = lru_cache(_REMEMBERED)(self._scored)

    @classmethod
    def prepared(cls, model: Embedded) -> Self:
        """Return the judge, its graph out of the model's folder; it is made there at the first time (seconds).

        Raises EmbeddingError when it cannot be made.
        """
        return cls(model, Session(_graph(model)))

    def scores(self, question: str, pairs: Sequence[Pair]) -> list[float]:
        """Return for each pair how surely its sentence answers: the logarithm of the odds, in their order."""
        found = [self._score(question, pair) for pair in pairs]
        self._model.let_go()
        return found

    def _scored(self, question: str, pair: Pair) -> float:
        tokens = joined(self._model, question, pair)
        return float(self._session.run(self._model.looked_up(tokens))[0, 0])


def joined(model: Embedded, question: str, pair: Pair) -> Tokens:
    """Return the pieces of question, sentence and headline, as they are read: a mark before and behind each."""
    parts = ((question, MOST_OF_QUESTION), (pair.sentence, MOST_OF_SENTENCE), (pair.title, MOST_OF_TITLE))
    first, *others = (model.tokens(text, most=most + 2) for text, most in parts)
    return np.concatenate([first, *(tokens[1:] for tokens in others)])


def judge_of(model: Embedder) -> Judge | None:
    """Return the judge that goes with a maker of vectors; nothing where that is not the embedded one.

    Where it cannot be made, that is logged with the reason, and questions are answered without it.
    """
    return _of(model) if isinstance(model, Embedded) else None


def make_ready(model: Embedder) -> None:
    """Make what a judge is loaded from, so that who asks the first question does not wait for it."""
    if isinstance(model, Embedded):
        with _told():
            _graph(model)


@lru_cache(1)
def _of(model: Embedded) -> Judge | None:
    with _told():
        return Judge.prepared(model)
    return None


@contextmanager
def _told() -> Iterator[None]:
    """Log why there is no judge, and go on."""
    try:
        yield
    except (EmbeddingError, OSError) as error:
        logger.warning("No judge, answers are chosen without it: %s", error)


def _graph(model: Embedded) -> Path:
    weights = packaged_weights()
    return converted(weights, model.folder, JUDGING, digest=digest(weights))
