"""Verbs: whether the source says what happened, or its opposite, or only that it may."""

from collections.abc import Iterator, Sequence

from daily8.engine.checking import words
from daily8.engine.checking.actors import known
from daily8.engine.checking.case import Case
from daily8.engine.checking.concepts import converses, is_at_stake, opposites
from daily8.engine.checking.displacement import is_displaced
from daily8.engine.checking.polarity import negated
from daily8.engine.checking.reading import Token
from daily8.engine.checking.scenes import scene
from daily8.engine.checking.source import Place
from daily8.engine.checking.thesaurus import senses
from daily8.engine.checking.verdict import Doubt, Kind

_REACH = 4
_MOST_CONVERSE = 8
_THAT = frozenset({"that", "ان", "انه", "انها", "انهم", "بان"})
_CLAUSE_SIGNS = frozenset(",;:،؛—–")
# What two sentences say that stand so close is often told in one.
_BESIDE = 2


def predicates(case: Case) -> Iterator[Doubt]:
    """Doubt verbs of high stakes that the source does not have, and those whose opposite it has in their place."""
    for place, token in enumerate(case.claim.tokens):
        if token.stop or not token.concepts or token.name or token.quoted:
            continue
        if case.aligned[place] is None:
            if _is_converse(case, place) or _is_told_otherwise(case, place) or _is_known_noun(case, place):
                continue
            if any(map(is_at_stake, token.concepts)) or _has_opposite(case, place):
                yield Doubt(Kind.PREDICATE, token.text)
        elif _is_exchanged(case, place) or _is_hedged_only(case, place) or _is_from_elsewhere(case, place):
            yield Doubt(Kind.PREDICATE, token.text)


def _is_told_otherwise(case: Case, place: int) -> bool:
    """Tell whether the evidence says what somebody did in other words: evacuated, moved to safety."""
    token = case.claim.tokens[place]
    if "accuse" in token.concepts and _is_said(case, place):
        return True
    if not token.concepts.isdisjoint(_HARD) or _has_opposite(case, place):
        return False
    meant = senses(token.plain)
    return any(meant & case.source.senses(number) for number in case.sentences) or _is_not_so(case, place)


# What must be told with the same words, or with those of one concept.
_HARD = frozenset(
    {
        "die", "kill", "arrest", "charge", "accuse", "convict", "acquit", "jail", "attack", "rape", "steal",
        "kidnap", "bribe", "sue", "fine", "lose", "draw", "marry", "divorce", "born", "infect", "cure", "bankrupt",
        "elect", "surrender", "declare-war", "ban",
    }
)  # fmt: skip


def _is_said(case: Case, place: int) -> bool:
    """Tell whether somebody says in the source what a claim has him accuse others of."""
    tokens = case.source.readings[_meant(case, place)].tokens if case.sentences else []
    said = any(token.plain.lstrip("و") in words.SPEECH for token in tokens)
    return said and any(token.plain in _THAT for token in tokens)


def _is_not_so(case: Case, place: int) -> bool:
    """Tell whether a sentence that is meant says with a "not" what a claim says with "denied" or "acquitted"."""
    if case.claim.tokens[place].concepts.isdisjoint({"deny", "acquit"}) or not case.sentences:
        return False
    return bool(negated(case.source.readings[_meant(case, place)].tokens))


def _meant(case: Case, place: int) -> int:
    """Return the number of the sentence that the words around one of the claim speak for."""
    votes = case.votes(place)
    return max(votes, key=lambda number: (votes[number], -number), default=case.sentences[0])


def _is_known_noun(case: Case, place: int) -> bool:
    """Tell whether a word is a thing that the source has told of elsewhere: "the strike", السجن."""
    token = case.claim.tokens[place]
    if not case.wheres[place]:
        return False
    if any(number == 0 for number, _ in case.wheres[place]):
        # All of a report is about what its first line says.
        return True
    return token.plain.startswith("ال") if case.source.arabic else _follows_article(case, place)


def _follows_article(case: Case, place: int) -> bool:
    before = case.claim.tokens[place - 1].plain if place else ""
    return before == "the" and not case.claim.tokens[place].plain.endswith("ed")


def _is_from_elsewhere(case: Case, place: int) -> bool:
    """Tell whether a verb that matters stands only where the source speaks of something else."""
    concepts = case.claim.tokens[place].concepts
    matters = any(is_at_stake(concept) or opposites(concept) for concept in concepts)
    if not matters or not is_displaced(case, place) or ("accuse" in concepts and _is_said(case, place)):
        return False
    meant = senses(case.claim.tokens[place].plain) if concepts.isdisjoint(_HARD) else frozenset()
    if meant & case.source.senses(_meant(case, place)) or _is_not_so(case, place) or _is_thing(case, place):
        return False
    return not _has_own_clause(case, place)


# These are things as often as what somebody does: "the strike", السجن.
_THINGS = frozenset({"jail", "elect", "attack", "charge", "ban", "convict", "suspend", "election"})


def _is_thing(case: Case, place: int) -> bool:
    """Tell whether a word is a thing that the source tells of, rather than what somebody does."""
    token = case.claim.tokens[place]
    if token.concepts.isdisjoint(_THINGS):
        return False
    return token.plain.startswith("ال") if case.source.arabic else _follows_article(case, place)


def _has_own_clause(case: Case, place: int) -> bool:
    """Tell whether all the words of a clause stand in a sentence beside the one that the rest is told in."""
    where, tokens = case.aligned[place], case.claim.tokens
    if where is None or abs(where[0] - _meant(case, place)) > _BESIDE:
        return False
    clause = [at for at in _clause(tokens, place) if tokens[at].weight and at != place]
    kept = [at for at in clause if case.wheres[at]]
    return len(clause) < len(tokens) - 1 and all(case.inside[at].get(where[0]) for at in kept)


def _clause(tokens: Sequence[Token], place: int) -> range:
    """Return the places of the words from one sign or conjunction to the next."""
    first, last = place, place
    while first > 0 and not _opens_clause(tokens, first):
        first -= 1
    while last + 1 < len(tokens) and not _opens_clause(tokens, last + 1):
        last += 1
    return range(first, last + 1)


def _opens_clause(tokens: Sequence[Token], at: int) -> bool:
    word = tokens[at].plain
    signed = not _CLAUSE_SIGNS.isdisjoint(tokens[at].before)
    return signed or word in words.CLAUSES or word in words.RELATIVES or word in ("and", "لكن", "ولكن")


def _is_converse(case: Case, place: int) -> bool:
    """Tell whether the source says the same from the other side: A beat B, where the claim has B lose."""
    against = frozenset().union(*map(converses, case.claim.tokens[place].concepts))
    if not against:
        return False
    mine = scene(case.claim.tokens, place, arabic=case.source.arabic)
    for number in case.sentences:
        tokens = case.source.readings[number].tokens
        subjects, objects = (known(case, each, number) for each in (mine.subjects, mine.objects))
        for at in [at for at, token in enumerate(tokens) if against & token.concepts][:_MOST_CONVERSE]:
            theirs = scene(tokens, at, arabic=case.source.arabic)
            if subjects & theirs.objects and objects & theirs.subjects:
                return True
    return False


def _has_opposite(case: Case, place: int) -> bool:
    """Tell whether the evidence has a word that excludes one of the claim, and that the claim has not as well."""
    against = frozenset().union(*map(opposites, case.claim.tokens[place].concepts))
    if not against:
        return False
    claimed = {where for where in case.aligned if where}
    return any(
        against & token.concepts and (number, at) not in claimed
        for number in case.sentences
        for at, token in enumerate(case.source.readings[number].tokens)
    )


def _is_exchanged(case: Case, place: int) -> bool:
    """Tell whether the opposite of a word stands nearer to the words around it than the word itself does."""
    at = case.aligned[place]
    token = case.claim.tokens[place]
    against = frozenset().union(*map(opposites, token.concepts)) - token.concepts
    if at is None or not against or _is_in_place(case, place, at[0]):
        return False
    near = _anchors(case, place, at[0])
    rivals = [
        other
        for other, each in enumerate(case.source.readings[at[0]].tokens)
        if against & each.concepts and not token.keys & each.keys and not _is_past(case, at, other)
    ]
    if not near or not rivals:
        return False
    own = _distance(at[1], near)
    return any(_distance(rival, near) + 1 < own for rival in rivals)


def _is_past(case: Case, own: Place, other: int) -> bool:
    """Tell whether only the other of two words of a sentence is led by a preposition: "after his arrest"."""
    tokens = case.source.readings[own[0]].tokens
    led = [bool(at) and tokens[at - 1].plain in words.PREPOSITIONS for at in (own[1], other)]
    return led[1] and not led[0] and case.source.arabic


def _is_in_place(case: Case, place: int, number: int) -> bool:
    """Tell whether the two words nearest to one of the claim stand near it in the source as well."""
    before, after = case.beside(place, -1), case.beside(place, 1)
    near = [before, after]
    if before is None and after is not None:
        near = [after, case.beside(after, 1)]
    if after is None and before is not None:
        near = [case.beside(before, -1), before]
    at = case.aligned[place]
    aligned = [case.aligned[each] for each in near if each is not None]
    return len(aligned) > 1 and all(
        where and at and where[0] == number and abs(where[1] - at[1]) <= _REACH + 1 for where in aligned
    )


def _anchors(case: Case, place: int, number: int) -> list[int]:
    """Return where the nearest words on either side of one in the claim stand in a sentence.

    A name or number says more than any other word: where there is one near, it alone counts.
    """
    found: list[tuple[int, Token]] = []
    for direction in (-1, 1):
        for step in range(1, _REACH + 1):
            at = place + direction * step
            if not 0 <= at < len(case.aligned):
                break
            where = case.aligned[at]
            if where and where[0] == number:
                found.append((where[1], case.claim.tokens[at]))
    special = [at for at, token in found if token.name or token.number is not None]
    return special[:2] or [at for at, _ in found[:2]]


def _distance(place: int, anchors: list[int]) -> int:
    return min((abs(place - anchor) for anchor in anchors), default=0)


def _is_hedged_only(case: Case, place: int) -> bool:
    """Tell whether the source says that something of high stakes may be so, and the claim that it is."""
    at = case.aligned[place]
    if at is None or not any(map(is_at_stake, case.claim.tokens[place].concepts)):
        return False
    source = case.source.readings[at[0]].tokens
    before = [token.plain for token in source[max(0, at[1] - _REACH) : at[1]]]
    own = [token.plain for token in case.claim.tokens[max(0, place - _REACH - 2) : place]]
    hedged = [word for word in before if word in words.HEDGES]
    ordered = {token.plain for token in source[max(0, at[1] - 2 * _REACH) : at[1]]} & words.ORDERS
    if before[-1:] == ["to"] and ordered:
        hedged.append("to")
    return bool(hedged) and words.HEDGES.isdisjoint(own) and not _is_idle(case, place)


def _is_idle(case: Case, place: int) -> bool:
    """Tell whether a word of high stakes is a noun that nobody asserts: behind "of", "for" or "against"."""
    before = case.claim.tokens[place - 1].plain if place else ""
    return before in words.PREPOSITIONS or before == "the"
