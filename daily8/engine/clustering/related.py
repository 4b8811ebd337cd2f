"""What a reader of an article may go on to, and why.

The likest articles come first, publishers taking turns among those that are nearly as good, and newer ones before
older ones; none comes that a reader would call unrelated. How sure that has to be is a matter of `likeness`.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from daily8.engine.clustering.crowd import Crowd, Floats
from daily8.engine.clustering.likeness import by_itself, context, in_context, least, weights
from daily8.engine.clustering.pieces import Id, Piece, apart

MOST = 8

# So many of the likest candidates are looked at closely.
_LOOKED_AT = 30
# An article about the same event is of the same day of its story for so long.
_SAME_DAY = 18 * 3600.0
# Without the word of the grouping, articles published so far apart are not about the same event.
_SAME_EVENT = 96 * 3600.0
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
    shown = places[sure[places] >= least(found)[places]].tolist()
    chosen = _varied(others, order, shown, most)
    return [_as_related(article, others[place], sure=float(sure[place]), value=value) for place, value in chosen]


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


def _as_related(article: Piece, one: Piece, *, sure: float, value: float) -> Related:
    return Related(one.id, float(1 / (1 + np.exp(-value))), _reason(article, one, sure))


def _reason(article: Piece, one: Piece, sure: float) -> Reason:
    if _is_same_event(article, one, sure):
        seconds = apart(article, one)
        return Reason.EARLIER if seconds is not None and seconds < -_SAME_DAY else Reason.STORY
    if article.people & one.people:
        return Reason.PEOPLE
    return Reason.PLACE if article.places & one.places else Reason.BACKGROUND


def _is_same_event(article: Piece, one: Piece, sure: float) -> bool:
    """Tell whether both are of one story: by the grouping, and where it has not spoken by how sure it is."""
    if article.story is not None and one.story is not None:
        return article.story == one.story
    seconds = apart(article, one)
    return sure >= weights().same_event and (seconds is None or abs(seconds) <= _SAME_EVENT)
