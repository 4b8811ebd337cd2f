"""Who does what to whom: whether those around a verb have changed places."""

from collections.abc import Iterator, Sequence
from itertools import combinations

from daily8.engine.checking import words
from daily8.engine.checking.case import Case
from daily8.engine.checking.doers import doing, is_deed
from daily8.engine.checking.exchanges import exchanged
from daily8.engine.checking.nouns import is_party
from daily8.engine.checking.reading import Token
from daily8.engine.checking.scenes import Scene, bare_after, has_agent, is_verb, scene
from daily8.engine.checking.source import Place
from daily8.engine.checking.turns import turned_english
from daily8.engine.checking.verdict import Doubt, Kind

_FIGURES_APART = 14
# Who compares more often in one sentence compares nothing.
_MOST_COMPARED = 4


def actors(case: Case) -> Iterator[Doubt]:
    """Doubt two parties that stand in each other's place, and figures "from" and "to" that are exchanged.

    Who acts is told by the order of words in English, and by much else in Arabic.
    """
    yield from exchanged(case) if case.source.arabic else _turned(case)
    yield from _compared(case)
    yield from _figures(case)


def _turned(case: Case) -> Iterator[Doubt]:
    """Doubt the first verb around which two parties have changed sides."""
    for place, where in enumerate(case.aligned):
        if where and _only_died(case, place, where):
            told: bool | None = not _died_of_it(case, place, where)
        else:
            told = turned_english(case, place) if case.claim.tokens[place].weight else None
            if told is None and where and _is_compared(case, place, where):
                told = _is_turned(case, place, where)
        if told:
            yield Doubt(Kind.ACTOR, _written(case, place))
            break


def _is_compared(case: Case, place: int, where: Place) -> bool:
    """Tell whether a word is a verb of a clause here and there, by its form or by the source's."""
    here, there = case.claim.tokens, case.source.readings[where[0]].tokens
    if not (is_deed(here, place) and is_deed(there, where[1])):
        return False
    return is_verb(here, place) or _is_verb_there(case, place, where)


def _only_died(case: Case, place: int, where: Place) -> bool:
    """Tell whether the claim has somebody kill those of whom the source says only that they died."""
    tokens = case.claim.tokens
    if "kill" not in tokens[place].concepts or "kill" in case.token(where).concepts or not is_deed(tokens, place):
        return False
    return bool(doing(tokens, place).agent)


def _died_of_it(case: Case, place: int, where: Place) -> bool:
    """Tell whether "the storm killed three", or "three were killed by it", of a source in which they die in it."""
    tokens, theirs = case.claim.tokens, case.source.readings[where[0]].tokens
    killers = doing(tokens, place).agent
    if any(tokens[at].plain in words.DEADLY for at in killers):
        return not any(is_party(tokens[at]) for at in killers if tokens[at].plain not in words.DEADLY)
    there = [at for killer in killers for at in case.inside[killer].get(where[0], ())]
    return any(not words.BY.isdisjoint(token.plain for token in theirs[max(0, at - 3) : at]) for at in there)


def _compared(case: Case) -> Iterator[Doubt]:
    """Doubt two that are compared, where the source has the other one as the greater."""
    for place in _comparisons(case.claim.tokens):
        before, after = _sides(case.claim.tokens, place)
        for number in case.sentences:
            theirs = case.source.readings[number].tokens
            for other in _comparisons(theirs):
                less, more = _sides(theirs, other)
                turned = _stand(case, before, number, more) and _stand(case, after, number, less)
                if turned and not _stand(case, after, number, more):
                    yield Doubt(Kind.ACTOR, case.written(before[0], after[-1]))
                    return


def _comparisons(tokens: Sequence[Token]) -> list[int]:
    """Return where "than" stands, or "من" right behind "more"."""
    found = [
        place
        for place, token in enumerate(tokens)
        if token.plain == "than"
        or (token.plain == "من" and place and tokens[place - 1].plain in words.COMPARATIVES)
    ]
    return found[:_MOST_COMPARED]


def _sides(tokens: Sequence[Token], place: int) -> tuple[list[int], list[int]]:
    """Return the words that say something before and behind a comparison, nearest last and nearest first."""
    before = [at for at in range(max(0, place - 6), place) if tokens[at].weight and not tokens[at].common]
    after = [at for at in range(place + 1, min(place + 4, len(tokens))) if tokens[at].weight]
    return before, after[:2]


def _stand(case: Case, places: Sequence[int], number: int, others: Sequence[int]) -> bool:
    return any((number, at) in _exactly(case, place, number) for place in places for at in others)


def _exactly(case: Case, place: int, number: int) -> list[Place]:
    """Return where a sentence has a word as it is written, or any form of it where it has not."""
    token = case.claim.tokens[place]
    inside = [(number, at) for at in case.inside[place].get(number, ())]
    return [where for where in inside if case.token(where).plain.endswith(token.plain)] or inside


def _is_turned_passive(case: Case, place: int, where: Place, mine: Scene, theirs: Scene) -> bool:
    """Tell whether who did something is said to have suffered it, or another one to have done it."""
    tokens = case.source.readings[where[0]].tokens
    subjects, objects = (known(case, each, where[0]) for each in (mine.subjects, mine.objects))
    if mine.passive and has_agent(case.claim.tokens, place):
        return bool(_parties(tokens, theirs.subjects)) and bool(mine.objects) and not objects & theirs.subjects
    active, at = (tokens, where[1]) if mine.passive else (case.claim.tokens, place)
    suffers = (
        _nearest(theirs.subjects) & subjects if theirs.passive else known(case, _nearest(mine.subjects), where[0])
    )
    listed = any(token.plain in words.BE for token in active[max(0, at - 8) : at])
    direct = [each for each in bare_after(active, at) if not active[each].common]
    both = _parties(tokens, suffers & subjects & theirs.subjects)
    return bool(direct) and bool(both) and not listed and not has_agent(tokens, where[1])


def _nearest(places: frozenset[int]) -> frozenset[int]:
    return frozenset({max(places)}) if places else frozenset()


def _is_verb_there(case: Case, place: int, where: Place) -> bool:
    """Tell whether a word that looks like none in the claim is a verb in the source: "plan", and "plans"."""
    if place and case.claim.tokens[place - 1].plain in words.DETERMINERS:
        return False
    return is_verb(case.source.readings[where[0]].tokens, where[1])


def known(case: Case, places: frozenset[int], number: int) -> frozenset[int]:
    """Return where the words at some places of a claim stand in a sentence of its evidence."""
    found = [case.aligned[place] for place in places]
    return frozenset(where[1] for where in found if where and where[0] == number)


def _is_turned(case: Case, place: int, where: Place) -> bool:
    """Tell whether those before and those behind a verb have changed sides, as its voice does not explain."""
    tokens = case.source.readings[where[0]].tokens
    mine = scene(case.claim.tokens, place, arabic=False)
    theirs = scene(tokens, where[1], arabic=False)
    subjects, objects = (known(case, each, where[0]) for each in (mine.subjects, mine.objects))
    crossed = bool(subjects & theirs.objects) and bool(objects & theirs.subjects)
    if mine.passive == theirs.passive:
        if _was_object(case, place, tokens, subjects, theirs):
            return True
        moved = crossed or (bool(mine.subjects) and _heads(theirs.subjects, objects))
        return (moved and not subjects & theirs.subjects) or _has_other_subject(case, where[0], mine, theirs)
    same = any(key[0] != "=" for key in case.claim.tokens[place].keys & case.token(where).keys)
    if same and _is_turned_passive(case, place, where, mine, theirs):
        return True
    kept = bool(subjects & theirs.subjects) and bool(objects & theirs.objects)
    return kept and not crossed and has_agent(case.claim.tokens, place) != has_agent(tokens, where[1])


def _was_object(case: Case, place: int, tokens: Sequence[Token], subjects: frozenset[int], theirs: Scene) -> bool:
    """Tell whether who does something here, to somebody, suffers it in the source, from another one."""
    head = _nearest(subjects) & theirs.objects
    others = _parties(tokens, theirs.subjects)
    direct = [at for at in bare_after(case.claim.tokens, place) if not case.claim.tokens[at].common]
    return bool(_parties(tokens, head) and others and direct) and not subjects & theirs.subjects


def _heads(subjects: frozenset[int], objects: frozenset[int]) -> bool:
    """Tell whether the last of those before a verb, who does it, is among some words."""
    return bool(subjects) and max(subjects) in objects


def _has_other_subject(case: Case, number: int, mine: Scene, theirs: Scene) -> bool:
    """Tell whether a verb has another party before it than in the source, and that one stands elsewhere here."""
    tokens = case.source.readings[number].tokens
    subjects = known(case, mine.subjects, number)
    own, other = _parties(tokens, subjects), _parties(tokens, theirs.subjects)
    # Names tell parties apart where both have them: there may be a "company" on either side.
    if _names(tokens, own) and _names(tokens, other):
        own, other = _names(tokens, own), _names(tokens, other)
    if not other or own & other or subjects & other or not (own or _is_led_in(case, mine)):
        return False
    if not own and subjects & theirs.subjects:
        return False
    elsewhere = {
        place for place, where in enumerate(case.aligned) if where and where[0] == number and where[1] in other
    }
    return bool(elsewhere) and elsewhere.isdisjoint(mine.subjects)


def _parties(tokens: Sequence[Token], places: frozenset[int]) -> frozenset[int]:
    return frozenset(at for at in places if _is_party(tokens[at]))


def _is_led_in(case: Case, mine: Scene) -> bool:
    """Tell whether the claim has somebody before a verb whom its sentence does not have."""
    return any(_is_party(case.claim.tokens[at]) and case.aligned[at] is not None for at in mine.subjects)


def _names(tokens: Sequence[Token], places: frozenset[int]) -> frozenset[int]:
    return frozenset(at for at in places if tokens[at].name or tokens[at].rare)


def _is_party(token: Token) -> bool:
    return token.name or token.rare or is_party(token)


def _figures(case: Case) -> Iterator[Doubt]:
    """Doubt two figures of which each stands behind the preposition of the other."""
    figures = [
        place
        for place, token in enumerate(case.claim.tokens)
        if case.aligned[place] is not None and token.weight and (token.number is not None or token.dated)
    ]
    for one, other in combinations(figures, 2):
        first, second = case.aligned[one], case.aligned[other]
        if not first or not second or first[0] != second[0] or other - one > _FIGURES_APART:
            continue
        theirs = case.source.readings[first[0]].tokens
        mine = (_preposition(case.claim.tokens, one), _preposition(case.claim.tokens, other))
        found = (_preposition(theirs, first[1]), _preposition(theirs, second[1]))
        if mine[0] != mine[1] and mine == found[::-1]:
            yield Doubt(Kind.NUMBER, case.written(one, other))
            return


def _preposition(tokens: Sequence[Token], place: int) -> str:
    for at in range(place - 1, max(-1, place - 4), -1):
        if tokens[at].plain in words.PREPOSITIONS or tokens[at].plain in ("كان", "كانت", "مقابل"):
            return tokens[at].plain
        if tokens[at].weight:
            break
    return ""


def _written(case: Case, place: int) -> str:
    """Return a verb of the claim with the words beside it."""
    before = case.beside(place, -1)
    after = case.beside(place, 1)
    return case.written(place if before is None else before, place if after is None else after)
