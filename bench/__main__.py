"""Run the benches and hold their figures against the floors: `python -m bench [NAME ...]`."""

import importlib
import json
import sys
from pathlib import Path

HERE = Path(__file__).parent
FLOORS = HERE / "floors.json"
ALL = (
    "marks",
    "feeds",
    "http",
    "extraction",
    "ingest",
    "faults",
    "serving",
    "feeds_out",
    "scripts",
    "comments_attacks",
    "doors",
    "api_fuzz",
    "mixed_load",
    "alerts",
    "editions",
    "newsletter",
    "podcast",
    "lighthouse",
    "kills",
    "backups",
    "entries",
    "away",
    "disk",
    "clock_jumps",
    "copies",
    "grouping",
    "related",
    "hashtags",
    "categories",
    "placing",
    "ranking",
    "workers",
    "machines",
    "edits",
    "large",
    "million",
    "search",
    "ai_check",
    "ai_numbers",
    "ai_ask",
    "ai_summary",
    "novelty",
    "muting",
)


def main(names: list[str]) -> int:
    """Print every figure with its floor or ceiling; return 1 when one is missed."""
    floors = json.loads(FLOORS.read_text(encoding="utf-8"))
    missed = []
    for name in names or ALL:
        print(f"== {name}")
        for figure, value in importlib.import_module(f"bench.{name}").measure().items():
            bound = floors.get(figure, {})
            good = bound.get("least", float("-inf")) <= value <= bound.get("most", float("inf"))
            if not good:
                missed.append(figure)
            print(f"   {figure:<36} {value:>10.4f}   {_words(bound)}{'' if good else '   MISSED'}")
    print(f"{len(missed)} missed: {', '.join(missed)}" if missed else "Every floor held.")
    return 1 if missed else 0


def _words(bound: dict[str, float]) -> str:
    return ", ".join(f"{word} {value:g}" for word, value in bound.items())


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
