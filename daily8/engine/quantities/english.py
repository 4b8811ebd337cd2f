"""Numbers in English words, and in digits with English words behind them."""

from collections.abc import Sequence
from decimal import Decimal

from daily8.engine.quantities.numeral import Form, Numeral
from daily8.engine.quantities.tokens import Token, word_at
from daily8.engine.quantities.wordlists import valued, words

_UNITS = valued(
    """
    0 zero
    1 one
    2 two
    3 three
    4 four
    5 five
    6 six
    7 seven
    8 eight
    9 nine
    10 ten
    11 eleven
    12 twelve
    13 thirteen
    14 fourteen
    15 fifteen
    16 sixteen
    17 seventeen
    18 eighteen
    19 nineteen
    """
)
_TENS = valued(
    """
    20 twenty
    30 thirty
    40 forty
    50 fifty
    60 sixty
    70 seventy
    80 eighty
    90 ninety
    """
)
SCALES = valued(
    """
    1000 thousand
    100000 lakh lakhs
    1000000 million mln mn mio
    10000000 crore crores
    1000000000 billion bn bln
    1000000000000 trillion tn trn
    """
)
# Letters right behind digits: $5m, 20k.
_GLUED = {"k": 10**3, "m": 10**6, "b": 10**9, "t": 10**12}
_VAGUE = valued(
    """
    10 tens
    12 dozens
    20 scores
    100 hundreds
    1000 thousands
    1000000 millions
    1000000000 billions
    1000000000000 trillions
    """
)
_LARGE_VAGUE = {word: value for word, value in _VAGUE.items() if value >= 10**3}
_PARTS = valued(
    """
    2 half halves
    3 third thirds
    4 quarter quarters
    5 fifth fifths
    6 sixth sixths
    7 seventh sevenths
    8 eighth eighths
    9 ninth ninths
    10 tenth tenths
    """
)
_ORDINALS = valued(
    """
    1 first
    2 second
    3 third
    4 fourth
    5 fifth
    6 sixth
    7 seventh
    8 eighth
    9 ninth
    10 tenth
    11 eleventh
    12 twelfth
    13 thirteenth
    14 fourteenth
    15 fifteenth
    16 sixteenth
    17 seventeenth
    18 eighteenth
    19 nineteenth
    """
) | {word[:-1] + "ieth": value for word, value in _TENS.items()}
_ENDINGS = words("st nd rd th")
_STARTS = frozenset({*_UNITS, *_TENS, *SCALES, *_VAGUE, *_PARTS, *_ORDINALS, "dozen", "hundred", "a", "an"})
# What stands behind "a third" where it is a part and not one after the second.
_AFTER_PART = words("of to less more from since in on after this last compared by over off as and were are")
_HYPHENS = "-‐‑"
_MOST = Decimal(10**15)


def starts(token: Token) -> bool:
    """Tell whether a number can begin with this word."""
    return token.plain in _STARTS


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
    if behind in _ENDINGS and tokens[first + 1].glued:
        return Numeral(value, first, first + 2, Form.ORDINAL)
    if behind in _GLUED and tokens[first + 1].glued and _multiplies(tokens, first):
        return Numeral(value * _GLUED[behind], first, first + 2, Form.DIGITS)
    if first + 1 < len(tokens) and tokens[first + 1].text in VULGAR and value == int(value):
        return Numeral(value + VULGAR[tokens[first + 1].text], first, first + 2, Form.DIGITS)
    if first + 1 < len(tokens) and tokens[first + 1].plain in _HYPHENS and tokens[first + 1].glued:
        scale = SCALES.get(word_at(tokens, first + 2), 0)
        return Numeral(value * scale, first, first + 3, Form.DIGITS) if scale else None
    return _cardinal(tokens, first, value)


def _multiplies(tokens: Sequence[Token], first: int) -> bool:
    """Whether a letter behind digits multiplies them, and is no unit: $5m, 12m users, but not 400m freestyle."""
    if first and tokens[first - 1].plain in _MONEY_SIGNS:
        return True
    letter = tokens[first + 1].plain
    return letter == "k" or (letter in "mb" and word_at(tokens, first + 2) not in _LONG)


# One character that is a part of one.
VULGAR = {
    "½": Decimal("0.5"),
    "¼": Decimal("0.25"),
    "¾": Decimal("0.75"),
    "⅓": Decimal("0.3333"),
    "⅔": Decimal("0.6667"),
}
_MONEY_SIGNS = words("$ £ € ¥ ₹ ₺ ₽ usd eur gbp egp sar aed rs")
_LONG = words(
    """
    freestyle race sprint hurdles relay butterfly backstroke breaststroke medley individual dash run swim high tall
    long wide deep away above below north south east west final gold track platform rifle pistol walk steeplechase wave
    waves springboard
    """
)


class _Sum:
    """A number as far as it is read: what is under a thousand, and the scales before it."""

    def __init__(self, value: Decimal | None) -> None:
        self.total, self.current, self.scale = Decimal(0), value, _MOST
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
        if word in _TENS and under == 0:
            value = _TENS[word]
        elif word in _UNITS and (under == 0 or (under >= 20 and under % 10 == 0 and 0 < _UNITS[word] < 10)):
            value = _UNITS[word]
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
        if following not in _UNITS and following not in _TENS:
            return False
        if link == "and":
            return last == "hundred" or bool(self.total and self.current is None and not self.digits)
        return last in _TENS or last == "hundred"


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
    if end >= len(tokens) or (tokens[end].plain not in _HYPHENS and tokens[end].plain != "and"):
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
    if word not in _VAGUE:
        return None
    value, place = _VAGUE[word], first + 1
    while word_at(tokens, place) == "of" and word_at(tokens, place + 1) in _LARGE_VAGUE:
        value, place = value * _LARGE_VAGUE[word_at(tokens, place + 1)], place + 2
    if (word == "tens" and place == first + 1) or (word == "scores" and word_at(tokens, place) != "of"):
        return None
    return Numeral(Decimal(value), first, place, Form.VAGUE)


def _fraction(tokens: Sequence[Token], first: int) -> Numeral | None:
    """Read "half", "a third of", "two-thirds", "a quarter of a million", "half a dozen"."""
    count, place = _numerator(tokens, first)
    part = word_at(tokens, place)
    if not count or part not in _PARTS or (count > 1) != part.endswith("s"):
        return None
    value = Decimal(count) / _PARTS[part]
    if multiplied := _of_scale(tokens, place + 1):
        return Numeral(value * multiplied[0], first, multiplied[1], Form.WORDS)
    following = word_at(tokens, place + 1)
    if count == 1 and part != "half" and following and following not in _AFTER_PART:
        return None
    return Numeral(round(value, 4), first, place + 1, Form.FRACTION)


def _numerator(tokens: Sequence[Token], first: int) -> tuple[int, int]:
    """Return how many parts there are, and the place of their name."""
    word = word_at(tokens, first)
    if word == "half":
        return 1, first
    place = first + 1
    if place < len(tokens) and tokens[place].plain in _HYPHENS:
        place += 1
    return 1 if word in ("a", "an") else _UNITS.get(word, 0), place


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
    if word in _ORDINALS:
        return Numeral(Decimal(_ORDINALS[word]), first, first + 1, Form.ORDINAL)
    place = first + 1 + (first + 1 < len(tokens) and tokens[first + 1].plain in _HYPHENS)
    unit = _ORDINALS.get(word_at(tokens, place), 0)
    if word in _TENS and 0 < unit < 10:
        return Numeral(Decimal(_TENS[word] + unit), first, place + 1, Form.ORDINAL)
    return None
