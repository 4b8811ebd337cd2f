"""Quotations: whether somebody said these words, and whether it was the one who is said to have said them."""

from collections.abc import Iterator, Sequence
from itertools import islice

from daily8.engine.checking import words
from daily8.engine.checking.case import Case
from daily8.engine.checking.reading import Token
from daily8.engine.checking.scenes import bare_after
from daily8.engine.checking.source import spelled
from daily8.engine.checking.verdict import Doubt, Kind

_LEAST_QUOTED = 2
_SPEAKER_REACH = 2
# Who says the same in more sentences, or quotes more in one, is not looked for.
_MOST_TIMES, _MOST_QUOTED = 12, 12


def quotations(case: Case) -> Iterator[Doubt]:
    """Doubt quotations that are not in the source word for word, and those of somebody else."""
    for start, end in case.claim.quotations:
        quoted = case.claim.text[start:end]
        said = spelled(quoted)
        if len(said) < _LEAST_QUOTED and not quoted.strip():
            continue
        numbers = _sentences_with(case, said)
        if not numbers:
            yield Doubt(Kind.QUOTATION, quoted.strip())


def _sentences_with(case: Case, said: str) -> list[int]:
    """Return the sentences in which words stand in one piece, which may begin in one and end in the next."""
    if not said:
        return [0]
    if said not in case.source.quoted:
        case.source.quoted[said] = list(islice(_numbers_with(case.source.spelled, said), _MOST_TIMES))
    return case.source.quoted[said]


def _numbers_with(sentences: Sequence[str], said: str) -> Iterator[int]:
    if f" {said}" not in "".join(sentences).replace("  ", " "):
        return
    found = [number for number, each in enumerate(sentences) if f" {said}" in each]
    yield from found or [number for number, each in enumerate(sentences) if said.startswith(each.strip())] or [0]


def speakers(case: Case) -> Iterator[Doubt]:
    """Doubt who is said to have said a quotation, where the source names somebody else beside it."""
    for start, end in case.claim.quotations[:_MOST_QUOTED]:
        numbers = _sentences_with(case, spelled(case.claim.text[start:end]))
        if not numbers or len(spelled(case.claim.text[start:end]).split()) < _LEAST_QUOTED:
            continue
        if case.source.arabic and (named := _other_speaker(case, numbers)):
            yield Doubt(Kind.QUOTATION, named)
        for place, token in enumerate(case.claim.tokens):
            if not token.name or token.quoted or token.plain in case.places or not case.wheres[place]:
                continue
            if not _may_speak(case, place, numbers) and _is_beside_speech(case, place):
                yield Doubt(Kind.QUOTATION, token.text)


def _other_speaker(case: Case, numbers: Sequence[int]) -> str:
    """Return who stands behind "he said" in an Arabic claim, where the source has somebody else there."""
    own = _behind_speech(case.claim.tokens)
    for number in numbers:
        theirs = _behind_speech(case.source.readings[number].tokens)
        keys = frozenset().union(*(token.keys for token in theirs))
        if not own or any(token.keys & keys for token in own):
            return ""
        if not theirs and any(_stands_near(case, token, number) for token in own):
            return ""
    return " ".join(token.text for token in own)


def _stands_near(case: Case, token: Token, number: int) -> bool:
    """Tell whether a sentence or one of the two before it has a word."""
    return any(number - _SPEAKER_REACH <= owner <= number for owner, _ in case.source.where(token))


def _behind_speech(tokens: Sequence[Token]) -> list[Token]:
    for place, token in enumerate(tokens):
        word = token.plain
        if not token.quoted and not {word, word[1:]}.isdisjoint(words.SPEECH):
            return [tokens[at] for at in bare_after(tokens, place)]
    return []


def _is_beside_speech(case: Case, place: int) -> bool:
    around = case.claim.tokens[max(0, place - 3) : place + 4]
    return any(token.plain in words.SPEECH or ":" in token.before for token in around)


def _may_speak(case: Case, place: int, numbers: list[int]) -> bool:
    """Tell whether somebody is named beside a quotation, or is the last one named before it."""
    own = {number for number, _ in case.wheres[place]}
    for number in numbers:
        reading = case.source.readings[number]
        goes_on = any(end == len(reading.text) for _, end in reading.quotations)
        if number in own or _named_first(case, number, own, 1 if goes_on else -1):
            return True
    return False


def _is_somebody(case: Case, number: int, place: int) -> bool:
    """Tell whether a word of the source names somebody; beside "said" even the name of a place does."""
    tokens = case.source.readings[number].tokens
    if not tokens[place].name or tokens[place].quoted:
        return False
    beside = tokens[max(0, place - 1) : place + 2]
    return tokens[place].plain not in case.places or any(each.plain in words.SPEECH for each in beside)


def _named_first(case: Case, number: int, own: set[int], direction: int) -> bool:
    for step in range(_SPEAKER_REACH + 1):
        at = number + direction * step
        if not 0 <= at < len(case.source.readings):
            return False
        if at in own:
            return True
        if any(_is_somebody(case, at, place) for place in range(len(case.source.readings[at].tokens))):
            return False
    return False
