"""Is anything lost when daily8 is killed? `python -m bench.kills [--times 20]`

The news world is imported while `daily8 worker`, and then every process of `daily8 up`, is killed with SIGKILL at
random instants and started again, on SQLite and on PostgreSQL. An import that ends before all kills are done is
begun anew. Whatever was killed, the rows at the end must be those of an import that nobody disturbed.
"""

import argparse
import random
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from bench.imported import Row, addresses, articles
from bench.killing import kill
from bench.sites import Site, postgresql_sites, sqlite_sites
from bench.world import World, free_port, site_environment, world
from tests.with_postgresql import server

PUBLISHERS, ARTICLES = 200, 4000
# From the first import of a library to the last rows: a killed process lived for so many seconds.
LIVES = (0.3, 5.0)
LONGEST_IMPORT = 1800.0

WAITING = """SELECT (SELECT count(*) FROM articles_article WHERE due_at IS NOT NULL)
    + (SELECT count(*) FROM sources_feed WHERE last_success_at IS NULL)"""
HELD = """SELECT (SELECT count(*) FROM articles_article WHERE claimed_by <> '')
    + (SELECT count(*) FROM sources_feed WHERE claimed_by <> '')"""


@dataclass
class Series:
    """What came of killing one command on one database."""

    command: str
    database: str
    kills: int = 0
    imports: int = 0
    lost: int = 0
    twice: int = 0
    changed: int = 0
    held: int = 0
    broken: int = 0
    lives: list[float] = field(default_factory=list)


def measure(times: int = 5, publishers: int = 60, articles: int = 1200) -> dict[str, float]:
    """Kill each command a few times on each database; a small world."""
    series = run(times=times, publishers=publishers, articles=articles)
    return {
        "kills.runs": sum(one.kills for one in series),
        "kills.lost": sum(one.lost for one in series),
        "kills.twice": sum(one.twice for one in series),
        "kills.changed": sum(one.changed + one.held + one.broken for one in series),
    }


def run(*, times: int, publishers: int, articles: int, hold: float = 0.05, seed: int = 1) -> list[Series]:
    """Kill `worker` and `up` so many times each on each database; return what came of it."""
    chance = random.Random(seed)
    options = {"publishers": publishers, "articles": articles, "seed": 1, "hold": hold, "warm": True, "end": "now"}
    done = []
    with tempfile.TemporaryDirectory() as folder, world(**options) as running, server() as postgresql:
        makers = {"SQLite": sqlite_sites(Path(folder)), "PostgreSQL": postgresql_sites(Path(folder), postgresql)}
        expected = _undisturbed(running, next(makers["SQLite"]))
        for database, sites in makers.items():
            for command in ("worker", "up"):
                series = Series(command, database)
                while series.kills < times:
                    _import(running, next(sites), series, times, expected, chance)
                done.append(series)
                print(_line(series), flush=True)
    return done


def _undisturbed(running: World, site: Site) -> tuple[Counter[Row], Counter[Row]]:
    site.add_sources(running)
    site.run("update", "--due")
    return articles(site), addresses(site)


def _import(
    running: World,
    site: Site,
    series: Series,
    times: int,
    expected: tuple[Counter[Row], Counter[Row]],
    chance: random.Random,
) -> None:
    """Import the world once, with kills until it is done or there were enough; then compare the rows."""
    site.add_sources(running)
    series.imports += 1
    ends_at = time.monotonic() + LONGEST_IMPORT
    while series.kills < times and site.rows(WAITING)[0][0] and time.monotonic() < ends_at:
        life = chance.uniform(*LIVES)
        with _started(site, series.command) as process:
            time.sleep(life)
            kill(process)
        series.kills += 1
        series.lives.append(life)
    site.run("update", "--due")
    _compare(site, series, expected)


def _compare(site: Site, series: Series, expected: tuple[Counter[Row], Counter[Row]]) -> None:
    kept, known = articles(site), addresses(site)
    keys = {row[0] for row in kept}
    # Titles with their texts: the key alone cannot stand twice.
    contents, wanted = (Counter(row[1:] for row in rows) for rows in (kept, expected[0]))
    series.lost += sum(row[0] not in keys for row in expected[0])
    series.twice += sum(max(0, count - wanted[row]) for row, count in contents.items() if row in wanted)
    series.changed += (expected[0] - kept).total() + (expected[1] - known).total()
    series.held += site.rows(HELD)[0][0]
    series.broken += site.broken()


@contextmanager
def _started(site: Site, command: str) -> Iterator[subprocess.Popen[bytes]]:
    """Run a command of daily8 that works for ever; it has been killed when the block ends."""
    arguments = [command, *(["--sources", "none"] if command == "up" else [])]
    with (site.folder / "log").open("ab") as log:
        process = subprocess.Popen(
            [sys.executable, "-m", "daily8", *arguments],
            env=site_environment(site.folder, **site.settings, DAILY8_PORT=str(free_port())),
            stdout=log,
            stderr=log,
            start_new_session=True,
        )
        try:
            yield process
        finally:
            kill(process)


def _line(series: Series) -> str:
    lives = series.lives
    return (
        f"{series.database:<11} {series.command:<7} {series.kills:>5} kills in {series.imports} imports"
        f" (after {min(lives):.1f} to {max(lives):.1f} s): {series.lost} lost, {series.twice} twice,"
        f" {series.changed} changed, {series.held} still held, {series.broken} complaints"
    )


def main() -> int:
    """Print a line for each series; return 1 when anything was lost, doubled or broken."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--times", type=int, default=20, help="kills of each command on each database")
    parser.add_argument("--publishers", type=int, default=PUBLISHERS)
    parser.add_argument("--articles", type=int, default=ARTICLES)
    parser.add_argument("--seed", type=int, default=1, help="of the instants")
    chosen = parser.parse_args()
    series = run(times=chosen.times, publishers=chosen.publishers, articles=chosen.articles, seed=chosen.seed)
    return int(any(one.lost + one.twice + one.changed + one.held + one.broken for one in series))


if __name__ == "__main__":
    sys.exit(main())
