"""The labelled streams of articles that the grouping is learned from and measured on, with their vectors."""

import hashlib
import json
import os
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import numpy as np
import numpy.typing as npt

from daily8.engine.clustering.results import Item
from daily8.engine.embedding import EMBEDDED, Vectors, embedder, passage_of

SHARED = Path(os.environ.get("DAILY8_SHARED") or Path(__file__).resolve().parents[2] / "shared")
STORIES = SHARED / "data" / "stories"
# Vectors are made once for all benches of the machine; the name of their maker is in the name of the file.
KEPT = Path(os.environ.get("DAILY8_BENCH_CACHE") or Path(tempfile.gettempdir()) / "daily8-bench")
STREAMS = ("stream_mixed", "og2021", "uci_aggregator", "g5w1h")
LANGUAGES = {
    "ara": "ar", "deu": "de", "eng": "en", "fas": "fa", "fra": "fr", "heb": "he", "hin": "hi", "por": "pt",
    "rus": "ru", "slv": "sl", "spa": "es", "tur": "tr", "urd": "ur", "zho": "zh",
}  # fmt: skip


@dataclass(frozen=True)
class Stream:
    """Articles in the order of their dates, with the event that each one truly reports."""

    name: str
    embedder: str
    items: list[Item]
    events: list[str]

    def half(self, wanted: int) -> "Stream":
        """Return the articles of one half of the events; the same event is in the same half in every stream."""
        kept = [place for place, event in enumerate(self.events) if half_of(event) == wanted]
        return replace(
            self,
            name=f"{self.name}/{wanted}",
            items=[self.items[place] for place in kept],
            events=[self.events[place] for place in kept],
        )


def stream(name: str) -> Stream:
    """Return a labelled set as a stream; texts of translated news stand an hour apart."""
    path = STORIES / f"{name}.jsonl"
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    if "date" in rows[0]:
        rows.sort(key=lambda row: row["date"])
    maker, vectors = _vectors(name, [passage_of(row["title"], row.get("text", "")) for row in rows])
    items = [_item(place, row, vectors) for place, row in enumerate(rows)]
    return Stream(name, maker, items, [row["cluster"] for row in rows])


def rows_of(name: str) -> list[dict[str, str]]:
    """Return a labelled set as `daily8 tool group` reads it, in the order of its dates; `event` is the truth."""
    rows = [json.loads(line) for line in (STORIES / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()]
    return [
        {
            "id": row["id"],
            "title": row["title"],
            "text": row.get("text", ""),
            "published": row["date"],
            "language": row["lang"],
            "event": row["cluster"],
        }
        for row in sorted(rows, key=lambda row: row["date"])
    ]


class Kept:
    """The embedder, with the vectors of a stream that were made before."""

    here = True

    def __init__(self, kept: Stream) -> None:
        self.name = kept.embedder
        self._vectors = {passage_of(item.title, item.text): item.vector for item in kept.items}
        self.dimensions = max((len(vector) for vector in self._vectors.values() if vector is not None), default=0)

    def embed(self, passages: Sequence[str]) -> Vectors:
        """Return the vector of each passage."""
        found = [self._vectors[passage] for passage in passages]
        return np.stack([np.zeros(0, dtype=np.float32) if vector is None else vector for vector in found])


def half_of(event: str) -> int:
    """Return 0 or 1: in which half of the events this one is."""
    return hashlib.sha256(event.encode()).digest()[0] & 1


def _item(place: int, row: dict[str, str], vectors: Vectors) -> Item:
    moment = row.get("date") or str(datetime(2026, 1, 1) + timedelta(hours=place))
    return Item(
        id=row["id"],
        language=LANGUAGES[row["lang"]],
        published=datetime.fromisoformat(moment).replace(tzinfo=UTC),
        title=row["title"],
        text=row.get("text", ""),
        vector=vectors[place] if vectors.shape[1] else None,
    )


def _vectors(name: str, passages: list[str]) -> tuple[str, Vectors]:
    maker = embedder(EMBEDDED, folder=KEPT / "model")
    if not maker.dimensions:
        return maker.name, np.zeros((len(passages), 0), dtype=np.float32)
    kept = KEPT / f"{name}-{maker.name}.npy"
    if not kept.exists():
        KEPT.mkdir(parents=True, exist_ok=True)
        np.save(kept, maker.embed(passages).astype(np.float16))
    stored: npt.NDArray[np.float16] = np.load(kept)
    return maker.name, stored.astype(np.float32)
