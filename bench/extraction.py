"""How well and how fast pages are read: scores per set, CPU against trafilatura, pages a second.

    python -m bench.extraction

Reads the labelled pages of $DAILY8_SHARED/data/extraction and scores them with the checker beside them.
"""

import gzip
import importlib.util
import json
import os
import re
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import Any

import trafilatura

from daily8.engine import sanitizing
from daily8.engine.extraction import Extract, extract

SHARED = Path(os.environ.get("DAILY8_SHARED") or Path(__file__).resolve().parents[2] / "shared")
_PAGES = SHARED / "data" / "extraction"
_WARM_UP = 20
# Scripts written without spaces: one character is one word.
_UNSPACED = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
_TOKEN = re.compile(rf"[{_UNSPACED}]|[^\W{_UNSPACED}]+")


@dataclass(frozen=True, slots=True)
class Labelled:
    """A page with what a person says that it holds."""

    id: str
    set: str
    url: str
    body: bytes
    text: str
    optional: str
    required: list[str]
    forbidden: list[str]


def labelled_pages() -> Iterator[Labelled]:
    """Yield the labelled pages one by one."""
    for name, truth in _truth().items():
        yield Labelled(
            id=name,
            set=truth["set"],
            url=truth["url"],
            body=gzip.decompress((_PAGES / "html" / f"{name}.html.gz").read_bytes()),
            text=truth.get("text") or "",
            optional=truth.get("optional") or "",
            required=truth.get("with") or [],
            forbidden=truth.get("without") or [],
        )


def tokens(text: str) -> list[str]:
    """Return the words of a text as the scorer counts them."""
    return _TOKEN.findall(text)


def clean_fragment(html: str) -> str:
    """Sanitize one fragment: the door for the attack harness (`--sanitizer bench.extraction:clean_fragment`)."""
    return sanitizing.clean(html, base="https://example.org/news/article.html")


def measure() -> dict[str, float]:
    """Return the figures of the bench by name; none where the shared data is missing."""
    if not _PAGES.exists():
        return {}
    pages = list(labelled_pages())
    for page in pages[:_WARM_UP]:
        _read(page)
        trafilatura.extract(page.body, favor_precision=True)
    predictions, ours, theirs = {}, [], 0.0
    for page in pages:
        started = time.process_time()
        found = _read(page)
        ours.append(time.process_time() - started)
        started = time.process_time()
        trafilatura.extract(page.body, favor_precision=True)
        theirs += time.process_time() - started
        predictions[page.id] = _prediction(found)
    speed = {
        "extraction.cpu_ratio": sum(ours) / theirs,
        "extraction.pages_per_second": len(ours) / sum(ours),
        "extraction.slowest_seconds": max(ours),
    }
    return {**_scores(predictions), **speed}


def _read(page: Labelled) -> Extract:
    return extract(page.body, url=page.url)


def _prediction(found: Extract) -> dict[str, Any]:
    return {
        "text": found.text,
        "title": found.title,
        "date": found.published.isoformat() if found.published else None,
        "authors": list(found.authors),
        "image": found.image,
        "lang": found.language,
    }


def _scores(predictions: dict[str, dict[str, Any]]) -> dict[str, float]:
    scorer, truth = _scorer(), _truth()
    figures = {}
    for name in ("sh", "fundus", "rtl", "traf", "wcxb", "htmldate"):
        rows = [scorer.score_page(page, predictions[key]) for key, page in truth.items() if page["set"] == name]
        for field, found in scorer.summarise(rows).items():
            short = {"body": "f1", "pieces": "pieces_f1", "authors": "authors_f1", "lang": "language"}.get(
                field, field
            )
            figures[f"extraction.{name}_{short}"] = found["f1"] if "f1" in found else found["accuracy"]
    return figures


def body_scores(readings: dict[str, str]) -> dict[str, float]:
    """Return the body score of each set that has one, for texts by the id of their page."""
    predictions = {key: {"text": text} for key, text in readings.items()}
    found = _scores({key: predictions.get(key, {}) for key in _truth()})
    return {
        name: figure
        for name, figure in found.items()
        if name.endswith(("_f1", "_pieces_f1")) and "authors" not in name
    }


def _truth() -> dict[str, Any]:
    return json.loads((_PAGES / "truth.json").read_text())


def _scorer() -> ModuleType:
    path = SHARED / "checks" / "score_extraction.py"
    specification = importlib.util.spec_from_file_location("score_extraction", path)
    module = importlib.util.module_from_spec(specification)
    specification.loader.exec_module(module)
    return module


def main() -> None:
    for name, figure in measure().items():
        print(f"{name:36} {figure:9.4f}")


if __name__ == "__main__":
    main()
