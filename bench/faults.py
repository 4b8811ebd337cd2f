"""What each fault of a publisher costs: a table per kind, against the truth of the news world."""

import json
import sqlite3
import tempfile
from collections import defaultdict
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from bench.world import World, daily8, import_sources, world
from daily8.engine import addresses

# Kinds whose feed cannot be had at all, by their nature.
LOST = {"hang", "err500", "feed404", "feed410", "loop", "htmlfeed", "empty", "bomb"}


def measure() -> dict[str, float]:
    """Import a world in which every publisher misbehaves; print a table; return what was lost or doubled."""
    with tempfile.TemporaryDirectory() as folder:
        data = Path(folder)
        with world(publishers=60, articles=1200, seed=1, faults=1.0) as running:
            import_sources(running, data)
            daily8(data, "update", "--patience", "20")
            table = _table(running, data)
            running.read("/stats")
    _print(table)
    reachable = [row for kind, row in table.items() if kind not in LOST]
    return {
        "faults.twice": sum(row["twice"] for row in table.values()),
        "faults.lost": sum(row["lost"] for row in reachable if row["kind"] != "truncated"),
        "faults.truncated_share": table["truncated"]["stored"] / table["truncated"]["listed"],
        "faults.future_dates": sum(row["future"] for row in table.values()),
        "faults.without_reason": sum(not table[kind]["reason"] for kind in LOST),
    }


def _table(running: World, data: Path) -> dict[str, dict[str, Any]]:
    publishers = running.read_json("/publishers.json")
    truth: dict[int, set[str]] = defaultdict(set)
    for line in running.read("/truth.jsonl").splitlines():
        row = json.loads(line)
        truth[row["publisher"]].add(addresses.key(row["url"]))
    with sqlite3.connect(data / "daily8.sqlite3") as connection:
        stored = connection.execute(
            "SELECT key, url, kind, published_at > found_at, text <> '' FROM articles_article"
        ).fetchall()
        reasons = dict(connection.execute("SELECT url, error FROM sources_feed"))
    table: dict[str, dict[str, Any]] = {}
    for publisher in publishers:
        rows = [row for row in stored if urlsplit(row[1]).netloc == urlsplit(publisher["feed"]).netloc]
        listed = truth[publisher["id"]]
        total = table.setdefault(publisher["fault"], _zero(publisher["fault"]))
        met = {row[0] for row in rows} & listed
        total["listed"] += len(listed)
        total["stored"] += len(met)
        total["lost"] += len(listed - met)
        total["twice"] += len(rows) - len(met)
        total["text"] += sum(row[4] for row in rows)
        total["future"] += sum(row[3] for row in rows)
        total["reason"] = total["reason"] or reasons.get(publisher["feed"], "")
    return table


def _zero(kind: str) -> dict[str, Any]:
    return {"kind": kind, "listed": 0, "stored": 0, "lost": 0, "twice": 0, "text": 0, "future": 0, "reason": ""}


def _print(table: dict[str, dict[str, Any]]) -> None:
    print(f"   {'fault':<11} {'listed':>6} {'stored':>6} {'twice':>5} {'text':>5}  reason on the feed")
    for kind, row in table.items():
        counts = f"{row['listed']:>6} {row['stored']:>6} {row['twice']:>5} {row['text']:>5}"
        print(f"   {kind:<11} {counts}  {row['reason'][:60]}")


if __name__ == "__main__":
    for name, value in measure().items():
        print(f"{name:<36} {value:10.3f}")
