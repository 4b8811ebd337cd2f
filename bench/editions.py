"""Thirty days of the news world as editions, chosen again on another database; and what making one costs.

python -m bench.editions
"""

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

from bench.world import ROOT, daily8, import_sources, site_environment, world

PUBLISHERS, ARTICLES, DAYS, OF_A_FEED = 40, 3_000, 30, 300
SMALL, LARGE = 10_000, 100_000
# Another machine: its clock, its language, and the order in which its sets are read.
_ELSEWHERE = {
    "TZ": "Pacific/Kiritimati",
    "DAILY8_TIME_ZONE": "America/New_York",
    "DAILY8_EDITION_TIME": "23:30",
    "LC_ALL": "C",
    "PYTHONHASHSEED": "7",
}
_PROGRAM = "import sys, django; django.setup(); from bench import editions_site as site; "
_PROGRAM += "getattr(site, sys.argv[1])(*sys.argv[2:])"


def measure() -> dict[str, float]:
    """Return what held over thirty days, and seconds for an edition of 10,000 and of 100,000 articles."""
    with tempfile.TemporaryDirectory() as folder:
        figures = _days(Path(folder))
        costs = {count: _cost(Path(folder), count) for count in (SMALL, LARGE)}
    figures |= {f"editions.{count}_seconds": cost["seconds"] for count, cost in costs.items()}
    figures |= {f"editions.{count}_peak_mb": cost["peak_mb"] for count, cost in costs.items()}
    return figures | {"editions.growth": costs[LARGE]["seconds"] / costs[SMALL]["seconds"]}


def _days(folder: Path) -> dict[str, float]:
    """Editions of each day in each language; what they hold, and whether both databases choose the same again."""
    site, kept = folder / "site", folder / "editions.json"
    with world(publishers=PUBLISHERS, articles=ARTICLES, days=DAYS, window=OF_A_FEED, faults=0, seed=6) as running:
        import_sources(running, site)
        daily8(site, "update")
    figures: dict[str, float] = json.loads(_run(site, "make", str(kept)))
    here = _run(site, "replay")
    elsewhere = folder / "elsewhere"
    elsewhere.mkdir()
    there = _run(elsewhere, "load_and_replay", str(kept), on_postgresql=True, **_ELSEWHERE)
    return figures | {"editions.replayed_differently": float(here.encode() != there.encode())}


def _cost(folder: Path, count: int) -> dict[str, float]:
    site = folder / str(count)
    site.mkdir()
    _run(site, "fill", str(count))
    cost: dict[str, float] = json.loads(_run(site, "cost"))
    return cost


def _run(site: Path, *arguments: str, on_postgresql: bool = False, **more: str) -> str:
    command = [sys.executable, "-c", _PROGRAM, *arguments]
    done = subprocess.run(
        [sys.executable, "-m", "tests.with_postgresql", *command] if on_postgresql else command,
        cwd=ROOT,
        env=os.environ | site_environment(site, **more) | {"DJANGO_SETTINGS_MODULE": "daily8.config.settings"},
        check=True,
        stdout=subprocess.PIPE,
        text=True,
    )
    return done.stdout


if __name__ == "__main__":
    for name, value in measure().items():
        print(f"{name:<36} {value:10.3f}")
