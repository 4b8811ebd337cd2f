"""Who does what to whom: whether two that the claim names have changed places."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations

from daily8.engine.checking import words
from daily8.engine.checking.case import Case
from daily8.engine.checking.concepts import concepts
from daily8.engine.checking.reading import Token
from daily8.engine.checking.verdict import Doubt, Kind

# Those who act, besides those who are named.
_ACTORS = frozenset(
    ["police", "government", "company", "worker", "doctor", "court", "minister", "team", "student", "person"]
) | {"child", "male", "female", "chief"}
_WIDEST = 14
_AND = frozenset({"and", "or", "و", "&"})


@dataclass(frozen=True, slots=True)
class _Frame:
    """How somebody stands in a sentence: behind which preposition, and whether the verb is passive."""

    preposition: str
    passive: bool


def actors(case: Case) -> Iterator[Doubt]:
    """Doubt two names, numbers or parties that stand in each other's place."""
    heads = [place for place in range(len(case.claim.tokens)) if _is_head(case, place)]
    for one, other in combinations(heads, 2):
        if other - one <= _WIDEST and _are_exchanged(case, one, other):
            yield Doubt(Kind.ACTOR, case.written(one, other))
            return


def _is_head(case: Case, place: int) -> bool:
    """Tell whether a word is a party: the first word of a name, a number, a date or somebody who acts."""
    token = case.claim.tokens[place]
    if case.aligned[place] is None or token.quoted:
        return False
    if token.name and place and case.claim.tokens[place - 1].name and not token.before:
        return False
    return token.name or token.number is not None or token.dated or bool(token.concepts & _ACTORS)


def _are_exchanged(case: Case, one: int, other: int) -> bool:
    first, second = case.aligned[one], case.aligned[other]
    if not first or not second or first[0] != second[0] or first[1] == second[1]:
        return False
    ours = case.claim.tokens
    theirs = case.source.readings[first[0]].tokens
    if _are_listed(ours, one, other) or _are_listed(theirs, *sorted((first[1], second[1]))):
        return False
    kinds = [_kind(ours[one]), _kind(ours[other])]
    if kinds[0] != kinds[1]:
        return False
    inverted = second[1] < first[1]
    mine = (_frame(ours, one), _frame(ours, other))
    other_frames = (_frame(theirs, first[1]), _frame(theirs, second[1]))
    return _is_swap(mine, other_frames, inverted=inverted)


def _kind(token: Token) -> str:
    if token.number is not None:
        return "number"
    return "date" if token.dated else "party"


def _is_swap(mine: tuple[_Frame, _Frame], theirs: tuple[_Frame, _Frame], *, inverted: bool) -> bool:
    """Tell whether two stand as the other does: their prepositions exchanged, or their order without any."""
    ours = (mine[0].preposition, mine[1].preposition)
    others = (theirs[0].preposition, theirs[1].preposition)
    turned = mine[0].passive != theirs[0].passive
    if ours[0] != ours[1] and ours == others[::-1]:
        return not turned
    if ours == others and ours[0] == ours[1] and ours[0] == "":
        return inverted
    if turned and {"by"} & set(ours + others):
        return not inverted
    return False


def _are_listed(tokens: list[Token], one: int, other: int) -> bool:
    """Tell whether two stand side by side in a list, where their order says nothing."""
    between = [token.plain for token in tokens[one + 1 : other]]
    joined = any(word in _AND for word in between) or tokens[other].plain.startswith("و")
    return joined and not any(token.weight and not token.name for token in tokens[one + 1 : other])


def _frame(tokens: list[Token], place: int) -> _Frame:
    """Return how a party stands: the preposition before its first word is within three words of it."""
    preposition = ""
    at = place
    while at > 0 and place - at < 4:
        at -= 1
        word = tokens[at].plain
        if word in words.BY and (word == "by" or _is_arabic_by(tokens, at)):
            preposition = "by"
            break
        if word in words.PREPOSITIONS:
            preposition = word
            break
        if tokens[at].concepts or word in words.BE or word in words.SPEECH or tokens[at].before:
            break
    attached = _attached(tokens[place])
    return _Frame(preposition or attached, _is_passive(tokens))


def _is_arabic_by(tokens: list[Token], at: int) -> bool:
    word = tokens[at].plain
    before = tokens[at - 1].plain if at else ""
    return word == "بواسطه" or (word in ("يد", "ايدي") and before == "علي") or (word == "قبل" and before == "من")


def _attached(token: Token) -> str:
    word = token.plain
    return word[0] if len(word) > 4 and word.startswith(("لل", "بال")) else ""


def _is_passive(tokens: list[Token]) -> bool:
    """Tell whether somebody is acted upon: a form of "be" before a participle, or who did it is told by "by"."""
    for place, token in enumerate(tokens[:-1]):
        following = tokens[place + 1]
        if token.plain in words.BE and (following.plain.endswith(("ed", "en")) or _is_participle(following)):
            return True
    return any(_is_arabic_by(tokens, place) for place in range(len(tokens)))


def _is_participle(token: Token) -> bool:
    past = {
        "hit",
        "beat",
        "shot",
        "struck",
        "sued",
        "sold",
        "bought",
        "led",
        "held",
        "caught",
        "met",
        "told",
        "found",
    }
    return token.plain in past or (bool(concepts(token.plain)) and token.plain.endswith("t"))
