"""Reads texts together, and tells how surely a sentence answers a question, or sentences bear out a claim."""

import logging
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path
from threading import Lock
from typing import NamedTuple, Self

import numpy as np

from daily8.engine.embedding.embedded import Embedded
from daily8.engine.embedding.port import Embedder, EmbeddingError
from daily8.engine.embedding.session import Session
from daily8.engine.embedding.storing import converted
from daily8.engine.embedding.vocabulary import Tokens
from daily8.engine.embedding.weights import packaged_weights
from daily8.engine.judging.taught import ANSWERS, CLAIMS, Lessons

logger = logging.getLogger(__name__)

# So many pieces of each are read, marks not counted: what is behind them is left out.
MOST_OF_QUESTION, MOST_OF_SENTENCE, MOST_OF_TITLE = 28, 66, 14
MOST_OF_CLAIM, MOST_OF_EVIDENCE = 56, 136
_MOST_LETTERS = 2_000
_REMEMBERED, _REMEMBERED_CLAIMS = 20_000, 1_000
_LOADING = Lock()


class Pair(NamedTuple):
    """A sentence, and the headline of the article that it stands in."""

    sentence: str
    title: str


class Reader:
    """The embedded model with what it was taught for one purpose."""

    def __init__(self, model: Embedded, session: Session, remembered: int):
        self._model = model
        self._session = session
        # A text takes a core for some ten milliseconds: many at once would make all of them late.
        self._turn = Lock()
        self.score = lru_cache(remembered)(self._scored)

    def reads(self, text: str, most: int) -> bool:
        """Return whether a text has no more than so many pieces."""
        return len(text) <= _MOST_LETTERS and len(self._model.tokens(text, most=most + 3)) <= most + 2

    def _scored(self, *parts: tuple[str, int]) -> float:
        with self._turn:
            tokens = joined(self._model, parts)
            found = float(self._session.run(self._model.looked_up(tokens))[0, 0])
            self._model.let_go()
        return found


class Judge:
    """Tells what answers a question and what bears out a claim, in English and Arabic."""

    def __init__(self, answers: Reader, claims: Reader):
        self._answers, self._claims = answers, claims

    @classmethod
    def prepared(cls, model: Embedded) -> Self:
        """Return the judge, its graphs out of the model's folder; they are made there at the first time (seconds).

        Raises EmbeddingError when they cannot be made.
        """
        answers, claims = map(Session, _graphs(model))
        return cls(Reader(model, answers, _REMEMBERED), Reader(model, claims, _REMEMBERED_CLAIMS))

    def scores(self, question: str, pairs: Sequence[Pair]) -> list[float]:
        """Return for each pair how surely its sentence answers: the logarithm of the odds, in their order."""
        return [
            self._answers.score((question, MOST_OF_QUESTION), (sentence, MOST_OF_SENTENCE), (title, MOST_OF_TITLE))
            for sentence, title in pairs
        ]

    def bears_out(self, claim: str, sentences: Sequence[str]) -> float | None:
        """Return how surely some sentences together bear out a claim: the logarithm of the odds.

        Nothing where one of both is longer than can be read: what stands behind would be believed unread.
        """
        parts = (claim, MOST_OF_CLAIM), (" ".join(sentences), MOST_OF_EVIDENCE)
        if not all(self._claims.reads(*part) for part in parts):
            return None
        return self._claims.score(*parts)


def joined(model: Embedded, parts: Sequence[tuple[str, int]]) -> Tokens:
    """Return the pieces of some texts, so many of each at most, read as one: a mark before and behind each."""
    first, *others = (model.tokens(text, most=most + 2) for text, most in parts)
    return np.concatenate([first, *(tokens[1:] for tokens in others)])


def judge_of(model: Embedder) -> Judge | None:
    """Return the judge that goes with a maker of vectors; nothing where that is not the embedded one.

    Where it cannot be made, that is logged with the reason, and answers and checks go without it.
    """
    if not isinstance(model, Embedded):
        return None
    with _LOADING:
        return _of(model)


def make_ready(model: Embedder) -> None:
    """Make what a judge is loaded from, so that who asks the first question does not wait for it."""
    if isinstance(model, Embedded):
        with _told():
            _graphs(model)


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
        logger.warning("No judge, answers are chosen and claims checked without it: %s", error)


def _graphs(model: Embedded) -> list[Path]:
    weights = packaged_weights()

    def graph(lessons: Lessons) -> Path:
        return converted(weights, model.folder, lessons.kind, digest=lessons.digest(weights))

    return [graph(ANSWERS), graph(CLAIMS)]
