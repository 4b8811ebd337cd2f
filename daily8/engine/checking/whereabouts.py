"""Where something happened in an Arabic sentence: whether its source has it in another place."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from daily8.engine.checking import clauses, words
from daily8.engine.checking.case import Case
from daily8.engine.checking.exchanges import opens
from daily8.engine.checking.nouns import (
    is_adjective,
    is_definite,
    is_land,
    is_number,
    is_only_land,
    is_place,
    may_be_name,
)
from daily8.engine.checking.phrases import ends_clause
from daily8.engine.checking.reading import Token
from daily8.engine.checking.verbs import is_preposition, preposition_of
from daily8.engine.checking.verdict import Doubt, Kind

_IN = frozenset({"في", "ب", "داخل", "وسط"})
_WAYS = {"الي": "to", "من": "from", "قرب": "near", "قباله": "near", "ل": "to"}
_LONGEST = 4
_NEAR, _FAR = 7, 3
_LEAST_COVERED, _LEAST_BESIDE = 0.6, 0.4


@dataclass(frozen=True, slots=True)
class Whereabouts:
    """The words that tell where, behind a preposition; `way` is what the preposition says."""

    places: tuple[int, ...]
    way: str
    start: int


def moved(case: Case) -> Iterator[Doubt]:
    """Doubt a place behind what happened elsewhere by the sentences that tell of it."""
    if not case.source.arabic:
        return
    tokens = case.claim.tokens
    for each in whereabouts(tokens):
        names = [place for place in each.places if _tells_where(case, tokens, each, place)]
        if not names or tokens[each.start].quoted:
            continue
        if _is_elsewhere(case, each, names) or _follows_another(case, each, names):
            yield Doubt(Kind.PLACE, case.written(each.places[0], each.places[-1]))
    yield from _other_heads(case)


def whereabouts(tokens: Sequence[Token]) -> list[Whereabouts]:
    """Return all words behind a preposition that tells where."""
    found = []
    for at, token in enumerate(tokens):
        attached = "" if is_number(token) else preposition_of(token)
        if is_preposition(token) and at + 1 < len(tokens):
            way, first = _way(token.plain), at + 1
        elif attached:
            way, first = _way(attached), at
        else:
            continue
        if way and (places := _phrase(tokens, first)):
            found += [Whereabouts(part, way, at) for part in _parts(tokens, places)]
    return found


def _parts(tokens: Sequence[Token], places: Sequence[int]) -> Iterator[tuple[int, ...]]:
    """Yield each of the places of a list: "in Ghana and Malawi"."""
    own: list[int] = []
    for place in places:
        if (
            own
            and tokens[place].plain[0] == "و"
            and is_place(tokens[place], led=is_place(tokens[own[0]], led=True))
        ):
            yield tuple(own)
            own = []
        own.append(place)
    yield tuple(own)


def _way(preposition: str) -> str:
    word = preposition.removeprefix("و")
    return "in" if word in _IN else _WAYS.get(word, "")


def _phrase(tokens: Sequence[Token], first: int) -> tuple[int, ...]:
    """Return the words of one place: "the port of Merin", up to the next preposition, date or sign."""
    own: list[int] = []
    for at in range(first, min(first + _LONGEST, len(tokens))):
        token = tokens[at]
        ends = at > first and (token.before.strip() or ends_clause(tokens, at, first) or preposition_of(token))
        if ends or is_preposition(token) or token.dated or is_number(token) or token.stop:
            break
        own.append(at)
    return tuple(own)


def _tells_where(case: Case, tokens: Sequence[Token], own: Whereabouts, place: int) -> bool:
    """Tell whether a word is the name of a place, or what is one: "the capital", "the hospital"."""
    token = tokens[place]
    if words.is_place_noun(token.plain.removeprefix("ال")):
        return place == own.places[-1]
    if is_land(token) or is_place(token, led=place == own.places[0] or not is_definite(tokens[place - 1])):
        return True
    behind = place > own.places[0] and words.is_place_noun(tokens[place - 1].plain.removeprefix("ال"))
    if behind or (token.plain in case.source.located and not token.concepts):
        return True
    described = place > own.places[0] and is_definite(tokens[place - 1])
    unnamed = token.concepts or (is_definite(token) and is_adjective(token) and described)
    return not unnamed and may_be_name(token) and (token.name or place == own.places[0])


def _is_elsewhere(case: Case, own: Whereabouts, names: Sequence[int]) -> bool:
    """Tell whether no sentence that tells what the claim tells has its place, and one has another in its stead."""
    tokens = case.claim.tokens
    if any(words.is_place_noun(tokens[place].plain) and not case.wheres[place] for place in names):
        return False
    telling = [number for number in case.sentences if _covers(case, number, own.places)]
    if not telling or any(case.inside[place].get(number) for place in names for number in telling):
        return False
    if any(_is_alone(case, number, own.places[0]) for number in telling) or _is_beside_verb(case, own, names):
        return False
    return any(_has_rival(case, own, names, number) for number in telling)


def _is_beside_verb(case: Case, own: Whereabouts, names: Sequence[int]) -> bool:
    """Tell whether any sentence has a place near the verb that stands before it in the claim."""
    verb = next((at for at in range(own.start - 1, -1, -1) if opens(case.claim.tokens, at)), None)
    if verb is None:
        return False
    for number, found in case.inside[verb].items():
        there = [at for place in names for at in case.inside[place].get(number, ())]
        if any(abs(one - other) <= _NEAR for one in found for other in there):
            return True
    return False


def _is_alone(case: Case, number: int, place: int) -> bool:
    """Tell whether a sentence has what a place is without its name: "the square"."""
    theirs = case.source.readings[number].tokens
    return any(
        is_definite(theirs[at]) or theirs[at].plain.startswith("بال") for at in case.inside[place].get(number, ())
    )


def _covers(case: Case, number: int, places: Sequence[int], *, least: float = _LEAST_COVERED) -> bool:
    """Tell whether a sentence has so much of what a claim says besides some words."""
    others = [at for at, token in enumerate(case.claim.tokens) if token.weight and at not in places]
    total = sum(case.claim.tokens[at].weight for at in others)
    inside = sum(case.claim.tokens[at].weight for at in others if case.inside[at].get(number))
    return bool(total) and inside >= least * total


def _has_rival(case: Case, own: Whereabouts, names: Sequence[int], number: int) -> bool:
    theirs = case.source.readings[number].tokens
    near = _anchors(case, own, number)
    for other in whereabouts(theirs):
        rivals = [place for place in other.places if _tells_where(case, theirs, other, place)]
        if other.way != own.way or not rivals or not near:
            continue
        if min(abs(other.start - at) for at in near) > _NEAR or _is_in_claim(case, number, rivals):
            continue
        if not _may_contain(case, names, theirs, rivals) and not _belongs(case, names, theirs, rivals):
            return True
    return False


def _anchors(case: Case, own: Whereabouts, number: int) -> list[int]:
    """Return where a sentence has the words beside a place of the claim."""
    found: list[int] = []
    at: int | None = own.start
    for _ in range(3):
        at = case.beside(at, -1) if at is not None else None
        if at is not None:
            found += case.inside[at].get(number, ())
    after = case.beside(own.places[-1], 1)
    return found + (list(case.inside[after].get(number, ())) if after is not None else [])


def _is_in_claim(case: Case, number: int, places: Sequence[int]) -> bool:
    """Tell whether the claim has a place of its source as well."""
    return any(set(inside.get(number, ())) & set(places) for inside in case.inside)


def _may_contain(case: Case, names: Sequence[int], tokens: Sequence[Token], rivals: Sequence[int]) -> bool:
    """Tell whether one of two places is a country, in which the other may lie."""
    own = any(is_land(case.claim.tokens[place]) for place in names)
    other = any(is_land(tokens[place]) for place in rivals)
    return own != other and (own or any(is_only_land(tokens[place]) for place in rivals))


def _belongs(case: Case, names: Sequence[int], tokens: Sequence[Token], rivals: Sequence[int]) -> bool:
    """Tell whether two places stand side by side in the source, as one does that lies in the other."""
    if any(is_only_land(tokens[place]) for place in rivals):
        return False
    own = frozenset(key for place in names for key in case.claim.tokens[place].keys)
    other = frozenset(key for place in rivals for key in tokens[place].keys)
    for reading in case.source.readings:
        ones = [at for at, token in enumerate(reading.tokens) if token.keys & own]
        others = [at for at, token in enumerate(reading.tokens) if token.keys & other]
        if any(0 < abs(one - each) <= _FAR for one in ones for each in others):
            return True
    return False


def _follows_another(case: Case, own: Whereabouts, names: Sequence[int]) -> bool:
    """Tell whether right behind what stands before a place in the claim its source has another one."""
    tokens, before = case.claim.tokens, own.start - 1
    if before < 0 or tokens[own.start].before.strip():
        return False
    while before > 0 and not tokens[before].weight and tokens[before].dated:
        before -= 1
    if not tokens[before].weight:
        return False
    places = [(number, at) for number in case.sentences for at in case.inside[before].get(number, ())]
    there = [(number, each) for name in names for number, found in case.inside[name].items() for each in found]
    for number, at in places:
        theirs = case.source.readings[number].tokens
        if any(number == other and _is_beside(theirs, at, each) for other, each in there):
            return False
    return any(_has_another_behind(case, own, names, number, at) for number, at in places)


def _has_another_behind(case: Case, own: Whereabouts, names: Sequence[int], number: int, at: int) -> bool:
    """Tell whether another place than those of the claim stands right behind a word of a sentence."""
    theirs = case.source.readings[number].tokens
    other = next((each for each in whereabouts(theirs) if each.start == _past_date(theirs, at)), None)
    if other is None or other.way != own.way or not _covers(case, number, own.places, least=_LEAST_BESIDE):
        return False
    rivals = [place for place in other.places if _tells_where(case, theirs, other, place)]
    if not rivals or _is_in_claim(case, number, rivals) or _belongs(case, names, theirs, rivals):
        return False
    here = any(case.inside[place].get(number) for place in names)
    return here or not _may_contain(case, names, theirs, rivals)


def _is_beside(tokens: Sequence[Token], at: int, place: int) -> bool:
    """Tell whether a place stands right behind a word, or right before it and not in another clause."""
    if 0 < place - at <= _FAR + 1:
        return True
    return 0 < at - place <= _FAR and not any(tokens[each].before.strip() for each in range(place + 1, at + 1))


def _past_date(tokens: Sequence[Token], at: int) -> int:
    """Return the place behind a word, past the rest of a date."""
    at += 1
    while at < len(tokens) and tokens[at].dated and not tokens[at].weight:
        at += 1
    return at


def _other_heads(case: Case) -> Iterator[Doubt]:
    """Doubt "the council of the judges" and "a hospital's garage" where the source has those of others."""
    tokens = case.claim.tokens
    located = {place for each in whereabouts(tokens) for place in each.places[1:]}
    for place in range(1, len(tokens)):
        head, token = tokens[place - 1], tokens[place]
        body = _bare(head) in clauses.GROUPS or words.is_place_noun(_bare(head))
        plainly = token.weight and token.number is None and not token.before.strip() and not head.quoted
        annexed = plainly and not is_definite(head) and (body or place in located)
        if annexed and _is_of_another(case, place) and (_is_told(case, place) or (body and is_definite(token))):
            yield Doubt(Kind.PLACE, case.written(place - 1, place))


def _is_told(case: Case, place: int) -> bool:
    """Tell whether the source has a word anywhere, or could not have it in other words: what a place is."""
    return bool(case.wheres[place]) or words.is_place_noun(case.claim.tokens[place].plain)


def _is_of_another(case: Case, place: int) -> bool:
    """Tell whether what a word is annexed to is followed by another one where the source has it."""
    where, token = case.aligned[place - 1], case.claim.tokens[place]
    if where is None or not _covers(case, where[0], (place - 1, place)) or case.inside[place].get(where[0]):
        return False
    theirs = case.source.readings[where[0]].tokens
    other = theirs[where[1] + 1] if where[1] + 1 < len(theirs) else None
    if other is None or other.before.strip() or not other.weight or token.keys & other.keys:
        return False
    if _bare(theirs[where[1]]) != _bare(case.claim.tokens[place - 1]):
        return False
    return is_definite(other) == is_definite(token) and not token.text.endswith(("ي", "ية"))


def _bare(token: Token) -> str:
    return token.plain.removeprefix(preposition_of(token))
