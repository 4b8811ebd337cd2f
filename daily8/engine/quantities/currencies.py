"""Money: which currency a sign, a code or a noun is, with what the text says of countries."""

from collections import Counter
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from daily8.engine.quantities.tokens import Token, around, word_at
from daily8.engine.quantities.wordlists import lines_of, words

_SIGNS = {
    "$": "USD", "£": "GBP", "€": "EUR", "¥": "JPY", "₹": "INR", "₽": "RUB", "₺": "TRY", "₪": "ILS", "₩": "KRW",
    "₦": "NGN", "₴": "UAH", "฿": "THB", "₫": "VND", "₱": "PHP", "﷼": "SAR", "₵": "GHS", "₸": "KZT", "₾": "GEL",
}  # fmt: skip
# Letters before a sign, or instead of one.
_DOLLARS = {
    "us": "USD", "c": "CAD", "ca": "CAD", "can": "CAD", "a": "AUD", "au": "AUD", "hk": "HKD", "nz": "NZD",
    "s": "SGD", "r": "BRL", "nt": "TWD", "mx": "MXN", "z": "ZWL", "e": "EGP", "le": "EGP",
}  # fmt: skip
_SHORT = {
    "rs": "INR",
    "dh": "AED",
    "dhs": "AED",
    "le": "EGP",
    "rmb": "CNY",
    "cfa": "XOF",
    "sr": "SAR",
    "rp": "IDR",
}
_CENTS = words("cent cents pence penny قرش قرشا قروش سنت سنتا سنتات هلله فلس فلسا فلوس سنتيم سنتيما سنتيمات")
_WEIGHING = words("weigh weighs weighing weighed heavier lighter weight cocaine heroin marijuana meth drugs")
# Nobody tells a Canadian dollar from an American one by the country that a text is about.
_PLAIN = words("dollar dollars دولار دولارا دولارات")
_MOST_ADJECTIVES = 2


class Currency(NamedTuple):
    """The code of a currency, and the tokens of its name from `first` up to `last`."""

    code: str
    first: int
    last: int


def hints(tokens: Sequence[Token]) -> Counter[str]:
    """Return how often a text names what tells each currency."""
    return Counter(code for token in tokens if token.word for code in _told_by(token.plain))


def before(tokens: Sequence[Token], place: int) -> Currency | None:
    """Return the currency whose sign or code ends before a place: US$5, EGP 5, Rs 5."""
    last = place - 1
    if last < 0:
        return None
    sign = tokens[last]
    if sign.plain in _SIGNS:
        letters = word_at(tokens, last - 1)
        if sign.glued and letters in _DOLLARS and len(letters) < 4:
            return Currency(_DOLLARS[letters] if sign.plain == "$" else _SIGNS[sign.plain], last - 1, place)
        return Currency(_SIGNS[sign.plain], last, place)
    code = _code(sign)
    return Currency(code, last, place) if code else None


def after(tokens: Sequence[Token], place: int, told: Counter[str]) -> Currency | None:
    """Return the currency that is named right behind a number, with an adjective before it or behind."""
    if place >= len(tokens):
        return None
    if place + 1 < len(tokens) and tokens[place].plain in "-‐‑" and tokens[place + 1].glued:
        place += 1
    if tokens[place].plain in _SIGNS:
        return Currency(_SIGNS[tokens[place].plain], place, place + 1)
    if word_at(tokens, place) in _CENTS:
        return Currency("cents", place, place + 1)
    if code := _code(tokens[place]):
        return Currency(code, place, place + 1)
    for noun in range(place, min(place + _MOST_ADJECTIVES + 1, len(tokens))):
        if codes := _nouns().get(word_at(tokens, noun).removeprefix("ال")):
            return None if _weighed(tokens, noun) else _named(tokens, place, noun, codes, told)
        if not _told_by(word_at(tokens, noun)) and word_at(tokens, noun) not in ("u.s", "new"):
            return None
    return None


def _named(tokens: Sequence[Token], place: int, noun: int, codes: Sequence[str], told: Counter[str]) -> Currency:
    """Choose among the currencies of one noun: by the words next to it, then by the text's countries."""
    last = noun + 1
    while last <= noun + _MOST_ADJECTIVES and _told_by(word_at(tokens, last)):
        last += 1
    near = Counter(code for at in range(place, last) for code in _told_by(word_at(tokens, at)))
    chosen = [code for code in codes if near[code]]
    if not chosen and word_at(tokens, noun) not in _PLAIN:
        chosen = [code for code, _ in told.most_common() if code in codes]
    named = last if any(near[code] for code in codes) else noun + 1
    return Currency(chosen[0] if chosen else codes[0], place, named)


def _weighed(tokens: Sequence[Token], noun: int) -> bool:
    """Whether pounds are a weight."""
    return word_at(tokens, noun) in ("pound", "pounds") and any(
        token.plain in _WEIGHING for token in around(tokens, noun)
    )


def _code(token: Token) -> str:
    if token.plain in _SHORT and token.word and token.text[0].isupper():
        return _SHORT[token.plain]
    return token.text if len(token.text) == 3 and token.text in _codes() else ""


@cache
def _codes() -> frozenset[str]:
    """Return the codes that stand for money in a text; NPR is a radio."""
    return frozenset(code for code, _, _ in _rows()) - {"NPR"}


@cache
def _nouns() -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for code, nouns, _ in _rows():
        for noun in nouns:
            found[noun] = (*found.get(noun, ()), code)
    return found


def _told_by(word: str) -> tuple[str, ...]:
    """Return the currencies that a country's name or an adjective tells, with the Arabic article or without."""
    telling = _telling()
    return telling.get(word) or telling.get(word.removeprefix("ال").removeprefix("بال"), ())


@cache
def _telling() -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for code, _, names in _rows():
        for name in names:
            found[name] = (*found.get(name, ()), code)
    return found


def _rows() -> list[tuple[str, list[str], list[str]]]:
    parts = [[*line.split("\t"), ""] for line in lines_of("currencies.tsv")]
    return [(part[0], part[1].split(), part[2].split()) for part in parts]
