"""What the check says of a sentence: whether it is borne out, and what it doubts."""

from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """What a doubt is about."""

    NUMBER = "number"
    DATE = "date"
    NAME = "name"
    PLACE = "place"
    QUOTATION = "quotation"
    NEGATION = "negation"
    ACTOR = "actor"
    PREDICATE = "predicate"
    WORDS = "words"
    LANGUAGE = "language"


@dataclass(frozen=True, slots=True)
class Doubt:
    """A part of a claim, as it is written there, that its source does not bear out."""

    kind: Kind
    written: str

    def __str__(self) -> str:
        return f"{self.kind.value}: {self.written}"


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether a claim is supported, how surely (0 to 1, supported from .5), why not, and by which sentences.

    `sentences` are the one to three sentences of the source that it rests on, the best first, counted from 0;
    none where nothing of the source speaks of it. A supported claim in another language than its source has a
    doubt of kind LANGUAGE all the same: its words could not be compared.
    """

    supported: bool
    score: float
    why: tuple[Doubt, ...]
    sentences: tuple[int, ...]
