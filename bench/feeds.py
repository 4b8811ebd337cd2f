"""How well and how fast are feeds read? Run: python -m bench.feeds.

The corpus is the feed fixtures under DAILY8_SHARED (../shared when unset), scored by the program that comes
with them; the clock runs against feedparser, in the same process and on the same files.
"""

import contextlib
import json
import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import feedparser

from daily8.engine.feeds import FeedError, parse

ROOT = Path(__file__).resolve().parent.parent
SHARED = Path(os.environ.get("DAILY8_SHARED") or ROOT.parent / "shared")
FEEDS = SHARED / "data" / "feeds"
SCORER = SHARED / "checks" / "score_feeds.py"
PARSER = "daily8.engine.feeds.flat:flat"


def measure() -> dict[str, float]:
    """Return the figures of the bench by name; none where the shared data is missing."""
    if not SCORER.exists():
        return {}
    bodies = _real_feeds()
    ours, theirs = _cpu_seconds(_read, bodies), _cpu_seconds(_read_with_feedparser, bodies)
    return _scores() | {
        "feeds.per_cpu_second": len(bodies) / ours,
        "feeds.milliseconds_each": 1000 * ours / len(bodies),
        "feeds.cpu_ratio": ours / theirs,
    }


def _scores() -> dict[str, float]:
    command = [sys.executable, str(SCORER), str(FEEDS), "--parser", PARSER]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True, timeout=600)
    report = json.loads(done.stdout.splitlines()[0])
    return {
        "feeds.neutral_share": report["share"],
        "feeds.hostile_share": report["hostile_met"] / max(1, report["hostile"]),
        "feeds.crashes": float(report["crashes"]),
        "feeds.slowest_seconds": report["slowest"],
    }


def _real_feeds() -> list[bytes]:
    """Return the fixtures that are as large as a publisher's feed."""
    manifest = json.loads((FEEDS / "manifest.json").read_text())
    paths = [FEEDS / fixture["id"] for fixture in manifest if fixture["kind"] == "feed"]
    return [path.read_bytes() for path in paths if 8_000 < path.stat().st_size < 300_000]


def _cpu_seconds(read: Callable[[bytes], None], bodies: list[bytes]) -> float:
    """Return what a second reading costs: the first one also loads tables."""
    for body in bodies:
        read(body)
    start = time.process_time()
    for body in bodies:
        read(body)
    return time.process_time() - start


def _read(body: bytes) -> None:
    with contextlib.suppress(FeedError):
        parse(body)


def _read_with_feedparser(body: bytes) -> None:
    feedparser.parse(body, sanitize_html=False, resolve_relative_uris=False)


if __name__ == "__main__":
    figures = measure()
    if not figures:
        sys.exit(f"no feeds in {FEEDS}: set DAILY8_SHARED to the folder that holds data/ and checks/")
    for name, value in figures.items():
        print(f"{name:28} {value:10.4f}")
