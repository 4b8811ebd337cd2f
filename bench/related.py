"""How well related articles are found: nDCG@5 and precision@3 over articles of the same event, and the cost.

    python -m bench.related

On the labelled stories of $DAILY8_SHARED/data/stories, by the engine alone. Across languages, only articles of
other languages may be named.
"""

import json
import os
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from daily8.engine.clustering.neighbours import neighbours
from daily8.engine.clustering.offline_related import Line, pieces_of
from daily8.engine.clustering.pieces import Piece
from daily8.engine.clustering.related import related
from daily8.engine.embedding import EMBEDDED, Embedder, embedder

SHARED = Path(os.environ.get("DAILY8_SHARED") or Path(__file__).resolve().parents[2] / "shared")
STORIES = SHARED / "data" / "stories"
SETS = ("g5w1h", "uci_aggregator", "og2021")
ACROSS = "og2021"
# Few of these articles are about the same thing as another.
UNRELATED = "tg_categories"
_BEST, _FIRST = 5, 3


@dataclass(frozen=True)
class Labelled:
    """A set of articles ready to be compared, with the event of each."""

    name: str
    pieces: list[Piece]
    near: list[list[Piece]]
    events: list[str]


def measure() -> dict[str, float]:
    """Return the figures of the bench by name; none where the shared data is missing."""
    if not STORIES.exists():
        return {}
    figures = {}
    with model() as maker:
        for name in SETS:
            figures |= _figures(labelled(name, maker))
        figures |= _costs(labelled(UNRELATED, maker))
    return figures


class model:  # noqa: N801
    """The embedded model, in a folder of its own while the block lasts, or in $DAILY8_MODEL."""

    def __enter__(self) -> Embedder:
        self._folder = tempfile.TemporaryDirectory()
        return embedder(EMBEDDED, folder=Path(os.environ.get("DAILY8_MODEL") or self._folder.name))

    def __exit__(self, *error: object) -> None:
        self._folder.cleanup()


def rows(name: str) -> list[dict[str, str]]:
    """Return the rows of a labelled set."""
    with (STORIES / f"{name}.jsonl").open(encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def labelled(name: str, maker: Embedder) -> Labelled:
    """Read a set and compare what may be near in it."""
    return compared(name, rows(name), maker)


def compared(name: str, found: list[dict[str, str]], maker: Embedder) -> Labelled:
    """Compare what may be near in a set of rows."""
    pieces = pieces_of([as_line(row) for row in found], maker)
    events = [row.get("cluster", row["id"]) for row in found]
    return Labelled(name, pieces, list(neighbours(pieces)), events)


def as_line(row: dict[str, str]) -> Line:
    """Return a labelled row as `daily8 tool related` reads it."""
    return {
        "id": row["id"],
        "title": row["title"],
        "text": row.get("text", ""),
        "published": row.get("date", ""),
        "language": row["lang"],
        "publisher": row.get("source", ""),
    }


def scores(found: Labelled, *, across: bool = False, only: Iterable[int] | None = None) -> tuple[float, float]:
    """Return nDCG@5 and precision@3 over the articles that have another of their event in the set."""
    members = defaultdict(list)
    for place, event in enumerate(found.events):
        members[event].append(place)
    gains, firsts = [], []
    for place in range(len(found.pieces)) if only is None else only:
        piece = found.pieces[place]
        foreign = [one for one in found.near[place] if one.language != piece.language]
        named = [int(one.id) for one in related(piece, foreign if across else found.near[place])]
        right = {
            other
            for other in members[found.events[place]]
            if other != place and not (across and found.pieces[other].language == piece.language)
        }
        if right:
            gains.append(_ndcg([other in right for other in named[:_BEST]], len(right)))
            firsts.append(sum(other in right for other in named[:_FIRST]) / min(_FIRST, len(right)))
    return float(np.mean(gains)), float(np.mean(firsts))


def _ndcg(hits: Sequence[bool], possible: int) -> float:
    discounts = 1 / np.log2(np.arange(2, _BEST + 2))
    return float(discounts[: len(hits)] @ np.array(hits, dtype=float) / discounts[: min(_BEST, possible)].sum())


def _figures(found: Labelled) -> dict[str, float]:
    gain, first = scores(found)
    figures = {f"related.{found.name}_ndcg": gain, f"related.{found.name}_first3": first}
    if found.name == ACROSS:
        gain, first = scores(found, across=True)
        figures |= {f"related.{found.name}_across_ndcg": gain, f"related.{found.name}_across_first3": first}
    return figures


def _costs(found: Labelled) -> dict[str, float]:
    """Return what one article costs, and how many of a set of unlike articles are shown something."""
    for piece, near in zip(found.pieces[:20], found.near[:20], strict=True):
        related(piece, near)
    started = time.process_time()
    shown = sum(bool(related(piece, near)) for piece, near in zip(found.pieces, found.near, strict=True))
    spent = time.process_time() - started
    return {
        "related.ms_an_article": spent / len(found.pieces) * 1000,
        "related.shown_where_unlike": shown / len(found.pieces),
    }


if __name__ == "__main__":
    for figure, value in measure().items():
        print(f"{figure:<36} {value:>10.4f}")
