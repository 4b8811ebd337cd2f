"""What a reader of an article may go on to, and why.

Two articles are related by what they say, as vectors and as words; how much each tells, and from where on a pair
is related, is learned by `bench/training/train_related.py`. Among related ones those come first that were
published near to the article, are about the same people and places, and come from another publisher than those
before them.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from functools import cache
from json import loads
from pathlib import Path
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from daily8.engine.clustering.features import BITS, Terms, Vector

Id: TypeAlias = int | str
_Floats: TypeAlias = NDArray[np.float64]

MOST = 8
WEIGHTS = Path(__file__).with_name("related.json")

_HOUR = 3600.0
# An article about the same event is of the same day of its story for so long.
_SAME_DAY = 18 * _HOUR
# Without the word of the grouping, articles published so far apart are not about the same event.
_SAME_EVENT = 96 * _HOUR
# What each shared person, place or other thing adds, at most for three of them, and being of one story.
_PERSON, _PLACE, _OTHER, _MOST_SHARED, _STORY = 0.3, 0.15, 0.15, 3, 1.5
# What each article of a publisher that stands before costs the next one of it.
_SAME_PUBLISHER = 0.25
# A newer article comes before an older one when little else tells them apart.
_NEWER = 0.05


class Reason(StrEnum):
    """Why an article is related."""

    STORY = "story"
    EARLIER = "earlier"
    PEOPLE = "people"
    PLACE = "place"
    BACKGROUND = "background"


@dataclass(frozen=True, slots=True)
class Piece:
    """What is known of an article when related ones are looked for."""

    id: Id
    published: datetime | None
    publisher: str
    language: str
    # Centred and of length 1; empty or all zeros where there is none.
    vector: Vector
    terms: Terms
    # Nothing but a headline is known.
    is_headline: bool = False
    story: Id | None = None
    # The article of which this one is a copy.
    copy_of: Id | None = None
    people: frozenset[str] = field(default=frozenset())
    places: frozenset[str] = field(default=frozenset())
    others: frozenset[str] = field(default=frozenset())

    @property
    def original(self) -> Id:
        """Whose text it is."""
        return self.id if self.copy_of is None else self.copy_of


@dataclass(frozen=True, slots=True)
class Related:
    """An article to go on to: how surely it is related, from 0 to 1, and why."""

    id: Id
    score: float
    reason: Reason


@dataclass(frozen=True, slots=True)
class Weights:
    """What was learned, in log odds: what likeness in meaning and wording tells, and what distance in time costs."""

    base: float
    meaning: float
    wording: float
    across: float
    across_meaning: float
    headline: float
    headline_meaning: float
    headline_wording: float
    letters_base: float
    letters_wording: float
    hours: float
    days: float
    threshold: float
    headline_threshold: float
    same_event: float


def related(article: Piece, candidates: Sequence[Piece], *, most: int = MOST) -> list[Related]:
    """Return the candidates to go on to, best first; none that a reader would call unrelated.

    A text stands in the list once, however many publishers print it, and the article's own text never.
    """
    others = [one for one in candidates if one.original != article.original and one.id != article.id]
    if not others:
        return []
    sure = sureness(likenesses(article, others)) + np.array([_shared(article, one) for one in others])
    order = sure - distance(article, others)
    least = np.array([_least(article, one) for one in others])
    places = [place for place in np.argsort(-order, kind="stable").tolist() if sure[place] >= least[place]]
    chosen = _varied(others, order, _texts_once(others, places), most)
    return [_as_related(article, others[place], float(sure[place])) for place in chosen]


@dataclass(frozen=True, slots=True)
class Likenesses:
    """How like an article each of some others is."""

    meaning: _Floats
    has_meaning: NDArray[np.bool_]
    wording: _Floats
    # 1 where the languages differ, and where one side is a headline alone.
    across: _Floats
    headline: _Floats


def likenesses(article: Piece, others: Sequence[Piece]) -> Likenesses:
    """Return how like the article each of the others is."""
    meaning, has_meaning = _meaning(article, others)
    return Likenesses(
        meaning=meaning,
        has_meaning=has_meaning,
        wording=_wording(article, others),
        across=np.array([one.language != article.language for one in others], dtype=np.float64),
        headline=np.array([one.is_headline or article.is_headline for one in others], dtype=np.float64),
    )


def sureness(pairs: Likenesses) -> _Floats:
    """Return how surely each pair is related by what it says, in log odds."""
    learned = weights()
    full = (
        learned.base
        + (learned.meaning + learned.across_meaning * pairs.across) * pairs.meaning
        + learned.wording * pairs.wording
        + learned.across * pairs.across
        + (learned.headline + learned.headline_meaning * pairs.meaning) * pairs.headline
        + learned.headline_wording * pairs.headline * pairs.wording
    )
    return np.where(pairs.has_meaning, full, learned.letters_base + learned.letters_wording * pairs.wording)


def distance(article: Piece, others: Sequence[Piece]) -> _Floats:
    """Return what the time between the article and each of the others costs; half of all where it is not known."""
    learned = weights()
    costs = np.full(len(others), (learned.hours + learned.days) / 2)
    for place, one in enumerate(others):
        apart = _apart(article, one)
        if apart is not None:
            hours = abs(apart) / _HOUR
            near, far = np.log1p(min(hours, 24)) / np.log(25), min(hours, 120) / 120
            costs[place] = learned.hours * near + learned.days * far - (_NEWER if apart > 0 else 0)
    return costs


@cache
def weights() -> Weights:
    """Return the weights that daily8 ships."""
    return Weights(**loads(WEIGHTS.read_text(encoding="utf-8")))


def _meaning(article: Piece, others: Sequence[Piece]) -> tuple[_Floats, NDArray[np.bool_]]:
    """Return how near in meaning each is, and of which that is known."""
    size = len(article.vector)
    has = (
        np.array([0 < size == len(one.vector) and bool(one.vector.any()) for one in others]) & article.vector.any()
    )
    near = np.zeros(len(others))
    if has.any():
        near[has] = (
            np.stack([one.vector for one, known in zip(others, has, strict=True) if known]) @ article.vector
        )
    return near, has


def _wording(article: Piece, others: Sequence[Piece]) -> _Floats:
    """Return how far each uses the article's words."""
    # Fresh zeros cost only the pages that are touched.
    table = np.zeros(1 << BITS, dtype=np.float32)
    table[article.terms.hashes] = article.terms.weights
    return np.array([float(table[one.terms.hashes] @ one.terms.weights) for one in others])


def _shared(article: Piece, one: Piece) -> float:
    """Return what things in common and the same story add."""
    common = (
        _PERSON * min(_MOST_SHARED, len(article.people & one.people))
        + _PLACE * min(_MOST_SHARED, len(article.places & one.places))
        + _OTHER * min(_MOST_SHARED, len(article.others & one.others))
    )
    return common + (_STORY if _is_of_story(article, one) else 0)


def _least(article: Piece, one: Piece) -> float:
    """Return how sure it must be that one is related: surer where only headlines tell."""
    learned = weights()
    return learned.headline_threshold if article.is_headline and one.is_headline else learned.threshold


def _texts_once(others: Sequence[Piece], places: Sequence[int]) -> list[int]:
    """Return the places without further copies of a text that stands before."""
    firsts = {others[place].original: place for place in reversed(places)}
    return [place for place in places if firsts[others[place].original] == place]


def _varied(others: Sequence[Piece], order: _Floats, places: Sequence[int], most: int) -> list[int]:
    """Return the best of the places, publishers taking turns among those that are nearly as good."""
    left, chosen = list(places), list[int]()
    shown: Counter[str] = Counter()
    while left and len(chosen) < most:
        best = max(left, key=lambda place: order[place] - _SAME_PUBLISHER * shown[others[place].publisher])
        left.remove(best)
        chosen.append(best)
        if others[best].publisher:
            shown[others[best].publisher] += 1
    return chosen


def _as_related(article: Piece, one: Piece, sure: float) -> Related:
    return Related(one.id, float(1 / (1 + np.exp(-sure))), _reason(article, one, sure))


def _reason(article: Piece, one: Piece, sure: float) -> Reason:
    if _is_same_event(article, one, sure):
        apart = _apart(article, one)
        return Reason.EARLIER if apart is not None and apart < -_SAME_DAY else Reason.STORY
    if article.people & one.people:
        return Reason.PEOPLE
    return Reason.PLACE if article.places & one.places else Reason.BACKGROUND


def _is_same_event(article: Piece, one: Piece, sure: float) -> bool:
    """Tell whether both are of one story: by the grouping, and where it has not spoken by how like they are."""
    if article.story is not None and one.story is not None:
        return article.story == one.story
    apart = _apart(article, one)
    return sure >= weights().same_event and (apart is None or abs(apart) <= _SAME_EVENT)


def _is_of_story(article: Piece, one: Piece) -> bool:
    return article.story is not None and article.story == one.story


def _apart(article: Piece, one: Piece) -> float | None:
    """Return how many seconds after the article one was published, if both are known."""
    if article.published is None or one.published is None:
        return None
    return (one.published - article.published).total_seconds()
