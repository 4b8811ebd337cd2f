"""Numbers: whether they stand in the source, and count the same there."""

from collections.abc import Iterator
from decimal import Decimal

from daily8.engine.checking import words
from daily8.engine.checking.case import Case
from daily8.engine.checking.concepts import is_at_stake
from daily8.engine.checking.displacement import is_displaced
from daily8.engine.checking.reading import Token
from daily8.engine.checking.source import Place
from daily8.engine.checking.verdict import Doubt, Kind
from daily8.engine.quantities.values import tidy

_NOUN_BEFORE, _NOUN_AFTER = 3, 5
_COUNTED_BEFORE = 3
_CONVERTED = {"year": 12, "years": 12, "week": 7, "weeks": 7, "عام": 12, "سنه": 12, "اسبوع": 7}
_FEW = 2
_BOTH = frozenset({"both", "كلا", "كلتا", "كلاهما", "الجانبين", "الطرفين"})
_CLOSE = Decimal("0.06")


def numbers(case: Case) -> Iterator[Doubt]:
    """Doubt numbers that the source does not have, or that count something else there."""
    for place, token in enumerate(case.claim.tokens):
        # "Two soldiers" is one word, and may be told of two who are named.
        dual = not token.text[0].isdigit() and any(key[0] not in "#@" for key in token.keys)
        if token.number is None or not token.weight or dual:
            continue
        if not case.wheres[place]:
            dual = any(key[0] != "#" for key in token.keys) and not token.text[0].isdigit()
            if (
                not dual
                and not _is_small_word(token)
                and not _is_both(case, token)
                and not _is_rounded(case, place)
                and not _is_converted(case, place)
            ):
                yield Doubt(Kind.NUMBER, token.text)
        elif _counts_other(case, place) or _is_of_another(case, place):
            yield Doubt(Kind.NUMBER, token.text)


def _is_of_another(case: Case, place: int) -> bool:
    """Tell whether a number stands where the source speaks of something else, not as its only count."""
    if _is_small_word(case.claim.tokens[place]) or _is_both(case, case.claim.tokens[place]):
        return False
    return is_displaced(case, place) and not _is_the_count(case, place)


def _is_the_count(case: Case, place: int) -> bool:
    """Tell whether the source counts the same thing by this number, and nowhere by another: "seven judges"."""
    noun = _noun(case, place)
    if noun is None or not case.wheres[noun] or "person" in case.claim.tokens[noun].concepts:
        return False
    counts = {
        token.number
        for number, at in case.wheres[noun]
        for token in case.source.readings[number].tokens[max(0, at - _COUNTED_BEFORE) : at]
        if token.number is not None and not token.dated
    }
    return counts == {case.claim.tokens[place].number}


def _is_both(case: Case, token: Token) -> bool:
    """Tell whether "two" is told as "both" by the evidence."""
    if token.number != _FEW or token.text[0].isdigit():
        return False
    both = (each.plain for number in case.sentences for each in case.source.readings[number].tokens)
    return any(word in _BOTH for word in both)


def _is_small_word(token: Token) -> bool:
    """Tell whether a number is "one" or "first" in letters, which are often no numbers at all."""
    return token.plain in ("a", "an") or (token.number == 1 and not token.text[0].isdigit())


def _is_converted(case: Case, place: int) -> bool:
    """Tell whether a number of years or weeks is one of months or days in the source."""
    noun = _noun(case, place)
    number = case.claim.tokens[place].number
    if number is None:
        return False
    units = case.claim.tokens[place].plain, case.claim.tokens[noun].plain if noun is not None else ""
    whole = case.claim.tokens[place + 1].plain if place + 1 < len(case.claim.tokens) else ""
    for unit, times in _CONVERTED.items():
        if unit in (*units, whole):
            return f"#{tidy(number * times)}" in case.source.index
    return False


def _is_rounded(case: Case, place: int) -> bool:
    """Tell whether a number is said to be about one that the source has."""
    number = case.claim.tokens[place].number
    before = {token.plain for token in case.claim.tokens[max(0, place - 3) : place]}
    if number is None or not number:
        return False
    if words.ABOUT.isdisjoint(before):
        return False
    return any(0 < abs(other - number) <= abs(number) * _CLOSE for other in case.source.numbers)


def _counts_other(case: Case, place: int) -> bool:
    """Tell whether what a number counts in the claim stands nowhere beside that number in the source.

    What the source never speaks of is another word for what it counts; that is for the other rules.
    """
    noun = _noun(case, place)
    number = case.claim.tokens[place]
    # "Two of them" leaves out what they are.
    few = number.number is not None and number.number <= _FEW and not number.text[0].isdigit()
    if noun is None or not case.wheres[noun] or few or _is_small_word(number):
        return False
    if (share := _shared(case, noun)) is not None:
        noun = share
    beside = case.claim.tokens[noun]
    return not any(_has_beside(case, where, beside) for where in case.wheres[place])


def _noun(case: Case, place: int) -> int | None:
    """Return what a number counts: the first word behind it that says something."""
    tokens = case.claim.tokens
    for at in range(place + 1, min(place + 4, len(tokens))):
        if any(sign in ".;:!?،,()—" for sign in tokens[at].before):
            return None
        if tokens[at].plain == "old" or (at + 1 < len(tokens) and tokens[at + 1].plain == "old"):
            return None
        if tokens[at].plain in words.PREPOSITIONS and tokens[at].plain not in ("of", "من"):
            return None
        if tokens[at].weight:
            plain_noun = not tokens[at].dated and tokens[at].number is None
            return at if plain_noun and not any(map(is_at_stake, tokens[at].concepts)) else None
    return None


def _shared(case: Case, unit: int) -> int | None:
    """Return what per cent are said to be of, right behind them, where the source speaks of that at all."""
    tokens = case.claim.tokens
    if (
        "unit:percent" not in tokens[unit].keys
        or unit + 1 >= len(tokens)
        or tokens[unit + 1].plain not in ("of", "من")
    ):
        return None
    at = case.beside(unit, 1, reach=3)
    return at if at is not None and case.wheres[at] and not tokens[at].name else None


def _has_beside(case: Case, where: Place, noun: Token) -> bool:
    """Tell whether a number of the source counts a thing, or leaves it out: "61 people died and 400 were hurt"."""
    number, at = where
    tokens = case.source.readings[number].tokens
    around = tokens[max(0, at - _NOUN_BEFORE) : at + _NOUN_AFTER + 1]
    owned = {place + 1 for place, token in enumerate(tokens) if token.number is not None and place != at}
    first = max(0, at - _NOUN_BEFORE)
    if any(
        noun.keys & token.keys for place, token in enumerate(around, first) if place > at or place not in owned
    ):
        return True
    if at + 1 < len(tokens) and tokens[at + 1].plain in words.RESUMING:
        return True
    following = next((token for token in tokens[at + 1 : at + 4] if token.weight), None)
    if "person" in noun.concepts and following is not None and not following.concepts - {"person"}:
        return True
    elliptic = following is None or following.plain in words.OTHERS or any(map(is_at_stake, following.concepts))
    return elliptic and any(noun.keys & token.keys for token in tokens[:at])
