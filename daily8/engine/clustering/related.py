"""What a reader of an article may go on to, and why.

The likest articles come first, publishers taking turns among those that are nearly as good, and newer ones before
older ones; none comes that a reader would call unrelated. How sure that has to be is a matter of `likeness`.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from math import log2

import numpy as np

from daily8.engine.clustering.crowd import Crowd, Floats
from daily8.engine.clustering.likeness import by_itself, context, in_context, least, weights
from daily8.engine.clustering.pieces import Id, Piece, apart

MOST = 8

# So many of the likest candidates are looked at closely.
_LOOKED_AT = 30
# An article about the same event is of the same day of its story for so long.
_SAME_DAY = 18 * 3600.0
# So far apart the grouping tells stories of their own even of one event. It is the same event all the same where
# that is surer, by so much for each doubling of the time between.
_GROUPED, _SURER_EACH_DOUBLING = 96 * 3600.0, 1.0
# Where nothing is shared, neither event nor people nor place, the article has to recommend itself so far.
_BACKGROUND = -2.0
# What each article of a publisher that stands before costs the next one of it, and being older than the article.
_SAME_PUBLISHER, _OLDER = 0.4, 0.1


class Reason(StrEnum):
    """Why an article is related."""

    STORY = "story"
    EARLIER = "earlier"
    PEOPLE = "people"
    PLACE = "place"
    BACKGROUND = "background"


@dataclass(frozen=True, slots=True)
class Related:
    """An article to go on to: how far it recommends itself, from 0 to 1, falling along the list, and why."""

    id: Id
    score: float
    reason: Reason


def related(article: Piece, candidates: Sequence[Piece], *, most: int = MOST) -> list[Related]:
    """Return the candidates to go on to, best first; none that a reader would call unrelated.

    The candidates are those likest to the article, thirty or more where there are so many: how like they are to
    each other tells how sure to be. A text comes once, however many publishers print it, and the article's own
    text never.
    """
    texts = _one_of_each_text(article, candidates)
    if not texts:
        return []
    crowd, own = likest(article, texts)
    others = crowd.pieces
    found = context(article, crowd, own)
    sure = in_context(found)
    # How sure it is of headlines counts the time between them already.
    order = sure - (1 - found.headline) * (found.near + found.far)
    order -= np.array([_OLDER * _is_older(article, one) for one in others])
    places = np.argsort(-order, kind="stable")
    reasons = [_reason(article, one, float(value)) for one, value in zip(others, sure, strict=True)]
    is_weak = np.array([reason is Reason.BACKGROUND for reason in reasons]) & (order < _BACKGROUND)
    shown = places[(sure >= least(found))[places] & ~is_weak[places]].tolist()
    return [
        Related(others[place].id, float(1 / (1 + np.exp(-value))), reasons[place])
        for place, value in _varied(others, order, shown, most)
    ]


def _one_of_each_text(article: Piece, candidates: Sequence[Piece]) -> list[Piece]:
    """Return one candidate for each text but the article's own: the original where that is among them."""
    texts: dict[Id, Piece] = {}
    for one in candidates:
        is_own = one.id == article.id or one.original == article.original
        if not is_own and (one.copy_of is None or one.original not in texts):
            texts[one.original] = one
    return list(texts.values())


def likest(article: Piece, others: Sequence[Piece]) -> tuple[Crowd, Floats]:
    """Return the others that are worth a closer look, and how surely each is related by itself."""
    crowd = Crowd(others)
    own = by_itself(article, crowd)
    places = np.argsort(-own, kind="stable")[:_LOOKED_AT].tolist()
    return crowd.of(places), own[places]


def _is_older(article: Piece, one: Piece) -> bool:
    seconds = apart(article, one)
    return seconds is not None and seconds < 0


def _varied(others: Sequence[Piece], order: Floats, places: Sequence[int], most: int) -> list[tuple[int, float]]:
    """Return the best of the places, publishers taking turns among those that are nearly as good, and how good."""
    left, chosen = list(places), list[tuple[int, float]]()
    shown: Counter[str] = Counter()
    while left and len(chosen) < most:
        value = {place: float(order[place]) - _SAME_PUBLISHER * shown[others[place].publisher] for place in left}
        best = max(left, key=value.__getitem__)
        left.remove(best)
        chosen.append((best, value[best]))
        if others[best].publisher:
            shown[others[best].publisher] += 1
    return chosen


def _reason(article: Piece, one: Piece, sure: float) -> Reason:
    if _is_same_event(article, one, sure):
        seconds = apart(article, one)
        return Reason.EARLIER if seconds is not None and seconds < -_SAME_DAY else Reason.STORY
    if article.people & one.people:
        return Reason.PEOPLE
    return Reason.PLACE if article.places & one.places else Reason.BACKGROUND


def _is_same_event(article: Piece, one: Piece, sure: float) -> bool:
    """Tell whether both report one event: by the grouping as long as it speaks, and else by how sure it is."""
    seconds = abs(apart(article, one) or 0.0)
    is_grouped = article.story is not None and one.story is not None
    if is_grouped and (seconds <= _GROUPED or article.story == one.story):
        return article.story == one.story
    return sure >= weights().same_event + _SURER_EACH_DOUBLING * log2(max(1.0, seconds / _GROUPED))
