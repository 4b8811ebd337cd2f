"""How Arabic sentences say what something is: before its name, between commas, or after هو."""

import re
from collections.abc import Iterator, Sequence

from daily8.engine.defining import words as kinds
from daily8.engine.tagging.commonness import frequencies
from daily8.engine.tagging.cues import ARABIC_ROLES
from daily8.engine.tagging.names import is_given_name
from daily8.engine.tagging.reading import arabic_forms, fold

Part = tuple[int, int, float]

_WINDOW = 220
_MOST_WORDS = 5
_NEAR = 30
_MARKS = "«\"'“"
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
    if before and not before[-1].isspace() and before[-1] not in _MARKS:
        return
    if found := _IS.match(behind):
        yield end + found.start("part"), end + found.end("part"), 1.0
    if _COUNTS_AS.search(before) and (found := _REST.match(behind)):
        yield end + found.start("part"), end + found.end("part"), 0.9
    if not _is_led_by_preposition(before):
        yield from _between(behind, end)
    if found := _BRACKETED.match(behind):
        yield end + found.start("part"), end + found.end("part"), 0.3
    yield from _in_front(before, behind, start, end)


def _is_led_by_preposition(before: str) -> bool:
    """Tell whether a name stands behind "in" or "from": the comma after it then begins another thing."""
    words = _WORD.findall(before[-_NEAR:])
    return bool(words) and fold(words[-1]) in kinds.ARABIC_PREPOSITIONS


def _between(behind: str, end: int) -> Iterator[Part]:
    for pattern in (_BETWEEN, _DASHES):
        if (found := pattern.match(behind)) and (score := _describes(found["part"])):
            yield end + found.start("part"), end + found.end("part"), score


def _describes(part: str) -> float:
    """Return how surely words between commas say who somebody is: by what they begin with."""
    if _HE_IS.match(part):
        return 0.9
    words = _WORD.findall(part)
    if not words or not _is_role(fold(words[0])):
        return 0.0
    return 0.95 if len(words) > 1 else 0.6


def _in_front(before: str, behind: str, start: int, end: int) -> Iterator[Part]:
    """Yield the words from a role up to the name; of a city or a company also the name and what is behind it."""
    words = list(_WORD.finditer(before))[-_MOST_WORDS:]
    if not words or before[words[-1].end() :].strip(_MARKS + " "):
        return
    offset = start - len(before)
    for number in range(len(words) - 1, -1, -1):
        word = words[number]
        if _ends_here(words, number, before):
            return
        shift, kind = _led_on(word[0])
        if (
            not kind
            and number == len(words) - 1
            and word[0].startswith(("ب", "ل"))
            and shift == 0
            and _leads(word[0])
        ):
            return
        if kind == _CLASS and number == len(words) - 1:
            more = _MORE.match(behind)
            yield offset + word.start() + shift, end + (more.end() if more else 0), 0.7 if more else 0.55
            return
        if kind == _ROLE and not (number and _led_on(words[number - 1][0])[1] == _ROLE):
            yield offset + word.start() + shift, offset + words[-1].end(), 0.75 if number < len(words) - 1 else 0.5
            return


def _ends_here(words: Sequence[re.Match[str]], number: int, before: str) -> bool:
    """Tell whether a word, or a mark behind it, parts a name from the words before it."""
    word = words[number]
    parted = number < len(words) - 1 and before[word.end() : words[number + 1].start()].strip()
    folded = fold(word[0])
    return bool(parted) or folded in kinds.ARABIC_PREPOSITIONS or (
        is_given_name(folded) and not _is_role(folded)
    )  # fmt: skip


def _leads(word: str) -> bool:
    """Tell whether "in" or "for" is attached to a word: the name then belongs to that word alone."""
    known = frequencies()
    folded = fold(word)
    return not folded.startswith("لل") and known.get(folded[1:], 0.0) > known.get(folded, 0.0)


def _led_on(word: str) -> tuple[int, str]:
    """Return how many letters lead on to a word, and whether it is a role or a class of things."""
    folded = fold(word)
    for form in arabic_forms(word):
        if _is_role(form):
            return max(0, len(folded) - len(form)), _ROLE
        if form in kinds.ARABIC_CLASSES or (form.startswith("ال") and form[2:] in kinds.ARABIC_CLASSES):
            # "Of the company" belongs to the role before it; "the company" may be one of several names.
            return max(0, len(folded) - len(form)), "" if folded.startswith("لل") else _CLASS
    return 0, ""


def _is_role(form: str) -> bool:
    bare = form.removeprefix("ال")
    return any(form in words or bare in words for words in (ARABIC_ROLES, kinds.ARABIC_ROLES))


_ROLE, _CLASS = "role", "class"
