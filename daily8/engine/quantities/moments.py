"""Numbers that say when: years, days and hours."""

from collections.abc import Sequence

from daily8.engine.quantities import currencies, nouns, qualifiers
from daily8.engine.quantities.arabic_words import NUMBERED_MONTHS
from daily8.engine.quantities.following import has_noun
from daily8.engine.quantities.numeral import Form, Numeral
from daily8.engine.quantities.quantity import About
from daily8.engine.quantities.tokens import Token, word_at
from daily8.engine.quantities.wordlists import table, words

_MONTHS = table("months")
_YEAR_LEADS = words(
    "in since by of year until till before after from between through during early late mid spring summer autumn "
    "winter fall and عام سنه منذ العام عامي سنوات موسم نهايه بنهايه مطلع حتي بحلول لعام للعام بعام في قبل بعد "
    "سنتي لسنه"
)
_WEEKDAYS = words("monday tuesday wednesday thursday friday saturday sunday يوم الساعه ساعه")
_CLOCKS = words("am pm gmt noon midnight oclock utc bst est local صباحا مساء فجرا ظهرا بتوقيت توقيت")
_ERAS = words("ه ad bc bce ce هجريه ميلاديه هجري ميلادي")
# What is above or below another year, where it counts nothing.
_COMPARED = words("below above over under than عن")
_LATEST = 2050
_RANGES = words("to and or - – — ‐ ‑ الي و او حتي")


def is_time(tokens: Sequence[Token], numeral: Numeral) -> bool:
    """Tell whether a number is an hour, a day or a year."""
    return _is_clock(tokens, numeral) or is_day(tokens, numeral) or is_year(tokens, numeral)


def is_year(tokens: Sequence[Token], numeral: Numeral) -> bool:
    """Tell whether a number is a year: four digits that count nothing."""
    token = tokens[numeral.first]
    if numeral.last - numeral.first > 1 or len(token.plain) != 4 or not token.plain.isdigit():
        return _is_end_of_years(tokens, numeral) or _is_of_an_era(tokens, numeral)
    if _is_of_an_era(tokens, numeral):
        return True
    if not 1000 <= numeral.value <= 2100 or currencies.before(tokens, numeral.first):
        return False
    other = _other_end(tokens, numeral)
    if _is_counted(tokens, numeral) or (
        other and (len(other.plain) > 2 and not 1000 <= int(other.plain[:5]) <= 2100)
    ):
        return False
    if _is_month(tokens, numeral.first - 1) or word_at(tokens, numeral.first - 2) in NUMBERED_MONTHS:
        return True
    if 2000 < numeral.value <= _LATEST and word_at(tokens, numeral.first - 1) in _COMPARED:
        return True
    led = word_at(tokens, numeral.first - 1) in _YEAR_LEADS
    return led or (numeral.value >= 1900 and qualifiers.before(tokens, numeral.first)[0] == About.EXACT)


def _is_counted(tokens: Sequence[Token], numeral: Numeral) -> bool:
    """Whether what looks like a year counts people, a unit or, alone and in small letters, things."""
    last = numeral.last
    if nouns.is_people(tokens, last) and not tokens[last].text[0].isupper():
        return True
    alone = nouns.end(tokens, last) == last + 1 and not tokens[last].text[0].isupper()
    if nouns.is_thing(tokens, last):
        return alone and word_at(tokens, numeral.first - 1) != "the"
    return has_noun(tokens, numeral) and not nouns.is_people(tokens, last)


def _is_of_an_era(tokens: Sequence[Token], numeral: Numeral) -> bool:
    """Whether letters behind a number say of which calendar it is: 656هـ, 1258م."""
    last = numeral.last
    if last >= len(tokens) or not tokens[last].word:
        return False
    return tokens[last].plain in _ERAS or (tokens[last].plain == "م" and 600 <= numeral.value <= 2100)


def _other_end(tokens: Sequence[Token], numeral: Numeral) -> Token | None:
    """Return the number behind "to" or a dash."""
    place = numeral.last + 1
    if place < len(tokens) and tokens[place - 1].plain in _RANGES and tokens[place].plain.isdigit():
        return tokens[place]
    return None


def _is_end_of_years(tokens: Sequence[Token], numeral: Numeral) -> bool:
    """Whether this is the 25 of 2024-25."""
    first = numeral.first
    if first < 2 or tokens[first - 1].plain not in "-–/" or not tokens[first].glued:
        return False
    year, ending = tokens[first - 2].plain, tokens[first].plain
    return (
        len(ending) == 2 and ending.isdigit() and len(year) == 4 and year.isdigit() and 1900 <= int(year) <= 2100
    )


def is_day(tokens: Sequence[Token], numeral: Numeral) -> bool:
    """Whether this is the day of a month: 12 March, March 12, 3 to 5 May, the 12th of March."""
    if not 1 <= numeral.value <= 31:
        return False
    first, last = numeral.first, numeral.last
    behind = last + (word_at(tokens, last) in ("of", "من"))
    if _is_month(tokens, behind):
        return True
    if last + 1 < len(tokens) and tokens[last].plain in _RANGES and tokens[last + 1].number:
        following = last + 2 + (word_at(tokens, last + 2) in ("of", "من"))
        if _is_month(tokens, following):
            return True
    before = first - 1 - (first > 0 and tokens[first - 1].plain == ".")
    if _is_month(tokens, before):
        return not has_noun(tokens, numeral)
    return numeral.form == Form.DIGITS and _led_by_day(tokens, numeral)


def _led_by_day(tokens: Sequence[Token], numeral: Numeral) -> bool:
    """Whether this is the 13 of "May 12 and 13", or a day of the week stands before it."""
    first = numeral.first
    if first > 2 and tokens[first - 1].plain in _RANGES and tokens[first - 2].number:
        return _is_month(tokens, first - 3) and not has_noun(tokens, numeral)
    return word_at(tokens, first - 1) in _WEEKDAYS and not has_noun(tokens, numeral)


def _is_month(tokens: Sequence[Token], place: int) -> bool:
    word = word_at(tokens, place)
    return word in _MONTHS and (not word.isascii() or tokens[place].text[0].isupper())


def _is_clock(tokens: Sequence[Token], numeral: Numeral) -> bool:
    first, last = numeral.first, numeral.last
    for place in (first - 1, last):
        if 0 < place < len(tokens) - 1 and tokens[place].plain == ":" and tokens[place + 1].glued:
            return tokens[place - 1].number and tokens[place + 1].number
    if word_at(tokens, last) in ("a", "p") and word_at(tokens, last + 2) == "m":
        return True
    return (word_at(tokens, last) in _CLOCKS and numeral.value <= 2400) or word_at(tokens, first - 1) in (
        "الساعه",
    )
