"""How much each sentence says of what all of them say: vectors of their words, and the middle of these."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from math import log, sqrt

from daily8.engine.tagging.commonness import rarity
from daily8.engine.words import Term, terms
from daily8.engine.words.terms import plain

Vector = Mapping[str, float]

# What a word of every sentence still weighs: about that of "the".
_LEAST_RARITY = 1.2
_TITLE = 1.0


def vectors(texts: Sequence[str]) -> list[Vector]:
    """Return the words of each text with their weights, at unit length; everyday words have none."""
    return [_unit(_weighed(text)) for text in texts]


def centre(of: Sequence[Vector], title: Vector) -> Vector:
    """Return the words that most sentences share, those of the title first."""
    total: defaultdict[str, float] = defaultdict(float)
    for vector in of:
        for term, weight in vector.items():
            total[term] += weight
    for term, weight in title.items():
        total[term] += weight * _TITLE
    return _unit(total)


def likeness(one: Vector, other: Vector) -> float:
    """Return the cosine of two vectors of unit length."""
    if len(one) > len(other):
        one, other = other, one
    return sum(weight * other[term] for term, weight in one.items() if term in other)


def _weighed(text: str) -> Vector:
    counts: Counter[str] = Counter()
    rare: dict[str, float] = {}
    for term in terms(text):
        if term.text not in rare:
            rare[term.text] = _rarity(text, term)
        if rare[term.text] > 0:
            counts[term.text] += 1
    return {term: (1 + log(count)) * rare[term] for term, count in counts.items()}


def _rarity(text: str, term: Term) -> float:
    written = plain(text[term.start : term.end])
    return max(0.0, min(rarity(written), rarity(term.text)) - _LEAST_RARITY)


def _unit(weights: Mapping[str, float]) -> Vector:
    length = sqrt(sum(_squares(weights.values())))
    return {term: weight / length for term, weight in weights.items()} if length else {}


def _squares(values: Iterable[float]) -> Iterable[float]:
    return (value * value for value in values)
