"""Numbers that count nothing: years, days, hours, ages, scores, ordinals, and those that are names."""

from collections.abc import Sequence
from enum import Enum, auto

from daily8.engine.quantities import english, nouns, units
from daily8.engine.quantities.ages import is_age
from daily8.engine.quantities.following import has_noun
from daily8.engine.quantities.moments import is_day, is_time
from daily8.engine.quantities.naming import is_name
from daily8.engine.quantities.numeral import Form, Numeral
from daily8.engine.quantities.tokens import Token, word_at
from daily8.engine.quantities.wordlists import words


class Role(Enum):
    """What a number is for: only a count is a quantity, the others but a name have kinds of their own."""

    COUNT = auto()
    NAME = auto()
    AGE = auto()
    SCORE = auto()
    ORDINAL = auto()


_HALVES = words(
    "first second latter other last final opening early closing "
    "الاول الثاني الثالث الرابع النهايي نهايي الاخير الاخري النهايي"
)
_NUMBERED = words(
    "القرن الذكري الدوره النسخه المره القمه مولده ميلاده الطبعه الاسبوع المركز المرتبه الدقيقه الرييس للمره"
)
_FATES = words("dead killed injured wounded hurt missing died arrested critically seriously drowned fatally")


def role(tokens: Sequence[Token], numeral: Numeral) -> Role:
    """Return what a number is for."""
    if _is_definite_ordinal(tokens, numeral):
        return Role.ORDINAL
    if numeral.form == Form.ORDINAL:
        return Role.NAME if is_day(tokens, numeral) else Role.ORDINAL
    if is_age(tokens, numeral):
        return Role.AGE
    if (
        numeral.value == 2
        and word_at(tokens, numeral.first - 1) in ("in", "into")
        and not word_at(tokens, numeral.last)
    ):
        return Role.NAME
    if word_at(tokens, numeral.first - 1) == "كل" and word_at(tokens, numeral.first - 2) == "من":
        return Role.NAME
    if numeral.form == Form.FRACTION and _is_half_of_a_match(tokens, numeral):
        return Role.NAME
    if is_name(tokens, numeral) or is_time(tokens, numeral) or _is_one(tokens, numeral):
        return Role.NAME
    return Role.COUNT


def _is_definite_ordinal(tokens: Sequence[Token], numeral: Numeral) -> bool:
    """Whether a number with the article says which one: القرن الـ19, الذكرى 52."""
    place = numeral.first - 1
    while word_at(tokens, place) in ("ال", "و"):
        place -= 1
    return word_at(tokens, place).lstrip("وب") in _NUMBERED and not nouns.is_people(tokens, numeral.last)


def _is_half_of_a_match(tokens: Sequence[Token], numeral: Numeral) -> bool:
    """Whether a half or a quarter is a stretch of time or a round: the first half, النصف الأول, ربع النهائي."""
    return word_at(tokens, numeral.first - 1) in _HALVES or word_at(tokens, numeral.last) in _HALVES


def _is_one(tokens: Sequence[Token], numeral: Numeral) -> bool:
    """Whether "one" is a pronoun: it counts only people, and what has a unit."""
    word = tokens[numeral.last - 1].plain
    if numeral.value == 1 and word.isascii():
        if word != "one":
            return False
        following = word_at(tokens, numeral.last)
        if following == "in" and numeral.last + 1 < len(tokens) and _is_whole(tokens[numeral.last + 1]):
            return False
        if word_at(tokens, numeral.first - 1) == "of":
            return True
        of_them = following == "of" and word_at(tokens, numeral.last + 1) in ("them", "whom")
        fated = any(
            word_at(tokens, place) in _FATES for place in range(numeral.last, numeral.last + 3 + 2 * of_them)
        )
        return (following in ("of", "day") and not (of_them and fated)) or not (fated or has_noun(tokens, numeral))
    if numeral.value == 1 and "واحد" in word:
        if "الواحد" in word or word_at(tokens, numeral.last) == "من":
            return True
        before = word_at(tokens, numeral.first - 1)
        if word_at(tokens, numeral.first - 2) in ("من", "في"):
            return True
        return not nouns.is_person(before) and not units.after(tokens, numeral.first - 1)
    return False


def _is_whole(token: Token) -> bool:
    return token.number or (english.starts(token) and len(token.plain) > 2)
