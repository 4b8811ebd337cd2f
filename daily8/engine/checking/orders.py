"""The order of those behind an Arabic verb, where no ending tells who does it: the first one does."""

from collections.abc import Iterator, Sequence

from daily8.engine.checking.case import Case
from daily8.engine.checking.deeds import deed
from daily8.engine.checking.nouns import is_of_people, is_party, may_be_name
from daily8.engine.checking.phrases import ends_clause
from daily8.engine.checking.reading import Token
from daily8.engine.checking.verbs import is_passive, is_preposition, is_verbal, preposition_of
from daily8.engine.checking.verdict import Doubt, Kind

_REACH = 10
_RECEIVING = frozenset({"تلقي", "تلقت", "يتلقي", "تتلقي", "وتلقي", "وتلقت", "تسلم", "تسلمت", "تلقوا"})


def inverted(case: Case, place: int, number: int, at: int) -> bool:
    """Tell whether two who are named behind a verb are named there in the other order in a sentence."""
    tokens, theirs = case.claim.tokens, case.source.readings[number].tokens
    if not (is_verbal(tokens, place) and is_verbal(theirs, at)) or is_passive(tokens, place) != is_passive(theirs, at):
        return False
    there = set(_behind(theirs, at))
    own = [(each, found) for each in _behind(tokens, place) if (found := _where(case, each, number) & there)]
    if len(own) < 2:
        return False
    (first, before), (last, after) = own[0], own[-1]
    return max(after) < min(before) and _are_two(tokens, first, last)


def _behind(tokens: Sequence[Token], at: int) -> Iterator[int]:
    """Yield where somebody is named behind a verb, up to a preposition, a sign or another clause."""
    for place in range(at + 1, min(at + _REACH, len(tokens))):
        token = tokens[place]
        ends = token.before.strip() or is_preposition(token) or (place > at + 1 and ends_clause(tokens, place, at + 1))
        if ends or token.dated or (preposition_of(token) and not token.name):
            return
        if (may_be_name(token) or is_party(token)) and not is_of_people(token):
            yield place


def _where(case: Case, place: int, number: int) -> set[int]:
    """Return where a sentence has a word itself, rather than one that means the same."""
    theirs, own = case.source.readings[number].tokens, case.claim.tokens[place]
    return {at for at in case.inside[place].get(number, ()) if own.plain.endswith(theirs[at].plain.removeprefix("ال"))}


def _are_two(tokens: Sequence[Token], one: int, other: int) -> bool:
    """Tell whether two words are not of one person: what somebody is may stand on either side of his name."""
    return may_be_name(tokens[one]) == may_be_name(tokens[other])


def received(case: Case) -> Iterator[Doubt]:
    """Doubt who is said to have received what he did himself: "he got a call from B", where he called B."""
    tokens = case.claim.tokens
    for place, token in enumerate(tokens):
        if token.plain not in _RECEIVING:
            continue
        mine = deed(tokens, place)
        givers = [phrase for phrase in mine.rest if phrase.led == "من"]
        for thing in (phrase for phrase in mine.rest if not phrase.led):
            if mine.agent and givers and _did(case, thing.places[0], mine.agent.places, givers[0].places):
                yield Doubt(Kind.ACTOR, case.written(place, max(mine.agent.places)))
                return


def _did(case: Case, thing: int, receivers: Sequence[int], givers: Sequence[int]) -> bool:
    for number in case.sentences:
        theirs = case.source.readings[number].tokens
        for at in case.inside[thing].get(number, ()):
            agent = deed(theirs, at).agent if is_verbal(theirs, at) else None
            if agent is None:
                continue
            head = agent.places[0]
            own, others = (
                {each for place in places for each in case.inside[place].get(number, ())}
                for places in (receivers, givers)
            )
            if head in own and head not in others:
                return True
    return False
