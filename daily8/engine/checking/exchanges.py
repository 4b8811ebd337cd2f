"""Arabic sentences in which those who act and those who suffer it have changed places."""

from collections.abc import Iterator, Sequence
from functools import partial
from typing import Literal

from daily8.engine.checking import clauses, words
from daily8.engine.checking.case import Case
from daily8.engine.checking.deeds import Deed, deed
from daily8.engine.checking.nouns import (
    is_accusative,
    is_definite,
    is_head,
    is_number,
    is_of_people,
    is_party,
    is_proper,
    may_be_name,
)
from daily8.engine.checking.phrases import Phrase
from daily8.engine.checking.reading import Token
from daily8.engine.checking.verbs import has_verb, is_conjoined, is_finite, is_verbal
from daily8.engine.checking.verdict import Doubt, Kind

_MOST_OCCURRENCES, _FURTHEST = 4, 3
_HAMZAS = str.maketrans("أإؤئآ", "ءءءءء")
_BEGINNINGS, _ENDINGS = ("وال", "بال", "ال", "و", "ف", "ب"), ("ها", "وا", "اء", "ت", "ه")


def exchanged(case: Case) -> Iterator[Doubt]:
    """Doubt a verb whose doer is somebody else in the source, and the one of the source stands elsewhere here."""
    tokens = case.claim.tokens
    for place, token in enumerate(tokens):
        small = token.stop and (place or token.plain in clauses.BEFORE_VERBS or token.plain in ("تم", "يتم"))
        if small or not opens(tokens, place):
            continue
        if agent := _exchanged(case, place):
            first, last = min(place, agent.places[0]), max(place, agent.places[-1])
            yield Doubt(Kind.ACTOR, case.written(first, last))
            return


def opens(tokens: Sequence[Token], place: int) -> bool:
    """Tell whether a word of a claim is the verb of a clause."""
    if not is_verbal(tokens, place):
        return False
    before = tokens[place - 1] if place else None
    if before is None:
        return True
    if before.plain in clauses.RELATIVES:
        return False
    if is_finite(tokens, place) or (tokens[place].before.strip() and is_conjoined(tokens[place])):
        return True
    if before.plain in clauses.BEFORE_VERBS or before.plain in words.CLAUSES or before.plain in clauses.OPENING:
        return True
    follows = before.plain.startswith("ال") or before.name
    return follows and bool(tokens[place].concepts) and not has_verb(tokens, place)


def _exchanged(case: Case, place: int) -> Phrase | None:
    """Return who does what a verb of a claim says, where that is somebody else wherever its sentences have it."""
    found = _exchanged_in(case, place, _found(case, place))
    if found is None:
        found = _exchanged_in(case, place, _alike(case, place))
    return found or None


def _found(case: Case, place: int) -> dict[int, list[int]]:
    """Return where the sentences of the evidence have a verb."""
    return {number: case.inside[place][number] for number in case.sentences if number in case.inside[place]}


def _alike(case: Case, place: int) -> dict[int, list[int]]:
    """Return where the sentences of the evidence have a word with the strong letters of a verb."""
    bones = _bones(case.claim.tokens[place])
    found: dict[int, list[int]] = {}
    for number in case.sentences[:2] if len(bones) > 1 else ():
        tokens = case.source.readings[number].tokens
        if places := [at for at, token in enumerate(tokens) if not token.name and _bones(token) == bones]:
            found[number] = places
    return found


def _bones(verb: Token) -> str:
    """Return the strong letters of a verb without what is attached to it."""
    word = verb.text.translate(_HAMZAS)
    beginning = next((each for each in _BEGINNINGS if word.startswith(each) and len(word) - len(each) > 1), "")
    word = word.removeprefix(beginning)
    ending = next((each for each in _ENDINGS if word.endswith(each) and len(word) - len(each) > 1), "")
    word = word.removesuffix(ending)
    word = word[1:] if word[:2] in ("سي", "ست") else word
    word = word[1:] if word[0] in "يت" and len(word) > 2 else word
    return "".join(letter for letter in word if letter.isalpha() and letter not in "اويى")


def _exchanged_in(case: Case, place: int, occurrences: dict[int, list[int]]) -> Phrase | Literal[False] | None:
    """Return who does it here and not there; False where it is the same one, None where that cannot be told."""
    agent, exchanged = None, False
    for number, places in occurrences.items():
        mine = deed(case.claim.tokens, place, partial(_apart, case, number, places))
        if mine.agent is None or place in mine.agent.places:
            continue
        for at in places[:_MOST_OCCURRENCES]:
            found = _judged(case, number, mine, at)
            if found is False:
                return False
            agent, exchanged = mine.agent, exchanged or bool(found)
    return agent if exchanged else None


def _apart(case: Case, number: int, verbs: Sequence[int], one: int, other: int) -> bool:
    """Tell whether two neighbours of a claim stand far from each other in a sentence, or the other way round."""
    first, second = (case.inside[each].get(number, ()) for each in (one, other))
    if not first or not second:
        return _are_two(case, one, other)
    token = case.claim.tokens[one]
    if is_head(token) or is_of_people(case.claim.tokens[other]) or not _is_written(case, number, one):
        return False
    return not any(
        _are_close(case, number, verbs, before, after) for before in first for after in second if before < after
    )


def _are_close(case: Case, number: int, verbs: Sequence[int], before: int, after: int) -> bool:
    """Tell whether two words of a sentence stand side by side or nearly so, and no verb between them."""
    tokens = case.source.readings[number].tokens
    between = range(before + 1, after)
    return len(between) < _FURTHEST and not any(at in verbs or is_finite(tokens, at) for at in between)


def _is_written(case: Case, number: int, place: int) -> bool:
    """Tell whether a sentence has a word in the same form, not only one of the same root or sense."""
    theirs = case.source.readings[number].tokens
    own = case.claim.tokens[place].plain.removeprefix("ال")
    return any(theirs[at].plain.endswith(own) for at in case.inside[place].get(number, ()))


def _are_two(case: Case, one: int, other: int) -> bool:
    """Tell whether two names that stand side by side here do so nowhere in the source, which has both."""
    tokens = case.claim.tokens
    first, second = tokens[one], tokens[other]
    if not (case.wheres[one] and case.wheres[other] and may_be_name(first) and may_be_name(second)):
        return False
    following = tokens[other + 1] if other + 1 < len(tokens) else second
    goes_on = following.weight > 0 and case.source.are_neighbours(second, following)
    return goes_on and not case.source.are_neighbours(first, second)


def _judged(case: Case, number: int, mine: Deed, at: int) -> bool | None:
    """Tell whether who does it has changed with another one; none where that cannot be told."""
    theirs = deed(case.source.readings[number].tokens, at)
    if mine.agent is None or theirs.agent is not None:
        return _is_crossed(case, number, mine, theirs, at)
    if theirs.patient is not None and _is_of_patient(case, number, mine, mine.agent, theirs.patient):
        return True
    return True if _is_slot_crossed(case, number, mine, mine.agent, theirs) else None


def _positions(case: Case, number: int, place: int) -> set[int]:
    return set(case.inside[place].get(number, ()))


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
        given_special = any(_is_special(tokens[place]) for place in given)
        if given_special and any(_positions(case, number, place) for place in foreign):
            return True
        if not special or special & set(within):
            return False if not given or len(within) == len(own) else None
        return True if given_special and not _is_same(case, number, own, theirs, theirs.agent) else None
    if _is_same(case, number, own, theirs, theirs.agent):
        return False
    head = _heads(case, number, theirs.agent)
    named = len(given) > 1 or any(_positions(case, number, place) & head for place in given)
    return True if named and any(case.wheres[place] for place in own) else None


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
    own = frozenset(key for place in agent.places for key in case.claim.tokens[place].keys)
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
    return [place for place in places if not is_head(case.claim.tokens[place])] or places


def _is_special(token: Token) -> bool:
    return token.name or token.rare or is_of_people(token)


def _heads(case: Case, number: int, agent: Phrase) -> set[int]:
    """Return the words of a phrase that tell who it is: the first one, and names."""
    tokens = case.source.readings[number].tokens
    named = {place for place in agent.places if _is_special(tokens[place])}
    first = next((place for place in agent.places if not is_number(tokens[place])), agent.places[0])
    return named if is_head(tokens[first]) else {first, *named}


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
