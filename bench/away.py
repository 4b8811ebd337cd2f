"""Does the site outlive its database? `python -m bench.away [--times 5]`

On PostgreSQL, while the news world is read and readers ask for pages, the server is stopped at once (as a crash
does) and started again some seconds later, several times. Counted are answers while it is away (pages that are
ready stay; others say that they cannot be had just now), errors once it is back, and what was lost of the
import.
"""

import argparse
import random
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from bench.imported import addresses, articles
from bench.killing import kill
from bench.kills import WAITING
from bench.sites import Site, postgresql_sites, sqlite_sites
from bench.world import free_port, site_environment, world
from tests import with_postgresql

PUBLISHERS, ARTICLES = 40, 800
AWAY_SECONDS, BETWEEN_SECONDS, BACK_SECONDS = (2.0, 8.0), (6.0, 10.0), 20.0
LONGEST_IMPORT = 900.0
PATHS = ("/en", "/ar", "/en/latest", "/en/sources", "/en/search?q=harbour", "/en/quality")
OWN_PATHS = ("/en/account", "/en/following", "/ar/for-you")


@dataclass
class Outcome:
    """What readers met, and what came of the import."""

    times: int = 0
    while_away: Counter[int] = field(default_factory=Counter)
    when_back: Counter[int] = field(default_factory=Counter)
    slowest_back: float = 0.0
    lost: int = 0
    changed: int = 0
    broken: int = 0
    ended: int = 0

    @property
    def errors(self) -> int:
        """Answers that were wrong: an error while it was away, and anything but a page once it is back."""
        wrong = sum(count for status, count in self.while_away.items() if status not in (200, 503))
        return wrong + sum(count for status, count in self.when_back.items() if status != 200)


def measure(times: int = 3) -> dict[str, float]:
    """Take the database away some times; return what was lost, and how many answers were wrong."""
    done = run(times)
    return {
        "away.times": done.times,
        "away.lost": done.lost,
        "away.changed": done.changed + done.broken + done.ended,
        "away.wrong_answers": done.errors,
    }


def run(times: int, *, seed: int = 1) -> Outcome:
    """Import the world with the database away now and then; return what came of it."""
    chance = random.Random(seed)
    outcome = Outcome()
    with (
        tempfile.TemporaryDirectory() as name,
        world(publishers=PUBLISHERS, articles=ARTICLES, seed=1, hold=0.1, warm=True, end="now") as running,
        with_postgresql.server() as postgresql,
    ):
        folder = Path(name)
        alone, site = next(sqlite_sites(folder)), next(postgresql_sites(folder, postgresql))
        for one in (alone, site):
            one.add_sources(running)
        alone.run("update", "--due")
        with up(site) as (port, process):
            answers(port, Counter(), until=time.monotonic() + 5)
            for _ in range(times):
                _take_away(postgresql, port, chance, outcome)
            until = time.monotonic() + LONGEST_IMPORT
            while site.rows(WAITING)[0][0] and time.monotonic() < until:
                time.sleep(1)
            outcome.ended = int(process.poll() is not None)
        wanted, found = articles(alone), articles(site)
        outcome.lost = sum(row[0] not in {one[0] for one in found} for row in wanted)
        outcome.changed = (wanted - found).total() + (addresses(alone) - addresses(site)).total()
        outcome.broken = site.broken()
    return outcome


def _take_away(postgresql: str, port: int, chance: random.Random, outcome: Outcome) -> None:
    """Stop the database for some seconds, and look at what readers see until it has been back for a while."""
    with_postgresql.stop(postgresql)
    answers(port, outcome.while_away, until=time.monotonic() + chance.uniform(*AWAY_SECONDS))
    with_postgresql.start(postgresql)
    began = time.monotonic()
    while _status(port, "/en/search?q=quay") != 200 and time.monotonic() < began + BACK_SECONDS:
        time.sleep(0.1)
    outcome.slowest_back = max(outcome.slowest_back, time.monotonic() - began)
    answers(port, outcome.when_back, until=time.monotonic() + chance.uniform(*BETWEEN_SECONDS))
    outcome.times += 1


def answers(port: int, counts: Counter[int], *, until: float, session: str = "") -> None:
    """Ask for all pages again and again, with the session one of its reader's own too; count the statuses."""
    number = 0
    while time.monotonic() < until:
        number += 1
        path = PATHS[number % len(PATHS)]
        # Half of them so that nothing is ready.
        counts[_status(port, f"{path}{'&' if '?' in path else '?'}fresh={number}" if number % 2 else path)] += 1
        if session:
            counts[_status(port, OWN_PATHS[number % len(OWN_PATHS)], session)] += 1
        time.sleep(0.05)


def _status(port: int, path: str, session: str = "") -> int:
    """The status of a page; 0 where the web server itself does not answer."""
    try:
        cookie = {"Cookie": f"sessionid={session}"} if session else {}
        request = urllib.request.Request(f"http://127.0.0.1:{port}{path}", headers=cookie)
        with urllib.request.urlopen(request, timeout=30) as answer:
            answer.read()
            # Who is no longer signed in is led to the form, which is a page, too.
            return 401 if "/account/login" in answer.url else int(answer.status)
    except urllib.error.HTTPError as error:
        return error.code
    except OSError:
        return 0


@contextmanager
def up(site: Site, **more: str) -> Iterator[tuple[int, "subprocess.Popen[bytes]"]]:
    """Run the whole site, with these variables more; give its port and its process."""
    port = free_port()
    with (site.folder / "log").open("wb") as log:
        process = subprocess.Popen(
            [sys.executable, "-m", "daily8", "up", "--sources", "none"],
            env=site_environment(site.folder, **site.settings, **more, DAILY8_PORT=str(port)),
            stdout=log,
            stderr=log,
            start_new_session=True,
        )
    try:
        until = time.monotonic() + 120
        while _status(port, "/en") != 200:
            if time.monotonic() > until:
                raise RuntimeError(f"the site does not start:\n{(site.folder / 'log').read_text()[-2000:]}")
            time.sleep(0.2)
        yield port, process
    finally:
        kill(process)


def main() -> int:
    """Print what came of it; return 1 where anything was lost or wrong."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--times", type=int, default=5)
    done = run(parser.parse_args().times)
    print(
        f"{done.times} times away: answers then {dict(done.while_away)}, afterwards {dict(done.when_back)}"
        f" (pages again after {done.slowest_back:.1f} s at most);"
        f" {done.lost} articles lost, {done.changed} changed, {done.broken} complaints, {done.ended} ended"
    )
    return int(bool(done.lost or done.changed or done.broken or done.ended or done.errors))


if __name__ == "__main__":
    sys.exit(main())
