"""A number of a text that counts or measures something."""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum


class Kind(StrEnum):
    """What a number counts or measures; the last three say which one, how old or who won, not how many."""

    DEAD = "dead"
    INJURED = "injured"
    MISSING = "missing"
    DISPLACED = "displaced"
    ARRESTED = "arrested"
    MONEY = "money"
    PERCENT = "percent"
    VOTES = "votes"
    COUNT = "count"
    MEASURE = "measure"
    DURATION = "duration"
    FRACTION = "fraction"
    ORDINAL = "ordinal"
    AGE = "age"
    SCORE = "score"


# These count nothing.
UNCOUNTED = frozenset({Kind.ORDINAL, Kind.AGE, Kind.SCORE})


class About(StrEnum):
    """How exactly a number is meant; a vague one ("hundreds") has the least value that it can mean."""

    EXACT = "exact"
    ABOUT = "about"
    AT_LEAST = "at_least"
    AT_MOST = "at_most"
    VAGUE = "vague"


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number with what it counts; `start` and `end` are the places of the number with its unit in the text.

    `upper` is the other end of a range. `unit` is the ISO code of money, "percent", a measure's sign, or nothing.
    `what` is what is counted, as written. A `part` is counted within another number ("including three children").
    """

    value: Decimal
    upper: Decimal | None
    kind: Kind
    unit: str
    what: str
    about: About
    start: int
    end: int
    part: bool = False
