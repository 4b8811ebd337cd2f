"""Counts over time as the bars of a picture that needs neither scripts nor styles."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

_STEP, _WIDTH = 10, 7
_HEIGHT = 1000
# A day without articles is a thin and quiet line, so that the days can be counted; one article is more than that.
_EMPTY, _LEAST = 20, 50
# One article is no peak.
_LOWEST_PEAK = 4


class Counted(Protocol):
    """A day, or another time, with a number."""

    @property
    def count(self) -> int:
        """How many."""


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar, in the units of the picture."""

    x: int
    y: int
    height: int
    empty: bool


@dataclass(frozen=True, slots=True)
class Chart:
    """Bars for days or hours, with what is written around them."""

    days: Sequence[Counted]
    bars: list[Bar]
    total: int
    height: int = _HEIGHT
    bar_width: int = _WIDTH

    @property
    def width(self) -> int:
        """The width of the picture: no gap after the last bar."""
        return len(self.bars) * _STEP - (_STEP - _WIDTH)


def chart(days: Sequence[Counted], *, direction: str) -> Chart:
    """Draw days or hours, the first of them where reading begins."""
    most = max(_LOWEST_PEAK, *(day.count for day in days))
    places = range(len(days))
    order = reversed(places) if direction == "rtl" else places
    bars = [_bar(place, day.count, most) for place, day in zip(order, days, strict=True)]
    return Chart(days, bars, sum(day.count for day in days))


def _bar(place: int, count: int, most: int) -> Bar:
    height = max(_HEIGHT * count // most, _LEAST if count else _EMPTY)
    return Bar(place * _STEP, _HEIGHT - height, height, empty=not count)
