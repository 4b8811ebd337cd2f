"""How well an article fits a story, and how well two stories fit each other.

A score is a sum of a few likenesses by weights that `bench/training/search_grouping.py` finds; joining begins at
0. What holds whatever was found stands in `guards.py`.
"""

from dataclasses import dataclass
from functools import cache
from json import loads
from pathlib import Path

import numpy as np
import numpy.typing as npt

from daily8.engine.clustering.stories import SAMPLE, Story
from daily8.engine.clustering.window import Floats, Probe, Rows, Window

_Numbers = npt.NDArray[np.floating]

WEIGHTS = Path(__file__).with_name("grouping.json")
DAY = 86_400.0

_MERGE_SAMPLE = 16
# So many stories are told of, the best ones.
_BEST = 8
# No mean likeness of words between two stories is larger, but for copies.
_LIKELY_WORDING = 0.5


@dataclass(frozen=True, slots=True)
class Weights:
    """What each likeness counts for an article and a story, and for two stories."""

    meaning_mean: float
    meaning_most: float
    wording_mean: float
    wording_most: float
    day: float
    most_days: float
    start: float
    margin: float
    merge_meaning_mean: float
    merge_meaning_middle: float
    merge_wording: float
    merge_day: float
    merge_size: float
    merge_start: float


@dataclass(frozen=True, slots=True)
class Scoring:
    """The weights where there are vectors, and where words alone decide."""

    meaning: Weights
    words: Weights


@dataclass(frozen=True, slots=True)
class Fit:
    """How well an article fits a story, before it is held against the other stories."""

    story: Story
    score: float
    # How near its nearest article is, from 0 to 1.
    likeness: float
    # Days to the article of the story that is nearest in time, and the likenesses that guards ask for.
    days: float
    wording: float
    meaning: float


@cache
def trained() -> Scoring:
    """Return the weights as they were learned."""
    stored = loads(WEIGHTS.read_text(encoding="utf-8"))
    return Scoring(Weights(**stored["meaning"]), Weights(**stored["words"]))


def fits(window: Window, scoring: Scoring, probe: Probe, stories: list[Story]) -> list[Fit]:
    """Return how well an article fits the stories that it fits best, best first."""
    if not stories:
        return []
    samples = [story.rows[-SAMPLE:] for story in stories]
    sizes = np.array([len(sample) for sample in samples])
    rows = np.array([row for sample in samples for row in sample], dtype=np.intp)
    starts = np.cumsum(sizes) - sizes
    wordings = window.wordings(probe, rows)
    days = np.minimum.reduceat(np.abs(window.published[rows] - probe.published), starts) / DAY
    meanings = window.meanings(probe, rows)
    means, most = _means(window, probe, stories, meanings, starts), np.maximum.reduceat(meanings, starts)
    wording_most = np.maximum.reduceat(wordings, starts)
    wording_mean = np.add.reduceat(wordings, starts) / sizes
    told = np.array([probe.vector is not None and story.vectors > 0 for story in stories])
    by_meaning, by_words = (
        _score(weights, means, most, wording_mean, wording_most, days)
        for weights in (scoring.meaning, scoring.words)
    )
    scores = np.where(told, by_meaning, by_words).round(4)
    nearness = np.where(told, (most + wording_most) / 2, wording_most).round(4)
    return [
        Fit(
            stories[place],
            float(scores[place]),
            float(nearness[place]),
            days=float(days[place]),
            wording=float(wording_most[place]),
            meaning=float(means[place]),
        )
        for place in np.argsort(-scores, kind="stable")[:_BEST].tolist()
    ]


def joins(found: list[Fit], scoring: Scoring, probe: Probe) -> float:
    """Return how far the best story is from being joined: 0 and more is near enough.

    The nearer the second-best story is, the less sure it is that the best one is right.
    """
    weights = scoring.words if probe.vector is None else scoring.meaning
    second = max(found[1].score, 0.0) if len(found) > 1 else 0.0
    return round(found[0].score + weights.margin * (found[0].score - second) + weights.start, 4)


def merging(window: Window, scoring: Scoring, first: Story, second: Story) -> float:
    """Return how far two stories are from being one: 0 and more is near enough."""
    told = first.vectors > 0 and second.vectors > 0
    weights = scoring.meaning if told else scoring.words
    days = _nearest_days(window, first, second)
    size = min(len(first.rows), len(second.rows))
    score = weights.merge_start + weights.merge_size * float(np.log(size))
    score -= weights.merge_day * min(days, weights.most_days)
    if told:
        ours, theirs = first.total(window), second.total(window)
        together = float(ours @ theirs)
        score += weights.merge_meaning_mean * together / (first.vectors * second.vectors)
        score += (
            weights.merge_meaning_middle
            * together
            / max(float(np.linalg.norm(ours) * np.linalg.norm(theirs)), 1e-6)
        )
    # Words cost most to compare: they are not, where no likeness of them could help.
    if score + weights.merge_wording * _LIKELY_WORDING < 0:
        return round(score, 4)
    return round(score + weights.merge_wording * _mean_wording(window, first, second), 4)


def _means(window: Window, probe: Probe, stories: list[Story], meanings: Floats, starts: Rows) -> Floats:
    """Return how near an article is to each story on the whole; nought where one of both has no vectors."""
    told = np.array([max(1, min(story.vectors, SAMPLE)) for story in stories])
    means = np.add.reduceat(meanings, starts) / told
    if probe.vector is not None:
        for place, story in enumerate(stories):
            # Only the newest articles of a large story are compared one by one.
            if len(story.rows) > SAMPLE:
                means[place] = float(story.total(window) @ probe.vector) / max(story.vectors, 1)
    return np.asarray(means)


def _score(
    weights: Weights,
    meaning_mean: _Numbers,
    meaning_most: _Numbers,
    wording_mean: _Numbers,
    wording_most: _Numbers,
    days: _Numbers,
) -> _Numbers:
    return np.asarray(
        weights.meaning_mean * meaning_mean
        + weights.meaning_most * meaning_most
        + weights.wording_mean * wording_mean
        + weights.wording_most * wording_most
        - weights.day * np.minimum(days, weights.most_days)
    )


def _nearest_days(window: Window, first: Story, second: Story) -> float:
    ours, theirs = (window.published[story.rows[-_MERGE_SAMPLE:]] for story in (first, second))
    return float(np.abs(ours[:, None] - theirs[None, :]).min()) / DAY


def _mean_wording(window: Window, first: Story, second: Story) -> float:
    ours, theirs = (np.array(story.rows[-_MERGE_SAMPLE:], dtype=np.intp) for story in (first, second))
    return float(window.shared_wordings(ours, theirs).sum()) / (len(ours) * len(theirs))
