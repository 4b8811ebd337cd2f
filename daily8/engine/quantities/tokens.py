"""A text cut into numbers, words and signs, each with its place."""

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from daily8.engine.words.terms import plain

_DIGIT = "[0-9٠-٩۰-۹]"
# Thousands stand apart by commas (also in twos, as in India), points, thin blanks or apostrophes.
_NUMBER = (
    rf"{_DIGIT}{{1,3}}(?:\.{_DIGIT}{{3}}){{1,6}},{_DIGIT}{{1,2}}(?!{_DIGIT})"
    rf"|{_DIGIT}{{1,3}}(?:(?:[,٬،]{_DIGIT}{{2,3}}){{0,6}}[,٬،]{_DIGIT}{{3}}|(?:\.{_DIGIT}{{3}}){{2,6}}"
    rf"|(?:[’'\u00a0\u202f\u2009 ]{_DIGIT}{{3}}){{1,6}})(?:[.,٫]{_DIGIT}+)?(?!{_DIGIT})"
    rf"|{_DIGIT}+(?:[.,٫،]{_DIGIT}+)?"
)
_LETTER = r"[^\W\d_]"
_MARK = "\u0300-\u036f\u0610-\u061a\u0640\u064b-\u065f\u0670"
_TOKEN = re.compile(
    rf"(?P<number>{_NUMBER})|(?P<word>{_LETTER}(?:{_LETTER}|[{_MARK}]|[’'](?={_LETTER}))*)|(?P<sign>[^\s\w]|_)"
)
_INVISIBLE = re.compile("[\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]")
_DIGITS = {ord(digit): str(index % 10) for index, digit in enumerate("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹")}
_LONGEST = 40
_NEAR = 60


class Token(NamedTuple):
    """A number, a word or a sign; `plain` is how it is compared, `glued` says that no blank is before it."""

    text: str
    plain: str
    start: int
    end: int
    glued: bool
    number: bool
    word: bool


def tokens(text: str) -> list[Token]:
    """Return the numbers, words and signs of a text in their order; marks of direction are left out."""
    found: list[Token] = []
    last = -1
    for match in _TOKEN.finditer(_INVISIBLE.sub("\u200c", text)):
        written, start = match[0], match.start()
        if written == "\u200c":
            last += 1 if last == start else 0
            continue
        number, word = match.lastgroup == "number", match.lastgroup == "word"
        folded = written.translate(_DIGITS) if number else _plain(written[:_LONGEST]) if word else written
        found.append(Token(written, folded, start, match.end(), last == start, number, word))
        last = match.end()
    return found


_plain = lru_cache(50_000)(plain)


def around(tokens: Sequence[Token], place: int) -> Sequence[Token]:
    """Return the words of a sentence near a place: of a sentence of common length, all of them."""
    return tokens[max(0, place - _NEAR) : place + _NEAR]


def word_at(tokens: Sequence[Token], place: int) -> str:
    """Return the word at a place, as it is compared; nothing where no word is there."""
    return tokens[place].plain if 0 <= place < len(tokens) and tokens[place].word else ""
