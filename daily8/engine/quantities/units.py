"""What a number measures: per cent, lengths, weights, times and more, by the words behind it."""

from collections.abc import Sequence
from typing import NamedTuple

from daily8.engine.quantities.lexicon import Lexicon
from daily8.engine.quantities.quantity import Kind
from daily8.engine.quantities.tokens import Token, word_at
from daily8.engine.quantities.wordlists import phrases, words

_PERCENT = Lexicon(phrases("percent"))
_DURATIONS = phrases("durations")
_MEASURES = phrases("measures")
_MEASURED = Lexicon(
    {phrase: (Kind.DURATION, unit) for phrase, unit in _DURATIONS.items()}
    | {phrase: (Kind.MEASURE, unit) for phrase, unit in _MEASURES.items()}
)
_MAGNITUDE = words("magnitude قوته بقوه قوتها شدته بشده شدتها richter ريختر")
# Before a number these say that it is a year.
_YEAR = words("عام سنه")
_BETWEEN = words("of a an was بلغت بلغ")


class Unit(NamedTuple):
    """A unit behind a number, up to the token `last`."""

    kind: Kind
    unit: str
    last: int


def after(tokens: Sequence[Token], place: int) -> Unit | None:
    """Return the unit right behind a number, a hyphen between them or not."""
    hyphen = place + 1 < len(tokens) and tokens[place].plain in "-‐‑" and tokens[place].glued
    at = place + (hyphen and tokens[place + 1].glued)
    if found := _PERCENT.at(tokens, at):
        unit, length = found
        return Unit(Kind.PERCENT, unit, at + length)
    if hyphen and word_at(tokens, at) == "magnitude":
        return Unit(Kind.MEASURE, "magnitude", at + 1)
    measured = _MEASURED.at(tokens, at)
    if not measured or (len(tokens[at].plain) == 1 and tokens[at].plain.isalpha() and tokens[at].text.isupper()):
        return None
    (kind, unit), length = measured
    if (
        tokens[at].plain in _YEAR
        and at + 1 < len(tokens)
        and len(tokens[at + 1].plain) == 4
        and tokens[at + 1].number
    ):
        return None
    return Unit(kind, unit, at + length)


def is_percent(tokens: Sequence[Token], place: int) -> bool:
    """Tell whether "per cent" begins at a place."""
    return _PERCENT.at(tokens, place) is not None


def magnitude(tokens: Sequence[Token], first: int) -> bool:
    """Tell whether an earthquake's strength stands before a number."""
    place = first - 1
    while place >= 0 and word_at(tokens, place) in _BETWEEN:
        place -= 1
    return word_at(tokens, place) in _MAGNITUDE
