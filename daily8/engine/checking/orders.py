"""The order of those behind an Arabic verb, where no ending tells who does it: the first one does."""

from collections.abc import Iterator, Sequence
from itertools import combinations

from daily8.engine.checking.case import Case
from daily8.engine.checking.nouns import is_of_people, is_party, may_be_name
from daily8.engine.checking.phrases import ends_clause
from daily8.engine.checking.reading import Token
from daily8.engine.checking.verbs import (
    is_passive,
    is_preposition,
    is_verbal,
    preposition_of,
)

_REACH = 10


def inverted(case: Case, place: int, number: int, at: int) -> bool:
    """Tell whether two who are named behind a verb are named there in the other order in a sentence."""
    tokens, theirs = case.claim.tokens, case.source.readings[number].tokens
    if not (is_verbal(tokens, place) and is_verbal(theirs, at)):
        return False
    if is_passive(tokens, place) != is_passive(theirs, at):
        return False
    there = set(_behind(theirs, at))
    own = [(each, found) for each in _behind(tokens, place) if (found := _where(case, each, number) & there)]
    return any(
        max(after) < min(before) and _are_two(tokens, first, last)
        for (first, before), (last, after) in combinations(own, 2)
    )


def _behind(tokens: Sequence[Token], at: int) -> Iterator[int]:
    """Yield where somebody is named behind a verb, up to a preposition, a sign or another clause."""
    for place in range(at + 1, min(at + _REACH, len(tokens))):
        token = tokens[place]
        ends = token.before.strip() or is_preposition(token)
        if (
            ends
            or (place > at + 1 and ends_clause(tokens, place, at + 1))
            or token.dated
            or (preposition_of(token) and not token.name)
        ):
            return
        if (may_be_name(token) or is_party(token)) and not is_of_people(token):
            yield place


def _where(case: Case, place: int, number: int) -> set[int]:
    """Return where a sentence has a word itself, rather than one that means the same."""
    theirs, own = case.source.readings[number].tokens, case.claim.tokens[place]
    found = case.inside[place].get(number, ())
    return {at for at in found if own.plain.endswith(theirs[at].plain.removeprefix("ال"))}


def _are_two(tokens: Sequence[Token], one: int, other: int) -> bool:
    """Tell whether two words are not of one person: what somebody is may stand on either side of his name."""
    led = any(tokens[at].plain.startswith(("ب", "ل")) and preposition_of(tokens[at]) for at in (one, other))
    return may_be_name(tokens[one]) == may_be_name(tokens[other]) and not led
