"""Numbers that count nothing: years, days, hours, ages, scores, telephones, and those that are names."""

from collections import Counter
from collections.abc import Sequence
from enum import Enum, auto

from daily8.engine.quantities import currencies, english, nouns, qualifiers, units
from daily8.engine.quantities.arabic_words import NUMBERED_MONTHS
from daily8.engine.quantities.numeral import Form, Numeral
from daily8.engine.quantities.quantity import About
from daily8.engine.quantities.tokens import Token, word_at
from daily8.engine.quantities.wordlists import table, words


class Role(Enum):
    """What a number is for: only a count is a quantity, the others but a name have kinds of their own."""

    COUNT = auto()
    NAME = auto()
    AGE = auto()
    SCORE = auto()
    ORDINAL = auto()


_MONTHS = table("months")
_NAMES = table("names")
_YEAR_LEADS = words(
    "in since by of year until till before after from between through during early late mid spring summer autumn "
    "winter fall and عام سنه منذ العام عامي سنوات موسم نهايه بنهايه مطلع حتي بحلول لعام للعام بعام في قبل بعد "
    "سنتي لسنه"
)
_WEEKDAYS = words("monday tuesday wednesday thursday friday saturday sunday يوم الساعه ساعه")
_CLOCKS = words("am pm gmt noon midnight oclock utc bst est local صباحا مساء فجرا ظهرا بتوقيت توقيت")
_ERAS = words("ه ad bc bce ce هجريه ميلاديه هجري ميلادي")
_RANGES = words("to and or - – — ‐ ‑ الي و او حتي")
_AGE_LEADS = words("aged age ages turned turns turning عمره عمرها اعمارهم عمر العمر بعمر سن عمرا")
_REACHING = words("البالغ البالغه البالغين يبلغ تبلغ")
_OLDEST = 125
_OLD = words("old olds العمر عمره عمرها")
_AROUND_AGE = words("of between from at ما بين من عن عند في ال الـ الـ")
_YEARS = words("year years month months عاما عام سنه سنوات اعوام yr yrs ربيعا ربيع")
_DASHES = "-–—‐‑"
_PREFIXED = words("mid sub pre post under over around non us usd")
_NUMBERED = words(
    "القرن الذكري الدوره النسخه المره القمه مولده ميلاده الطبعه الاسبوع المركز المرتبه الدقيقه الرييس للمره"
)
_LONGEST_NAME = 4


def role(tokens: Sequence[Token], numeral: Numeral) -> Role:
    """Return what a number is for."""
    if _is_definite_ordinal(tokens, numeral):
        return Role.ORDINAL
    if numeral.form == Form.ORDINAL:
        return Role.NAME if _is_day(tokens, numeral) else Role.ORDINAL
    if is_age(tokens, numeral):
        return Role.AGE
    if _is_name(tokens, numeral) or _is_time(tokens, numeral) or _is_one(tokens, numeral):
        return Role.NAME
    return Role.COUNT


def _is_definite_ordinal(tokens: Sequence[Token], numeral: Numeral) -> bool:
    """Whether a number with the article says which one: القرن الـ19, الذكرى 52."""
    place = numeral.first - 1
    while word_at(tokens, place) in ("ال", "و"):
        place -= 1
    return word_at(tokens, place).lstrip("وب") in _NUMBERED and not nouns.is_people(tokens, numeral.last)


def _is_time(tokens: Sequence[Token], numeral: Numeral) -> bool:
    return _is_clock(tokens, numeral) or _is_day(tokens, numeral) or is_year(tokens, numeral)


def has_noun(tokens: Sequence[Token], numeral: Numeral) -> bool:
    """Tell whether a number has a unit, a currency, people or a known thing behind it."""
    last = numeral.last
    return (
        units.after(tokens, last) is not None
        or currencies.after(tokens, last, Counter()) is not None
        or nouns.is_people(tokens, last)
        or nouns.is_thing(tokens, last)
    )


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
    if _is_counted(tokens, numeral) or (other and (len(other.plain) > 2 and not 1000 <= int(other.plain) <= 2100)):
        return False
    if _is_month(tokens, numeral.first - 1) or word_at(tokens, numeral.first - 2) in NUMBERED_MONTHS:
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


def _is_day(tokens: Sequence[Token], numeral: Numeral) -> bool:
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


def is_age(tokens: Sequence[Token], numeral: Numeral) -> bool:
    """Tell whether a number says how old somebody is."""
    first, last = numeral.first, numeral.last
    place = last + (last < len(tokens) and tokens[last].plain in _DASHES)
    of_years = word_at(tokens, place) in _YEARS
    if of_years and any(word_at(tokens, place + step) in _OLD for step in (1, 2, 3)):
        return True
    lead = first - 1
    while lead >= 0 and (word_at(tokens, lead) in _AROUND_AGE or (tokens[lead].number and lead > first - 4)):
        lead -= 1
    if numeral.value > _OLDEST:
        return False
    if word_at(tokens, last + 1) in ("عمره", "عمرها") or word_at(tokens, lead) in _AGE_LEADS:
        return True
    if word_at(tokens, lead) in _REACHING and (of_years or word_at(tokens, last) == "من"):
        return True
    if of_years and first and tokens[first - 1].plain == "(":
        return place + 1 < len(tokens) and tokens[place + 1].plain == ")"
    return _is_apposed(tokens, numeral)


def _is_apposed(tokens: Sequence[Token], numeral: Numeral) -> bool:
    """Whether a number stands alone between commas behind somebody: the suspect, 41, ..."""
    first, last = numeral.first, numeral.last
    if first < 2 or tokens[first - 1].plain not in (",", "(") or not 3 <= numeral.value <= 115 or last - first > 1:
        return False
    closing = tokens[last].plain if last < len(tokens) else "."
    named = tokens[first - 2].word and tokens[first - 2].text[0].isupper()
    if tokens[first - 1].plain == "(":
        return closing == ")" and named
    people = nouns.is_person(tokens[first - 2].plain)
    return (named or people) and closing in (",", ".", ";", ")") and word_at(tokens, last + 1) not in ("and",)


def _is_name(tokens: Sequence[Token], numeral: Numeral) -> bool:
    """Whether a number is part of a name, a telephone number, a date in digits, or of "the 1990s"."""
    first, last = numeral.first, numeral.last
    if not tokens[first].number:
        return word_at(tokens, first - 1) in _NAMES and last == first + 1 and not has_noun(tokens, numeral)
    if last < len(tokens) and _is_odd_ending(tokens, last):
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
        return before.plain.isascii() or len(before.plain) > 3
    if before.plain not in _DASHES or first < 2 or not before.glued:
        return False
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
    if (
        len(token.plain) > _LONGEST_NAME
        or not token.plain.replace(".", "").isdigit()
        or numeral.last - first > 1
        or not first
    ):
        return False
    place = first - 1 - (first > 1 and tokens[first - 1].plain == ".")
    before = tokens[place]
    if not before.word or units.magnitude(tokens, first):
        return False
    if before.plain in _NAMES:
        return units.after(tokens, numeral.last) is None
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


def _is_whole(token: Token) -> bool:
    return token.number or (english.starts(token) and len(token.plain) > 2)


def _is_result(tokens: Sequence[Token], numeral: Numeral) -> bool:
    """Whether a number behind a name is what a party or a team has won."""
    behind = tokens[numeral.last] if numeral.last < len(tokens) else None
    alone = behind is None or not behind.word or behind.plain in ("and", "to", "with")
    return alone and any(token.plain in _RESULTS for token in tokens)


_RESULTS = words("seats votes medals points")


def _is_one(tokens: Sequence[Token], numeral: Numeral) -> bool:
    """Whether "one" is a pronoun: it counts only people, and what has a unit."""
    word = tokens[numeral.last - 1].plain
    if numeral.value == 1 and word.isascii():
        if word != "one":
            return False
        following = word_at(tokens, numeral.last)
        if following == "in" and numeral.last + 1 < len(tokens) and _is_whole(tokens[numeral.last + 1]):
            return False
        return (
            following == "of"
            or following == "day"
            or not (
                has_noun(tokens, numeral) or following in _FATES or word_at(tokens, numeral.last + 1) in _FATES
            )
        )
    if numeral.value == 1 and "واحد" in word:
        if "الواحد" in word or word_at(tokens, numeral.last) == "من":
            return True
        before = word_at(tokens, numeral.first - 1)
        return not nouns.is_person(before) and not units.after(tokens, numeral.first - 1)
    return False


_FATES = words("dead killed injured wounded hurt missing died arrested critically seriously drowned fatally")
