"""Errors that a program makes in a sentence of a real article: what the check must catch."""

import re
from collections.abc import Iterator
from functools import cache
from random import Random

from daily8.engine.tagging import Directory, Kind
from daily8.engine.tagging.finding import find

_NUMBER = re.compile(r"(?<![\w.,-])\d{1,3}(?:,\d{3})*(?:\.\d+)?(?![\w,-]|\.\d)")
_DAYS = {
    "en": ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"],
    "ar": ["الاثنين", "الثلاثاء", "الأربعاء", "الخميس", "الجمعة", "السبت", "الأحد"],
}
_MONTHS = {
    "en": [
        "January",
        "February",
        "March",
        "April",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ],
    "ar": [
        "يناير",
        "فبراير",
        "مارس",
        "أبريل",
        "مايو",
        "يونيو",
        "يوليو",
        "أغسطس",
        "سبتمبر",
        "أكتوبر",
        "نوفمبر",
        "ديسمبر",
    ],
}
_NEGATED = {
    "en": [
        (r"\b(is|was|were|are|will|has|had|would|could)\b(?! (?:not|never|no)\b)", r"\1 not"),
        (r"\b(not|never) ", ""),
    ],
    "ar": [(r"(?<!\w)(?:لم|لن|لا) (?!يزال|تزال|سيما)", ""), (r"(?<!\w)و?كان (?!\w+ت\b)", "لم يكن ")],
}
_PEOPLE = (Kind.PERSON, Kind.PLACE)


def planted(sentence: str, text: str, language: str, chance: Random) -> Iterator[tuple[str, str]]:
    """Yield the sentence with one error each: a name, a number, a date or a negation."""
    for kind, made in (
        ("name", _name(sentence, text, language, chance)),
        ("number", _number(sentence, chance)),
        ("date", _date(sentence, language, chance)),
        ("negation", _negation(sentence, language)),
    ):
        if made and made != sentence:
            yield kind, made


def _name(sentence: str, text: str, language: str, chance: Random) -> str:
    """Put another name of the article in the place of one, of the same kind."""
    things = [
        each for each in find("", text, language, _directory()) if each.thing.kind in _PEOPLE and each.spellings
    ]
    inside = [each for each in things if any(spelling in sentence for spelling in each.spellings)]
    others = [each for each in things if each not in inside]
    pairs = [(one, other) for one in inside for other in others if one.thing.kind is other.thing.kind]
    if not pairs:
        return ""
    one, other = chance.choice(pairs)
    spelling = next(spelling for spelling in one.spellings if spelling in sentence)
    return sentence.replace(spelling, other.spellings[0])


def _number(sentence: str, chance: Random) -> str:
    found = [match for match in _NUMBER.finditer(sentence) if match[0] not in ("1", "2")]
    if not found:
        return ""
    match = chance.choice(found)
    digits = match[0]
    changed = digits.replace(digits[0], str((int(digits[0]) % 9) + 1), 1)
    return sentence[: match.start()] + changed + sentence[match.end() :]


def _date(sentence: str, language: str, chance: Random) -> str:
    for names in (_DAYS[language], _MONTHS[language]):
        for name in names:
            if re.search(rf"(?<!\w){name}(?!\w)", sentence):
                other = chance.choice([each for each in names if each not in sentence])
                return re.sub(rf"(?<!\w){name}(?!\w)", other, sentence, count=1)
    return ""


def _negation(sentence: str, language: str) -> str:
    for pattern, put in _NEGATED[language]:
        changed = re.sub(pattern, put, sentence, count=1)
        if changed != sentence:
            return changed
    return ""


@cache
def _directory() -> Directory:
    return Directory()
