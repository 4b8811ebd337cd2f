"""Numbers that say how old somebody is."""

from collections.abc import Sequence

from daily8.engine.quantities import nouns
from daily8.engine.quantities.following import has_noun
from daily8.engine.quantities.numeral import Numeral
from daily8.engine.quantities.tokens import Token, word_at
from daily8.engine.quantities.wordlists import words

_AGE_LEADS = words("aged age ages turned turns turning عمره عمرها اعمارهم عمر العمر بعمر سن عمرا")
_REACHING = words("البالغ البالغه البالغين يبلغ تبلغ")
_OLDEST = 125
_FARTHEST = 8
_APPOSED = 12
_AROUND_TENS = words("دون فوق تحت سن تجاوز تجاوزت")
_LIMITS = words("under over below above")
_OLD = words("old olds العمر عمره عمرها")
_AROUND_AGE = words("of between from at to and و ما بين من عن عند في ال الـ الـ")
_YEARS = words("year years month months عاما عام سنه سنوات اعوام yr yrs ربيعا ربيع")
_DASHES = "-–—‐‑"


def is_age(tokens: Sequence[Token], numeral: Numeral) -> bool:
    """Tell whether a number says how old somebody is."""
    first, last = numeral.first, numeral.last
    place = last + (last < len(tokens) and tokens[last].plain in _DASHES)
    of_years = word_at(tokens, place) in _YEARS
    if of_years and any(word_at(tokens, place + step) in _OLD for step in (1, 2, 3)):
        return True
    lead = first - 1
    while lead > first - _FARTHEST and (
        tokens[lead].number or tokens[lead].plain == "," or word_at(tokens, lead) in _AROUND_AGE
    ):
        lead -= 1
    if numeral.value > _OLDEST:
        return False
    if word_at(tokens, last + 1) in ("عمره", "عمرها") or (
        word_at(tokens, lead) in _AGE_LEADS and not nouns.is_people(tokens, last)
    ):
        return True
    if word_at(tokens, lead) in _REACHING and (of_years or word_at(tokens, last) == "من"):
        return True
    if of_years and first and tokens[first - 1].plain == "(":
        return place + 1 < len(tokens) and tokens[place + 1].plain == ")"
    tens = numeral.value % 10 == 0 and 20 <= numeral.value <= 90 and tokens[first].plain.startswith("ال")
    if tens and word_at(tokens, first - 1) in _AROUND_TENS and not nouns.is_people(tokens, last):
        return True
    if word_at(tokens, first - 1) in ("is", "was") and word_at(tokens, first - 2) == "who":
        return not word_at(tokens, last)
    if word_at(tokens, first - 1) in _LIMITS and nouns.is_person(word_at(tokens, first - 2)):
        return not has_noun(tokens, numeral)
    return _is_apposed(tokens, numeral)


def _is_apposed(tokens: Sequence[Token], numeral: Numeral) -> bool:
    """Whether a number stands alone between commas behind somebody: the suspect, 41, ..."""
    first, last = numeral.first, numeral.last
    if first < 2 or tokens[first - 1].plain not in (",", "(") or not 3 <= numeral.value <= 115 or last - first > 1:
        return False
    closing = tokens[last].plain if last < len(tokens) else "."
    people = nouns.is_person(tokens[first - 2].plain)
    if (word_at(tokens, last + 1) == "and" and not people) or closing not in (",", ".", ";", ")"):
        return False
    named = tokens[first - 2].word and tokens[first - 2].text[0].isupper()
    if tokens[first - 1].plain == "(":
        return closing == ")" and named
    enclosed = closing == "," and tokens[first].number and tokens[first - 2].word and numeral.value >= _APPOSED
    return named or people or enclosed
