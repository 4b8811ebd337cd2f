"""All numbers of a text with their values: what somebody asks who looks whether a number stands in it."""

from dataclasses import dataclass
from decimal import Decimal

from daily8.engine.quantities.numerals import numerals
from daily8.engine.quantities.tokens import tokens


@dataclass(frozen=True, slots=True)
class Value:
    """A number, where it stands in the text, and how it is written there."""

    value: Decimal
    start: int
    end: int
    written: str


def values(text: str, language: str) -> list[Value]:
    """Return every number of a text: counts, years, days, ordinals, halves, dozens and duals, in their order."""
    cut = tokens(text)
    found = []
    for numeral in numerals(cut, language):
        start, end = cut[numeral.first].start, cut[numeral.last - 1].end
        found.append(Value(tidy(numeral.value), start, end, text[start:end]))
    return found


def tidy(value: Decimal) -> Decimal:
    """Return a number without noughts behind its point and without an exponent."""
    return value.quantize(Decimal(1)) if value == value.to_integral_value() else value.normalize()
