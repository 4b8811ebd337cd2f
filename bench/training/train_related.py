"""Learn how much each likeness tells that two articles are related, and from where on a pair is.

    python -m bench.training.train_related

Reads the labelled stories of $DAILY8_SHARED and writes `related.json` beside the engine's `related.py`. Learned by
logistic regression: what likeness in meaning and in wording tells, from pairs that people judged (SemEval-2022 task
8, TGContest) and from the nearest pairs of the sets with labelled events. Searched over a few round values, for the
set that fares worst: what distance in time costs. Half of each set's events judge what the other half taught; the
shipped weights are learned from both.
"""

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, replace
from itertools import product
from unittest.mock import patch
from zlib import crc32

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression

from bench.related import ACROSS, SETS, Labelled, as_line, labelled, model, rows, scores
from daily8.engine.clustering import related
from daily8.engine.clustering.offline_related import pieces_of
from daily8.engine.clustering.related import Likenesses, Piece, Weights
from daily8.engine.embedding import Embedder

# SemEval's scale runs from 1, the same story, to 4, nothing to do with each other.
_RELATED = 2.67
# How much the judged pairs count against each set of events.
_SEMEVAL, _TGCONTEST, _SET = 3.0, 0.5, 1.0
# One article of so many is enough to judge by.
_EVERY = 4
_HOURS, _DAYS = (0.5, 1.0, 1.5, 2.0, 2.5), (0.5, 1.0, 1.5)
# What each set has to reach, and across languages.
_TARGETS = {"g5w1h": 0.97, "uci_aggregator": 0.96, "og2021": 0.76, "across": 0.54}
# Read with human eyes: from here on what is shown is on the subject, more surely for headlines alone.
_THRESHOLD, _HEADLINE_THRESHOLD, _SAME_EVENT = 0.1, 0.4, 1.2

Floats = NDArray[np.float64]


class Pairs:
    """Likenesses of pairs of articles, with the answer of each and how much it counts."""

    def __init__(self, likenesses: Sequence[Likenesses], answers: Sequence[bool], weight: float) -> None:
        self.features = np.concatenate([_features(one) for one in likenesses])
        self.answers = np.array(answers)
        self.weights = np.full(len(answers), weight / len(answers))


def main() -> None:
    """Learn, print what the other half says of it, and write the weights."""
    with model() as maker:
        judged = [_semeval(maker), _tgcontest(maker)]
        sets = [labelled(name, maker) for name in SETS]
    for half in (0, 1):
        taught = _learned([*judged, *(_near_pairs(one, 1 - half) for one in sets)])
        best = max(_with_time(taught), key=lambda weights: _worst(_judged(weights, sets, 1 - half)))
        print(f"learned without half {half}, judged by it:", _judged(best, sets, half))
    shipped = _learned([*judged, *(_near_pairs(one, None) for one in sets)])
    shipped = max(_with_time(shipped), key=lambda weights: _worst(_judged(weights, sets, None)))
    print("shipped, on both halves:", _judged(shipped, sets, None))
    text = json.dumps({name: round(value, 4) for name, value in asdict(shipped).items()}, indent=2)
    related.WEIGHTS.write_text(text + "\n", encoding="utf-8")


def _features(pairs: Likenesses) -> Floats:
    """Return what the regression sees, in the order of the fields of `Weights`."""
    near, words, across, headline = pairs.meaning, pairs.wording, pairs.across, pairs.headline
    return np.column_stack([near, words, across, across * near, headline, headline * near, headline * words])


def _learned(pairs: Sequence[Pairs]) -> Weights:
    features = np.concatenate([one.features for one in pairs])
    answers = np.concatenate([one.answers for one in pairs])
    weights = np.concatenate([one.weights for one in pairs]) * 1000
    full = LogisticRegression(C=100, max_iter=1000).fit(features, answers, sample_weight=weights)
    letters = LogisticRegression(C=100, max_iter=1000).fit(features[:, 1:2], answers, sample_weight=weights)
    return Weights(
        *full.intercept_.tolist(),
        *full.coef_[0].tolist(),
        *letters.intercept_.tolist(),
        *letters.coef_[0].tolist(),
        hours=0,
        days=0,
        threshold=_THRESHOLD,
        headline_threshold=_HEADLINE_THRESHOLD,
        same_event=_SAME_EVENT,
    )


def _with_time(weights: Weights) -> Iterator[Weights]:
    for hours, days in product(_HOURS, _DAYS):
        yield replace(weights, hours=hours, days=days)


def _judged(weights: Weights, sets: Sequence[Labelled], half: int | None) -> dict[str, float]:
    """Return nDCG@5 of each set over the articles of one half of the events, or of both."""
    figures = {}
    with patch.object(related, "weights", lambda: weights):
        for found in sets:
            only = [place for place, event in enumerate(found.events) if half in (None, _half(event))][::_EVERY]
            figures[found.name] = scores(found, only=only)[0]
            if found.name == ACROSS:
                figures["across"] = scores(found, across=True, only=only)[0]
    return {name: round(figure, 4) for name, figure in figures.items()}


def _worst(figures: dict[str, float]) -> float:
    """Return by how much of what is missing to 1 the set that fares worst is over what it has to reach."""
    return min((figures[name] - least) / (1 - least) for name, least in _TARGETS.items())


def _semeval(maker: Embedder) -> Pairs:
    pairs = rows("semeval8_pairs")
    return Pairs(_read_pairs(pairs, maker), [float(row["overall"]) <= _RELATED for row in pairs], _SEMEVAL)


def _tgcontest(maker: Embedder) -> Pairs:
    pairs = rows("tg_pairs")
    return Pairs(_read_pairs(pairs, maker), [bool(row["same"]) for row in pairs], _TGCONTEST)


def _read_pairs(pairs: Sequence[dict[str, str]], maker: Embedder) -> list[Likenesses]:
    lines = [
        {
            "id": "",
            "title": row.get(f"title{side}", ""),
            "text": row[f"text{side}"],
            "lang": row.get(f"lang{side}") or row["lang"],
        }
        for row in pairs
        for side in "12"
    ]
    pieces = pieces_of([as_line(line) for line in lines], maker)
    return [related.likenesses(first, [second]) for first, second in zip(pieces[::2], pieces[1::2], strict=True)]


def _near_pairs(found: Labelled, half: int | None) -> Pairs:
    """The near pairs of a set with both events in one half, or all."""
    likenesses, answers = [], []
    for first, near in zip(found.pieces, found.near, strict=True):
        event = found.events[int(first.id)]
        others = [one for one in near if half in (None, _half(found.events[int(one.id)]))]
        if half in (None, _half(event)) and others:
            likenesses.append(related.likenesses(first, others))
            answers += [found.events[int(one.id)] == event for one in others]
    return Pairs(likenesses, answers, _SET)


def _half(event: str) -> int:
    return crc32(event.encode()) % 2


if __name__ == "__main__":
    main()
