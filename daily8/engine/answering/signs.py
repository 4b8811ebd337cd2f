"""Whether a sentence has any sign of what is asked for, however it is put: less sure than evidence."""

import re
from collections.abc import Callable, Sequence
from functools import lru_cache

from daily8.engine.answering import lists
from daily8.engine.answering.forms import Asked
from daily8.engine.answering.naming import is_person
from daily8.engine.answering.reading import Word, is_place
from daily8.engine.answering.seen import Seen
from daily8.engine.quantities import Kind, Quantity, quantities

_REMEMBERED = 4_000
_COUNTED = {Kind.DEAD, Kind.INJURED, Kind.MISSING, Kind.DISPLACED, Kind.ARRESTED, Kind.VOTES, Kind.COUNT}
FITTING = {
    Asked.COUNT: _COUNTED | {Kind.FRACTION},
    Asked.MONEY: {Kind.MONEY},
    Asked.AMOUNT: {Kind.MEASURE, Kind.PERCENT, Kind.MONEY, Kind.FRACTION},
    Asked.DURATION: {Kind.DURATION},
    Asked.AGE: {Kind.AGE, Kind.DURATION, Kind.ORDINAL},
    Asked.OFTEN: {Kind.COUNT, Kind.ORDINAL},
}
# "كم كسب الفريق" asks for money, and names no noun.
_BESIDES = {Kind.MONEY, Kind.PERCENT, Kind.MEASURE}
_SURE, _LIKELY, _MAYBE, _HARDLY = 1.0, 0.8, 0.5, 0.2
_WHEN = re.compile(
    r"\b(?:when|until|within|by the end|(?:next|last) (?:year|month|week|spring|summer|autumn|winter|night)|easter"
    r"|christmas|ramadan|at dawn|(?:hours|days|weeks|months|years) (?:ago|later|earlier|before|after)|mid-\w+"
    r"|same day|(?:19|20)\d\d)\b"
    r"|(?:خلال|غضون|حتي|قبل|بعد|منذ|اعتبارا|مطلع|نهايه|بدايه|منتصف|فجر|مساء|صباح|ليل|غداه|موسم|ربيع|صيف|خريف"
    r"|شتاء|رمضان|عيد|(?:19|20)\d\d)"
)
_WHY = re.compile(
    r"\b(?:because|since|as|due to|after|so that|in order|to avoid|owing|caused|blamed|over|for \w+ing|set off"
    r"|result|led|prompt\w*|sparked|amid|fear\w*|in protest|held up|that made|helped|not enough|could|when"
    r"|accus\w+)\b"
    r"|(?:بسبب|لان|نتيجه|جراء|اثر|بفعل|عزا|ارجع|سبب|لعدم|خوفا|احتجاجا|بعد|مما|ادي|كي|للاشتباه|نجم|ناجم|نظرا|اذ"
    r"|لكون|قضي|تعطل|تماس|خلل|خلاف)"
)
_WHERE = re.compile(
    r"\b(?:in|at|to|from|near|off|on|into|outside|inside|across|around|towards?) (?:the |an? |its |their )?"
    r"(?:[A-Z]\w+|city|town|village|school\w*|port|hall|hospital|airport|factory"
    r"|\w+ (?:school|hall|hospital|port))"
)


def sign(seen: Seen) -> float:
    """Return how clear the sign is, from 0 to 1; a half for what has no sign of its own."""
    asked = seen.question.asked
    if asked in FITTING:
        return _number(seen)
    test = _TESTS.get(asked)
    return test(seen) if test else _MAYBE


def fitting_numbers(seen: Seen) -> list[Quantity]:
    """Return the numbers of the sort that is asked for; all of them where there are none of it."""
    found = _quantities(seen.text)
    return [each for each in found if each.kind in FITTING[seen.question.asked]] or list(found)


def _number(seen: Seen) -> float:
    question = seen.question
    kinds = {each.kind for each in _quantities(seen.text)}
    if kinds & FITTING[question.asked]:
        return _SURE
    if question.asked is Asked.DURATION and _WHEN.search(_folded(seen.words)):
        return 0.6
    if question.asked is Asked.COUNT and question.arabic and kinds & _BESIDES:
        return _LIKELY
    return 0.4 if kinds else 0.0


def _who(seen: Seen) -> float:
    words = seen.words
    new = [place for place, word in enumerate(words) if not seen.asks(word)]
    if any(is_person(words, place) for place in new):
        return _SURE
    if any(place and words[place].is_large and words[place].plain not in lists.MONTHS for place in new):
        return _LIKELY
    return 0.7 if any(_acts(words[place].plain) for place in new) else _MAYBE


def _acts(word: str) -> bool:
    acting = lists.ACTORS | lists.ARABIC_ROLES | lists.PEOPLE
    return word in acting or word.removeprefix("و") in lists.ACTORS


def _where(seen: Seen) -> float:
    new = [word for word in seen.words if not seen.asks(word)]
    if any(is_place(word.text) and not word.plain.isdigit() for word in new):
        return _SURE
    if _WHERE.search(seen.text):
        return 0.9
    if any(word.plain in lists.PLACES or word.plain.lstrip("بول") in lists.PLACES for word in new):
        return _LIKELY
    leading = lists.BEFORE_PLACES | lists.TOWARDS | lists.FROM
    return _HARDLY if any(word.is_arabic and word.plain in leading for word in seen.words) else 0.0


_TESTS: dict[Asked, Callable[[Seen], float]] = {
    Asked.WHO: _who,
    Asked.WHERE: _where,
    Asked.WHEN: lambda seen: _SURE if _WHEN.search(_folded(seen.words)) else 0.0,
    Asked.WHY: lambda seen: _SURE if _WHY.search(_folded(seen.words)) else 0.0,
}


def _folded(words: Sequence[Word]) -> str:
    return " ".join(word.plain for word in words)


@lru_cache(_REMEMBERED)
def _quantities(text: str) -> tuple[Quantity, ...]:
    return tuple(quantities(text, ""))
