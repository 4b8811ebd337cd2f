"""How well numbers are read with what they count, on sentences labelled by hand (bench/ai_sets/numbers_*.jsonl).

A number is found where its value, its kind and its unit are those of the label. One half of the sentences was
looked at while the rules were written, the other was not.
"""

import json
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from daily8.engine.quantities import UNCOUNTED, Kind, Quantity, quantities

SETS = Path(__file__).parent / "ai_sets"
GROUPS = {
    "tolls": {Kind.DEAD, Kind.INJURED, Kind.MISSING, Kind.DISPLACED, Kind.ARRESTED},
    "money": {Kind.MONEY},
    "percent": {Kind.PERCENT},
    "counts": {Kind.COUNT},
    "votes": {Kind.VOTES},
    "measures": {Kind.MEASURE, Kind.DURATION},
}
WORDS = 30_000


def measure() -> dict[str, float]:
    """Return precision, recall and F1 by language, half and group."""
    figures: dict[str, float] = {}
    for language in ("en", "ar"):
        for half in ("tune", "held", "blind_tune", "blind_held"):
            named = f"blind_{language}" if half.startswith("blind_") else language
            rows = [row for row in _rows(named) if row["half"] == half.removeprefix("blind_")]
            for name, kinds in (*GROUPS.items(), ("all", set(Kind) - UNCOUNTED)):
                figures |= _scores(f"ai_numbers.{language}_{half}_{name}", rows, language, kinds)
        figures[f"ai_numbers.{language}_noun_share"] = _noun_share(language)
        figures[f"ai_numbers.{language}_seconds"] = _seconds(language)
    return figures


def _scores(name: str, rows: list[dict[str, Any]], language: str, kinds: set[Kind]) -> dict[str, float]:
    counts: Counter[str] = Counter()
    for row in rows:
        wanted = Counter(_key(label) for label in row["numbers"] if label["kind"] in kinds)
        found = Counter(_key_of(each) for each in quantities(row["text"], language) if each.kind in kinds)
        counts["right"] += (wanted & found).total()
        counts["wanted"] += wanted.total()
        counts["found"] += found.total()
        if wanted != found and name.endswith(("tune_all", "held_all")) and "blind_held" not in name:
            print(f"   {row['id']} {row['text']}")
            print(f"      not found {[*(wanted - found)]}, not there {[*(found - wanted)]}")
    precision, recall = counts["right"] / max(1, counts["found"]), counts["right"] / max(1, counts["wanted"])
    return {
        f"{name}_p": precision,
        f"{name}_r": recall,
        f"{name}_f1": 2 * precision * recall / max(1e-9, precision + recall),
    }


def _key(label: dict[str, Any]) -> tuple[float, float | None, str, str]:
    return round(label["value"], 3), label.get("upper"), label["kind"], label.get("unit", "")


def _key_of(found: Quantity) -> tuple[float, float | None, str, str]:
    upper = None if found.upper is None else float(found.upper)
    unit = "" if found.kind == Kind.DURATION else found.unit
    return round(float(found.value), 3), upper, found.kind.value, unit


def _noun_share(language: str) -> float:
    """Return the share of labelled nouns that are within what is said to be counted."""
    right, wanted = 0, 0
    for row in _rows(language):
        found = {(float(each.value), each.kind): each.what for each in quantities(row["text"], language)}
        for label in row["numbers"]:
            if label.get("what"):
                wanted += 1
                right += label["what"] in found.get((label["value"], label["kind"]), "").split()
    return right / wanted


def _seconds(language: str) -> float:
    """Return the CPU of a text of 30,000 words."""
    text = " ".join(row["text"] for row in _rows(language))
    text = " ".join((text.split() * (WORDS // len(text.split()) + 1))[:WORDS])
    began = time.process_time()
    quantities(text, language)
    return time.process_time() - began


def _rows(language: str) -> Iterator[dict[str, Any]]:
    with (SETS / f"numbers_{language}.jsonl").open(encoding="utf-8") as lines:
        yield from map(json.loads, lines)


if __name__ == "__main__":
    for name, value in measure().items():
        print(f"{name:<40} {value:8.3f}")
