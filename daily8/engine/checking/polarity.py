"""Negation: whether what the claim says is not so is not so in the source either, and the other way round."""

from collections.abc import Iterator, Sequence

from daily8.engine.checking import words
from daily8.engine.checking.case import Case
from daily8.engine.checking.reading import Token
from daily8.engine.checking.verdict import Doubt, Kind

# A negation reaches so many words that say something, and the first of them are what is negated.
_REACH = 4
_HEADS = 2
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
            if (lost := _lost(case, number, heads, inside)) is not None:
                yield Doubt(Kind.NEGATION, case.claim.tokens[lost].text)


def _is_borne_out(case: Case, heads: Sequence[int], theirs: dict[int, dict[int, list[int]]]) -> bool:
    """Tell whether any of what a negation reaches is negated in the source too."""
    aligned = [where for head in heads[: _HEADS + 1] if (where := case.aligned[head])]
    if not heads or not aligned:
        return any(theirs.values())
    return any(at in reached for number, at in aligned for reached in theirs.get(number, {}).values())


def _lost(case: Case, number: int, heads: Sequence[int], inside: set[int]) -> int | None:
    """Return the word of the claim that the source negates and the claim does not."""
    claimed = {where: place for place, where in enumerate(case.aligned) if where}
    for head in heads[:_HEADS]:
        place = claimed.get((number, head))
        if place is not None:
            return None if place in inside else place
    return None


def negated(tokens: Sequence[Token]) -> dict[int, list[int]]:
    """Return for each negation of a sentence the places of the words that it reaches, nearest first."""
    found: dict[int, list[int]] = {}
    for place, token in enumerate(tokens):
        if negates(token):
            if _is_idle(tokens, place):
                continue
            found[place] = _reached(tokens, place)
    return found


def negates(token: Token) -> bool:
    """Tell whether a word says that something is not so."""
    word = token.plain
    bare = word[1:] if word[0] in "وف" else word
    return not {word, bare}.isdisjoint(words.NEGATORS | words.DENIALS) or word.endswith("n't")


def _is_idle(tokens: Sequence[Token], place: int) -> bool:
    following = tokens[place + 1].plain if place + 1 < len(tokens) else ""
    if following in _IDLE_NEXT or following.startswith(_STILL):
        return True
    return any(token.plain in ("الا", "سوي") for token in tokens[place + 1 : place + 8])


def _reached(tokens: Sequence[Token], place: int) -> list[int]:
    reached: list[int] = []
    for at in range(place + 1, len(tokens)):
        token = tokens[at]
        if not _ENDS.isdisjoint(token.before) or token.plain in _CONTRASTS or len(reached) == _REACH:
            break
        if token.weight:
            reached.append(at)
    return reached


def _written(case: Case, place: int, heads: Sequence[int]) -> str:
    return case.written(place, heads[0] if heads else place)
