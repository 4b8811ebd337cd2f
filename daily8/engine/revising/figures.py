"""Figures that a publisher changed in a sentence that otherwise stayed."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import zip_longest

from daily8.engine.language.sentences import sentences
from daily8.engine.quantities import Kind, Quantity, quantities
from daily8.engine.revising.alignment import Pair, aligned

# So much of its words a sentence shares with what it was before; more where a figure has no counterpart.
_LEAST, _LEAST_ALONE = 0.6, 0.75
# Which one it is, not how many.
_NO_FIGURES = frozenset({Kind.ORDINAL})
# How long ago the page was changed is no figure of the report's.
_AGO = re.compile(r"\s*(?:ago|old|read)\b", re.IGNORECASE)
_BEFORE = re.compile(r"(?:قبل|منذ)\s*$")


@dataclass(frozen=True, slots=True)
class FigureChange:
    """One figure, before and after, as both are written; "" where there was none, or is none any more.

    `what` is what it counts, as written, where that is told.
    """

    old: str
    new: str
    what: str
    old_sentence: str
    new_sentence: str


def figure_changes(old: str, new: str, language: str) -> list[FigureChange]:
    """Return the figures that differ between two versions of a text, in the order of the new one.

    Only sentences that stand in both are compared: what a new sentence says is new text, not a changed figure.
    Figures are the quantities of `engine.quantities`; the same one in other words or digits is no change.
    """
    before, after = ([one.text for one in sentences(text)] for text in (old, new))
    found = []
    for pair in aligned(before, after, least=_LEAST):
        if pair.old is not None and pair.new is not None and pair.likeness < 1:
            found += _changed(before[pair.old], after[pair.new], pair, language)
    return found


def _changed(old: str, new: str, pair: Pair, language: str) -> list[FigureChange]:
    before, after = _left(old, new, language), _left(new, old, language)
    couples = _couples(before, after)
    if pair.likeness < _LEAST_ALONE:
        couples = [couple for couple in couples if couple[0] and couple[1]]
    return [
        FigureChange(
            old=old[first.start : first.end] if first else "",
            new=new[second.start : second.end] if second else "",
            what=_what(second or first),
            old_sentence=old,
            new_sentence=new,
        )
        for first, second in couples
    ]


def _left(text: str, other: str, language: str) -> list[Quantity]:
    """The figures of one version that the other one has not."""
    there = Counter(map(_value, _figures(other, language)))
    left = []
    for figure in _figures(text, language):
        if there[_value(figure)]:
            there[_value(figure)] -= 1
        else:
            left.append(figure)
    return left


def _figures(text: str, language: str) -> list[Quantity]:
    return [figure for figure in quantities(text, language) if _tells(figure, text)]


def _tells(figure: Quantity, text: str) -> bool:
    if figure.kind in _NO_FIGURES:
        return False
    is_age_of_page = _AGO.match(text, figure.end) or _BEFORE.search(text, 0, figure.start)
    return not (figure.kind is Kind.DURATION and is_age_of_page)


def _value(figure: Quantity) -> tuple[object, ...]:
    return figure.value, figure.upper, figure.unit


def _couples(
    before: Sequence[Quantity], after: Sequence[Quantity]
) -> list[tuple[Quantity | None, Quantity | None]]:
    """Which figure became which: those of one kind and unit first, then the others in their order."""
    couples: list[tuple[Quantity | None, Quantity | None]] = []
    left_before, left_after = list(before), list(after)
    for first in before:
        second = next((one for one in left_after if (one.kind, one.unit) == (first.kind, first.unit)), None)
        if second:
            couples.append((first, second))
            left_before.remove(first)
            left_after.remove(second)
    couples += zip_longest(left_before, left_after)
    return sorted(couples, key=lambda couple: couple[1].start if couple[1] else 0)


def _what(figure: Quantity | None) -> str:
    return figure.what if figure else ""
