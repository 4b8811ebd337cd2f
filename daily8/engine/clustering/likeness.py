"""How surely an article is related to others, in log odds, by weights that are learned.

First each of the others by itself: by what both say, as vectors and as words, and by the people, places and
stories that they share. Then in context: one that is also like those that are most like the article is surer than
one that is a little like the article alone. Headlines say little; of those, the ones of the same hours are surer.
"""

from dataclasses import dataclass
from functools import cache
from json import loads
from pathlib import Path

import numpy as np

from daily8.engine.clustering.crowd import Crowd, Flags, Floats
from daily8.engine.clustering.pieces import Piece

WEIGHTS = Path(__file__).with_name("related.json")

# What each shared person, place or other thing adds, at most for three of them, and being of one story.
_PERSON, _PLACE, _OTHER, _MOST_SHARED, _STORY = 0.3, 0.1, 0.15, 3, 1.5
# So many of the likest are the context.
_CONTEXT = 5
_DAY, _LONG = 24.0, 120.0


@dataclass(frozen=True, slots=True)
class Weights:
    """What `bench/training/train_related.py` learned. Headlines alone say less than a headline with a text."""

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
    context_base: float
    context_own: float
    context_support: float
    context_headline: float
    context_headline_own: float
    context_headline_support: float
    context_headline_near: float
    context_headline_far: float
    threshold: float
    headline_threshold: float
    same_event: float


@cache
def weights() -> Weights:
    """Return the weights that daily8 ships."""
    return Weights(**loads(WEIGHTS.read_text(encoding="utf-8")))


@dataclass(frozen=True, slots=True)
class Likenesses:
    """How like an article each of some others is."""

    meaning: Floats
    has_meaning: Flags
    wording: Floats
    # 1 where the languages differ, and where one side is a headline alone.
    across: Floats
    headline: Floats


def likenesses(article: Piece, others: Crowd) -> Likenesses:
    """Return how like the article each of the others is."""
    meaning, has_meaning = others.meanings(article)
    return Likenesses(
        meaning=meaning,
        has_meaning=has_meaning,
        wording=others.wordings(article),
        across=others.across(article).astype(np.float64),
        headline=others.headlines(article).astype(np.float64),
    )


def by_itself(article: Piece, others: Crowd) -> Floats:
    """Return how surely each of the others is related, by what it says and shares."""
    shared = np.array([_shared(article, one) for one in others.pieces])
    return shared + _by_likeness(likenesses(article, others))


@dataclass(frozen=True, slots=True)
class Context:
    """What each of some others is to an article in the midst of the rest."""

    own: Floats
    # How surely it is related to those that are likest to the article.
    support: Floats
    # How far apart in hours of a day, and in days: from 0 to 1.
    near: Floats
    far: Floats
    headline: Floats


def context(article: Piece, others: Crowd, own: Floats) -> Context:
    """Return the context of each of the others."""
    hours = others.hours(article)
    known = np.isfinite(hours)
    hours = np.where(known, hours, 0)
    return Context(
        own=own,
        support=_support(others, own),
        near=np.where(known, np.log1p(np.minimum(hours, _DAY)) / np.log1p(_DAY), 0.5),
        far=np.where(known, np.minimum(hours, _LONG) / _LONG, 0.5),
        headline=others.headlines(article).astype(np.float64),
    )


def in_context(found: Context) -> Floats:
    """Return how surely each is related, among the others."""
    learned = weights()
    of_headline = (
        learned.context_headline
        + learned.context_headline_own * found.own
        + learned.context_headline_support * found.support
        + learned.context_headline_near * found.near
        + learned.context_headline_far * found.far
    )
    return np.asarray(
        learned.context_base
        + learned.context_own * found.own
        + learned.context_support * found.support
        + of_headline * found.headline
    )


def least(found: Context) -> Floats:
    """Return how sure it has to be of each before a reader is shown it."""
    learned = weights()
    return np.where(found.headline > 0, learned.headline_threshold, learned.threshold)


def _by_likeness(pairs: Likenesses) -> Floats:
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


def _support(others: Crowd, own: Floats) -> Floats:
    """Return how surely each is related to the likest ones beside it, the surest of those counting most."""
    likest = np.argsort(-own, kind="stable")[:_CONTEXT].tolist()
    among = np.array([by_itself(others.pieces[place], others) for place in likest])
    counting = np.repeat(1 / (1 + np.exp(-own[likest]))[:, None], len(others), axis=1)
    counting[np.arange(len(likest)), likest] = 0
    total = counting.sum(axis=0)
    # One that stands alone has no support but its own.
    return np.where(total > 0, (counting * among).sum(axis=0) / np.maximum(total, 1e-9), own)


def _shared(article: Piece, one: Piece) -> float:
    """Return what things in common and the same story add."""
    common = (
        _PERSON * _common(article.people, one.people)
        + _PLACE * _common(article.places, one.places)
        + _OTHER * _common(article.others, one.others)
    )
    return common + (_STORY if article.story is not None and article.story == one.story else 0)


def _common(ours: frozenset[str], theirs: frozenset[str]) -> int:
    return 0 if ours.isdisjoint(theirs) else min(_MOST_SHARED, len(ours & theirs))
