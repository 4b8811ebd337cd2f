"""Verbs and quotations: whether the source says what happened, or its opposite, and in these words."""

import re
from collections.abc import Iterator

from daily8.engine.checking import words
from daily8.engine.checking.actors import known, scene
from daily8.engine.checking.case import Case
from daily8.engine.checking.concepts import converses, is_at_stake, opposites
from daily8.engine.checking.reading import Token
from daily8.engine.checking.standing import is_amid, is_displaced
from daily8.engine.checking.verdict import Doubt, Kind
from daily8.engine.words.terms import plain

_WORD = re.compile(r"[^\W_]+")
_REACH = 4
_LEAST_QUOTED = 2
_SPEAKER_REACH = 2


def predicates(case: Case) -> Iterator[Doubt]:
    """Doubt verbs of high stakes that the source does not have, and those whose opposite it has in their place."""
    for place, token in enumerate(case.claim.tokens):
        if token.stop or not token.concepts or token.name or token.quoted:
            continue
        if case.aligned[place] is None:
            if _is_converse(case, place):
                continue
            if any(map(is_at_stake, token.concepts)) or _has_opposite(case, place):
                yield Doubt(Kind.PREDICATE, token.text)
        elif _is_exchanged(case, place) or _is_hedged_only(case, place) or _is_from_elsewhere(case, place):
            yield Doubt(Kind.PREDICATE, token.text)


def _is_from_elsewhere(case: Case, place: int) -> bool:
    """Tell whether a verb that matters stands only where the source speaks of something else."""
    concepts = case.claim.tokens[place].concepts
    matters = any(is_at_stake(concept) or opposites(concept) for concept in concepts)
    return matters and is_displaced(case, place)


def _is_converse(case: Case, place: int) -> bool:
    """Tell whether the source says the same from the other side: that A beat B, where the claim says that B lost."""
    against = frozenset().union(*map(converses, case.claim.tokens[place].concepts))
    if not against:
        return False
    mine = scene(case.claim.tokens, place, arabic=case.source.arabic)
    for number in case.sentences:
        tokens = case.source.readings[number].tokens
        for at, token in enumerate(tokens):
            if against & token.concepts:
                theirs = scene(tokens, at, arabic=case.source.arabic)
                subjects, objects = (known(case, each, number) for each in (mine.subjects, mine.objects))
                if subjects & theirs.objects and objects & theirs.subjects:
                    return True
    return False


def _has_opposite(case: Case, place: int) -> bool:
    """Tell whether the evidence has a word that excludes one of the claim."""
    against = frozenset().union(*map(opposites, case.claim.tokens[place].concepts))
    if not against:
        return False
    return any(
        against & token.concepts for number in case.sentences for token in case.source.readings[number].tokens
    )


def _is_exchanged(case: Case, place: int) -> bool:
    """Tell whether the opposite of a word stands nearer to the words around it than the word itself does."""
    at = case.aligned[place]
    token = case.claim.tokens[place]
    against = frozenset().union(*map(opposites, token.concepts)) - token.concepts
    if at is None or not against or is_amid(case, place):
        return False
    near = _anchors(case, place, at[0])
    rivals = [
        other
        for other, each in enumerate(case.source.readings[at[0]].tokens)
        if against & each.concepts and not token.keys & each.keys
    ]
    if not near or not rivals:
        return False
    own = _distance(at[1], near)
    return any(_distance(rival, near) + 2 < own for rival in rivals)


def _anchors(case: Case, place: int, number: int) -> list[int]:
    """Return where the nearest words on either side of one in the claim stand in a sentence.

    A name or number says more than any other word: where there is one near, it alone counts.
    """
    found: list[tuple[int, Token]] = []
    for direction in (-1, 1):
        for step in range(1, _REACH + 1):
            at = place + direction * step
            if not 0 <= at < len(case.aligned):
                break
            where = case.aligned[at]
            if where and where[0] == number:
                found.append((where[1], case.claim.tokens[at]))
    special = [at for at, token in found if token.name or token.number is not None]
    return special[:2] or [at for at, _ in found[:2]]


def _distance(place: int, anchors: list[int]) -> int:
    return min((abs(place - anchor) for anchor in anchors), default=0)


def _is_hedged_only(case: Case, place: int) -> bool:
    """Tell whether the source says that something of high stakes may be so, and the claim that it is."""
    at = case.aligned[place]
    if at is None or not any(map(is_at_stake, case.claim.tokens[place].concepts)):
        return False
    source = case.source.readings[at[0]].tokens
    before = [token.plain for token in source[max(0, at[1] - _REACH) : at[1]]]
    own = [token.plain for token in case.claim.tokens[max(0, place - _REACH - 2) : place]]
    hedged = [word for word in before if word in words.HEDGES]
    return bool(hedged) and words.HEDGES.isdisjoint(own) and not _is_idle(case, place)


def _is_idle(case: Case, place: int) -> bool:
    """Tell whether a word of high stakes is a noun that nobody asserts: behind "of", "for" or "against"."""
    before = case.claim.tokens[place - 1].plain if place else ""
    return before in words.PREPOSITIONS or before == "the"


def quotations(case: Case) -> Iterator[Doubt]:
    """Doubt quotations that are not in the source word for word, and those of somebody else."""
    for start, end in case.claim.quotations:
        quoted = case.claim.text[start:end]
        said = _spelled(quoted)
        if len(said) < _LEAST_QUOTED and not quoted.strip():
            continue
        numbers = _sentences_with(case, said)
        if not numbers:
            yield Doubt(Kind.QUOTATION, quoted.strip())


def _spelled(text: str) -> str:
    return " ".join(map(plain, _WORD.findall(text)))


def _sentences_with(case: Case, said: str) -> list[int]:
    """Return the sentences in which words stand in one piece, which may begin in one and end in the next."""
    if not said:
        return [0]
    spelled = [f" {_spelled(reading.text)} " for reading in case.source.readings]
    whole = "".join(spelled).replace("  ", " ")
    if f" {said} " not in whole and f" {said}" not in whole:
        return []
    found = [number for number, each in enumerate(spelled) if f" {said}" in each]
    return found or [number for number, each in enumerate(spelled) if said.startswith(each.strip())] or [0]


def speakers(case: Case) -> Iterator[Doubt]:
    """Doubt who is said to have said a quotation, where the source names somebody else beside it."""
    for start, end in case.claim.quotations:
        numbers = _sentences_with(case, _spelled(case.claim.text[start:end]))
        if not numbers or len(_spelled(case.claim.text[start:end]).split()) < _LEAST_QUOTED:
            continue
        for place, token in enumerate(case.claim.tokens):
            if not token.name or token.quoted or token.plain in case.places or not case.wheres[place]:
                continue
            if not _may_speak(case, place, numbers) and _is_beside_speech(case, place):
                yield Doubt(Kind.QUOTATION, token.text)


def _is_beside_speech(case: Case, place: int) -> bool:
    around = case.claim.tokens[max(0, place - 4) : place + 4]
    return any(token.plain in words.SPEECH or any(sign in token.before for sign in ':"“»”') for token in around)


def _may_speak(case: Case, place: int, numbers: list[int]) -> bool:
    """Tell whether somebody is named beside a quotation, or is the last one named before it."""
    own = {number for number, _ in case.wheres[place]}
    for number in numbers:
        if number in own or _named_first(case, number, own, -1) or _named_first(case, number, own, 1):
            return True
    return False


def _named_first(case: Case, number: int, own: set[int], direction: int) -> bool:
    for step in range(_SPEAKER_REACH + 1):
        at = number + direction * step
        if not 0 <= at < len(case.source.readings):
            return False
        if at in own:
            return True
        tokens = case.source.readings[at].tokens
        if any(token.name and not token.quoted and token.plain not in case.places for token in tokens):
            return False
    return False
