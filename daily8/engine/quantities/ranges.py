"""Two numbers that are one: 10 to 12, between three and five, بين 3 و5; and scores, that are none."""

from collections.abc import Sequence
from decimal import Decimal
from itertools import pairwise

from daily8.engine.quantities.figure import Figure
from daily8.engine.quantities.quantity import Kind
from daily8.engine.quantities.tokens import Token, word_at
from daily8.engine.quantities.wordlists import words

_TO = words("to or الي او")
_DASHES = "-–—‐‑"
_BETWEEN = words("between بين يتراوح تتراوح")
_FROM = words("from من")
_LEADING = _BETWEEN | words("from من ما")
# What changes goes from one number to another; it is never both.
_CHANGE = words(
    """
    rose rise rises risen rising fell fall falls fallen falling up down
    increase increased increases increasing drop
    dropped drops dropping grew grow grown growing climbed climb jumped jump raised raise cut cutting cuts lowered
    declined decline slipped widened narrowed reduced reduce slowed eased edged doubled tripled soared plunged went
    changed revised upgraded expand expanded ارتفع ارتفعت ارتفاع ارتفاعا انخفض انخفضت انخفاض انخفاضا زاد زادت زياده
    تراجع تراجعت رفع رفعت خفض خفضت هبط هبطت قفز قفزت صعد صعدت نما نمت يرفع ترفع لترتفع ليرتفع ترتفع يرتفع تقليص
    خفضا رفعا تحول ازداد
    """
)
_MOST_SCORE = 30
_WHOLES = (2, 3, 4, 5, 6, 7, 8, 9, 10, 12, 20, 50, 100, 1000)


def joined(tokens: Sequence[Token], figures: Sequence[Figure]) -> list[Figure]:
    """Return the numbers with both ends of each range in one."""
    found: list[Figure] = []
    for figure in figures:
        if found and (whole := _range(tokens, found[-1], figure)):
            found[-1] = whole
        else:
            found.append(figure)
    return found


def _range(tokens: Sequence[Token], low: Figure, high: Figure) -> Figure | None:
    """Return one number of two that are the ends of a range."""
    if low.upper is not None or not _linked(tokens, low, high):
        return None
    value = _same_scale(tokens, low, high)
    same = low.kind == high.kind and low.unit in (high.unit, "")
    unsaid = low.kind == Kind.COUNT and not low.unit and low.behind == low.last
    if value >= high.value or not (same or unsaid or (low.kind == Kind.MONEY and high.kind == Kind.COUNT)):
        return None
    begins = low.begins
    while word_at(tokens, begins - 1) in _LEADING:
        begins -= 1
    kind, unit = (low.kind, low.unit) if low.kind == Kind.MONEY else (high.kind, high.unit)
    return high.told(
        value=value, upper=high.value, kind=kind, unit=unit, first=low.first, begins=begins, about=low.about
    )


def _same_scale(tokens: Sequence[Token], low: Figure, high: Figure) -> Decimal:
    """Return the lower end, with the scale that only the upper one says: 2 to 3 million."""
    for place in range(high.first, high.last):
        if tokens[place].number and high.value:
            mantissa = Decimal("".join(sign for sign in tokens[place].plain if sign.isdigit() or sign == "."))
            scale = high.value / mantissa if mantissa else Decimal(1)
            if scale >= 1000 and low.value <= mantissa:
                return low.value * scale
    return low.value


def _linked(tokens: Sequence[Token], low: Figure, high: Figure) -> bool:
    """Whether what stands between two numbers makes them a range."""
    between = [token.plain for token in tokens[low.last : high.first]]
    before = [word_at(tokens, place) for place in range(max(0, low.first - 3), low.first)]
    if any(word in _BETWEEN or word.removeprefix("و") in _BETWEEN for word in before):
        glued = not between and tokens[high.first].plain.startswith("و")
        return glued or between in (["and"], ["و"], ["الي"], ["to"])
    if len(between) != 1 or not (between[0] in _TO or between[0] in _DASHES):
        return False
    if before[-1:] and before[-1] in _FROM:
        return not _changes(tokens, low.first)
    return not _changes(tokens, low.first) or between[0] not in ("to", "الي")


def _changes(tokens: Sequence[Token], first: int) -> bool:
    return any(token.plain.removeprefix("و") in _CHANGE for token in tokens[max(0, first - 12) : first])


def without_scores(tokens: Sequence[Token], figures: Sequence[Figure]) -> list[Figure]:
    """Return the numbers, those of matches marked as scores: 3-1, but not 52-48 of a vote."""
    found = list(figures)
    for place, (one, other) in enumerate(pairwise(figures)):
        if _is_score(tokens, one, other):
            found[place], found[place + 1] = one.told(kind=Kind.SCORE), other.told(kind=Kind.SCORE)
    return found


def _is_score(tokens: Sequence[Token], one: Figure, other: Figure) -> bool:
    if not (one.kind == other.kind == Kind.COUNT) or one.unit or other.unit or max(one.value, other.value) > 200:
        return False
    between = tokens[one.last : other.first]
    if len(between) != 1 or not between[0].glued or not tokens[other.first].glued:
        return False
    if between[0].plain == ":":
        return True
    small = max(one.value, other.value) <= _MOST_SCORE
    return between[0].plain in _DASHES and (one.value >= other.value or (small and other.behind == other.last))


def without_ratios(tokens: Sequence[Token], figures: Sequence[Figure]) -> list[Figure]:
    """Return the numbers without those of one in five, واحد من كل خمسة."""
    left = set()
    for place, (one, other) in enumerate(pairwise(figures)):
        between = [token.plain for token in tokens[one.last : other.first]]
        whole = other.value in _WHOLES and one.value < other.value
        if whole and one.kind == other.kind == Kind.COUNT and (between == ["in"] or between[-2:] == ["من", "كل"]):
            left |= {place, place + 1}
    return [figure for place, figure in enumerate(figures) if place not in left]


def with_same_units(tokens: Sequence[Token], figures: Sequence[Figure]) -> list[Figure]:
    """Return the numbers with the unit that one end of a change has: from 23 billion to 19 billion shillings."""
    found = list(figures)
    for place, (one, other) in enumerate(pairwise(figures)):
        between = [token.plain for token in tokens[one.last : other.first]]
        if len(between) == 1 and between[0] in _FROM | _TO:
            found[place] = _with_unit(one, other)
            if between[0] in _FROM or one.kind != Kind.PERCENT:
                found[place + 1] = _with_unit(other, one)
    return found


def _with_unit(figure: Figure, other: Figure) -> Figure:
    bare = figure.kind == Kind.COUNT and not figure.unit and figure.behind == figure.last
    measured = other.kind in (Kind.MONEY, Kind.PERCENT, Kind.MEASURE)
    return figure.told(kind=other.kind, unit=other.unit) if bare and measured else figure
