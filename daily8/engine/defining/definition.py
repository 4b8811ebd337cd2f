"""A sentence of an archive, and the part of it that says what something is."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class SentenceOf:
    """A sentence of an article: its key, the number of the sentence there from 0, and the code of its language."""

    article: str
    place: int
    text: str
    language: str


@dataclass(frozen=True, slots=True)
class Definition:
    """A sentence that says what something is; what says so stands from `start` up to `end` in its text."""

    sentence: SentenceOf
    start: int
    end: int
    score: float

    @property
    def words(self) -> str:
        """The part that defines, word by word."""
        return self.sentence.text[self.start : self.end]
