"""Who does what to whom: whether those around a verb have changed places."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from daily8.engine.checking import words
from daily8.engine.checking.case import Case
from daily8.engine.checking.reading import Token
from daily8.engine.checking.source import Place
from daily8.engine.checking.verdict import Doubt, Kind

_BEFORE, _AFTER = 5, 7
_ENDS = frozenset(".;:!?؛؟—")
_CLAUSES = frozenset(
    [
        "but",
        "while",
        "although",
        "though",
        "and",
        "whereas",
        "when",
        "after",
        "before",
        "because",
        "since",
        "if",
        "so",
        "as",
        "until",
        "لكن",
        "ولكن",
        "بينما",
        "فيما",
        "لان",
        "بعدما",
        "عندما",
        "حيث",
        "وان",
        "ان",
        "انه",
        "انها",
        "ما",
        "مما",
    ]
)
_RELATIVES = frozenset(["who", "which", "that", "الذي", "التي", "الذين"])
_AGENTS = frozenset({"by", "بواسطه"})
_ATTACHED = ("ها", "هما", "هم", "ه")
# Those who act, besides those who are named.
_PARTIES = frozenset(
    ("police", "government", "company", "worker", "doctor", "court", "minister", "team", "student", "person")
    + ("child", "male", "female", "chief", "protest", "investigate", "study", "city", "country")
)


@dataclass(frozen=True, slots=True)
class _Scene:
    """The places of those who stand before a verb, or first behind an Arabic one, and of those behind them."""

    subjects: frozenset[int]
    objects: frozenset[int]
    passive: bool


def actors(case: Case) -> Iterator[Doubt]:
    """Doubt two parties that stand in each other's place, and figures "from" and "to" that are exchanged."""
    for place, where in enumerate(case.aligned):
        token = case.claim.tokens[place]
        if where is None or token.name or token.number is not None or token.dated or token.quoted:
            continue
        if _is_turned(case, place, where):
            yield Doubt(Kind.ACTOR, _written(case, place))
            return
    if case.source.arabic:
        yield from _first_behind(case)
    yield from _figures(case)


def _first_behind(case: Case) -> Iterator[Doubt]:
    """Doubt who stands first behind an Arabic verb, where the source has another one there and him after that."""
    for place, where in enumerate(case.aligned):
        token = case.claim.tokens[place]
        if where is None or token.name or token.number is not None or token.dated or token.quoted:
            continue
        theirs = case.source.readings[where[0]].tokens
        mine = _bare_after(case.claim.tokens, place)
        found = _bare_after(theirs, where[1])
        if len(mine) < 2 or len(found) < 2 or _has_agent(case.claim.tokens, place) or _has_agent(theirs, where[1]):
            continue
        first, other = case.aligned[mine[0]], (where[0], found[0])
        if (
            first
            and first[0] == where[0]
            and first[1] in found[1:]
            and other in [case.aligned[at] for at in mine[1:]]
        ):
            yield Doubt(Kind.ACTOR, case.written(place, mine[0]))
            return


def _bare_after(tokens: Sequence[Token], place: int) -> list[int]:
    """Return the words behind a verb up to the first preposition, number or sign."""
    found: list[int] = []
    for at in range(place + 1, min(place + 8, len(tokens))):
        if tokens[at].before.strip() or tokens[at].plain in words.PREPOSITIONS or tokens[at].number is not None:
            break
        if tokens[at].weight and not tokens[at].dated:
            found.append(at)
    return found


def _is_turned(case: Case, place: int, where: Place) -> bool:
    """Tell whether those before and those behind a verb have changed sides, as its voice does not explain."""
    mine = scene(case.claim.tokens, place, arabic=case.source.arabic)
    theirs = scene(case.source.readings[where[0]].tokens, where[1], arabic=case.source.arabic)
    subjects, objects = (known(case, each, where[0]) for each in (mine.subjects, mine.objects))
    crossed = bool(subjects & theirs.objects) and bool(objects & theirs.subjects)
    kept = bool(subjects & theirs.subjects) and bool(objects & theirs.objects)
    if mine.passive == theirs.passive:
        other = _parties(case.source.readings[where[0]].tokens, theirs.subjects)
        return (crossed and not subjects & theirs.subjects) or _has_other_subject(
            case, where[0], subjects, mine, other
        )
    return (
        kept
        and not crossed
        and _has_agent(case.claim.tokens, place) != _has_agent(case.source.readings[where[0]].tokens, where[1])
    )


def _has_other_subject(
    case: Case, number: int, subjects: frozenset[int], mine: _Scene, other: frozenset[int]
) -> bool:
    """Tell whether a verb has another party before it than in the source, and that one stands elsewhere here."""
    own = _parties(case.source.readings[number].tokens, subjects)
    if not own or not other or own & other or subjects & other:
        return False
    elsewhere = {
        place for place, where in enumerate(case.aligned) if where and where[0] == number and where[1] in other
    }
    return bool(elsewhere) and elsewhere.isdisjoint(mine.subjects)


def _parties(tokens: Sequence[Token], places: frozenset[int]) -> frozenset[int]:
    return frozenset(at for at in places if tokens[at].name or tokens[at].concepts & _PARTIES)


def known(case: Case, places: frozenset[int], number: int) -> frozenset[int]:
    """Return where the words at some places of a claim stand in a sentence of its evidence."""
    return frozenset(
        at for place in places if (where := case.aligned[place]) for owner, at in [where] if owner == number
    )


def scene(tokens: Sequence[Token], place: int, *, arabic: bool) -> _Scene:
    """Return who stands around a verb in its clause."""
    before = _walk(tokens, place, -1, _BEFORE)
    after = _walk(tokens, place, 1, _AFTER)
    passive = _is_passive(tokens, place)
    if not arabic:
        return _Scene(frozenset(before), frozenset(after), passive)
    if tokens[place].plain.endswith(_ATTACHED):
        return _Scene(frozenset(), frozenset(), passive)
    if _follows_subject(tokens, place, before) and not passive:
        return _Scene(frozenset(before), frozenset(after), passive)
    first = _first_party(tokens, after)
    return _Scene(frozenset(first), frozenset(after) - frozenset(first), passive)


def _follows_subject(tokens: Sequence[Token], place: int, before: Sequence[int]) -> bool:
    """Tell whether an Arabic verb stands right behind who does it, rather than before."""
    if not before or place - before[0] > 3 or _is_led(tokens, before[0]):
        return False
    return not any(
        "،" in tokens[at].before or tokens[at].plain.startswith("و") for at in range(before[0] + 1, place + 1)
    )


def _walk(tokens: Sequence[Token], place: int, direction: int, most: int) -> list[int]:
    """Return the words that say something on one side of a verb, up to the end of its clause."""
    found: list[int] = []
    at = place
    while len(found) < most:
        edge = at + 1 if direction > 0 else at
        if edge >= len(tokens) or not _ENDS.isdisjoint(tokens[edge].before):
            break
        at += direction
        if at < 0 or tokens[at].plain in _CLAUSES or tokens[at].quoted != tokens[place].quoted:
            break
        # "Prado, who was sent off": the one before "who" is meant.
        if tokens[at].plain in _RELATIVES and (direction > 0 or place - at > 3):
            break
        if tokens[at].weight:
            found.append(at)
    return found


def _first_party(tokens: Sequence[Token], after: Sequence[int]) -> list[int]:
    """Return the first words behind an Arabic verb that stand side by side: who does it, as a rule."""
    found: list[int] = []
    for at in after:
        if found and (at != found[-1] + 1 or tokens[at].dated or _is_led(tokens, at) or tokens[at].before.strip()):
            break
        if found and tokens[at].name != tokens[found[-1]].name and tokens[found[-1]].name:
            break
        if tokens[at].dated or _is_led(tokens, at):
            break
        found.append(at)
    return found[:4]


def _is_led(tokens: Sequence[Token], at: int) -> bool:
    """Tell whether a preposition leads to a word, apart or attached to it."""
    before = tokens[at - 1].plain if at else ""
    return before in words.PREPOSITIONS or tokens[at].plain.startswith(("لل", "بال"))


def _is_passive(tokens: Sequence[Token], place: int) -> bool:
    """Tell whether a verb is passive: a form of "be" shortly before it, or who did it told by "by"."""
    before = [token.plain for token in tokens[max(0, place - 3) : place]]
    word = tokens[place].plain
    formed = word.endswith(("ed", "en", "wn", "t", "ght", "ld", "de", "id", "ound", "ung", "un", "on"))
    return (formed and not words.BE.isdisjoint(before)) or _has_agent(tokens, place)


def _has_agent(tokens: Sequence[Token], place: int) -> bool:
    """Tell whether "by", "من قبل" or "على يد" follows a verb in its clause."""
    for at in range(place + 1, min(place + 10, len(tokens) - 1)):
        if not _ENDS.isdisjoint(tokens[at].before):
            return False
        word, before = tokens[at].plain, tokens[at - 1].plain
        following = tokens[at + 1]
        if word in _AGENTS and following.number is None and not following.dated:
            return True
        if word in ("يد", "ايدي") and before == "علي":
            return True
        if word == "قبل" and before == "من":
            return True
    return False


def _figures(case: Case) -> Iterator[Doubt]:
    """Doubt two figures of which each stands behind the preposition of the other."""
    figures = [
        place
        for place, token in enumerate(case.claim.tokens)
        if case.aligned[place] is not None and token.weight and (token.number is not None or token.dated)
    ]
    for one, other in combinations(figures, 2):
        first, second = case.aligned[one], case.aligned[other]
        if not first or not second or first[0] != second[0] or other - one > _AFTER * 2:
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
