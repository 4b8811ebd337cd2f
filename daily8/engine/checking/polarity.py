"""Negation: whether what the claim says is not so is not so in the source either, and the other way round."""

from collections.abc import Iterator, Sequence

from daily8.engine.checking import words
from daily8.engine.checking.case import Case
from daily8.engine.checking.reading import Token
from daily8.engine.checking.verdict import Doubt, Kind

# A negation reaches so many words that say something, and the first of them are what is negated.
_REACH = 4
_HEADS = 2
# A denial reaches further, past who denies, but not past a comma; most of it must be claimed to be lost.
_DENIED, _MOST_OF_IT = 6, 0.6
_DENIAL_ENDS = frozenset(".;:!?—(),،؛؟")
_ENDS = frozenset(".;:!?—()؛؟")
_CONTRASTS = frozenset({"but", "while", "although", "though", "however", "لكن", "ولكن", "بينما", "فيما", "بل"})
# "Not only", "no longer", "no fewer than", "لا يزال", "ليس فقط": these negate nothing, or something else.
_IDLE_NEXT = frozenset({"only", "just", "least", "fewer", "less", "later", "فقط", "سيما"})
_STILL = ("يزال", "تزال", "زال", "زالت", "يزالون", "تقل", "يقل")


def negations(case: Case) -> Iterator[Doubt]:
    """Doubt a "not" that the source has not, and one that it has and the claim has lost."""
    own = negated(case.claim.tokens)
    theirs = {number: negated(case.source.readings[number].tokens) for number in case.sentences}
    for place, heads in own.items():
        # A denial that stands in the source itself needs no other.
        if case.aligned[place] is None and not _is_borne_out(case, heads, theirs):
            yield Doubt(Kind.NEGATION, _written(case, place, heads))
    inside = {head for heads in own.values() for head in heads[:_REACH]}
    for number, found in theirs.items():
        for place, heads in found.items():
            if (number, place) in case.aligned:
                continue
            if (lost := _lost(case, number, place, heads, inside)) is not None:
                yield Doubt(Kind.NEGATION, case.claim.tokens[lost].text)


def _is_borne_out(case: Case, heads: Sequence[int], theirs: dict[int, dict[int, list[int]]]) -> bool:
    """Tell whether any of what a negation reaches is negated in the source too."""
    aligned = [where for head in heads[: _HEADS + 1] if (where := case.aligned[head])]
    if not heads or not aligned:
        return any(theirs.values())
    return any(at in reached for number, at in aligned for reached in theirs.get(number, {}).values())


def _lost(case: Case, number: int, negation: int, heads: Sequence[int], inside: set[int]) -> int | None:
    """Return the word of the claim that the source negates and the claim does not."""
    claimed = {where: place for place, where in enumerate(case.aligned) if where}
    found = [claimed.get((number, head)) for head in heads]
    if not negates(case.source.readings[number].tokens[negation]):
        known = [place for place in found if place is not None]
        lost = bool(known) and found[-1] is not None and len(known) >= _MOST_OF_IT * len(found) and len(known) > 1
        return known[-1] if lost and inside.isdisjoint(known) else None
    if any(head in case.inside[place].get(number, ()) for head in heads[:1] for place in inside):
        return None
    place = next((each for each in found[:_HEADS] if each is not None), None)
    if place is None and heads:
        place = _told_before(case, number, negation, heads[0])
    return None if place is None or place in inside else place


def _told_before(case: Case, number: int, negation: int, head: int) -> int | None:
    """Return the word of the claim that says what is negated, behind a word that stands right before the "not"."""
    for place, inside in enumerate(case.inside):
        if head not in inside.get(number, ()) or (before := case.beside(place, -1)) is None:
            continue
        if any(0 < negation - at <= 2 for at in case.inside[before].get(number, ())):
            return place
    return None


def negated(tokens: Sequence[Token]) -> dict[int, list[int]]:
    """Return for each negation of a sentence the places of the words that it reaches, nearest first."""
    found: dict[int, list[int]] = {}
    for place, token in enumerate(tokens):
        if negates(token) or denies(tokens, place):
            if _is_idle(tokens, place):
                continue
            found[place] = _reached(tokens, place, _REACH if negates(token) else _DENIED)
    return found


def negates(token: Token) -> bool:
    """Tell whether a word says that something is not so."""
    return not _forms(token).isdisjoint(words.NEGATORS) or token.plain.endswith("n't")


def denies(tokens: Sequence[Token], place: int) -> bool:
    """Tell whether a verb says that something is not so; what merely failed says nothing of what follows."""
    forms = _forms(tokens[place])
    following = tokens[place + 1].plain if place + 1 < len(tokens) else ""
    if not forms.isdisjoint(words.FAILURES):
        return following in ("to", "in", "في")
    return not forms.isdisjoint(words.DENIALS)


def _forms(token: Token) -> set[str]:
    return {token.plain, token.plain[1:] if token.plain[0] in "وف" else token.plain}


def _is_idle(tokens: Sequence[Token], place: int) -> bool:
    following = tokens[place + 1].plain if place + 1 < len(tokens) else ""
    if following in _IDLE_NEXT or following.startswith(_STILL):
        return True
    return any(token.plain in ("الا", "سوي") for token in tokens[place + 1 : place + 8])


def _reached(tokens: Sequence[Token], place: int, most: int) -> list[int]:
    reached: list[int] = []
    for at in range(place + 1, len(tokens)):
        token = tokens[at]
        if (
            not (_ENDS if most == _REACH else _DENIAL_ENDS).isdisjoint(token.before)
            or token.plain in _CONTRASTS
            or len(reached) == most
        ):
            break
        if token.weight:
            reached.append(at)
    return reached


def _written(case: Case, place: int, heads: Sequence[int]) -> str:
    return case.written(place, heads[0] if heads else place)
