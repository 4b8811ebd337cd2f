"""What is known of an article when related ones are looked for."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import TypeAlias

from daily8.engine.clustering.features import Terms, Vector

Id: TypeAlias = int | str


@dataclass(frozen=True, slots=True)
class Piece:
    """An article as others are compared with it."""

    id: Id
    published: datetime | None
    publisher: str
    language: str
    # Centred and of length 1; empty or all zeros where there is none.
    vector: Vector
    terms: Terms
    # Nothing but a headline is known.
    is_headline: bool = False
    story: Id | None = None
    # The article of which this one is a copy.
    copy_of: Id | None = None
    # Keys of the things that it is about; `others` are organisations, events and themes.
    people: frozenset[str] = field(default=frozenset())
    places: frozenset[str] = field(default=frozenset())
    others: frozenset[str] = field(default=frozenset())

    @property
    def original(self) -> Id:
        """Whose text it is."""
        return self.id if self.copy_of is None else self.copy_of


def apart(article: Piece, one: Piece) -> float | None:
    """Return how many seconds after the article one was published, if both are known."""
    if article.published is None or one.published is None:
        return None
    return (one.published - article.published).total_seconds()
