"""Who acts and who suffers it in a claim, beside who does so in its source."""

from collections.abc import Sequence

from daily8.engine.checking.case import Case
from daily8.engine.checking.deeds import Deed, deed
from daily8.engine.checking.nouns import (
    is_accusative,
    is_definite,
    is_group,
    is_head,
    is_number,
    is_of_people,
    is_party,
    is_proper,
    may_act,
    may_be_name,
)
from daily8.engine.checking.phrases import Phrase
from daily8.engine.checking.reading import Token


def exchanged_roles(case: Case, number: int, mine: Deed, at: int) -> bool | None:
    """Tell whether who does it here is another one than there, who stands elsewhere here.

    False where it is the same one, None where that cannot be told.
    """
    theirs = deed(case.source.readings[number].tokens, at)
    if mine.agent is None or _is_no_doer(case, number, mine, mine.agent, theirs):
        return None
    if theirs.agent is not None:
        crossed = _is_crossed(case, number, mine, theirs, at)
        led = Deed(None, tuple(phrase for phrase in theirs.rest if phrase.led))
        other = crossed is None and (
            _is_slot_crossed(case, number, mine, mine.agent, led)
            or _is_owner_crossed(case, number, mine, mine.agent, theirs)
        )
        return True if other else crossed
    if theirs.patient is not None and _is_of_patient(case, number, mine, mine.agent, theirs.patient):
        return True
    return True if _is_slot_crossed(case, number, mine, mine.agent, theirs) else None


def _is_no_doer(case: Case, number: int, mine: Deed, agent: Phrase, theirs: Deed) -> bool:
    """Tell whether what seems to do it only counts, is where it was done, or is said of a verb without vowels."""
    tokens, source = case.claim.tokens, case.source.readings[number].tokens
    if is_number(tokens[agent.places[0]]) and not any(may_act(tokens[place]) for place in agent.places):
        return True
    there = set().union(*(_positions(case, number, place) for place in agent.places))
    inside = [set(phrase.places) for phrase in theirs.rest if phrase.led == "في"]
    if there and is_group(tokens[agent.places[0]]) and any(there <= places for places in inside):
        return True
    if _is_instrument(case, number, mine, there, theirs):
        return True
    if theirs.agent is None or any(may_act(source[place]) for place in theirs.agent.places):
        return False
    # "The escape was discovered" has the letters of "the escape discovered".
    alone = not theirs.rest or theirs.rest[0].led
    first = next(iter(mine.rest), None)
    suffers = first is not None and not first.led and _positions(case, number, first.places[0])
    return bool(alone and suffers and suffers <= set(theirs.agent.places))


def _is_instrument(case: Case, number: int, mine: Deed, there: set[int], theirs: Deed) -> bool:
    """Tell whether what does it here is what it is done with there, to whom it is done here: "by helicopter"."""
    source, first = case.source.readings[number].tokens, next(iter(mine.rest), None)
    if theirs.agent is None or first is None or first.led or any(may_act(source[at]) for at in there):
        return False
    done = any(phrase.led == "ب" and there and there <= set(phrase.places) for phrase in theirs.rest)
    return done and bool(_positions(case, number, first.places[0]) & set(theirs.agent.places))


def _positions(case: Case, number: int, place: int) -> set[int]:
    """Return where a sentence has a word in any form; where it has none, words that mean the same."""
    found = case.inside[place].get(number, ())
    theirs, own = case.source.readings[number].tokens, case.claim.tokens[place].keys
    same = {at for at in found if any(key[0] != "=" for key in own & theirs[at].keys)}
    return same or set(found)


def _is_crossed(case: Case, number: int, mine: Deed, theirs: Deed, at: int) -> bool | None:
    """Tell whether who does it here is not who does it there, and the latter is among the others here."""
    if mine.agent is None or theirs.agent is None:
        return None
    tokens, doer = case.claim.tokens, set(theirs.agent.places)
    own, given = _telling(case, mine.agent), _given(case, number, mine.agent, doer, at)
    within = [place for place in own if _positions(case, number, place) & doer]
    if within:
        special = {place for place in own if _is_special(tokens[place])}
        foreign = {*special, *_beside(tokens, mine)}.difference(within)
        given_special = any(_is_special(tokens[place]) for place in given if place not in foreign)
        if given_special and any(_positions(case, number, place) for place in foreign):
            return True
        if _is_behind(case, number, theirs.agent, within, given):
            return True
        if not special or special & set(within):
            return False if not given or len(within) == len(own) else None
        return True if given_special and not _is_same(case, number, own, theirs, theirs.agent) else None
    if _is_same(case, number, own, theirs, theirs.agent):
        return False
    head = _heads(case, number, theirs.agent)
    named = len(given) > 1 or any(_positions(case, number, place) & head for place in given)
    return True if named and any(case.wheres[place] for place in own) else None


def _is_behind(case: Case, number: int, other: Phrase, within: Sequence[int], given: Sequence[int]) -> bool:
    """Tell whether who does it here stands behind who does it there, who stands elsewhere here: "his mother"."""
    first = other.places[0]
    there = {at for place in within for at in _positions(case, number, place)}
    if first in there:
        return False
    if not any(first in _positions(case, number, place) for place in given):
        return False
    theirs = case.source.readings[number].tokens
    named = any(may_be_name(case.claim.tokens[place]) for place in within)
    if first + 1 in there:
        return not is_head(theirs[first]) and (not named or not is_definite(theirs[first]))
    return not named


def _beside(tokens: Sequence[Token], mine: Deed) -> tuple[int, ...]:
    """Return the names right behind who does it, which may be more of the same name."""
    if mine.agent is None or not mine.rest or mine.rest[0].led or mine.rest[0].aside:
        return ()
    places, last = mine.rest[0].places, mine.agent.places[-1]
    follows = places[0] == last + 1 and may_be_name(tokens[last])
    return places if follows and all(may_be_name(tokens[place]) for place in places) else ()


def _given(case: Case, number: int, agent: Phrase, doer: set[int], at: int) -> list[int]:
    """Return the other words of a claim that stand for who does it in a sentence."""
    found = []
    own = frozenset(key for place in agent.places for key in case.claim.tokens[place].keys if key[0] != "=")
    for place, token in enumerate(case.claim.tokens):
        other = token.weight and place not in agent.places and not own & token.keys
        there = _positions(case, number, place) if other else ()
        if there and min(there, key=lambda each: abs(each - at)) in doer:
            found.append(place)
    return found


def _is_same(case: Case, number: int, own: Sequence[int], theirs: Deed, other: Phrase) -> bool:
    """Tell whether who does it here is named right behind who does it there: "the mayor", and his name."""
    tokens, last = case.source.readings[number].tokens, other.places[-1]
    named = any(may_be_name(tokens[place]) or is_proper(tokens[place]) for place in other.places)
    named = named or is_group(tokens[other.places[0]])
    for each in theirs.rest:
        if each.led or not any(_positions(case, number, place) & set(each.places) for place in own):
            continue
        first = tokens[each.places[0]]
        if each.aside and each.places[0] <= last + 2:
            return named or (not is_definite(first) and may_be_name(first))
        return each.places[0] == last + 1 and not named and not is_definite(first) and may_be_name(first)
    return False


def _telling(case: Case, phrase: Phrase) -> list[int]:
    """Return the words of a phrase that tell who is meant."""
    places = [place for place in phrase.places if case.claim.tokens[place].weight]
    tokens = case.claim.tokens
    return [place for place in places if not (is_head(tokens[place]) or is_group(tokens[place]))] or places


def _is_special(token: Token) -> bool:
    return token.name or token.rare or is_of_people(token)


def _heads(case: Case, number: int, agent: Phrase) -> set[int]:
    """Return the words of a phrase that tell who it is: the first one, and names."""
    tokens = case.source.readings[number].tokens
    named = {place for place in agent.places if _is_special(tokens[place])}
    first = next((place for place in agent.places if not is_number(tokens[place])), agent.places[0])
    if not is_head(tokens[first]):
        return {first, *named}
    return named or set(agent.places[1:2])


def _is_of_patient(case: Case, number: int, mine: Deed, agent: Phrase, patient: Phrase) -> bool:
    """Tell whether who does it here, to somebody, is who suffers it there."""
    own = _telling(case, agent)
    bare = [phrase for phrase in mine.rest[:1] if not phrase.led and not phrase.aside]
    counted = any(is_number(case.claim.tokens[place]) for phrase in bare for place in phrase.places)
    kept = all(_positions(case, number, place) & set(patient.places) for place in own)
    return bool(own) and bool(bare) and not counted and kept


def _is_slot_crossed(case: Case, number: int, mine: Deed, agent: Phrase, theirs: Deed) -> bool:
    """Tell whether who does it here is who suffers it there, and somebody else stands there in that place."""
    tokens = case.claim.tokens
    own = [found for at in agent.places if tokens[at].weight and (found := _positions(case, number, at))]
    somebody = any(is_party(tokens[place]) or may_be_name(tokens[place]) for place in agent.places)
    for phrase in theirs.rest:
        there = set(phrase.places)
        if phrase.aside or not own or (phrase.led and not somebody) or not all(found & there for found in own):
            continue
        alike = (phrase.led,) if phrase.led else ("", "ل")
        same = {place for each in theirs.rest if each.led in alike for place in each.places}
        others = [each for each in (mine.rest if phrase.led else mine.rest[:1]) if each.led == phrase.led]
        if any(not each.aside and _is_replaced(case, number, each, same) for each in others):
            return True
    return False


def _is_owner_crossed(case: Case, number: int, mine: Deed, agent: Phrase, theirs: Deed) -> bool:
    """Tell whether who does it here is whose it is there, and another one's here: "its envoy"."""
    tokens = case.claim.tokens
    own = [found for place in _telling(case, agent) if (found := _positions(case, number, place))]
    bare = [place for phrase in mine.rest[:2] if not phrase.led and not phrase.aside for place in phrase.places]
    for phrase in theirs.rest:
        there = set(phrase.places)
        if phrase.led or phrase.aside or not bare or not own or not all(found & there for found in own):
            continue
        others = [_positions(case, number, place) for place in bare if _is_special(tokens[place])]
        if _positions(case, number, bare[0]) & there and any(each and not each & there for each in others):
            return True
    return False


def _is_replaced(case: Case, number: int, phrase: Phrase, same: set[int]) -> bool:
    """Tell whether a phrase of a claim has somebody whom its source has, but not in such a phrase."""
    tokens = case.claim.tokens
    places = [place for place in phrase.places if tokens[place].weight and case.wheres[place]]
    if not places or any(is_number(tokens[place]) for place in phrase.places):
        return False
    first = tokens[places[0]]
    somebody = any(is_party(tokens[place]) or may_be_name(tokens[place]) for place in places)
    definite = is_definite(first) and bool(_positions(case, number, places[0]))
    replaced = not any(_positions(case, number, place) & same for place in _telling(case, phrase)[:1])
    return replaced and (somebody or definite or is_accusative(first))
