"""Names and dates: whether they stand in the source, and there beside what the claim has beside them."""

from collections.abc import Iterator

from daily8.engine.checking import words
from daily8.engine.checking.case import Case
from daily8.engine.checking.displacement import is_displaced
from daily8.engine.checking.lemmas import keys
from daily8.engine.checking.reading import Token
from daily8.engine.checking.verdict import Doubt, Kind

# Kenya and Kenyan, Egypt and Egyptian, لبنان and لبناني.
_ENDINGS = ("", "n", "an", "ian", "ese", "i", "ish", "s", "is", "ic", "ns", "a", "y", "e")
_ARABIC_ENDINGS = ("ي", "يه", "يين", "يون", "ا", "ه")
_BACK = 3
_OPENING = 4


def names(case: Case) -> Iterator[Doubt]:
    """Doubt names that the source does not have, or has where it speaks of something else."""
    borne: Token | None = None
    for place, token in enumerate(case.claim.tokens):
        if not token.name and not (token.rare and case.wheres[place]):
            borne = None
            continue
        # Half of the name that all is about brings the other half, which most sentences leave out.
        goes_on = borne is not None and not token.before and case.source.are_neighbours(borne, token)
        if goes_on or _is_borne_out(case, place):
            borne = token if goes_on or token.plain in case.source.central else None
        else:
            yield Doubt(_kind(case, place), token.text)


def _is_borne_out(case: Case, place: int) -> bool:
    if not case.wheres[place]:
        return _is_known(case, place)
    return case.claim.tokens[place].quoted or not is_displaced(case, place) or _is_explained(case, place)


def dates(case: Case) -> Iterator[Doubt]:
    """Doubt dates of which any part is not told by the source, or is told of something else."""
    for place, token in enumerate(case.claim.tokens):
        if not token.dated or not token.weight:
            continue
        told = [case.token(where).keys for where in case.wheres[place]]
        if not any(token.keys <= each or (each <= token.keys and _is_told(case, token)) for each in told):
            if (_is_told(case, token) and len(token.keys) == 1) or _is_counted(case, token):
                continue
            yield Doubt(Kind.DATE, _written_date(case, token))
        elif is_displaced(case, place) and not _leads(case, place):
            yield Doubt(Kind.DATE, _written_date(case, token))


def _is_told(case: Case, token: Token) -> bool:
    return all(key in case.source.index for key in token.keys)


def _is_counted(case: Case, token: Token) -> bool:
    """Tell whether the source counts as many weeks, say: "three weeks after" and "three weeks ago"."""
    for key in token.keys:
        unit, _, offset = key.removeprefix("@").partition(":")
        counted = f"#{offset.lstrip('+-')}" in case.source.index
        if offset[:1] in ("+", "-") and counted and offset[1:] != "1" and keys(unit) & case.source.index.keys():
            return True
    return False


def _written_date(case: Case, token: Token) -> str:
    return next((each.written for each in case.claim.dates if each.start <= token.start < each.end), token.text)


def _leads(case: Case, place: int) -> bool:
    """Tell whether a date is that of the first sentence, which is that of the whole report."""
    return any(number == 0 for number, _ in case.wheres[place])


def _kind(case: Case, place: int) -> Kind:
    token = case.claim.tokens[place]
    before = case.claim.tokens[place - 1].plain if place else ""
    led = case.claim.tokens[place - 2].plain if place > 1 and before == "of" else before
    is_place = token.plain in case.places or before in words.PLACE_BEFORE or led in words.PLACE_NOUNS
    return Kind.PLACE if is_place else Kind.NAME


def _is_known(case: Case, place: int) -> bool:
    """Tell whether a name that is not written so in the source is another form of one."""
    token = case.claim.tokens[place]
    return any(_are_close(token.plain, other) for other in case.source.names)


def _are_close(one: str, other: str) -> bool:
    """Tell whether two names differ by an ending: Kenya and Kenyan, السعودية and سعودي."""
    one, other = one.removeprefix("ال"), other.removeprefix("ال")
    common = 0
    for left, right in zip(one, other, strict=False):
        if left != right:
            break
        common += 1
    endings = (one[common:], other[common:])
    return common >= 4 and all(ending in _ENDINGS + _ARABIC_ENDINGS for ending in endings)


def _is_explained(case: Case, place: int) -> bool:
    """Tell whether the sentence that the words around a name come from speaks of the one with that name."""
    votes = case.votes(place)
    best = max(votes, key=lambda number: votes[number])
    token = case.claim.tokens[place]
    claimed = {each.plain for each in case.claim.tokens if each.name}
    others = {each.plain for each in case.source.readings[best].tokens if each.name and not each.quoted}
    if token.plain in case.source.central and others & (case.source.named - case.places) <= claimed:
        return True
    if _is_known_beside(case, place, best):
        return True
    people = {each for each in others if each in case.source.people}
    if token.plain in case.source.people and people and not people & claimed:
        return False
    if (speakers := _speakers(case, best)) and not claimed & speakers:
        return False
    return _is_named_before(case, place, best)


def _is_known_beside(case: Case, place: int, number: int) -> bool:
    """Tell whether a word beside a name stands beside it in the source too, and in the sentence that is meant.

    That is how a summary says in full who is called by a role or half of the name there.
    """
    tokens = case.claim.tokens
    for at in (place - 1, place + 1):
        if not 0 <= at < len(tokens) or not tokens[at].weight:
            continue
        one, other = (tokens[at], tokens[place]) if at < place else (tokens[place], tokens[at])
        beside = case.source.are_neighbours(one, other)
        if beside and (any(each == number for each, _ in case.wheres[at]) or _is_chained(case, at, place, number)):
            return True
    return False


def _is_chained(case: Case, at: int, place: int, number: int) -> bool:
    """Tell whether the word past a neighbour, of one name with it, stands in the sentence that is meant."""
    past = at + (at - place)
    tokens = case.claim.tokens
    if not 0 <= past < len(tokens) or not tokens[past].weight or tokens[max(past, at)].before:
        return False
    one, other = (tokens[past], tokens[at]) if past < at else (tokens[at], tokens[past])
    return case.source.are_neighbours(one, other) and any(each == number for each, _ in case.wheres[past])


def _speakers(case: Case, number: int) -> set[str]:
    """Return who says or does what a sentence tells: names beside the verb of speech, or at the beginning."""
    tokens = case.source.readings[number].tokens
    found = set()
    for place, token in enumerate(tokens):
        if not token.name or token.quoted or token.plain in case.places:
            continue
        around = tokens[max(0, place - 2) : place + 3]
        if place <= _OPENING or any(each.plain in words.SPEECH for each in around):
            found.add(token.plain)
    return found


def _is_named_before(case: Case, place: int, number: int) -> bool:
    """Tell whether a name is that of the last ones before a sentence, or stands right behind a quotation."""
    own = {each for each, _ in case.wheres[place]}
    for before in range(number - 1, max(-1, number - 1 - _BACK), -1):
        if before in own:
            return True
        if any(token.name and token.plain not in case.places for token in case.source.readings[before].tokens):
            break
    reading = case.source.readings[number]
    if number + 1 not in own:
        return False
    nobody = not any(token.name and token.plain in case.source.people for token in reading.tokens)
    return (nobody and _has_role(case, place, number)) or any(
        end == len(reading.text) for _, end in reading.quotations
    )


def _has_role(case: Case, place: int, number: int) -> bool:
    """Tell whether what stands before a name in the claim, "the union boss", is who a sentence speaks of."""
    at = place - 1
    while at >= 0 and case.claim.tokens[at].name:
        at -= 1
    return at >= 0 and bool(case.claim.tokens[at].weight) and any(owner == number for owner, _ in case.wheres[at])
