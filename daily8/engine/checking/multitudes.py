"""What a claim may mean by a number that is none: "more than a hundred", "dozens", "a third"."""

from collections.abc import Sequence
from decimal import Decimal

from daily8.engine.checking import words
from daily8.engine.checking.reading import Token

Range = tuple[Decimal, Decimal]
# So much more than a round number is "more than" it.
_MORE, _LEAST_ROUND = Decimal("1.3"), 10
# "Hundreds" are one and a half at least, and not yet thousands; "thousands" may be tens of them.
_SEVERAL, _MANY, _VERY_MANY, _THOUSAND = Decimal("1.5"), 15, 90, 1000
_MULTITUDES = frozenset({
    "tens", "dozens", "scores", "hundreds", "thousands", "millions", "billions",
    "عشرات", "ميات", "الاف", "ملايين", "مليارات",
})  # fmt: skip
_ATTACHED = ("وال", "بال", "وب", "ال", "و", "ب", "ل")
_PERCENT = "unit:percent"
_CLOSE = 3


def meant(tokens: Sequence[Token], place: int) -> Range | None:
    """Return from where to where the number of a word of a claim may lie; nothing where it is exact."""
    token = tokens[place]
    if token.number is None:
        return None
    if is_multitude(token):
        most = _VERY_MANY if token.number == _THOUSAND else _MANY
        return token.number * _SEVERAL, token.number * most
    before = {each.plain for each in tokens[max(0, place - 3) : place]}
    if not _is_round(token.number):
        return None
    if not words.MORE_THAN.isdisjoint(before):
        return token.number, token.number * _MORE
    if not words.LESS_THAN.isdisjoint(before):
        return token.number / _MORE, token.number
    return None


def is_multitude(token: Token) -> bool:
    """Tell whether a word is "dozens" or "thousands"."""
    plain = token.plain
    return plain in _MULTITUDES or any(
        plain.startswith(letters) and plain.removeprefix(letters) in _MULTITUDES for letters in _ATTACHED
    )


def is_part(token: Token) -> bool:
    """Tell whether a word is a part of a whole: "half", "a third"."""
    return token.number is not None and 0 < token.number < 1 and not token.text[0].isdigit()


def is_share(token: Token, tokens: Sequence[Token], place: int) -> bool:
    """Tell whether a part of a whole is as many per cent, about, as stand at a place of a sentence."""
    number = tokens[place].number
    if number is None or token.number is None:
        return False
    percent = any(_PERCENT in each.keys for each in tokens[place : place + 3])
    return percent and abs(number - token.number * 100) <= _CLOSE


def _is_round(number: Decimal) -> bool:
    """Tell whether a number has but one digit that is no zero, or two from a hundred on: 40, 2,500."""
    return number >= _LEAST_ROUND and len(number.normalize().as_tuple().digits) <= (1 if number < 100 else 2)
