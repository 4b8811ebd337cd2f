"""Sums of those to whom something happened: the death toll rose to 45, عدد المفقودين 46."""

from collections.abc import Sequence

from daily8.engine.quantities.cues import BEHIND, COUNTED, HAPPENED, is_ill
from daily8.engine.quantities.figure import Figure
from daily8.engine.quantities.quantity import Kind
from daily8.engine.quantities.tokens import Token, word_at
from daily8.engine.quantities.wordlists import words

_TOLLS = words("toll حصيله الحصيله حصيلتها tally")
_NUMBERS = words("number عدد اعداد numbers عددهم")
_REACH = words(
    """
    to at from of is was hit hits passes tops rises climbs nears exceeds reached reaches passed exceeded surpassed
    topped reach stands stood الي بلغ بلغت عند من وصل وصلت تجاوز تجاوزت لتبلغ ليصل لتصل ليبلغ يبلغ تبلغ
    """
)
_SUMS = words("بلغ بلغت وصل وصلت تجاوز تجاوزت ناهز ناهزت")
# After these a number is not yet what all before comes to.
_WEAK = words("of is was from at من عند")
_TOLL_REACH = 15


def toll(tokens: Sequence[Token], figure: Figure, before: Figure | None) -> Kind | None:
    """Return what a toll is of: the death toll rose to 45, عدد المفقودين إلى 46."""
    if summed := _summed(tokens, figure, before):
        return summed
    reached = word_at(tokens, figure.begins - 1)
    if reached not in _REACH and not COUNTED.get(reached):
        return None
    edge = max(0, figure.begins - _TOLL_REACH)
    crossed = before is not None and before.kind in (Kind.PERCENT, Kind.DURATION)
    if before and not crossed and word_at(tokens, before.begins - 1) not in ("from", "من"):
        edge = max(edge, before.behind)
    for place in range(figure.begins - 1, edge - 1, -1):
        word = tokens[place].plain
        if word in _TOLLS or word.removeprefix("و") in _TOLLS:
            return _named(tokens, place, figure.begins) or Kind.DEAD
        if word in _NUMBERS or word.removeprefix("و") in _NUMBERS:
            kind = _named(tokens, place, figure.begins)
            return None if kind == Kind.INJURED and is_ill(tokens, place + 1) else kind
        kind = COUNTED.get(word)
        if kind in HAPPENED and reached not in _WEAK and not (kind == Kind.INJURED and is_ill(tokens, place)):
            return kind
    return None


def _summed(tokens: Sequence[Token], figure: Figure, before: Figure | None) -> Kind | None:
    """Return what a sum is of where its verb comes first: بلغت الوفيات في البلاد 1180."""
    edge = max(before.behind if before else 0, figure.begins - _TOLL_REACH)
    for place in range(figure.begins - 1, edge, -1):
        if word_at(tokens, place - 1).removeprefix("و") in _SUMS:
            kind = COUNTED.get(tokens[place].plain) or COUNTED.get(word_at(tokens, place + 1))
            return kind if kind in HAPPENED and not (kind == Kind.INJURED and is_ill(tokens, place)) else None
    return None


def _named(tokens: Sequence[Token], place: int, end: int) -> Kind | None:
    """Return what the words right before and behind "toll" or "number of" say."""
    for at in (place - 1, *range(place + 1, min(place + 5, end))):
        found = (COUNTED.at(tokens, at) or BEHIND.at(tokens, at)) if at >= 0 else None
        if found and found[0] in HAPPENED:
            return found[0]
    return None
