"""Learn how much each likeness tells that two articles are related, and from where on a pair is.

    python -m bench.training.train_related

Reads the labelled stories of $DAILY8_SHARED and writes `related.json` beside the engine's `likeness.py`. Two
logistic regressions. The first sees a pair by itself: likeness in meaning and in wording, from pairs that people
judged (SemEval-2022 task 8, TGContest) and the nearest pairs of the sets with labelled events. The second sees the
pair among all others of its set, from the same sets, from the pools of all judged articles, and from thinned sets
in which hardly anything is related: there, what is nearest is still not near enough. Half of each set's events
judge what the other half taught; the shipped weights are learned from both.
"""

import json
import random
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict, replace
from typing import NamedTuple
from unittest.mock import patch
from zlib import crc32

import numpy as np
from sklearn.linear_model import LogisticRegression

from bench.related import ACROSS, SETS, UNRELATED, Labelled, compared, labelled, model, rows, scores
from daily8.engine.clustering import likeness
from daily8.engine.clustering import related as related_module
from daily8.engine.clustering.crowd import Crowd, Floats
from daily8.engine.clustering.likeness import Context, Likenesses, Weights
from daily8.engine.clustering.pieces import Piece
from daily8.engine.clustering.related import likest, related
from daily8.engine.embedding import Embedder

# SemEval's scale runs from 1, the same story, to 4, nothing to do with each other.
_RELATED = 2.67
# One article of so many is enough to judge by.
_EVERY, _LARGE = 4, 1000
# The stream that is thinned: one article of each event, or two.
_STREAM = "stream_mixed"
# Chosen so that each set reaches what it has to while as little as possible is shown where nothing is related;
# read with human eyes, what is shown from here on is on the subject.
_THRESHOLD, _HEADLINE_THRESHOLD, _SAME_EVENT = -0.6, -1.2, 1.5
_CHOSEN = {"threshold": _THRESHOLD, "headline_threshold": _HEADLINE_THRESHOLD, "same_event": _SAME_EVENT}


class Counting(NamedTuple):
    """How much the judged pairs of a set count, where a set with labelled events counts one."""

    alone: float
    in_context: float


_JUDGED = {"semeval8_pairs": Counting(3.0, 1.0), "tg_pairs": Counting(0.5, 0.5)}
_UNLIKE = (UNRELATED, "arnews_categories")


class Pairs:
    """What is seen of pairs of articles, with the answer of each and how much it counts."""

    def __init__(self, features: Sequence[Floats], answers: Sequence[bool], weight: float) -> None:
        self.features = np.concatenate(features)
        self.answers = np.array(answers)
        self.weights = np.full(len(answers), weight / len(answers) * 1000)


def main() -> None:
    """Learn, print what the other half says of it, and write the weights."""
    with model() as maker:
        sets = [labelled(name, maker) for name in SETS]
        pools = {name: _pooled(name, maker) for name in _JUDGED}
        thinned = [_thinned(each, maker) for each in (1, 2)]
        unlike = [labelled(name, maker) for name in _UNLIKE]
    for half in (0, 1):
        taught = _learned(sets, pools, thinned, 1 - half)
        print(f"learned without half {half}, judged by it:", _judged(taught, sets, half))
    shipped = _learned(sets, pools, thinned, None)
    print("shipped, judged by both halves:", _judged(shipped, sets, None))
    print("share of articles that are shown something:", _shown(shipped, [*thinned, *pools.values(), *unlike]))
    text = json.dumps({name: round(value, 4) for name, value in asdict(shipped).items()}, indent=2)
    likeness.WEIGHTS.write_text(text + "\n", encoding="utf-8")


def _learned(
    sets: Sequence[Labelled], pools: Mapping[str, Labelled], thinned: Sequence[Labelled], half: int | None
) -> Weights:
    """Return what both regressions learn from one half of the events, or from all.

    Things in common are left out: what they add is fixed, and comes on top.
    """
    sets, thinned = [_plain(found) for found in sets], [_plain(found) for found in thinned]
    pools = {name: _plain(found) for name, found in pools.items()}
    alone = [_near_pairs(found, half) for found in sets]
    alone += [_judged_pairs(found, _JUDGED[name].alone) for name, found in pools.items()]
    full, letters = _regression(alone, slice(None)), _regression(alone, slice(1, 2))
    first = Weights(*full, *letters, *[0.0] * 8, **_CHOSEN)
    with patch.object(likeness, "weights", lambda: first):
        around = [_pairs_in_context(found, half, 1.0) for found in (*sets, *thinned)]
        around += [_pairs_in_context(found, None, _JUDGED[name].in_context) for name, found in pools.items()]
    return Weights(*full, *letters, *_regression(around, slice(None)), **_CHOSEN)


def _plain(found: Labelled) -> Labelled:
    """Return a set without the things that its articles are about."""
    nothing: frozenset[str] = frozenset()
    pieces = [replace(piece, people=nothing, places=nothing, others=nothing) for piece in found.pieces]
    near = [[pieces[int(one.id)] for one in others] for others in found.near]
    return Labelled(found.name, pieces, near, found.events)


def _regression(pairs: Sequence[Pairs], columns: slice) -> list[float]:
    """Return the intercept and the weights that tell the answers of the pairs best."""
    learned = LogisticRegression(C=100, max_iter=2000).fit(
        np.concatenate([one.features for one in pairs])[:, columns],
        np.concatenate([one.answers for one in pairs]),
        sample_weight=np.concatenate([one.weights for one in pairs]),
    )
    return [float(value) for value in (*learned.intercept_, *learned.coef_[0])]


def _of_likenesses(pairs: Likenesses) -> Floats:
    """Return what the first regression sees, in the order of the fields of `Weights`."""
    near, words, across, headline = pairs.meaning, pairs.wording, pairs.across, pairs.headline
    return np.column_stack([near, words, across, across * near, headline, headline * near, headline * words])


def _of_context(found: Context) -> Floats:
    """Return what the second regression sees, in the order of the fields of `Weights`."""
    own, support, headline = found.own, found.support, found.headline
    of_headline = np.column_stack([np.ones(len(own)), own, support, found.near, found.far]) * headline[:, None]
    return np.column_stack([own, support, of_headline])


def _thinned(each: int, maker: Embedder) -> Labelled:
    """Return the mixed stream with so many articles of each event at most."""
    everything = rows(_STREAM)
    random.Random(7).shuffle(everything)
    seen: Counter[str] = Counter()
    kept = []
    for row in everything:
        seen[row["cluster"]] += 1
        if seen[row["cluster"]] <= each:
            kept.append(row)
    return compared(f"{_STREAM}, {each} of each event", kept, maker)


def _pooled(name: str, maker: Embedder) -> Labelled:
    """Return all articles of the judged pairs as one set: two of a related pair are one event, few others are."""
    pooled, events = [], []
    for row in rows(name):
        is_related = _is_related(row)
        for side in "12":
            pooled.append(_one_side(row, side))
            events.append(row["id"] if is_related else row["id"] + side)
    return compared(name, [{**row, "cluster": event} for row, event in zip(pooled, events, strict=True)], maker)


def _is_related(row: dict[str, str]) -> bool:
    return float(row["overall"]) <= _RELATED if "overall" in row else bool(row["same"])


def _one_side(row: dict[str, str], side: str) -> dict[str, str]:
    return {
        "id": row["id"] + side,
        "title": row.get(f"title{side}", ""),
        "text": row[f"text{side}"],
        "lang": row.get(f"lang{side}") or row["lang"],
    }


@contextmanager
def _using(weights: Weights) -> Iterator[None]:
    with (
        patch.object(likeness, "weights", lambda: weights),
        patch.object(related_module, "weights", lambda: weights),
    ):
        yield


def _shown(weights: Weights, sets: Sequence[Labelled]) -> dict[str, float]:
    """Return the share of articles in each set that are shown anything."""
    with (
        patch.object(likeness, "weights", lambda: weights),
        patch("daily8.engine.clustering.related.weights", lambda: weights),
    ):
        return {
            found.name: round(
                float(
                    np.mean([bool(related(one, near)) for one, near in zip(found.pieces, found.near, strict=True)])
                ),
                3,
            )
            for found in sets
        }


def _judged(weights: Weights, sets: Sequence[Labelled], half: int | None) -> dict[str, float]:
    """Return nDCG@5 of each set over the articles of one half of the events, or of both."""
    figures = {}
    with (
        patch.object(likeness, "weights", lambda: weights),
        patch("daily8.engine.clustering.related.weights", lambda: weights),
    ):
        for found in sets:
            only = [place for place, event in enumerate(found.events) if half in (None, _half(event))]
            only = only[:: _EVERY if len(only) > _LARGE else 1]
            figures[found.name] = scores(found, only=only)[0]
            if found.name == ACROSS:
                figures["across"] = scores(found, across=True, only=only)[0]
    return {name: round(figure, 4) for name, figure in figures.items()}


def _judged_pairs(found: Labelled, weight: float) -> Pairs:
    """The pairs that people judged, out of the pool of their articles."""
    pairs = list(zip(found.pieces[::2], found.pieces[1::2], strict=True))
    features = [_of_likenesses(likeness.likenesses(first, Crowd([second]))) for first, second in pairs]
    return Pairs(features, [found.events[int(one.id)] == found.events[int(two.id)] for one, two in pairs], weight)


def _near_pairs(found: Labelled, half: int | None) -> Pairs:
    """The near pairs of a set with both events in one half, or all."""
    features, answers = [], []
    for first, near in _some(found):
        others = [one for one in near if _is_taught(found, one.id, half)]
        if _is_taught(found, first.id, half) and others:
            features.append(_of_likenesses(likeness.likenesses(first, Crowd(others))))
            answers += _answers(found, first, others)
    return Pairs(features, answers, 1.0)


def _pairs_in_context(found: Labelled, half: int | None, weight: float) -> Pairs:
    """The likest pairs of a set, each article with its whole surroundings, for articles of one half, or all."""
    features, answers = [], []
    for first, near in list(zip(found.pieces, found.near, strict=True))[
        :: _EVERY if len(found.pieces) > 1000 else 1
    ]:
        if _is_taught(found, first.id, half) and near:
            crowd, own = likest(first, near)
            features.append(_of_context(likeness.context(first, crowd, own)))
            answers += _answers(found, first, crowd.pieces)
    return Pairs(features, answers, weight)


def _some(found: Labelled) -> list[tuple[Piece, list[Piece]]]:
    """Return the articles of a set with their neighbours; of a large one some are enough."""
    every = _EVERY if len(found.pieces) > _LARGE else 1
    return list(zip(found.pieces, found.near, strict=True))[::every]


def _answers(found: Labelled, first: Piece, others: Sequence[Piece]) -> list[bool]:
    event = found.events[int(first.id)]
    return [found.events[int(one.id)] == event for one in others]


def _is_taught(found: Labelled, place: int | str, half: int | None) -> bool:
    return half in (None, _half(found.events[int(place)]))


def _half(event: str) -> int:
    return crc32(event.encode()) % 2


if __name__ == "__main__":
    main()
