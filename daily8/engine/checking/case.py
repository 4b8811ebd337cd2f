"""A claim beside its source: which sentences it rests on, and which of its words stand where in them."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from heapq import nsmallest
from itertools import pairwise

from daily8.engine.checking.reading import Reading, Token
from daily8.engine.checking.source import Place, Source
from daily8.engine.checking.thesaurus import senses

MOST_SENTENCES = 3
# What a word is worth that the source tells with another one.
_SENSE = 0.7
# Of more sentences than this only those that have most of a claim are looked at.
_MANY, _MOST_READ, _ELSEWHERE = 80, 60, 8
# A third sentence must bear so much of a claim that the first two do not.
_LEAST_THIRD = 0.12
_ENDS = frozenset(".;:!?؛؟")
# Words further away than this say nothing of each other.
_REACH = 7
_SHARED, _WRITTEN = 0.1, 0.2
_OTHER_SENTENCE, _BACKWARDS, _JUMP, _LONGEST_JUMP = 1.6, 0.4, 0.12, 1.2


@dataclass(slots=True)
class Case:
    """A claim with its evidence.

    `sentences` are the numbers of the sentences that it rests on, best first; `aligned` says for each word of the
    claim which word of theirs says the same. `wheres` are all the places of each word, and `inside` the same by
    sentences.
    """

    claim: Reading
    source: Source
    sentences: tuple[int, ...] = ()
    aligned: list[Place | None] = field(default_factory=list)
    wheres: list[list[Place]] = field(default_factory=list)
    inside: list[dict[int, list[int]]] = field(default_factory=list)
    places: frozenset[str] = frozenset()

    def covered(self, sentences: Sequence[int]) -> float:
        """Return which share of what the claim says stands in some sentences."""
        total = sum(token.weight for token in self.claim.tokens)
        own = set(sentences)
        inside = sum(
            token.weight * (1 if any(number in own for number, _ in where) else self._meant(token, own))
            for token, where in zip(self.claim.tokens, self.wheres, strict=True)
            if token.weight
        )
        return inside / total if total else 0.0

    def _meant(self, token: Token, sentences: Collection[int]) -> float:
        """Return what a word is worth whose sense some sentences tell with another one: no name, and no number."""
        if token.name or token.number is not None or not (meant := senses(token.plain)):
            return 0.0
        return _SENSE if any(meant & self.source.senses(number) for number in sentences) else 0.0

    def token(self, place: Place) -> Token:
        """Return a word of the source."""
        return self.source.token(place)

    def beside(self, place: int, direction: int, *, reach: int = 4) -> int | None:
        """Return the next word of the claim that says something, before or after one, within the same clause."""
        tokens = self.claim.tokens
        at = place
        for _ in range(reach):
            if direction > 0 and at + 1 < len(tokens) and not _ENDS.isdisjoint(tokens[at + 1].before):
                return None
            if direction < 0 and not _ENDS.isdisjoint(tokens[at].before):
                return None
            at += direction
            if not 0 <= at < len(tokens):
                return None
            if tokens[at].weight:
                return at
        return None

    def votes(self, place: int) -> dict[int, float]:
        """Return how much the words around one of the claim speak for each sentence of the source."""
        found: dict[int, float] = {}
        own = self.claim.tokens[place]
        steps = 0
        for direction in (-1, 1):
            steps = 0
            at = place + direction
            while 0 <= at < len(self.claim.tokens) and steps < _REACH:
                token = self.claim.tokens[at]
                if token.weight and not (own.name and token.name and abs(at - place) == 1):
                    steps += 1
                    share = self.source.rarity(token) / (1 + 0.35 * steps)
                    for number in self.inside[at]:
                        found[number] = found.get(number, 0.0) + share
                at += direction
        return found

    def written(self, first: int, last: int) -> str:
        """Return the words of the claim from one up to and with another, as they are written."""
        return self.claim.text[self.claim.tokens[first].start : self.claim.tokens[last].end]


def case_of(claim: Reading, source: Source, cited: Sequence[int] | None, places: frozenset[str]) -> Case:
    """Return a claim with the sentences that bear most of it, of those it cites where it cites any."""
    case = Case(claim, source, wheres=[source.where(token) if token.weight else [] for token in claim.tokens])
    case.places = source.places | places
    allowed = [number for number in cited if 0 <= number < len(source.readings)] if cited is not None else None
    if allowed is not None:
        own = set(allowed)
        case.wheres = [[place for place in where if place[0] in own] for where in case.wheres]
    if len(source.readings) > _MANY:
        case.wheres = _narrowed(case)
    case.inside = [_by_sentence(where) for where in case.wheres]
    case.sentences = _evidence(case)
    case.aligned = _align(case)
    return case


def _narrowed(case: Case) -> list[list[Place]]:
    """Return the places of words in those of many sentences that have most of a claim, and elsewhere a few."""
    scores: dict[int, float] = defaultdict(float)
    for place, where in enumerate(case.wheres):
        weight = case.claim.tokens[place].weight
        for number in {number for number, _ in where}:
            scores[number] += weight
    best = set(nsmallest(_MOST_READ, scores, key=lambda number: (-scores[number], number)))
    return [[place for place in where if place[0] in best] or where[:_ELSEWHERE] for where in case.wheres]


def _by_sentence(where: Sequence[Place]) -> dict[int, list[int]]:
    found: dict[int, list[int]] = {}
    for number, at in where:
        found.setdefault(number, []).append(at)
    return found


def _evidence(case: Case) -> tuple[int, ...]:
    """Choose the sentences that bear most of a claim, one after the other."""
    open_tokens = {
        place: {number for number, _ in where}
        for place, where in enumerate(case.wheres)
        if case.claim.tokens[place].weight
    }
    total = sum(case.claim.tokens[place].weight for place in open_tokens) or 1.0
    chosen: list[int] = []
    while len(chosen) < MOST_SENTENCES:
        gains = _gains(case, open_tokens)
        if not gains:
            break
        most = round(max(gains.values()), 6)
        tied = [number for number in gains if round(gains[number], 6) == most]
        best = max(tied, key=lambda number: (_closeness(case, number), -number)) if len(tied) > 1 else tied[0]
        if chosen and gains[best] < (_LEAST_THIRD * total if len(chosen) > 1 else 0.9):
            break
        chosen.append(best)
        open_tokens = {place: numbers for place, numbers in open_tokens.items() if best not in numbers}
    return tuple(chosen)


def _gains(case: Case, open_tokens: dict[int, set[int]]) -> dict[int, float]:
    gains: dict[int, float] = {}
    for place, numbers in open_tokens.items():
        for number in numbers:
            gains[number] = gains.get(number, 0.0) + case.claim.tokens[place].weight
    return gains


def _closeness(case: Case, number: int) -> int:
    """Return how many neighbours of the claim are neighbours in a sentence too."""
    content = [found[number] for found in case.inside if number in found]
    return sum(
        any(0 < after - before <= 4 for before in one for after in other) for one, other in pairwise(content)
    )


def _align(case: Case) -> list[Place | None]:
    """Find for each word of a claim its word in the evidence, so that neighbours stay neighbours."""
    allowed = set(case.sentences)
    found: list[Place | None] = [None] * len(case.claim.tokens)
    steps = [
        (place, options)
        for place, where in enumerate(case.wheres)
        if (options := [each for each in where if each[0] in allowed])
    ]
    best: list[dict[Place, tuple[float, Place | None]]] = []
    for at, (place, options) in enumerate(steps):
        row: dict[Place, tuple[float, Place | None]] = {}
        for option in options:
            written = case.token(option).plain == case.claim.tokens[place].plain
            own = -_WRITTEN * written - _SHARED * len(case.claim.tokens[place].keys & case.token(option).keys)
            if not at:
                row[option] = (own, None)
                continue
            gap = place - steps[at - 1][0]
            cost, before = min((total + _jump(last, option, gap), last) for last, (total, _) in best[-1].items())
            row[option] = (own + cost, before)
        best.append(row)
    last = min(best[-1], key=lambda option: best[-1][option][0]) if best else None
    for (place, _), row in zip(reversed(steps), reversed(best), strict=True):
        found[place] = last
        last = row[last][1] if last else None
    return found


def _jump(one: Place, other: Place, gap: int) -> float:
    """Return what it costs that two words that are so far apart in the claim stand at these places."""
    if one[0] != other[0]:
        return _OTHER_SENTENCE
    step = other[1] - one[1]
    return min(abs(step - gap) * _JUMP, _LONGEST_JUMP) + (_BACKWARDS if step <= 0 else 0.0)
