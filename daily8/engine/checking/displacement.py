"""Whether a word stands in the source where it speaks of what the words around it in the claim speak of."""

from daily8.engine.checking.case import Case

# A sentence without a word must speak so much more of the words around it than any that has it.
_RATIO = 0.6
_LEAST_VOTES = 0.8
_AMID = 3


def is_displaced(case: Case, place: int) -> bool:
    """Tell whether the words around one of a claim stand together in a sentence that does not have it."""
    votes = case.votes(place)
    best = max(votes.values(), default=0.0)
    own = max((votes.get(number, 0.0) for number, _ in case.wheres[place]), default=0.0)
    return best >= _LEAST_VOTES and own < _RATIO * best and not is_amid(case, place)


def is_amid(case: Case, place: int) -> bool:
    """Tell whether a word stands in the source between the same neighbours as in the claim."""
    before, after = case.beside(place, -1), case.beside(place, 1)
    if before is None and after is None:
        return False
    token = case.claim.tokens[place]
    if (token.dated or token.number is not None) and before is not None and not case.claim.tokens[before].common:
        # What is told right before a date or a number, and only here, tells that these belong together.
        alone = len(case.inside[before]) == 1
        if alone and any(_stands(case, before, number, at, direction=-1) for number, at in case.wheres[place]):
            return True
    around: list[tuple[int | None, int]] = [(before, -1), (after, 1)]
    ways = () if token.name else (1, -1)
    # At the edge of a claim one neighbour tells enough of a name, not of a verb.
    special = token.name or token.number is not None or token.dated
    sides = [around] if special or (before is not None and after is not None) else []
    sides.extend([(each, way) for each in _chain(case, place, way)] for way in ways)
    return any(
        all(_stands(case, each, number, at, direction=direction) for each, direction in side)
        for number, at in case.wheres[place]
        for side in sides
        if side
    )


def _chain(case: Case, place: int, direction: int) -> list[int]:
    """Return the next two words on one side of one, where there are two that say something by themselves."""
    first = case.beside(place, direction)
    second = case.beside(first, direction) if first is not None else None
    if first is None or second is None or case.claim.tokens[first].common:
        return []
    return [first, second]


def _stands(case: Case, neighbour: int | None, number: int, at: int, *, direction: int) -> bool:
    """Tell whether a neighbour stands within a few words of a place; one that there is not does."""
    if neighbour is None:
        return True
    return any(0 < (each - at) * direction <= _AMID + 1 for each in case.inside[neighbour].get(number, ()))
