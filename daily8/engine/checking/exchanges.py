"""Arabic sentences in which those who act and those who suffer it have changed places."""

from collections.abc import Iterator, Sequence
from functools import partial
from typing import Literal

from daily8.engine.checking import clauses, words
from daily8.engine.checking.case import Case
from daily8.engine.checking.deeds import deed
from daily8.engine.checking.nouns import is_head, is_of_people, may_be_name
from daily8.engine.checking.orders import inverted
from daily8.engine.checking.phrases import Phrase
from daily8.engine.checking.reading import Token
from daily8.engine.checking.roles import exchanged_roles
from daily8.engine.checking.verbs import has_verb, is_conjoined, is_finite, is_verbal
from daily8.engine.checking.verdict import Doubt, Kind

_MOST_OCCURRENCES, _FURTHEST = 4, 3
_HAMZAS = str.maketrans("أإؤئآ", "ءءءءء")
_BEGINNINGS, _ENDINGS = (
    ("وال", "بال", "ال", "و", "ف", "ب"),
    ("تهما", "تها", "تهم", "ته", "ها", "هم", "وا", "اء", "ت", "ه"),
)


def exchanged(case: Case) -> Iterator[Doubt]:
    """Doubt a verb whose doer is somebody else in the source, and the one of the source stands elsewhere here."""
    tokens = case.claim.tokens
    for place, token in enumerate(tokens):
        small = token.stop and (place or token.plain in clauses.BEFORE_VERBS or token.plain in ("تم", "يتم"))
        if small or not (opens(tokens, place) or _opens_there(case, place)):
            continue
        if (agent := _exchanged(case, place)) and not _is_told_of_another(case, place):
            first, last = min(place, agent.places[0]), max(place, agent.places[-1])
            yield Doubt(Kind.ACTOR, case.written(first, last))
            return


def _is_told_of_another(case: Case, place: int) -> bool:
    """Tell whether a claim says the same of somebody else with another verb: "A won 41, and B won 54"."""
    tokens, own = case.claim.tokens, case.claim.tokens[place].keys
    others = [at for at, token in enumerate(tokens) if at != place and own & token.keys and is_finite(tokens, at)]
    found = {at: _found(case, place) for at in others}
    return any(_exchanged_in(case, at, where) is False for at, where in found.items())


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


def _opens_there(case: Case, place: int) -> bool:
    """Tell whether a word behind a noun that opens a claim is a verb that opens a clause of its source."""
    tokens, where = case.claim.tokens, case.aligned[place]
    if where is None or place == 0 or not is_verbal(tokens, place) or _has_verb_before(case, place):
        return False
    theirs, at = case.source.readings[where[0]].tokens, where[1]
    clause = _begins_clause(theirs, at) or is_finite(theirs, at)
    follows = tokens[place - 1].name or tokens[place - 1].plain.startswith("ال") or may_be_name(tokens[place - 1])
    return (follows or at == 0) and is_verbal(theirs, at) and (clause or theirs[at - 1].plain in clauses.OPENING)


def _has_verb_before(case: Case, place: int) -> bool:
    """Tell whether a claim has a verb before a word: by its form, or one that opens a clause of the source too."""
    tokens, first = case.claim.tokens, case.aligned[0]
    if any(is_finite(tokens, at) for at in range(1, place)):
        return True
    opens_there = first is None or _begins_clause(case.source.readings[first[0]].tokens, first[1])
    return is_verbal(tokens, 0) and opens_there


def _begins_clause(tokens: Sequence[Token], at: int) -> bool:
    return at == 0 or "،" in tokens[at].before


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
            if inverted(case, place, number, at):
                return mine.agent
            if _is_converse(case.claim.tokens[place], case.source.readings[number].tokens[at]):
                continue
            found = exchanged_roles(case, number, mine, at)
            if found is False:
                return False
            agent, exchanged = mine.agent, exchanged or bool(found)
    return agent if exchanged else None


def _is_converse(one: Token, other: Token) -> bool:
    """Tell whether one of two verbs is "receive" to the other's "hand over": تسلم and سلم."""
    first, second = (
        (token.plain[1:] if is_conjoined(token) else token.plain).removesuffix("ت") for token in (one, other)
    )
    return f"ت{first}" == second or f"ت{second}" == first


def _apart(case: Case, number: int, verbs: Sequence[int], one: int, other: int) -> bool:
    """Tell whether two neighbours of a claim stand far from each other in a sentence, or the other way round."""
    first, second = (case.inside[each].get(number, ()) for each in (one, other))
    if not first or not second:
        return _are_two(case, one, other)
    if (
        is_of_people(case.claim.tokens[other])
        or case.claim.tokens[one].number is not None
        or not _is_written(case, number, one)
    ):
        return False
    if is_head(case.claim.tokens[one]):
        return max(second) < min(first)
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
