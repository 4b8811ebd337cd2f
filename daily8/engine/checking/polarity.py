"""Negation: whether what the claim says is not so is not so in the source either, and the other way round."""

from collections.abc import Iterator, Sequence

from daily8.engine.checking import words
from daily8.engine.checking.case import Case
from daily8.engine.checking.concepts import opposites
from daily8.engine.checking.doers import is_deed
from daily8.engine.checking.reading import Token
from daily8.engine.checking.thesaurus import senses
from daily8.engine.checking.verdict import Doubt, Kind

# A negation reaches so many words that say something, and the first of them are what is negated.
_REACH = 4
_HEADS = 2
# A denial reaches further, past who denies, but not past a comma; most of it must be claimed to be lost.
_DENIED, _MOST_OF_IT = 6, 0.6
# A sentence that says less than so much of the words around one that is negated tells of something else.
_LEAST_VOTES, _NEAR, _LEAST_WHOLE = 0.6, 3, 4
_DENIAL_ENDS = frozenset(".;:!?—(),،؛؟")
_ENDS = frozenset(".;:!?—()؛؟")
_RULING = frozenset({"rule", "rules", "ruled", "ruling"})
_CONTRASTS = frozenset({"but", "while", "although", "though", "however", "لكن", "ولكن", "بينما", "فيما", "بل"})
# "Not only", "no longer", "no fewer than", "لا يزال", "ليس فقط": these negate nothing, or something else.
_IDLE_NEXT = frozenset({"only", "just", "least", "fewer", "less", "later", "فقط", "سيما"})
_STILL = ("يزال", "تزال", "زال", "زالت", "يزالون", "تقل", "يقل")


def negations(case: Case) -> Iterator[Doubt]:
    """Doubt a "not" that the source has not, and one that it has and the claim has lost."""
    own = negated(case.claim.tokens)
    wanting = [place for place in _wanting(case.claim.tokens) if not _is_written_so(case, place)]
    theirs = {number: negated(case.source.readings[number].tokens) for number in case.sentences}
    yield from _cancelled(case)
    for place, heads in own.items():
        # A denial that stands in the source itself needs no other.
        denied = not negates(case.claim.tokens[place]) and any(theirs.values())
        if case.aligned[place] is None and not denied and not _is_borne_out(case, place, heads, theirs):
            yield Doubt(Kind.NEGATION, _written(case, place, heads))
    inside = {head for heads in own.values() for head in heads[:_REACH]}
    # What is wanting here may be what is not there: "too little time", "not enough time".
    inside |= {head for place in wanting for head in _around(case, place)}
    for number, found in theirs.items():
        for place, heads in found.items():
            if (number, place) in case.aligned:
                continue
            if (lost := _lost(case, number, place, heads, inside)) is not None:
                yield Doubt(Kind.NEGATION, case.claim.tokens[lost].text)


def _cancelled(case: Case) -> Iterator[Doubt]:
    """Doubt a denial that is denied itself only here, or only in the source: "did not rule out"."""
    for place, token in enumerate(case.claim.tokens):
        where = case.aligned[place]
        if not _denying(token) or not case.sentences or (where and _is_told_elsewhere(case, place, where[0])):
            continue
        theirs = case.source.readings[where[0] if where else case.sentences[0]].tokens
        if where is None:
            plainly = [at for at, each in enumerate(theirs) if _denying(each) and not _is_denied(theirs, at)]
            if plainly and _is_denied(case.claim.tokens, place):
                yield Doubt(Kind.NEGATION, token.text)
        elif _denying(theirs[where[1]]) and _is_denied(case.claim.tokens, place) != _is_denied(theirs, where[1]):
            yield Doubt(Kind.NEGATION, token.text)


def _denying(token: Token) -> bool:
    return not _forms(token).isdisjoint(words.DENIALS | _RULING)


def _is_denied(tokens: Sequence[Token], place: int) -> bool:
    """Tell whether a "not" stands right before a word."""
    return any(negates(token) for token in tokens[max(0, place - 2) : place])


def _is_borne_out(case: Case, place: int, heads: Sequence[int], theirs: dict[int, dict[int, list[int]]]) -> bool:
    """Tell whether any of what a negation reaches is negated in the source too."""
    aligned = [where for head in heads[: _HEADS + 1] if (where := case.aligned[head])]
    if not heads or not aligned:
        return any(theirs.values())
    if any(at in reached for number, at in aligned for reached in theirs.get(number, {}).values()):
        return True
    return any(_is_wanting(case, place, heads, number) for number in {number for number, _ in aligned})


def _around(case: Case, place: int) -> range:
    return range(max(0, place - _REACH), min(place + _REACH + 2, len(case.claim.tokens)))


def _is_wanting(case: Case, place: int, heads: Sequence[int], number: int) -> bool:
    """Tell whether a sentence says without a "not" that there is no such thing, or has the opposite of a word."""
    tokens, first = case.source.readings[number].tokens, case.inside[heads[0]].get(number, ())
    if not _forms(case.claim.tokens[heads[0]]).isdisjoint(words.WANTING | words.DENIALS):
        return False
    claimed = {where for where in case.aligned if where}
    wanting = [at for at in _wanting(tokens) if (number, at) not in claimed]
    if first:
        return any(0 < head - at <= _NEAR for head in first for at in wanting)
    head = case.claim.tokens[heads[0]]
    against = frozenset().union(*map(opposites, head.concepts))
    if _is_deed(case.claim.tokens, place, heads[0]) and not senses(head.plain) & case.source.senses(number):
        return True
    return bool(wanting) or any(against & token.concepts for token in tokens)


def _wanting(tokens: Sequence[Token]) -> list[int]:
    """Return where words stand that say without a "not" that there is no such thing."""
    return [place for place, token in enumerate(tokens) if not _forms(token).isdisjoint(words.WANTING)]


def _is_written_so(case: Case, place: int) -> bool:
    """Tell whether a word of the claim stands in its evidence in some form."""
    where = case.aligned[place]
    return where is not None and not case.claim.tokens[place].stop


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
    if heads and _has_opposite(case, case.source.readings[number].tokens[heads[0]]):
        return None
    other = heads and found[0] is None and not case.source.arabic
    if other and _is_other_deed(case, number, heads[0]):
        return None
    place = _first_head(case, number, heads, found)
    if place is None and heads:
        place = _told_before(case, number, negation, heads[0])
    if place is None or place in inside or _is_told_elsewhere(case, place, number):
        return None
    return place


def _has_opposite(case: Case, head: Token) -> bool:
    """Tell whether a claim has the opposite of what its source negates: "opposed" for "did not support"."""
    against = frozenset().union(*map(opposites, head.concepts))
    return any(against & token.concepts and not head.keys & token.keys for token in case.claim.tokens)


def _is_other_deed(case: Case, number: int, head: int) -> bool:
    """Tell whether a claim says with another verb what its source negates: "stayed away" for "did not attend"."""
    tokens = case.source.readings[number].tokens
    meant = senses(tokens[head].plain)
    told = [senses(token.plain) for token in case.claim.tokens if not token.stop]
    return is_deed(tokens, head) and not any(meant & each for each in told)


def _is_deed(tokens: Sequence[Token], negation: int, head: int) -> bool:
    """Tell whether a word that is negated is a verb, and no Arabic one that loses letters behind a "not"."""
    word = tokens[head].plain
    if word[0] < "\u0600":
        return is_deed(tokens, head)
    whole = len(word) >= _LEAST_WHOLE and word[1:] not in ("كون", "كونوا", "زال")
    return head == negation + 1 and whole and word[0] in "يت" and bool(senses(word))


def _first_head(case: Case, number: int, heads: Sequence[int], found: Sequence[int | None]) -> int | None:
    """Return the word of the claim that a negation of its source is about: no date, no name past a word."""
    tokens = case.source.readings[number].tokens
    for step, (head, place) in enumerate(zip(heads[:_HEADS], found, strict=False)):
        if step and (tokens[head].dated or tokens[head].name or tokens[head].number is not None):
            return None
        if place is not None:
            return place
    return None


def _is_told_elsewhere(case: Case, place: int, number: int) -> bool:
    """Tell whether another sentence speaks so much more of the words around one of the claim."""
    votes = case.votes(place)
    return votes.get(number, 0.0) < _LEAST_VOTES * max(votes.values(), default=0.0)


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
            doubled = _denying(token) and _is_denied(tokens, place)
            if doubled or _is_idle(tokens, place) or _leads_to_denial(tokens, place):
                continue
            found[place] = _reached(tokens, place, _REACH if negates(token) else _DENIED)
    return found


def _leads_to_denial(tokens: Sequence[Token], place: int) -> bool:
    """Tell whether a "not" stands right before a denial."""
    following = tokens[place + 1 : place + 2]
    return negates(tokens[place]) and any(map(_denying, following))


def negates(token: Token) -> bool:
    """Tell whether a word says that something is not so."""
    return not _forms(token).isdisjoint(words.NEGATORS) or token.plain.endswith("n't")


def denies(tokens: Sequence[Token], place: int) -> bool:
    """Tell whether a verb says that something is not so; what merely failed says nothing of what follows."""
    forms = _forms(tokens[place])
    following = tokens[place + 1].plain if place + 1 < len(tokens) else ""
    if tokens[place].plain in _RULING:
        return following == "out"
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
            or _goes_on(tokens, at)
            or len(reached) == most
        ):
            break
        if token.weight:
            reached.append(at)
    return reached


def _goes_on(tokens: Sequence[Token], at: int) -> bool:
    """Tell whether "and" leads to what else is so: "was not hurt and was questioned"."""
    if tokens[at].plain != "and" or at + 1 >= len(tokens):
        return False
    return tokens[at + 1].plain in words.BE or tokens[at + 1].plain in ("has", "had", "have", "will")


def _written(case: Case, place: int, heads: Sequence[int]) -> str:
    return case.written(place, heads[0] if heads else place)
