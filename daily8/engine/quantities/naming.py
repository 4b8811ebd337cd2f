"""Numbers that are part of a name: of an article of law, a flight, a version, a telephone."""

from collections import Counter
from collections.abc import Sequence

from daily8.engine.quantities import currencies, nouns, units
from daily8.engine.quantities.following import has_noun
from daily8.engine.quantities.numeral import Numeral
from daily8.engine.quantities.tokens import Token, around, word_at
from daily8.engine.quantities.wordlists import table, words

_NAMES = table("names")
_DASHES = "-–—‐‑"
_PREFIXED = words("mid sub pre post under over around non us usd")
_ATTACHED = words("و ف ب ل ك ال بال وال لل فال كال وب ول وبال ولل هال")
_LONGEST_NAME = 4
_STREETS = words("street st road rd avenue ave lane drive boulevard square")
_RESULTS = words("seats votes medals points")


def is_name(tokens: Sequence[Token], numeral: Numeral) -> bool:
    """Whether a number is part of a name, a telephone number, a date in digits, or of "the 1990s"."""
    first, last = numeral.first, numeral.last
    if not tokens[first].number:
        return word_at(tokens, first - 1) in _NAMES and last == first + 1 and not has_noun(tokens, numeral)
    if last < len(tokens) and (_is_odd_ending(tokens, last) or _is_address(tokens, last)):
        return True
    if last < len(tokens) and tokens[last].glued and tokens[last].plain in ("s", "th"):
        return True
    if last + 1 < len(tokens) and tokens[last].plain == "/" and tokens[last + 1].number:
        return True
    return (
        _is_glued_name(tokens, numeral)
        or _is_telephone(tokens, numeral)
        or _is_led_by_name(tokens, numeral)
        or (first > 0 and tokens[first - 1].plain in ("#", "_") and tokens[first].glued)
        or (first > 1 and tokens[first - 1].plain == "/" and tokens[first - 2].number)
    )


def _is_address(tokens: Sequence[Token], last: int) -> bool:
    """Whether the name of a street stands behind a house number."""
    if not tokens[last].word or not tokens[last].text[0].isupper():
        return False
    return any(token.plain in _STREETS and token.text[0].isupper() for token in tokens[last + 1 : last + 4])


def _is_odd_ending(tokens: Sequence[Token], last: int) -> bool:
    """Whether letters that are no unit stand right behind a number: 13abc, 1080p, 3x3."""
    token = tokens[last]
    known = units.after(tokens, last) or currencies.after(tokens, last, Counter()) or len(token.plain) > 3
    return token.glued and token.word and token.plain.isascii() and not known


def _is_glued_name(tokens: Sequence[Token], numeral: Numeral) -> bool:
    """Whether letters stand right before a number, with a hyphen or without: G20, F-16, إف-16."""
    first = numeral.first
    if not first or not tokens[first].glued or currencies.before(tokens, first):
        return False
    before = tokens[first - 1]
    if before.word:
        return before.plain.isascii() or before.plain not in _ATTACHED
    if before.plain not in _DASHES or first < 2 or not before.glued:
        return False
    if tokens[first - 2].number and first > 2 and _names(tokens[first - 3]):
        return True
    return tokens[first - 2].word and tokens[first - 2].plain not in _PREFIXED


def _is_telephone(tokens: Sequence[Token], numeral: Numeral) -> bool:
    first, written = numeral.first, tokens[numeral.first].plain
    if written.startswith("0") and len(written) > 2 and written.isdigit():
        return True
    if _is_in_row(tokens, first):
        return True
    if first and tokens[first - 1].plain == "+" and tokens[first].glued and first > 1 and len(written) < 4:
        return not tokens[first - 1].glued and numeral.last < len(tokens) and tokens[numeral.last].number
    behind = numeral.last + 1
    return (
        behind < len(tokens)
        and tokens[behind - 1].plain in _DASHES
        and tokens[behind].glued
        and tokens[behind].plain.startswith("0")
        and len(tokens[behind].plain) > 1
        and "." not in tokens[behind].plain
    )


def _is_in_row(tokens: Sequence[Token], first: int) -> bool:
    """Whether a number is one of three or more with nothing but blanks between them."""
    low = first
    while low > 0 and tokens[low - 1].number and first - low < 3:
        low -= 1
    high = first
    while high + 1 < len(tokens) and tokens[high + 1].number and high - first < 3:
        high += 1
    return high - low > 1


def _is_led_by_name(tokens: Sequence[Token], numeral: Numeral) -> bool:
    """Whether the word before makes a number a name: one of the table, or one with a capital letter."""
    first, token = numeral.first, tokens[numeral.first]
    if not token.plain.replace(".", "").isdigit() or numeral.last - first > 1 or not first:
        return False
    place = first - 1 - (first > 1 and tokens[first - 1].plain == ".")
    before = tokens[place]
    if before.number and before.glued and place and tokens[place - 1].word and tokens[place - 1].plain.isascii():
        return True
    if not before.word or units.magnitude(tokens, first):
        return False
    if _names(before) or (before.plain in ("و", "and") and place > 1 and _names(tokens[place - 2])):
        following = word_at(tokens, numeral.last)
        counted = not following.isascii() and (nouns.is_person(following) or following in nouns.THINGS)
        return units.after(tokens, numeral.last) is None and not counted
    if len(token.plain) > _LONGEST_NAME:
        return False
    behind = [token.plain for token in tokens[numeral.last : numeral.last + 1]]
    dashed = behind and behind[0] in _DASHES and numeral.last + 1 < len(tokens) and tokens[numeral.last + 1].number
    if has_noun(tokens, numeral) or _is_result(tokens, numeral) or dashed:
        return False
    return (
        token.plain.isdigit()
        and place > 0
        and before.text[0].isupper()
        and place == first - 1
        and not currencies.before(tokens, first)
    )


def _names(token: Token) -> bool:
    return token.plain in _NAMES or token.plain.removeprefix("و") in _NAMES


def _is_result(tokens: Sequence[Token], numeral: Numeral) -> bool:
    """Whether a number behind a name is what a party or a team has won."""
    behind = tokens[numeral.last] if numeral.last < len(tokens) else None
    alone = behind is None or not behind.word or behind.plain in ("and", "to", "with")
    return alone and any(token.plain in _RESULTS for token in around(tokens, numeral.first))
