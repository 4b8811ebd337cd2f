"""What is compared, and what comes of it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import TypeAlias

from daily8.engine.quantities import Kind, Quantity


@dataclass(frozen=True, slots=True)
class ReportText:
    """One outlet's report of a story; `sentences` are those of its text, in their order."""

    key: int
    outlet: str
    published_at: datetime
    language: str
    title: str
    sentences: list[str]


@dataclass(frozen=True, slots=True)
class Place:
    """A sentence of a report: 0 is its title, 1 the first sentence of its text."""

    report: int
    sentence: int


# How alike two sentences of two languages are, from 0 to 1: what somebody knows who has vectors of them.
Likeness: TypeAlias = Callable[[Place, Place], float]


@dataclass(frozen=True, slots=True)
class Cell:
    """What one report says of a figure."""

    place: Place
    outlet: str
    published_at: datetime
    quantity: Quantity


@dataclass(frozen=True, slots=True)
class Row:
    """A figure with what each report says of it, the oldest first.

    `noun` names what is counted: a name of the table in both languages (nouns.txt), else as the first report wrote
    it. Reports disagree where two figures cannot both be true; a toll that was higher later has changed.
    `cells` are not more than can be read, each number among them; `reports` says how many reports give the figure.
    """

    kind: Kind
    unit: str
    noun: str
    cells: tuple[Cell, ...]
    disagree: bool
    changed: bool
    reports: int


@dataclass(frozen=True, slots=True)
class Statement:
    """What reports say, in one report's words; `carriers` are sentences that say it, this one first."""

    text: str
    place: Place
    carriers: tuple[Place, ...]
    outlets: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """How reports of one story differ: their figures, what nearly all say, and what only one or few say."""

    table: tuple[Row, ...]
    shared: tuple[Statement, ...]
    particular: tuple[Statement, ...]
