"""How well articles are put into stories: B-cubed, pairs, and pairs across languages, by stream.

    python -m bench.grouping

Every labelled stream of $DAILY8_SHARED/data/stories goes through what `daily8 tool group` answers with, by one
setting; the mixed stream also without vectors, where words alone decide.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from bench.streams import STORIES, STREAMS, Kept, rows_of, stream
from daily8.engine.clustering.offline import group
from daily8.engine.embedding import Embedder
from daily8.engine.embedding.nothing import Nothing

_SHORT = {"stream_mixed": "mixed", "og2021": "og2021", "uci_aggregator": "uci", "g5w1h": "g5w1h"}


@dataclass(frozen=True)
class Scores:
    """Precision and recall by articles (B-cubed) and the F1 of pairs, all and those across languages."""

    precision: float
    recall: float
    pairs: float
    across: float
    largest_share: float

    @property
    def f1(self) -> float:
        """B-cubed F1."""
        return _f1(self.precision, self.recall)


def measure() -> dict[str, float]:
    """Return the figures of the bench by name; none where the shared data is missing."""
    if not STORIES.exists():
        return {}
    figures: dict[str, float] = {}
    for name in STREAMS:
        found = grouped(name, Kept(stream(name)))
        figures |= {f"grouping.{_SHORT[name]}_f1": found.f1, f"grouping.{_SHORT[name]}_precision": found.precision}
        if name == "stream_mixed":
            figures |= {"grouping.mixed_pairs": found.pairs, "grouping.mixed_across": found.across}
            figures |= {"grouping.mixed_largest_share": found.largest_share}
    figures["grouping.mixed_words_alone_f1"] = grouped("stream_mixed", Nothing()).f1
    return figures


def grouped(name: str, embedder: Embedder) -> Scores:
    """Return how well the tool groups a stream."""
    rows = rows_of(name)
    stories = [str(answer["story"]) for answer in group(rows, embedder)]
    return scores([row["event"] for row in rows], stories, [row["language"] for row in rows])


def scores(events: Sequence[str], stories: Sequence[str], languages: Sequence[str]) -> Scores:
    """Return the scores of stories against the true events."""
    both = list(zip(events, stories, strict=True))
    sizes, events_sizes, story_sizes = Counter(both), Counter(events), Counter(stories)
    return Scores(
        precision=float(np.mean([sizes[pair] / story_sizes[pair[1]] for pair in both])),
        recall=float(np.mean([sizes[pair] / events_sizes[pair[0]] for pair in both])),
        pairs=_pairs_f1(both, events, stories),
        across=_pairs_f1(both, events, stories, languages),
        largest_share=max(story_sizes.values()) / len(stories),
    )


def _pairs_f1(
    both: Sequence[object], events: Sequence[object], stories: Sequence[object], languages: Sequence[str] = ()
) -> float:
    right, true, found = (_pairs(names, languages) for names in (both, events, stories))
    return _f1(right / found if found else 1.0, right / true if true else 1.0)


def _pairs(names: Sequence[object], languages: Sequence[str]) -> int:
    """Return how many pairs have the same name; only those across languages where these are given."""
    within = Counter(zip(names, languages, strict=True)) if languages else Counter[object]()
    return sum(count * (count - 1) // 2 for count in Counter(names).values()) - sum(
        count * (count - 1) // 2 for count in within.values()
    )


def _f1(precision: float, recall: float) -> float:
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


if __name__ == "__main__":
    for figure, value in measure().items():
        print(f"{figure:<36} {value:.4f}")
