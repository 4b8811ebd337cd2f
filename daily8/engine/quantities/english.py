"""Numbers in English words, and in digits with English words behind them."""

from collections.abc import Sequence
from decimal import Decimal

from daily8.engine.quantities.english_words import (
    AFTER_PART,
    ENDINGS,
    GLUED,
    HYPHENS,
    LARGE_VAGUE,
    LONG,
    MONEY_SIGNS,
    MOST,
    ORDINALS,
    PARTS,
    SCALES,
    STARTS,
    TENS,
    UNITS,
    VAGUE,
    VULGAR,
)
from daily8.engine.quantities.numeral import Form, Numeral
from daily8.engine.quantities.tokens import Token, word_at


def starts(token: Token) -> bool:
    """Tell whether a number can begin with this word."""
    return token.plain in STARTS


def read(tokens: Sequence[Token], first: int) -> Numeral | None:
    """Return the number in words that begins at a token."""
    return (
        _vague(tokens, first)
        or _fraction(tokens, first)
        or _ordinal(tokens, first)
        or _cardinal(tokens, first, None)
    )


def scaled(tokens: Sequence[Token], first: int, value: Decimal) -> Numeral | None:
    """Return the number whose digits stand at a token, with the words that multiply it."""
    behind = word_at(tokens, first + 1)
    if behind in ENDINGS and tokens[first + 1].glued:
        return Numeral(value, first, first + 2, Form.ORDINAL)
    if behind in GLUED and tokens[first + 1].glued and _multiplies(tokens, first):
        return Numeral(value * GLUED[behind], first, first + 2, Form.DIGITS)
    if first + 1 < len(tokens) and tokens[first + 1].text in VULGAR and value == int(value):
        return Numeral(value + VULGAR[tokens[first + 1].text], first, first + 2, Form.DIGITS)
    if first + 1 < len(tokens) and tokens[first + 1].plain in HYPHENS and tokens[first + 1].glued:
        scale = SCALES.get(word_at(tokens, first + 2), 0)
        return Numeral(value * scale, first, first + 3, Form.DIGITS) if scale else None
    return _cardinal(tokens, first, value)


def _multiplies(tokens: Sequence[Token], first: int) -> bool:
    """Whether a letter behind digits multiplies them, and is no unit: $5m, 12m users, but not 400m freestyle."""
    if first and tokens[first - 1].plain in MONEY_SIGNS:
        return True
    letter = tokens[first + 1].plain
    timed = word_at(tokens, first + 2) == "in" and first + 3 < len(tokens) and "." in tokens[first + 3].plain
    return letter == "k" or (letter in "mb" and word_at(tokens, first + 2) not in LONG and not timed)


class _Sum:
    """A number as far as it is read: what is under a thousand, and the scales before it."""

    def __init__(self, value: Decimal | None) -> None:
        self.total, self.current, self.scale = Decimal(0), value, MOST
        self.digits = value is not None

    def value(self) -> Decimal:
        return self.total + (self.current or 0)

    def add(self, word: str, *, begins: bool) -> bool:
        """Take one more word in; False where it is no part of this number."""
        if word in SCALES:
            return self._scale(SCALES[word], begins=begins)
        if word == "dozen" and self.current is not None:
            self.current *= 12
            return True
        if word == "hundred" and self.current is not None and self.current < 100:
            self.current *= 100
            return True
        return (not self.digits or bool(self.total)) and self._small(word)

    def _scale(self, size: int, *, begins: bool) -> bool:
        if size >= self.scale or (self.current is None and not begins):
            return False
        self.total += size * (1 if self.current is None else self.current)
        self.scale, self.current = Decimal(size), None
        return True

    def _small(self, word: str) -> bool:
        under = (self.current or Decimal(0)) % 100
        if word in TENS and under == 0:
            value = TENS[word]
        elif word in UNITS and (under == 0 or (under >= 20 and under % 10 == 0 and 0 < UNITS[word] < 10)):
            value = UNITS[word]
        else:
            return False
        if self.current is not None and self.current == 0:
            return False
        self.current = (self.current or Decimal(0)) + value
        return True

    def goes_on(self, link: str, last: str, following: str) -> bool:
        """Whether a number goes on behind "and" or a hyphen."""
        if following in SCALES or following in ("dozen", "hundred"):
            return link != "and"
        if following not in UNITS and following not in TENS:
            return False
        if link == "and":
            return last == "hundred" or bool(self.total and self.current is None and not self.digits)
        return last in TENS or last == "hundred"


def _cardinal(tokens: Sequence[Token], first: int, value: Decimal | None) -> Numeral | None:
    """Add up a number: what is under a hundred, hundreds, then each scale, smaller and smaller."""
    number, place = _Sum(value), first + (value is not None)
    if value is None and word_at(tokens, first) in ("a", "an"):
        if word_at(tokens, first + 1) not in SCALES and word_at(tokens, first + 1) not in ("dozen", "hundred"):
            return None
        number.current, place = Decimal(1), first + 1
    end = place
    while number.add(word_at(tokens, place), begins=place == first):
        end = place + 1
        if _and_a_half(tokens, end):
            break
        place = _onward(tokens, end, number)
    if _and_a_half(tokens, end):
        return _with_half(tokens, first, end + 3, number)
    if end == first or (value is not None and end == first + 1):
        return None
    return Numeral(number.value(), first, end, Form.WORDS if value is None else Form.DIGITS)


def _onward(tokens: Sequence[Token], end: int, number: _Sum) -> int:
    """Return the place of the word that a number may go on with; behind the last one where it does not."""
    if end >= len(tokens) or (tokens[end].plain not in HYPHENS and tokens[end].plain != "and"):
        return end
    goes_on = number.goes_on(tokens[end].plain, word_at(tokens, end - 1), word_at(tokens, end + 1))
    return end + 1 if goes_on else len(tokens)


def _and_a_half(tokens: Sequence[Token], place: int) -> bool:
    return [word_at(tokens, place + step) for step in range(3)] == ["and", "a", "half"]


def _with_half(tokens: Sequence[Token], first: int, place: int, number: _Sum) -> Numeral | None:
    """Finish a number at "and a half": two and a half million, a million and a half."""
    half = Decimal("0.5")
    if number.current is None:
        return Numeral(number.total + half * number.scale, first, place, Form.WORDS) if number.total else None
    value, scale = number.current + half, SCALES.get(word_at(tokens, place), 0)
    if scale:
        return Numeral(number.total + value * scale, first, place + 1, Form.WORDS)
    return Numeral(number.total + value, first, place, Form.WORDS)


def _vague(tokens: Sequence[Token], first: int) -> Numeral | None:
    """Read "hundreds", "tens of thousands"."""
    word = word_at(tokens, first)
    if word not in VAGUE:
        return None
    value, place = VAGUE[word], first + 1
    while word_at(tokens, place) == "of" and word_at(tokens, place + 1) in LARGE_VAGUE:
        value, place = value * LARGE_VAGUE[word_at(tokens, place + 1)], place + 2
    if (word == "tens" and place == first + 1) or (word == "scores" and word_at(tokens, place) != "of"):
        return None
    return Numeral(Decimal(value), first, place, Form.VAGUE)


def _fraction(tokens: Sequence[Token], first: int) -> Numeral | None:
    """Read "half", "a third of", "two-thirds", "a quarter of a million", "half a dozen"."""
    count, place = _numerator(tokens, first)
    part = word_at(tokens, place)
    if not count or part not in PARTS or (count > 1) != part.endswith("s"):
        return None
    value = Decimal(count) / PARTS[part]
    if multiplied := _of_scale(tokens, place + 1):
        return Numeral(value * multiplied[0], first, multiplied[1], Form.WORDS)
    following = word_at(tokens, place + 1)
    if count == 1 and part != "half" and following and following not in AFTER_PART:
        return None
    return Numeral(round(value, 4), first, place + 1, Form.FRACTION)


def _numerator(tokens: Sequence[Token], first: int) -> tuple[int, int]:
    """Return how many parts there are, and the place of their name."""
    word = word_at(tokens, first)
    if word == "half":
        return 1, first
    place = first + 1
    if place < len(tokens) and tokens[place].plain in HYPHENS:
        place += 1
    return 1 if word in ("a", "an") else UNITS.get(word, 0), place


def _of_scale(tokens: Sequence[Token], place: int) -> tuple[int, int] | None:
    """Return the value of "(of) a million" and the place behind it."""
    while word_at(tokens, place) in ("of", "a"):
        place += 1
    word = word_at(tokens, place)
    size = 12 if word == "dozen" else SCALES.get(word, 0)
    return (size, place + 1) if size and word_at(tokens, place - 1) in ("a", "half") else None


def _ordinal(tokens: Sequence[Token], first: int) -> Numeral | None:
    """Read "third", "twenty-first"."""
    word = word_at(tokens, first)
    if word in ORDINALS:
        return Numeral(Decimal(ORDINALS[word]), first, first + 1, Form.ORDINAL)
    place = first + 1 + (first + 1 < len(tokens) and tokens[first + 1].plain in HYPHENS)
    unit = ORDINALS.get(word_at(tokens, place), 0)
    if word in TENS and 0 < unit < 10:
        return Numeral(Decimal(TENS[word] + unit), first, place + 1, Form.ORDINAL)
    return None
