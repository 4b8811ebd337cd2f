"""Words that stand in the place of others: a sentence of the source with one name or number exchanged."""

from collections.abc import Iterator

from daily8.engine.checking.case import Case
from daily8.engine.checking.reading import Token
from daily8.engine.checking.source import Place
from daily8.engine.checking.verdict import Doubt, Kind

# Between two neighbours of the claim the source may have so many words more than the claim has.
_SLACK = 3


def substitutes(case: Case) -> Iterator[Doubt]:
    """Doubt words where the source has, between the same neighbours, a name, number or date instead."""
    for place, token in enumerate(case.claim.tokens):
        if not token.weight or token.quoted:
            continue
        if any(_stands_for_another(case, place, number) for number in case.sentences):
            yield Doubt(_kind(case, token), token.text)


def _stands_for_another(case: Case, place: int, number: int) -> bool:
    """Tell whether a sentence has something else than a word of the claim in its place."""
    if any(each == number for each, _ in case.wheres[place]):
        return False
    tokens = case.source.readings[number].tokens
    left, right = _neighbours(case, place, number)
    token = case.claim.tokens[place]
    for one in left:
        if _follows_another(case, place, (number, one)):
            return True
        for other in right:
            between = tokens[one + 1 : other]
            if len(between) == 1 and case.source.arabic and _is_unknown_for_name(case, token, between[0]):
                return True
            if 0 < other - one <= _SLACK + 3 and any(_is_rival(case, token, each) for each in between):
                return True
    return False


def _is_unknown_for_name(case: Case, token: Token, other: Token) -> bool:
    """Tell whether a word that the source has nowhere stands for a name; Arabic names have no capitals."""
    return other.name and not other.quoted and not case.source.where(token) and not token.concepts


def _neighbours(case: Case, place: int, number: int) -> tuple[list[int], list[int]]:
    """Return where in a sentence the words stand that stand right before and after one of the claim."""
    found = []
    for direction in (-1, 1):
        at = _past_names(case, place, direction)
        where = case.wheres[at] if at is not None else []
        found.append([each for owner, each in where if owner == number])
    return found[0], found[1]


def _past_names(case: Case, place: int, direction: int) -> int | None:
    """Return the next word that says something, past the other words of the same name."""
    own = case.claim.tokens[place].name
    at = case.beside(place, direction)
    while own and at is not None and case.claim.tokens[at].name and abs(at - place) < 3:
        if case.wheres[at] and case.aligned[at] is not None:
            break
        at = case.beside(at, direction)
    return at


def _follows_another(case: Case, place: int, where: Place) -> bool:
    """Tell whether right behind a neighbour, and behind the same small words, stands another name or number."""
    before = case.beside(place, -1)
    token = case.claim.tokens[place]
    if before is None or not (token.name or token.number is not None or token.dated):
        return False
    between = [each.plain for each in case.claim.tokens[before + 1 : place]]
    tokens = case.source.readings[where[0]].tokens
    at = where[1] + 1 + len(between)
    if at >= len(tokens) or [each.plain for each in tokens[where[1] + 1 : at]] != between:
        return False
    if not between and case.claim.tokens[before].name:
        return False
    return _is_rival(case, token, tokens[at]) and not tokens[at].before.strip(' "“”«»')


def _is_rival(case: Case, token: Token, other: Token) -> bool:
    """Tell whether a word of the source is of the kind of one of the claim, and another one."""
    if not other.weight or token.keys & other.keys or other.quoted:
        return False
    if token.number is not None or token.dated:
        return (other.number is not None) == (token.number is not None) and other.dated == token.dated
    return other.name and token.name


def _kind(case: Case, token: Token) -> Kind:
    if token.number is not None:
        return Kind.NUMBER
    if token.dated:
        return Kind.DATE
    return Kind.PLACE if token.plain in case.places else Kind.NAME
