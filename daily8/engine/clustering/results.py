"""What the grouping is asked, and what it answers."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import TypeAlias

from daily8.engine.clustering.features import Vector

Id: TypeAlias = int | str


@dataclass(frozen=True, slots=True)
class Item:
    """An article that is to be put in the story of its event."""

    id: Id
    language: str
    published: datetime
    title: str
    text: str = ""
    publisher: str = ""
    # As the embedder made it, of length 1; without one the words decide.
    vector: Vector | None = None
    # What its story is called if it begins one; its own id where nothing is said.
    begins: Id | None = None
    # The story that it belongs to by an operator's word.
    must: Id | None = None
    # Articles that it belongs together with, and those that it may share no story with, by an operator's word.
    together: frozenset[Id] = field(default=frozenset())
    apart: frozenset[Id] = field(default=frozenset())


@dataclass(frozen=True, slots=True)
class Candidate:
    """A story that an article might have joined; it joins from a score of 0 on."""

    story: Id
    score: float
    likeness: float


@dataclass(frozen=True, slots=True)
class Placement:
    """Where an article went, and what else was looked at, best first."""

    story: Id
    likeness: float
    is_new: bool
    candidates: tuple[Candidate, ...] = ()


@dataclass(frozen=True, slots=True)
class Merge:
    """Two stories that are one event: the lost one's articles belong in the kept one."""

    kept: Id
    lost: Id
    score: float


@dataclass(frozen=True, slots=True)
class Split:
    """A story that is two: these articles belong in a story of their own."""

    story: Id
    articles: tuple[Id, ...]
    score: float


class GroupingError(ValueError):
    """What was asked of the grouping cannot be: an article or a story that it does not hold."""
