"""Does every backup restore? `python -m bench.backups [--times 50]`

`daily8 up` reads the news world and readers write comments and vote while one backup after another is made, on
SQLite and on PostgreSQL. Then each is restored into a new site and compared: its counts with what the
backup says, its rows among each other (no orphan, no story miscounted, no broken file), and its addresses of
articles and its comments with those of the site itself. Of two backups the later one lacks nothing that the
earlier one had.
"""

import argparse
import asyncio
import json
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import zipfile
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from threading import Event, Thread

import psycopg

from bench.mixed_load import Reader, Told
from bench.sites import Site, postgresql_sites, sqlite_sites
from bench.world import ROOT, free_port, site_environment, world
from tests.with_postgresql import server

PUBLISHERS, ARTICLES, READERS = 100, 4000, 4
_AT_ONCE = 2
# Between two backups.
PAUSES = (0.2, 1.0)
# Of two articles that turn out to be one only one stays; the addresses of both do.
_ADDRESSES = "SELECT key FROM articles_address"
_COMMENTS = "SELECT id FROM comments_comment"
_COUNTED = """SELECT (SELECT count(*) FROM articles_article), (SELECT count(*) FROM comments_comment),
    (SELECT count(*) FROM comments_vote), (SELECT count(*) FROM stories_story)"""
_TABLES = ("articles_article", "comments_comment", "comments_vote", "stories_story")


@dataclass
class Series:
    """What came of the backups of one database."""

    database: str
    made: int = 0
    good: int = 0
    rows: list[int] = field(default_factory=list)
    seconds: list[float] = field(default_factory=list)
    restoring: list[float] = field(default_factory=list)
    addresses: list[int] = field(default_factory=list)
    comments: list[int] = field(default_factory=list)
    errors: int = 0
    complaints: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Had:
    """What there was of articles and comments."""

    addresses: set[str]
    comments: set[int]

    def within(self, other: "Had") -> bool:
        """Whether another has all of it."""
        return self.addresses <= other.addresses and self.comments <= other.comments


def measure(times: int = 6) -> dict[str, float]:
    """Make a few backups of each database; a small world."""
    series = run(times=times, publishers=40, articles=1500)
    return {
        "backups.made": sum(one.made for one in series),
        "backups.not_restored": sum(one.made - one.good for one in series),
    }


def run(*, times: int, publishers: int, articles: int, only: str = "") -> list[Series]:
    """Make so many backups of each database while it is written to; return what came of it."""
    options = {"publishers": publishers, "articles": articles, "seed": 1, "warm": True, "end": "now"}
    done = []
    with tempfile.TemporaryDirectory() as name, world(**options) as running, server() as postgresql:
        folder = Path(name)
        makers = {"SQLite": sqlite_sites(folder), "PostgreSQL": postgresql_sites(folder, postgresql)}
        for database, sites in makers.items():
            if only not in ("", database):
                continue
            series, site = Series(database), next(sites)
            site.add_sources(running)
            files = _make(site, series, times, folder / f"backups-{database}")
            _restore_all(files, site, sites, series)
            done.append(series)
            print(_line(series), flush=True)
            for complaint in series.complaints[:10]:
                print(f"   {complaint}", flush=True)
    return done


def _make(site: Site, series: Series, times: int, folder: Path) -> list[Path]:
    """Make the backups while the site reads and readers write; return them, the oldest first."""
    folder.mkdir()
    people = json.loads(_python(site, "-m", "bench.mixed_load_people", str(READERS)))
    chance, files, told = random.Random(1), [], Told()
    with _at_work(site) as address, _writing(address, people, told):
        for number in range(times):
            time.sleep(chance.uniform(*PAUSES))
            file = folder / f"{number:03}.zip"
            started = time.monotonic()
            site.run("backup", str(file))
            series.seconds.append(time.monotonic() - started)
            files.append(file)
    series.made, series.errors = len(files), len(told.errors)
    return files


@contextmanager
def _at_work(site: Site) -> Iterator[str]:
    """Run the whole site; give its address."""
    port = free_port()
    settings = site.settings | {"DAILY8_PORT": str(port), "DAILY8_COMMENTS": "open"}
    with (site.folder / "log").open("wb") as log:
        process = subprocess.Popen(
            [sys.executable, "-m", "daily8", "up", "--sources", "none"],
            env=site_environment(site.folder, **settings), stdout=log, stderr=log, start_new_session=True,
        )  # fmt: skip
        try:
            yield f"http://127.0.0.1:{port}"
        finally:
            os.killpg(process.pid, signal.SIGTERM)
            process.wait()


class Writer(Reader):
    """Somebody who does nothing but write."""

    async def write(self, stopped: Event) -> None:
        """Sign in, then comment and vote until it is over."""
        async with self._opened():
            await self._tried("log in", self._log_in())
            while not stopped.is_set():
                await self._tried("comment", self._comment())
                await self._tried("vote", self._vote())
                await asyncio.sleep(self._random.uniform(0.5, 3.0))


@contextmanager
def _writing(address: str, people: dict[str, object], told: Told) -> Iterator[None]:
    """Let readers write while the block runs, from when there is something to write about."""
    names = [str(name) for name in people["names"]]  # type: ignore[attr-defined]
    crowd = [Writer(place, address, told, name, str(people["password"])) for place, name in enumerate(names)]
    stopped, began = Event(), Event()

    async def live() -> None:
        await crowd[0].wait_for_articles()
        began.set()
        await asyncio.gather(*(writer.write(stopped) for writer in crowd))

    thread = Thread(target=lambda: asyncio.run(live()), daemon=True)
    thread.start()
    if not began.wait(240):
        raise RuntimeError("the site shows no articles")
    try:
        yield
    finally:
        stopped.set()
        thread.join(120)


def _restore_all(files: list[Path], site: Site, sites: Iterator[Site], series: Series) -> None:
    """Restore each backup into a site of its own and compare; what a good one had, later ones have."""
    own = Had(*({row[0] for row in site.rows(statement)} for statement in (_ADDRESSES, _COMMENTS)))
    before = Had(set(), set())
    with ThreadPoolExecutor(_AT_ONCE) as together:
        for file, restored in zip(
            files, together.map(_restored, files, [next(sites) for _ in files]), strict=True
        ):
            had, faults, seconds = restored
            if not faults and not had.within(own):
                faults.append("has what the site never had")
            if not faults and not before.within(had):
                faults.append("lacks what an earlier one has")
            before = had if not faults else before
            series.good += not faults
            series.complaints += [f"{file.name} {fault}" for fault in faults]
            series.addresses.append(len(had.addresses))
            series.comments.append(len(had.comments))
            series.rows.append(sum(_tables(file).values()))
            series.restoring.append(seconds)


def _restored(file: Path, site: Site) -> tuple[Had, list[str], float]:
    """Restore a backup; return what it has, what is amiss, and how long it took."""
    started = time.monotonic()
    try:
        site.run("restore", str(file))
    except subprocess.CalledProcessError as error:
        return Had(set(), set()), [f"cannot be restored: {error.stderr.decode()[-300:]}"], 0.0
    seconds, faults = time.monotonic() - started, []
    counts, told = site.rows(_COUNTED)[0], _tables(file)
    if list(counts) != [told[name] for name in _TABLES]:
        faults.append(f"says {told} and has {counts}")
    if broken := site.broken():
        faults.append(f"has {broken} rows that do not fit together")
    had = Had(*({row[0] for row in site.rows(statement)} for statement in (_ADDRESSES, _COMMENTS)))
    _remove(site)
    return had, faults, seconds


def _tables(file: Path) -> dict[str, int]:
    """How many rows a backup says each table has."""
    with zipfile.ZipFile(file) as archive:
        return {table["name"]: table["rows"] for table in json.loads(archive.read("manifest.json"))["tables"]}


def _remove(site: Site) -> None:
    shutil.rmtree(site.folder)
    if site.database_url:
        before, _, name = site.database_url.rpartition("/")
        with psycopg.connect(f"{before}/postgres", autocommit=True) as connection:
            connection.execute(f"DROP DATABASE {name} WITH (FORCE)")


def _python(site: Site, *arguments: str) -> str:
    done = subprocess.run(
        [sys.executable, *arguments],
        env=site_environment(site.folder, **site.settings), cwd=ROOT, check=True, capture_output=True, text=True,
    )  # fmt: skip
    return done.stdout


def _line(series: Series) -> str:
    return (
        f"{series.database:<11} {series.good} of {series.made} backups made during writes restored and verified"
        f" ({min(series.rows)} to {max(series.rows)} rows,"
        f" {min(series.addresses)} to {max(series.addresses)} addresses,"
        f" {min(series.comments)} to {max(series.comments)} comments;"
        f" made in {max(series.seconds):.1f} s, restored in {max(series.restoring):.1f} s at most;"
        f" readers saw {series.errors} errors)"
    )


def main() -> int:
    """Print a line for each database; return 1 when a backup was not restored."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--times", type=int, default=50, help="backups of each database")
    parser.add_argument("--publishers", type=int, default=PUBLISHERS)
    parser.add_argument("--articles", type=int, default=ARTICLES)
    parser.add_argument("--only", choices=("SQLite", "PostgreSQL"), default="", help="one of the databases")
    chosen = parser.parse_args()
    series = run(times=chosen.times, publishers=chosen.publishers, articles=chosen.articles, only=chosen.only)
    return int(any(one.good < one.made for one in series))


if __name__ == "__main__":
    sys.exit(main())
