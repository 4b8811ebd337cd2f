"""Do a million articles and 50,000 feeds cost more than 10,000 and 500? `python -m bench.million [--only ...]`

Two sites are filled on each database, with articles of the last thirty days. Printed are milliseconds of CPU of
pages that are made anew (of the database's server too, where there is one), of searches, and of one cycle of a
worker that is at work: two hundred new articles of twenty feeds are read, understood, placed and shown. Then disk,
and the most memory that the worker held.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from bench.killing import descendants, kill
from bench.kills import WAITING
from bench.search import run_in
from bench.sites import Site, postgresql_sites, sqlite_sites
from bench.world import ROOT, World, site_environment, world
from tests.with_postgresql import server

DAYS, COPIES = 30, 9
# Articles that are made, a tenth of all, and feeds.
SMALL, LARGE = (1_000, 500), (100_000, 50_000)
PUBLISHERS, ARTICLES, HELD = 20, 400, 0.5
LONGEST = 900.0
_TICKS = os.sysconf("SC_CLK_TCK")
_ASK = "UPDATE sources_feed SET due_at = '2026-01-01 00:00:00+00:00' WHERE url LIKE 'http://127.%'"


@dataclass
class Cost:
    """What one site takes: milliseconds by kind of work, megabytes of disk, and of the worker's memory."""

    milliseconds: dict[str, float]
    disk: float
    memory: float


def measure(only: str = "") -> dict[str, float]:
    """Return by how much each kind of work costs more on the large site, disk and memory; by database."""
    figures: dict[str, float] = {}
    with tempfile.TemporaryDirectory() as folder, server() as url:
        makers = {"SQLite": sqlite_sites(Path(folder)), "PostgreSQL": postgresql_sites(Path(folder), url)}
        for database, sites in makers.items():
            if only in ("", database):
                figures |= _compared(database, next(sites), next(sites))
    return figures


def _compared(database: str, little: Site, much: Site) -> dict[str, float]:
    small, large = filled(little, *SMALL), filled(much, *LARGE)
    costs = [_cost(site) for site in (small, large)]
    name = f"million.{database.lower()}"
    figures = {}
    for kind, before in costs[0].milliseconds.items():
        after = costs[1].milliseconds[kind]
        print(f"   {database:<11} {kind:<8} {before:9.2f} ms at 10,000 {after:9.2f} ms at 1,000,000", flush=True)
        figures[f"{name}.{kind}_growth"] = after / before
    return figures | {f"{name}.disk_mb": costs[1].disk, f"{name}.memory_mb": costs[1].memory}


def filled(site: Site, made: int, feeds: int) -> Site:
    """Fill a new site with ten times as many articles as are made."""
    site.folder.mkdir(parents=True, exist_ok=True)
    call = f"fill({made}, days={DAYS}, feeds={feeds}, copies={COPIES})"
    run_in(site.folder, "large_site", call, **site.settings)
    return site


def _cost(site: Site) -> Cost:
    pages = json.loads(run_in(site.folder, "large_pages", "pages()", **site.settings))
    searches = json.loads(run_in(site.folder, "large_pages", "searches()", **site.settings))
    disk = _disk(site)
    cycle, memory = cycle_of(site)
    milliseconds = pages | {"search": searches["page"], "cycle": cycle}
    return Cost(milliseconds, disk, memory)


def cycle_of(site: Site) -> tuple[float, float]:
    """Let a worker that is at work read new articles; return milliseconds of CPU and its most megabytes."""
    with world(publishers=PUBLISHERS, articles=ARTICLES, seed=3, hold=HELD, end="now", warm=True) as running:
        _add(site, running)
        with _working(site) as worker:
            _wait(site)
            before = site.rows("SELECT max(id) FROM articles_article")[0][0]
            spent = _seconds(site, worker)
            running.read(f"/advance?to={ARTICLES}")
            site.write(_ASK)
            _wait(site, f"SELECT {int(ARTICLES * HELD * 0.9)} - count(*) FROM articles_article"
                        f" WHERE id > {before} AND visible")  # fmt: skip
            return 1000 * (_seconds(site, worker) - spent), _most_megabytes(worker)


def _add(site: Site, running: World) -> None:
    listed = site.folder / "feeds.opml"
    listed.write_bytes(running.read("/opml"))
    site.run("sources", "import", str(listed))


@contextmanager
def _working(site: Site) -> Iterator[int]:
    with (site.folder / "log").open("ab") as log:
        process = subprocess.Popen(
            [sys.executable, "-m", "daily8", "worker"],
            cwd=ROOT,
            env=site_environment(site.folder, **site.settings),
            stdout=log,
            stderr=log,
        )
        try:
            yield process.pid
        finally:
            kill(process)


def _wait(site: Site, *more: str) -> None:
    """Wait until nothing of the world waits any more, and what else is asked gives no more than zero."""
    until = time.monotonic() + LONGEST
    while any(site.rows(statement)[0][0] > 0 for statement in (WAITING, *more)):
        if time.monotonic() > until:
            raise RuntimeError(f"the worker did not end in {LONGEST:g} seconds: see {site.folder / 'log'}")
        time.sleep(1)
    # What comes after the articles: stories, pages, hooks.
    time.sleep(5)


def _seconds(site: Site, worker: int) -> float:
    """CPU seconds of the worker, its children and the database's server; parents count their dead."""
    roots = (worker, *_server(site))
    ticks = 0
    for number in (process for root in roots for process in (root, *descendants(root))):
        try:
            fields = Path(f"/proc/{number}/stat").read_text(errors="replace").rpartition(")")[2].split()
        except OSError:
            continue
        ticks += sum(map(int, fields[11:15]))
    return ticks / _TICKS


def _server(site: Site) -> list[int]:
    """The process that all others of this site's PostgreSQL are children of."""
    if not site.database_url:
        return []
    folder = site.rows("SELECT current_setting('data_directory')")[0][0]
    return [int((Path(folder) / "postmaster.pid").read_text().split()[0])]


def _most_megabytes(worker: int) -> float:
    for line in Path(f"/proc/{worker}/status").read_text().splitlines():
        if line.startswith("VmHWM:"):
            return int(line.split()[1]) / 1024
    return 0.0


def _disk(site: Site) -> float:
    if site.database_url:
        return float(site.rows("SELECT pg_database_size(current_database())")[0][0]) / 2**20
    return (site.folder / "daily8.sqlite3").stat().st_size / 2**20


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--only", choices=("SQLite", "PostgreSQL"), default="", help="one of the databases")
    for name, value in measure(parser.parse_args().only).items():
        print(f"{name:<36} {value:10.3f}")
