"""News whose category is known: labelled sets, publishers' own sections, and headlines made up for the purpose."""

import json
import os
import zlib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from bench.extraction import labelled_pages
from daily8.articles.categories import category_of
from daily8.engine.extraction import ExtractionError, extract

ROOT = Path(__file__).resolve().parents[2]
SHARED = Path(os.environ.get("DAILY8_SHARED") or ROOT.parent / "shared")
STORIES = SHARED / "data" / "stories"
SEEDS = Path(__file__).with_name("seeds")

# What a label of each set may be called here; a label that is not named says nothing and is left out.
LABELS = {
    "arnews_categories": {
        "culture": "culture",
        "economy": "business",
        "politics": "politics",
        "science": "science",
        "tamazight": "local",
    },
    "tg_categories": {
        "society": "world politics local",
        "economy": "business",
        "entertainment": "entertainment culture",
        "science": "science health environment",
        "sports": "sports",
        "technology": "technology",
    },
    "uci_aggregator": {
        "b": "business",
        "e": "entertainment",
        "t": "technology science environment",
        "m": "health",
    },
    "g5w1h": {
        "business": "business",
        "entertainment": "entertainment",
        "science": "science",
        "sports": "sports",
        "technology": "technology",
        "world": "world politics",
    },
}
PAGES, MADE_UP = "pages", "seeds"
FOLDS = 10
ALWAYS_LEARNED = -1
# Many reports of one event teach little more than a few.
_MOST_OF_AN_EVENT = 12


@dataclass(frozen=True, slots=True)
class Example:
    """One labelled text; `fold` is the part in which it is asked about, with all reports of its event."""

    origin: str
    title: str
    text: str
    categories: frozenset[str]
    fold: int


def examples() -> list[Example]:
    """Return everything whose category is known."""
    return [*_labelled(), *_sections(), *_made_up()]


def _labelled() -> Iterator[Example]:
    for origin, labels in LABELS.items():
        seen: Counter[str] = Counter()
        for line in (STORIES / f"{origin}.jsonl").read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            event = row.get("cluster", row["id"])
            seen[event] += 1
            if row["category"] in labels and seen[event] <= _MOST_OF_AN_EVENT:
                named = frozenset(labels[row["category"]].split())
                fold = zlib.crc32(event.encode()) % FOLDS
                yield Example(origin, row["title"], row.get("text", ""), named, fold)


def _sections() -> Iterator[Example]:
    """Pages of the extraction sets that name their section, themselves or in their address."""
    for page in labelled_pages():
        try:
            article = extract(page.body, url=page.url)
        except ExtractionError:
            continue
        category, _ = category_of(hint="", section=article.section, url=page.url)
        if category and article.title:
            yield Example(PAGES, article.title, article.text, frozenset({category}), ALWAYS_LEARNED)


def _made_up() -> Iterator[Example]:
    """The headlines of `seeds/`, some for each category in each of three languages."""
    for path in sorted(SEEDS.glob("*.txt")):
        category = ""
        for line in path.read_text(encoding="utf-8").splitlines():
            if line.startswith("== "):
                category = line.removeprefix("== ")
            else:
                yield Example(MADE_UP, line, "", frozenset({category}), ALWAYS_LEARNED)
