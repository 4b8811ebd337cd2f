"""How English sentences say what something is: beside its name, or after "is"."""

import re
from collections.abc import Iterator, Sequence

from daily8.engine.defining import words as kinds
from daily8.engine.summarizing.openings import SOMEBODY
from daily8.engine.tagging.cues import ORGANISATIONS, ROLES

Part = tuple[int, int, float]

_WINDOW = 220
_WORD = re.compile(r"[^\W_]+(?:[’'-][^\W_]+)*")
_DESCRIPTION = r"(?:an?|the|one of|part of|formerly|then|now|now an?|also)\s[^,;:.()\"“”\n]{3,140}"
_END = r"(?=[,;.:)]|\s[—–-]\s|\s(?:said|told|says|added|warned)\b|$)"
_AGE = r"(?:,\s\d{1,3}(?=,))?"
_BEHIND = re.compile(rf"{_AGE}(?:,|\s[—–-])\s(?P<part>{_DESCRIPTION}?){_END}")
_ROLE_BEHIND = re.compile(rf"{_AGE},\s(?P<part>[a-z][^,;:.()\"“”\n]{{3,140}}?){_END}")
_WHO = re.compile(rf"{_AGE},\s(?P<part>(?:who|which)\s(?!said|told|added)[^,;:()\"“”\n]{{6,160}}?)(?=[,;.]|$)")
_IS = re.compile(
    r"\s(?:is|was|are|were|remains|became|has been)\s(?P<part>(?:an?|the|one of)\s[^;:()\"“”\n]{3,180}?)"
    r"(?=[.;]|,\s(?:and|but|said|which|who)\b|$)"
)
_BASED = re.compile(
    r",\s(?P<part>(?:based|founded|headquartered|established|born|located)\s[^,;:()\n]{3,120}?)(?=[,;.]|$)"
)
_OF = re.compile(
    r"\s(?P<part>(?:of|from|at)\s(?:the\s)?[A-Z][^,;:.()\n]{3,80}?)(?=[,;.]|\s(?:said|told|says)\b|$)"
)
_BESIDE = re.compile(r"[^\W_]+(?:[’'-][^\W_]+)*(?=(?P<mark>,?)\s$)")
_MOST_WORDS = 7
_FINITE = re.compile(r"\b(?:was|were|is|are|has|had|will|would|said|did|does)\b")
_RELATIVE = re.compile(r"\b(?:who|which|that|whose|where)\b")
# "In Kalmar, the mayor spoke": the comma ends where, and begins nothing that is said of Kalmar.
_OPENED = re.compile(
    r"(?:^|[.;:—–\"“]\s?)(?:In|At|On|From|Near|After|Before|Since|Outside|For|Like|Unlike|With)\s$"
)
_ACCORDING = re.compile(r"(?:\w+\s){1,4}(?:said|says|told)\b")


def parts(text: str, start: int, end: int) -> Iterator[Part]:
    """Yield the places that say what the name from `start` to `end` is, each with how surely it does."""
    behind = text[end : end + _WINDOW]
    before = text[max(0, start - _WINDOW) : start]
    offset = start - len(before)
    titled = list(_in_front(before, offset))
    yield from titled
    if not _OPENED.search(before):
        yield from _after(behind, end)
    if titled and (found := _OF.match(behind)):
        yield titled[0][0], end + found.end("part"), 0.8


def _after(behind: str, end: int) -> Iterator[Part]:
    for pattern, score in ((_IS, 1.0), (_BEHIND, 0.95), (_BASED, 0.5), (_WHO, 0.4)):
        found = pattern.match(behind)
        if found and not _ACCORDING.match(behind, found.start("part")) and not _says(pattern, found["part"]):
            yield end + found.start("part"), end + found.end("part"), score
    if (found := _ROLE_BEHIND.match(behind)) and _has_role(found["part"]):
        yield end + found.start("part"), end + found.end("part"), 0.9


def _in_front(before: str, offset: int) -> Iterator[Part]:
    """Yield the words right before a name that say what bears it: "the shipping company", "the city of"."""
    of = re.search(r"\sof\s$", before)
    before = before[: of.start() + 1] if of else before
    last = _BESIDE.search(before)
    if not last:
        return
    words = list(_WORD.finditer(before[: last.end()]))[-_MOST_WORDS:]
    first = _first_of(words, before)
    if first is None:
        return
    noun = last[0].casefold()
    score = _score(words[first:], noun, of=of is not None, parted=bool(last["mark"]))
    if score:
        yield offset + words[first].start(), offset + last.end(), score


def _first_of(words: Sequence[re.Match[str]], before: str) -> int | None:
    """Return where the words begin that belong to the last one: behind a verb, a preposition or a mark."""
    for number in range(len(words) - 1, -1, -1):
        word = words[number][0]
        if word.casefold() in kinds.DETERMINERS:
            return number if number < len(words) - 1 else None
        parted = number < len(words) - 1 and before[words[number].end() : words[number + 1].start()].strip()
        verb = word.islower() and word not in ROLES and _is_verb(word)
        if parted or verb or word.casefold() in kinds.NO_NOUNS:
            return number + 1 if number < len(words) - 1 else None
    return 0 if words else None


def _says(pattern: re.Pattern[str], part: str) -> bool:
    """Tell whether what stands behind a comma is no description but a statement of its own."""
    return pattern is _BEHIND and _FINITE.search(_RELATIVE.split(part)[0]) is not None


def _is_verb(word: str) -> bool:
    return word.endswith(("ed", "ing", "ars", "ays")) or word in kinds.SAYING


def _score(words: Sequence[re.Match[str]], noun: str, *, of: bool, parted: bool) -> float:
    determined = words[0][0].casefold() in kinds.DETERMINERS
    if of:
        return (0.8 if len(words) > 2 else 0.55) if noun in kinds.PLACES and determined else 0.0
    if noun in ROLES or noun in SOMEBODY:
        return 0.75 if len(words) > 1 else 0.55
    if parted or not determined or noun not in kinds.KINDS | kinds.PLACES | ORGANISATIONS:
        return 0.0
    return 0.8 if len(words) > 2 else 0.55


def _has_role(part: str) -> bool:
    return any(word.casefold() in ROLES for word in _WORD.findall(part)[:6])
