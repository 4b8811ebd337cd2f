"""All the numbers of a text, in whatever way they are written."""

from collections.abc import Sequence

from daily8.engine.quantities import arabic, arabic_words, english, english_words, nouns
from daily8.engine.quantities.digits import worth
from daily8.engine.quantities.numeral import Form, Numeral
from daily8.engine.quantities.tokens import Token
from daily8.engine.quantities.wordlists import words

_COUNTED = words("حاله حالات اصابه اصابات وفاه وفيات")
# Languages that write 1.900 for what is 1,900 in English.
_POINT_GROUPS = words("de es fr it pt nl tr id da el ro pl cs ru uk sv nb fi hr sr sl")


def numerals(tokens: Sequence[Token], language: str) -> list[Numeral]:
    """Return the numbers of a text in their order; none is within another."""
    found: list[Numeral] = []
    place = 0
    while place < len(tokens):
        numeral = _at(tokens, place, language)
        if numeral:
            found.append(numeral)
        place = numeral.last if numeral else place + 1
    return found


def _at(tokens: Sequence[Token], place: int, language: str) -> Numeral | None:
    token = tokens[place]
    if token.number:
        return _digits(tokens, place, language)
    if not token.word:
        return None
    if token.text in english_words.VULGAR:
        return Numeral(english_words.VULGAR[token.text], place, place + 1, Form.FRACTION)
    if token.plain.isascii():
        return english.read(tokens, place) if english.starts(token) else None
    return arabic.read(tokens, place)


def _digits(tokens: Sequence[Token], place: int, language: str) -> Numeral | None:
    following = tokens[place + 1] if place + 1 < len(tokens) else None
    value = worth(tokens[place].plain, point_groups=_groups(tokens[place].plain, following, language))
    if value is None:
        return None
    reader = english if following and following.plain.isascii() else arabic
    return reader.scaled(tokens, place, value) or Numeral(value, place, place + 1, Form.DIGITS)


def _groups(written: str, following: Token | None, language: str) -> bool:
    """Whether a point stands between thousands: by language, or where a round number says so."""
    if following and following.word and _is_scale(following.plain):
        return False
    word = following.plain if following else ""
    counted = nouns.is_person(word) or word in _COUNTED or word in nouns.THINGS
    return language[:2] in _POINT_GROUPS or written.endswith("00") or counted


def _is_scale(word: str) -> bool:
    return word in english_words.SCALES or word in arabic_words.SCALES
