"""English sentences in which those who act and those who suffer it have changed places."""

from collections.abc import Collection, Sequence

from daily8.engine.checking.case import Case
from daily8.engine.checking.doers import Doing, doing, is_deed
from daily8.engine.checking.nouns import is_party
from daily8.engine.checking.reading import Token
from daily8.engine.checking.thesaurus import senses

_MOST_VERBS = 4
# Sentences that say so much less of the words around a verb tell of something else.
_RATIO = 0.6


def turned_english(case: Case, place: int) -> bool | None:
    """Tell whether who does what a word of a claim says is another one than in the source, of whom it tells too.

    False where it is the same one, None where that cannot be told.
    """
    mine = doing(case.claim.tokens, place)
    if not mine.agent and not mine.patient:
        return None
    found: bool | None = None
    for number, at in _verbs(case, place):
        own = _turned(case, place, mine, number, doing(case.source.readings[number].tokens, at))
        if own is False:
            return False
        found = own if own is not None else found
    return found


def _verbs(case: Case, place: int) -> list[tuple[int, int]]:
    """Return where the sentences that are meant have a verb of a claim, or else one that may be told with it."""
    inside, votes = case.inside[place], case.votes(place)
    most = max((votes.get(number, 0.0) for number in case.sentences), default=0.0)
    meant = [number for number in case.sentences if votes.get(number, 0.0) >= _RATIO * most]
    found = [(number, at) for number in meant for at in inside.get(number, ())]
    if found or not (told := senses(case.claim.tokens[place].plain)):
        return found[:_MOST_VERBS]
    return [
        (number, at)
        for number in meant[:1]
        for at, token in enumerate(case.source.readings[number].tokens)
        if is_deed(case.source.readings[number].tokens, at) and told & senses(token.plain)
    ][:_MOST_VERBS]


def _turned(case: Case, place: int, mine: Doing, number: int, theirs: Doing) -> bool | None:
    tokens = case.source.readings[number].tokens
    agent, patient = _stand(case, mine.agent, number), _stand(case, mine.patient, number)
    if agent & theirs.agent:
        return False
    if (mine.patient or mine.passive) and _somebody(tokens, agent & theirs.patient):
        return True
    kept = patient & theirs.patient
    done = bool(theirs.patient) or theirs.passive
    if not kept and done and (mine.agent or mine.passive) and _somebody(tokens, patient & theirs.agent):
        return True
    other = mine.agent and theirs.agent and not agent & theirs.wide and _is_written(case, place, number)
    if other and _is_elsewhere(case, place, mine, number, theirs):
        return True
    if kept:
        return False
    both = mine.passive and theirs.passive and not mine.agent and not patient & theirs.wide
    named = any(tokens[at].name for at in theirs.patient)
    return True if both and named and _somebody(tokens, patient) else None


def _is_written(case: Case, place: int, number: int) -> bool:
    """Tell whether a sentence has a verb of a claim in some form, or a noun of it that names tell of here."""
    tokens, own = case.source.readings[number].tokens, case.claim.tokens[place].keys
    same = any(key[0] != "=" for at in case.inside[place].get(number, ()) for key in own & tokens[at].keys)
    deeds = doing(case.claim.tokens, place)
    return same and (is_deed(case.claim.tokens, place) or any(case.claim.tokens[at].name for at in deeds.agent))


def _stand(case: Case, places: Collection[int], number: int) -> frozenset[int]:
    """Return where a sentence has some words of a claim: only their names, where it has any of these."""
    found = {place: case.inside[place].get(number, ()) for place in places}
    names = [at for place, where in found.items() for at in where if case.claim.tokens[place].name]
    return frozenset(names or [at for where in found.values() for at in where])


def _is_elsewhere(case: Case, place: int, mine: Doing, number: int, theirs: Doing) -> bool:
    """Tell whether who does it in the source stands elsewhere in the claim, and here somebody else does it."""
    tokens, claimed = case.source.readings[number].tokens, case.claim.tokens
    heads = [at for at in theirs.agent if tokens[at].name] or list(theirs.agent)
    own = mine.agent if mine.passive else mine.agent | mine.wide
    others = [
        at
        for at, token in enumerate(claimed)
        if at not in own and (at < place) == mine.passive and at != place and token.weight
        and any(each in heads for each in case.inside[at].get(number, ()))
    ]  # fmt: skip
    if not others or not any(case.wheres[at] for at in mine.agent):
        return False
    there = _stand(case, mine.agent, number)
    # Who has a name in the source may be told by what he is in the claim.
    if any(claimed[at].name for at in mine.agent) or not any(tokens[at].name for at in heads):
        return True
    return bool(there) and not there & theirs.wide


def _somebody(tokens: Sequence[Token], places: Collection[int]) -> bool:
    return any(tokens[at].name or tokens[at].rare or is_party(tokens[at]) for at in places)
