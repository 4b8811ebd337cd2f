"""What is asked, and what answers: articles as passages, sentences as citations."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol


class Passage(Protocol):
    """An article that may answer."""

    @property
    def key(self) -> str:
        """What the article is known by."""

    @property
    def title(self) -> str:
        """Its headline."""

    @property
    def language(self) -> str:
        """The code of its language; nothing where it is not known."""

    @property
    def published_at(self) -> datetime | None:
        """When it was published."""

    @property
    def sentences(self) -> Sequence[str]:
        """Its sentences in their order."""


@dataclass(frozen=True, slots=True)
class Article:
    """A passage for those who have no class of their own."""

    key: str
    title: str
    language: str
    sentences: tuple[str, ...]
    published_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Cited:
    """A sentence that answers, word by word, and where it stands: the article, and its number there from 0."""

    text: str
    article: str
    sentence: int
    score: float


@dataclass(frozen=True, slots=True)
class Answer:
    """The sentences that answer, the best first; none where the articles do not say."""

    sentences: tuple[Cited, ...] = ()
