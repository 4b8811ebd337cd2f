"""How Arabic sentences say what something is: before its name, between commas, or after هو."""

import re
from collections.abc import Iterator

from daily8.engine.defining import words as kinds
from daily8.engine.tagging.cues import ARABIC_ORGANISATIONS, ARABIC_PLACES, ARABIC_ROLES
from daily8.engine.tagging.reading import arabic_forms, fold

Part = tuple[int, int, float]

_WINDOW = 220
_MOST_WORDS = 6
_WORD = re.compile(r"[\u0620-\u0652]+")
_BETWEEN = re.compile(r"\s?[،,]\s?(?P<part>[^،,؛:.()\"«»\n]{3,160}?)(?=\s?[،,؛:.)]|$)")
_DASHES = re.compile(r"\s[-–—]\s?(?P<part>[^،,؛:.()\"«»\n–—]{3,160}?)(?=\s?[-–—])")
_HE_IS = re.compile(r"^(?:وهو|وهي|وهم|وهما|الذي|التي)\s+")
_IS = re.compile(r"\s(?:هو|هي|هم|هما)\s(?P<part>[^،؛:.()\"«»\n]{3,180}?)(?=\s?[،؛:.]|$)")
_COUNTS_AS = re.compile(r"(?:^|\s)[وف]?[تي](?:عد|عتبر|مثل)\s$")
_REST = re.compile(r"\s(?P<part>[^،؛:.()\"«»\n]{3,180}?)(?=\s?[،؛:.]|$)")
_BRACKETED = re.compile(r"\s?\((?P<part>[^()\n]{3,80})\)")
# "The German", "in the east of Lebanon": what follows the name of a company or a lake.
_MORE = re.compile(
    r"\s(?:ال[\u0620-\u0652]+[يةه](?![\u0620-\u0652])|(?:شرقي?|غربي?|شمالي?|جنوبي?)\s[\u0620-\u0652]+)"
)


def parts(text: str, start: int, end: int) -> Iterator[Part]:
    """Yield the places that say what the name from `start` to `end` is, each with how surely it does."""
    behind = text[end : end + _WINDOW]
    before = text[max(0, start - _WINDOW) : start]
    if found := _IS.match(behind):
        yield end + found.start("part"), end + found.end("part"), 1.0
    if _COUNTS_AS.search(before) and (found := _REST.match(behind)):
        yield end + found.start("part"), end + found.end("part"), 0.9
    for pattern in (_BETWEEN, _DASHES):
        if (found := pattern.match(behind)) and (score := _describes(found["part"])):
            yield end + found.start("part"), end + found.end("part"), score
    if found := _BRACKETED.match(behind):
        yield end + found.start("part"), end + found.end("part"), 0.3
    yield from _in_front(before, behind, start, end)


def _describes(part: str) -> float:
    """Return how surely words between commas say who somebody is: by what they begin with."""
    if _HE_IS.match(part):
        return 0.9
    words = _WORD.findall(part)
    if not words:
        return 0.0
    if _is_role(words[0]):
        return 0.95 if len(words) > 1 else 0.6
    return 0.5 if any(map(_is_role, words[1:2])) else 0.0


def _in_front(before: str, behind: str, start: int, end: int) -> Iterator[Part]:
    """Yield the words from a role up to the name; of a city or a company also the name and what is behind it."""
    words = list(_WORD.finditer(before))[-_MOST_WORDS:]
    if not words or before[words[-1].end() :].strip(" «\"'"):
        return
    offset = start - len(before)
    for number in range(len(words) - 1, -1, -1):
        word = words[number]
        parted = number < len(words) - 1 and before[word.end() : words[number + 1].start()].strip()
        if parted or fold(word[0]) in kinds.ARABIC_PREPOSITIONS:
            return
        shift = _led_on(word[0])
        of_it = word[0].startswith("لل") or (shift and word[0][0] == "ل")
        if shift is None or of_it or (number and _goes_on(words[number - 1][0])):
            continue
        many = len(words) - number > 1
        if fold(word[0][shift:]).removeprefix("ال") in kinds.ARABIC_CLASSES:
            more = _MORE.match(behind)
            yield offset + word.start() + shift, end + (more.end() if more else 0), 0.7 if many or more else 0.55
        else:
            yield offset + word.start() + shift, offset + words[-1].end(), 0.75 if many else 0.5
        return


def _goes_on(word: str) -> bool:
    """Tell whether the word before a role is one, too: "minister of the environment", "head of the company"."""
    return _led_on(word) is not None and fold(word) not in kinds.ARABIC_PREPOSITIONS


def _led_on(word: str) -> int | None:
    """Return how many letters lead on to a role or a class of things; nothing where a word is neither."""
    for form in arabic_forms(word):
        if _is_known(form):
            return max(0, len(fold(word)) - len(form))
    return None


def _is_role(word: str) -> bool:
    return any(
        _is_known(form) and form.removeprefix("ال") not in kinds.ARABIC_CLASSES for form in arabic_forms(word)
    )


def _is_known(form: str) -> bool:
    bare = form.removeprefix("ال")
    known = (ARABIC_ROLES, kinds.ARABIC_ROLES, kinds.ARABIC_CLASSES, ARABIC_ORGANISATIONS, ARABIC_PLACES)
    return any(form in words or bare in words for words in known)
