"""What the assistant says: statements, each with the sentences it rests on."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any, Self


class Made(StrEnum):
    """Where the words of a statement come from."""

    EXTRACT = "extract"
    WRITTEN = "written"
    REPLACED = "replaced"


@dataclass(frozen=True, slots=True)
class Cite:
    """A sentence of an article: its primary key, and the sentence's number from 0 on; the headline's is -1."""

    article: int
    sentence: int


@dataclass(frozen=True, slots=True)
class Statement:
    """Some words in a language, the sentences they rest on, and whether a model wrote them.

    One that was `REPLACED` has the words of the publisher in place of what a model wrote and the check refused.
    """

    text: str
    language: str
    cites: tuple[Cite, ...]
    made: Made = Made.EXTRACT

    def to_json(self) -> dict[str, Any]:
        """Return it as it is kept."""
        cites = [[cite.article, cite.sentence] for cite in self.cites]
        return {"text": self.text, "language": self.language, "cites": cites, "made": str(self.made)}

    @classmethod
    def of_json(cls, kept: Mapping[str, Any]) -> Self:
        """Return what was kept."""
        cites = tuple(Cite(article, sentence) for article, sentence in kept["cites"])
        return cls(kept["text"], kept["language"], cites, Made(kept["made"]))


@dataclass(frozen=True, slots=True)
class Part:
    """Statements that belong together: all of them, or those about one thing or of one time.

    `address` is a page of the thing in the heading; `first` and `last` are the days that are told of.
    """

    statements: tuple[Statement, ...]
    heading: str = ""
    address: str = ""
    first: date | None = None
    last: date | None = None

    def to_json(self) -> dict[str, Any]:
        """Return it as it is kept; parts that a model writes are of no time."""
        statements = [one.to_json() for one in self.statements]
        return {"statements": statements, "heading": self.heading, "address": self.address}

    @classmethod
    def of_json(cls, kept: Mapping[str, Any]) -> Self:
        """Return what was kept."""
        statements = tuple(map(Statement.of_json, kept["statements"]))
        return cls(statements, kept["heading"], kept["address"])


@dataclass(frozen=True, slots=True)
class Audit:
    """How many sentences were made or chosen, how many of them the check kept, and how many it replaced."""

    made: int = 0
    kept: int = 0
    replaced: int = 0


@dataclass(frozen=True, slots=True)
class Figure:
    """A number that an article gives, as written there."""

    written: str
    cite: Cite


@dataclass(frozen=True, slots=True)
class Row:
    """What several articles say of one number: what it counts, who says what, and whether they contradict."""

    heading: str
    figures: tuple[Figure, ...]
    disagree: bool
    changed: bool


@dataclass(frozen=True, slots=True)
class Said:
    """All that is said at one request; nothing where nothing can be."""

    parts: tuple[Part, ...] = ()
    audit: Audit = field(default_factory=Audit)
    table: tuple[Row, ...] = ()

    @property
    def articles(self) -> set[int]:
        """The articles (primary keys) that it cites."""
        cited = {cite.article for part in self.parts for one in part.statements for cite in one.cites}
        return cited | {figure.cite.article for row in self.table for figure in row.figures}

    @property
    def is_empty(self) -> bool:
        """Whether nothing is said."""
        return not self.parts and not self.table

    @classmethod
    def of(cls, parts: Sequence[Part], table: Sequence[Row] = ()) -> Self:
        """Return parts without those that say nothing."""
        return cls(tuple(part for part in parts if part.statements), table=tuple(table))
