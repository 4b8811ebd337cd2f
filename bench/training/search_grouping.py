"""Search for the weights of the grouping: daily8/engine/clustering/grouping.json.

Run: python -m bench.training.search_grouping MINUTES [--words] [--half 0|1]. Starts from the shipped weights and
keeps each change of a few of them that makes the streams come out better, all of them by one setting. What is
sought is B-cubed F1 of every stream, and pairs and pairs across languages of the mixed one; a precision under .82
there costs much, for readers forgive two stories of one event sooner than one story of two.

`--words` searches for the weights without vectors. `--half` learns from one half of the events alone and prints
how the other half comes out: the honest figure. The space of `train_grouping.py` is taken as it is.

`--unseen` judges by `measure_unseen.py` too, which counts twice: the peaks that a search finds on the streams
alone are those of a space that has seen all of their events, and are lost on new ones.
"""

import argparse
import json
import sys
import time
from dataclasses import asdict, replace

import numpy as np

from bench.grouping import Scores, scores
from bench.streams import STREAMS, Stream, stream
from bench.training.measure_unseen import Unseen
from daily8.engine.clustering.grouping import Grouper
from daily8.engine.clustering.results import Split
from daily8.engine.clustering.scoring import WEIGHTS, Scoring, Weights, trained
from daily8.engine.embedding import Centre

_FIRST_STEP, _SMALLEST_STEP = 0.12, 0.03
_MOST_CHANGED = 4
_STREAM_WEIGHTS = {"og2021": 1.0, "uci_aggregator": 0.8, "g5w1h": 0.4}
_LEAST_PRECISION = 0.82


def main() -> int:
    asked = _asked()
    streams = [stream(name) for name in STREAMS]
    learned_on = [one.half(asked.half) for one in streams] if asked.half is not None else streams
    unseen = Unseen() if asked.unseen else None
    found = search(learned_on, minutes=asked.minutes, words=asked.words, unseen=unseen)
    if asked.half is None:
        WEIGHTS.write_text(json.dumps(asdict(found), indent=2) + "\n", encoding="utf-8")
        return 0
    for one in streams:
        print(one.name, _words(grouped(one.half(1 - asked.half), found, words=asked.words)))
    return 0


def search(streams: list[Stream], *, minutes: float, words: bool, unseen: Unseen | None = None) -> Scoring:
    """Return the best weights that were found in so many minutes."""
    random, best = np.random.default_rng(0), trained()
    step, until = _FIRST_STEP, time.monotonic() + minutes * 60
    reached = worth(streams, best, words=words, unseen=unseen)
    while time.monotonic() < until:
        tried = _changed(best, random, step, words=words)
        worth_now = worth(streams, tried, words=words, unseen=unseen)
        step = max(_SMALLEST_STEP, step * (1.2 if worth_now > reached else 0.98))
        if worth_now > reached:
            best, reached = tried, worth_now
            print(f"{reached:.4f}  {json.dumps(asdict(best.words if words else best.meaning))}", flush=True)
    return best


def worth(streams: list[Stream], weights: Scoring, *, words: bool, unseen: Unseen | None = None) -> float:
    """Return how good the stories of all streams are by these weights."""
    total = 2 * _of_mixed(unseen.scores(weights)) if unseen else 0.0
    for one in streams:
        found = grouped(one, weights, words=words)
        name = one.name.split("/")[0]
        if name == "stream_mixed":
            total += _of_mixed(found)
        else:
            total += _STREAM_WEIGHTS[name] * found.f1
    return total


def _of_mixed(found: Scores) -> float:
    total = 1.5 * found.f1 + found.pairs + 0.3 * found.across
    return total - 3 * max(0.0, _LEAST_PRECISION - found.precision)


def grouped(events: Stream, weights: Scoring, *, words: bool) -> Scores:
    """Return how well a stream is grouped by these weights."""
    first = events.items[0].vector
    centre = None if words or first is None else Centre(events.embedder, len(first))
    grouper = Grouper(centre, weights)
    for item in events.items:
        grouper.place(item)
        for repair in grouper.repairs():
            if isinstance(repair, Split):
                for article in repair.articles:
                    grouper.move(article, f"{repair.story}/{len(repair.articles)}/{repair.articles[0]}")
    stories = [str(grouper.story_of(item.id)) for item in events.items]
    return scores(events.events, stories, [item.language for item in events.items])


def _changed(weights: Scoring, random: np.random.Generator, step: float, *, words: bool) -> Scoring:
    """Return weights of which a few are a little different."""
    old: Weights = weights.words if words else weights.meaning
    values = asdict(old)
    names = [name for name in values if not (words and "meaning" in name)]
    for name in random.choice(names, random.integers(1, _MOST_CHANGED + 1), replace=False):
        values[name] += float(random.normal()) * step * max(0.1, abs(values[name]))
    new = Weights(**{name: round(value, 4) for name, value in values.items()})
    return replace(weights, words=new) if words else replace(weights, meaning=new)


def _asked() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Search for the weights of the grouping.")
    parser.add_argument("minutes", type=float)
    parser.add_argument("--words", action="store_true")
    parser.add_argument("--unseen", action="store_true")
    parser.add_argument("--half", type=int, choices=(0, 1))
    return parser.parse_args()


def _words(found: Scores) -> str:
    return (
        f"F1 {found.f1:.3f} (precision {found.precision:.3f}), pairs {found.pairs:.3f}, across {found.across:.3f}"
    )


if __name__ == "__main__":
    sys.exit(main())
