"""A number on its way to be a quantity: what is known of it so far, by places of tokens."""

from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from daily8.engine.quantities.numeral import Form
from daily8.engine.quantities.quantity import About, Kind


@dataclass(frozen=True, slots=True)
class Figure:
    """A number from token `first` up to `last`; its words of degree begin at `begins`, its noun at `noun`.

    A unit is within `first` and `last`. Behind the noun the sentence goes on at `behind`.
    """

    value: Decimal
    first: int
    last: int
    form: Form
    begins: int
    noun: int
    behind: int
    upper: Decimal | None = None
    kind: Kind = Kind.COUNT
    unit: str = ""
    about: About = About.EXACT
    part: bool = False

    def told(self, **known: Any) -> "Figure":
        """Return the same number with more known of it."""
        return replace(self, **known)

    @property
    def counts(self) -> bool:
        """Whether the number may yet be of people: nothing else is known of it."""
        return self.kind == Kind.COUNT and not self.unit
