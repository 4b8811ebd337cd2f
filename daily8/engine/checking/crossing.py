"""A claim in another language than its source: what can be compared all the same."""

from collections.abc import Sequence

from daily8.engine.checking.concepts import is_at_stake, opposites
from daily8.engine.checking.directory import directory
from daily8.engine.checking.polarity import negated
from daily8.engine.checking.reading import Reading, Token
from daily8.engine.checking.source import Source
from daily8.engine.checking.verdict import Doubt, Kind, Verdict
from daily8.engine.tagging.skeletons import skeleton

_LEAST_BONES = 2
# So many things of a claim must be found again in one sentence before it counts as borne out.
_LEAST_ANCHORS = 2
_LINE = 0.5
_WRITTEN = 80


def verdict(claim: Reading, source: Source, cited: Sequence[int] | None) -> Verdict:
    """Return whether numbers, dates, names and what the tables know are borne out; words are not compared.

    A quotation cannot be borne out by another language. The doubt of kind LANGUAGE says that words were not read.
    """
    allowed = (
        range(len(source.readings)) if cited is None else [at for at in cited if 0 <= at < len(source.readings)]
    )
    anchors = _anchors(claim)
    found = {place: _where(claim.tokens[place], kind, source, allowed) for place, kind in anchors.items()}
    sentences = _best(found)
    doubts = [
        Doubt(kind, claim.tokens[place].text)
        for place, kind in anchors.items()
        if not found[place] & set(sentences)
    ]
    doubts += [Doubt(Kind.QUOTATION, claim.text[start:end][:_WRITTEN]) for start, end in claim.quotations]
    doubts += _negation(claim, source, sentences)
    borne = len(anchors) - len(doubts)
    language = Doubt(Kind.LANGUAGE, claim.text[:_WRITTEN])
    if doubts or borne < _LEAST_ANCHORS:
        return Verdict(
            supported=False,
            score=min(_LINE - 0.01, 0.1 * max(borne, 0)),
            why=(*doubts, language),
            sentences=sentences,
        )
    return Verdict(supported=True, score=min(0.9, _LINE + 0.05 * borne), why=(language,), sentences=sentences)


def _anchors(claim: Reading) -> dict[int, Kind]:
    """Return what can be compared of a claim: where it stands, and what a doubt of it is about."""
    found: dict[int, Kind] = {}
    for place, token in enumerate(claim.tokens):
        if not token.weight:
            continue
        if token.dated:
            found[place] = Kind.DATE
        elif token.number is not None and (token.number != 1 or token.text[0].isdigit()):
            found[place] = Kind.NUMBER
        elif token.name:
            found[place] = Kind.NAME
        elif any(is_at_stake(concept) or opposites(concept) for concept in token.concepts):
            found[place] = Kind.PREDICATE
    return found


def _where(token: Token, kind: Kind, source: Source, allowed: Sequence[int]) -> set[int]:
    """Return the sentences that have what a word of another language says."""
    own = set(allowed)
    if kind is Kind.NAME:
        return own & _named(token, source)
    keys = {key for key in token.keys if key[0] in "#@="}
    if kind is Kind.DATE:
        return {number for number in own if keys and keys <= source.keys[number]}
    return {number for number in own if keys & source.keys[number]}


def _named(token: Token, source: Source) -> set[int]:
    """Return the sentences that have a name in their own letters: by its consonants, or by the tables."""
    bones = skeleton(token.plain.removeprefix("وال").removeprefix("ال"))
    found = set(source.bones.get(bones, ())) if len(bones) >= _LEAST_BONES else set()
    for thing in directory().named(token.plain) or ():
        found |= source.things.get(thing.key, set())
    return found


def _best(found: dict[int, set[int]]) -> tuple[int, ...]:
    """Return the one to three sentences that bear most, one after the other."""
    open_places = dict(found)
    chosen: list[int] = []
    while len(chosen) < 3:
        counts: dict[int, int] = {}
        for numbers in open_places.values():
            for number in numbers:
                counts[number] = counts.get(number, 0) + 1
        if not counts:
            break
        best = max(counts, key=lambda number: (counts[number], -number))
        chosen.append(best)
        open_places = {place: numbers for place, numbers in open_places.items() if best not in numbers}
    return tuple(chosen)


def _negation(claim: Reading, source: Source, sentences: Sequence[int]) -> list[Doubt]:
    """Doubt a negation that only one of both has, as far as one sentence bears the claim."""
    own = negated(claim.tokens)
    theirs = [negated(source.readings[number].tokens) for number in sentences]
    if bool(own) == any(theirs):
        return []
    written = claim.tokens[next(iter(own))].text if own else claim.text[:_WRITTEN]
    return [Doubt(Kind.NEGATION, written)]
