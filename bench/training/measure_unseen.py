"""How well events are grouped that the space was not learned from, among all others: what new events meet.

Run: python -m bench.training.measure_unseen. The space is learned from one half of the events of the mixed stream,
the whole stream is grouped in it, and only the articles of the other half are judged, with whatever stands in
their stories; then the other way round. The figures of `bench/grouping.py` are better than those, for the shipped
space has seen all of its events; a half of a stream alone is easier, for less is there to be confused with.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from unittest.mock import patch

from bench.grouping import Scores
from bench.streams import Kept, Stream, half_of, rows_of, stream
from bench.training.train_grouping import learn
from daily8.engine.clustering import grouping, metric
from daily8.engine.clustering.offline import group
from daily8.engine.clustering.scoring import Scoring, trained
from daily8.engine.embedding import Vectors

# What an article is counted under, its language, and whether it is judged.
_Named = tuple[object, str, bool]
_MIXED, _TRANSLATED = "stream_mixed", "ntrex_docs"


class Unseen:
    """The mixed stream, with the spaces that were learned from each half of its events."""

    def __init__(self) -> None:
        self._mixed = stream(_MIXED)
        translated = stream(_TRANSLATED)
        self._spaces = [learn(self._mixed.half(half), translated) for half in (0, 1)]
        self._rows = rows_of(_MIXED)

    def scores(self, weights: Scoring) -> Scores:
        """Return how well the events of each half are grouped in the space of the other."""
        judged = _Judged()
        for half, space in enumerate(self._spaces):
            with _using(self._mixed, space, weights):
                stories = [str(answer["story"]) for answer in group(self._rows, Kept(self._mixed))]
            judged.add(self._rows, stories, 1 - half)
        return judged.scores()


@contextmanager
def _using(learned: Stream, space: Vectors, weights: Scoring) -> Iterator[None]:
    with (
        patch.object(metric, "_learned", lambda: (learned.embedder, space)),
        patch.object(grouping, "trained", lambda: weights),
    ):
        yield


class _Judged:
    """Sums over the articles that are judged, and over pairs of which one is."""

    def __init__(self) -> None:
        self._articles = 0
        self._precision = self._recall = 0.0
        self._pairs: Counter[str] = Counter()
        self._largest_share = 0.0

    def add(self, rows: Sequence[dict[str, str]], stories: Sequence[str], half: int) -> None:
        """Judge the articles of one half of the events."""
        both = [(row["event"], story) for row, story in zip(rows, stories, strict=True)]
        judged = [half_of(row["event"]) == half for row in rows]
        together, events, sizes = Counter(both), Counter(event for event, _ in both), Counter(stories)
        for (event, story), is_judged in zip(both, judged, strict=True):
            if is_judged:
                self._articles += 1
                self._precision += together[event, story] / sizes[story]
                self._recall += together[event, story] / events[event]
        self._largest_share = max(self._largest_share, max(sizes.values()) / len(rows))
        self._add_pairs([row["language"] for row in rows], both, judged)

    def scores(self) -> Scores:
        """Return the scores of all that was judged."""
        pairs = self._pairs
        return Scores(
            precision=self._precision / self._articles,
            recall=self._recall / self._articles,
            pairs=2 * pairs["right"] / (pairs["true"] + pairs["found"]),
            across=2 * pairs["right across"] / (pairs["true across"] + pairs["found across"]),
            largest_share=self._largest_share,
        )

    def _add_pairs(
        self, languages: Sequence[str], both: Sequence[tuple[str, str]], judged: Sequence[bool]
    ) -> None:
        names: dict[str, list[_Named]] = {"right": [], "true": [], "found": []}
        for (event, story), language, is_judged in zip(both, languages, judged, strict=True):
            names["found"].append((story, language, is_judged))
            if is_judged:
                names["true"].append((event, language, True))
                names["right"].append(((event, story), language, True))
        for sort, named in names.items():
            every, other = _pairs(named), _pairs([one for one in named if not one[2]])
            self._pairs[sort] += every[0] - other[0]
            self._pairs[f"{sort} across"] += every[1] - other[1]


def _pairs(named: Sequence[_Named]) -> tuple[int, int]:
    """Return how many pairs have one name, and how many of those are of two languages."""
    within = Counter((name, language) for name, language, _ in named)
    every = sum(count * (count - 1) // 2 for count in Counter(name for name, _, _ in named).values())
    return every, every - sum(count * (count - 1) // 2 for count in within.values())


if __name__ == "__main__":
    found = Unseen().scores(trained())
    print(f"B-cubed F1 {found.f1:.3f} (precision {found.precision:.3f}), pairs {found.pairs:.3f},", end=" ")
    print(f"across languages {found.across:.3f}")
