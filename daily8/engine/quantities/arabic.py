"""Numbers in Arabic words, and in digits with Arabic words behind them. All words are folded."""

from collections.abc import Sequence
from decimal import Decimal
from functools import lru_cache

from daily8.engine.quantities.arabic_words import (
    ALL,
    EITHER,
    ELEVEN,
    HUNDRED,
    HUNDREDS,
    MONDAY,
    NOT_NUMBERS,
    NUMBERED_MONTHS,
    ORDINAL,
    PARTS,
    PARTS_OF_MANY,
    PREFIXES,
    SCALES,
    TEENS,
    TENS,
    TWO_SCALES,
    UNITS,
    VAGUE,
    VOWELLED,
)
from daily8.engine.quantities.duals import dual
from daily8.engine.quantities.numeral import Form, Numeral
from daily8.engine.quantities.tokens import Token, word_at


@lru_cache(50_000)
def bare(word: str) -> tuple[str, str]:
    """Return what is written onto a number's word, and the word."""
    if word in ALL or word in NOT_NUMBERS:
        return "", word
    for prefix in PREFIXES:
        if word.startswith(prefix) and word[len(prefix) :] in ALL:
            return prefix, word[len(prefix) :]
    return "", word


def _spelled(token: Token) -> tuple[str, str]:
    """Return what `bare` does of a word, unless it only looks like a hundred once it is folded: ميتا is Meta."""
    prefix, word = bare(token.plain)
    return (prefix, word) if not word.startswith("مي") or "ئ" in token.text else ("", "")


def read(tokens: Sequence[Token], first: int) -> Numeral | None:
    """Return the number in words that begins at a token."""
    prefix, word = _spelled(tokens[first])
    if (word in MONDAY and prefix.endswith("ال")) or (word in HUNDRED and _is_percent(tokens, first, prefix)):
        return None
    if word not in ALL:
        return dual(tokens, first)
    if prefix == "ال" and word == "الف":
        return None
    if word == "صفر" and (prefix or word_at(tokens, first - 1) in ("تحت", "فوق", "دون")):
        return None
    if word in VOWELLED and "ُ" in tokens[first].text:
        return Numeral(VOWELLED[word], first, first + 1, Form.FRACTION)
    if UNITS.get(word) == 0:
        return Numeral(Decimal(0), first, first + 1, Form.WORDS)
    return (
        _vague(tokens, first, word)
        or _part(tokens, first, word)
        or _ordinal(tokens, first, word)
        or _cardinal(tokens, first, None)
    )


def scaled(tokens: Sequence[Token], first: int, value: Decimal) -> Numeral | None:
    """Return the number whose digits stand at a token, with the words that multiply it."""
    return _cardinal(tokens, first, value)


def _is_percent(tokens: Sequence[Token], place: int, prefix: str) -> bool:
    """Whether "hundred" says "per cent"."""
    return prefix == "بال" or (prefix == "ال" and word_at(tokens, place - 1) in ("في", "فى"))


class _Sum:
    """A number as far as it is read: what is under a thousand, and the scales before it."""

    def __init__(self, value: Decimal | None) -> None:
        self.total, self.current, self.scale = Decimal(0), value, Decimal(10**15)
        self.digits, self.pieces = value is not None, 1

    def add(self, word: str, *, linked: bool, following: str) -> bool:
        """Take one more word in; False where it is no part of this number."""
        if word in EITHER:
            goes_on = following.startswith("و") and bare(following)[1] in ALL
            two = self.current is None and following != "" and not following.endswith("ا") and not goes_on
            return self._scale(word, linked=linked) if not two else self._two(word)
        if word in SCALES:
            return self._scale(word, linked=linked)
        if word in TWO_SCALES and (self.current is None or linked):
            return self._two(word)
        if self.digits and not self.total:
            return False
        return self._under_thousand(word, linked=linked)

    def add_digits(self, value: int, end: int, following: str) -> int:
        """Take digits in with the scale behind them, and return where they end."""
        scale = SCALES.get(following, 1)
        self.total, self.scale, self.pieces = self.total + value * scale, Decimal(scale), self.pieces + 1
        return end + (scale > 1)

    def _two(self, word: str) -> bool:
        if TWO_SCALES[word] // 2 >= self.scale:
            return False
        self.total, self.current = self.total + TWO_SCALES[word], None
        self.scale = Decimal(TWO_SCALES[word] // 2)
        return True

    def _scale(self, word: str, *, linked: bool) -> bool:
        size = SCALES[word]
        if size >= self.scale or (self.current is None and self.total and not linked):
            return False
        self.total += size * (self.current if self.current is not None else 1)
        self.scale, self.current = Decimal(size), None
        return True

    def _under_thousand(self, word: str, *, linked: bool) -> bool:
        current, fresh = self.current or Decimal(0), self.current is None and (linked or not self.total)
        if word in TEENS and not linked and 0 < current % 100 < 10:
            self.current = current + 10
            return True
        if word in HUNDRED and not linked and 2 < current < 10:
            self.current = current * 100
            return True
        value = _value(word)
        if not value:
            return False
        open_places = {1: 100, 10: 100, 100: 1000}[_place(value)]
        fits = fresh or (linked and _fits(int(current), value, open_places))
        if not fits:
            return False
        self.current = current + value
        return True


def _value(word: str) -> int:
    return UNITS.get(word) or TENS.get(word) or HUNDREDS.get(word) or (100 if word in HUNDRED else 0)


def _place(value: int) -> int:
    return 100 if value >= 100 else 10 if value >= 20 else 1


def _fits(current: int, value: int, places: int) -> bool:
    """Whether a word may follow "and": a unit behind hundreds, a ten behind a unit, never two of a kind."""
    if value >= 100:
        return False
    under = current % places
    return under == 0 or (value >= 20 and under < 10)


def _cardinal(tokens: Sequence[Token], first: int, value: Decimal | None) -> Numeral | None:
    number = _Sum(value)
    place = end = first + (value is not None)
    form = Form.DIGITS if value is not None else Form.WORDS
    while place < len(tokens):
        prefix, word = _linked(tokens, place)
        at = place + (prefix == "و ")
        if place > first and prefix and not prefix.startswith("و") and not (prefix == "ال" and word in SCALES):
            break
        linked = prefix.startswith("و") and place > first
        if linked and (part := PARTS.get(word)):
            return _with_part(tokens, first, at + 1, number, part, form)
        if linked and _digits_behind(tokens, at, number):
            place = end = number.add_digits(int(tokens[at].plain), at + 1, word_at(tokens, at + 1))
            continue
        if linked and _begins_larger(tokens, at, number):
            break
        if word in ELEVEN:
            if bare(word_at(tokens, at + 1))[1] not in TEENS:
                break
            number.current, at = (number.current or Decimal(0)) + 11, at + 1
        elif not number.add(word, linked=linked, following=word_at(tokens, at + 1)):
            break
        place = end = at + 1
    if end == first or (value is not None and end == first + 1):
        return None
    return Numeral(number.total + (number.current or 0), first, end, form)


def _linked(tokens: Sequence[Token], place: int) -> tuple[str, str]:
    """Return the prefix and the word at a place; "and" may stand apart from what it joins."""
    word = word_at(tokens, place)
    if word == "و" and place + 1 < len(tokens):
        return "و ", _spelled(tokens[place + 1])[1]
    return _spelled(tokens[place]) if word else ("", "")


def _begins_larger(tokens: Sequence[Token], place: int, number: _Sum) -> bool:
    """Whether "and" begins a number of its own: ألفين وثلاثة آلاف."""
    return SCALES.get(word_at(tokens, place + 1), 0) >= number.scale


def _digits_behind(tokens: Sequence[Token], place: int, number: _Sum) -> bool:
    """Whether digits go on with a number that ended with a scale: 3 آلاف و200, 99 مليونا و115 ألفا."""
    if (
        place >= len(tokens)
        or not tokens[place].number
        or not tokens[place].plain.isdigit()
        or len(tokens[place].plain) > 15
    ):
        return False
    value, scale = int(tokens[place].plain), SCALES.get(word_at(tokens, place + 1), 1)
    large = value >= 100 or scale > 1 or number.pieces > 1
    return bool(number.total) and number.current is None and large and value * scale < number.scale


def _with_part(
    tokens: Sequence[Token], first: int, place: int, number: _Sum, part: Decimal, form: Form
) -> Numeral:
    """Finish a number at "and a half", of one or of its scale."""
    if number.current is not None:
        value = number.current + 1 / part
        if (scale := SCALES.get(word_at(tokens, place), 0)) and not number.total:
            return Numeral(value * scale, first, place + 1, form)
        return Numeral(number.total + value, first, place, form)
    repeated = bare(word_at(tokens, place))
    last = place + (repeated[0] in ("ال", "") and SCALES.get(repeated[1], 0) == number.scale)
    return Numeral(number.total + number.scale / part, first, last, form)


def _vague(tokens: Sequence[Token], first: int, word: str) -> Numeral | None:
    """Read "hundreds", "tens of thousands"."""
    if word not in VAGUE:
        return None
    value, place = VAGUE[word], first + 1
    following = bare(word_at(tokens, place))
    if value < 1000 and following[0] in ("", "ال") and following[1] in VAGUE and VAGUE[following[1]] >= 1000:
        value, place = value * VAGUE[following[1]], place + 1
    return Numeral(Decimal(value), first, place, Form.VAGUE)


def _part(tokens: Sequence[Token], first: int, word: str) -> Numeral | None:
    """Read "half", "two thirds", "three quarters", "half a million"."""
    if bare(word_at(tokens, first + 1))[1] == "ارباع" or word_at(tokens, first + 1) == "ارباع":
        return Numeral(Decimal("0.75"), first, first + 2, Form.FRACTION) if UNITS.get(word) == 3 else None
    if word in PARTS_OF_MANY:
        above, below = PARTS_OF_MANY[word]
        return Numeral(round(Decimal(above) / below, 4), first, first + 1, Form.FRACTION)
    if word not in PARTS:
        return None
    part = 1 / PARTS[word]
    if scale := SCALES.get(word_at(tokens, first + 1), 0):
        return Numeral(Decimal(round(part * scale)), first, first + 2, Form.WORDS)
    return Numeral(round(part, 4), first, first + 1, Form.FRACTION)


def _ordinal(tokens: Sequence[Token], first: int, word: str) -> Numeral | None:
    """Read "third", "the twenty-first", "the thirteenth"."""
    if word not in ORDINAL or word_at(tokens, first - 1) in NUMBERED_MONTHS:
        return None
    value = 1 if word in ("حاديه", "حادي") else ORDINAL[word]
    following = bare(word_at(tokens, first + 1))
    if following[1] in TEENS and following[0] == "":
        return Numeral(Decimal(value + 10), first, first + 2, Form.ORDINAL)
    if following[0] == "وال" and following[1] in TENS:
        return Numeral(Decimal(value + TENS[following[1]]), first, first + 2, Form.ORDINAL)
    if word in ("حاديه", "حادي"):
        return None
    return Numeral(Decimal(value), first, first + 1, Form.ORDINAL)
