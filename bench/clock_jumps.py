"""Does the site outlive a clock that jumps? `python -m bench.clock_jumps` (needs libfaketime)

While the news world is read and readers ask for pages, the clock of all of the site's processes jumps: hours
ahead, days back, a year ahead, and home again. Counted are the answers, and at the end what is missing or amiss
among the rows against an import that nothing disturbed.
"""

import sys
import tempfile
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from bench.away import answers, up
from bench.imported import addresses, articles
from bench.kills import HELD
from bench.sites import Site, sqlite_sites
from bench.world import ROOT, world

LIBRARY = next(Path("/usr/lib").glob("*/faketime/libfaketimeMT.so.1"), None)
PUBLISHERS, ARTICLES = 40, 800
HOUR, DAY = 3600, 86_400
# Seconds from the true time; each lasts some seconds, and then the clock is right again.
JUMPS = (2 * HOUR, -3 * DAY, 30 * DAY, -2 * HOUR, 365 * DAY, -400 * DAY)
# Python sleeps until a moment of a clock that never jumps, which the library takes for one of the time of day.
_SLEEP = """import select
import time


def sleep(seconds):
    select.select([], [], [], seconds)


time.sleep = sleep
"""
WRONG_SECONDS, RIGHT_SECONDS = 6.0, 4.0


@dataclass
class Outcome:
    """What readers met, and what came of the import."""

    jumps: int = 0
    wrong: Counter[int] = field(default_factory=Counter)
    right: Counter[int] = field(default_factory=Counter)
    ended: int = 0
    lost: int = 0
    changed: int = 0
    held: int = 0
    broken: int = 0

    @property
    def errors(self) -> int:
        """Pages that were not there."""
        return sum(count for status, count in (self.wrong + self.right).items() if status != 200)


def measure() -> dict[str, float]:
    """Let the clock jump; return what was lost, and how many answers were wrong."""
    done = run()
    return {
        "clock.jumps": done.jumps,
        "clock.lost": done.lost,
        "clock.changed": done.changed + done.held + done.broken + done.ended,
        "clock.wrong_answers": done.errors,
    }


def run() -> Outcome:
    """Import the world while the clock jumps; return what came of it."""
    if LIBRARY is None:
        raise RuntimeError("there is no libfaketime here (Debian: apt install faketime)")
    outcome = Outcome()
    with (
        tempfile.TemporaryDirectory() as name,
        world(publishers=PUBLISHERS, articles=ARTICLES, seed=1, hold=0.3, warm=True, end="now") as running,
    ):
        folder = Path(name)
        sites = sqlite_sites(folder)
        alone, site = next(sites), next(sites)
        for one in (alone, site):
            one.add_sources(running)
        alone.run("update", "--due")
        clock = folder / "clock"
        _set(clock, 0)
        with up(site, **_faked(clock)) as (port, process):
            for seconds in JUMPS:
                _set(clock, seconds)
                answers(port, outcome.wrong, until=time.monotonic() + WRONG_SECONDS)
                _set(clock, 0)
                answers(port, outcome.right, until=time.monotonic() + RIGHT_SECONDS)
                outcome.jumps += 1
            outcome.ended = int(process.poll() is not None)
        _finish(site)
        _compare(alone, site, outcome)
    return outcome


def _faked(clock: Path) -> dict[str, str]:
    """What lets the time of day of a process be the one that stands in a file; its stop-watches stay right."""
    (clock.parent / "sitecustomize.py").write_text(_SLEEP, encoding="ascii")
    return {
        "PYTHONPATH": f"{clock.parent}:{ROOT}",
        "LD_PRELOAD": str(LIBRARY),
        "FAKETIME_TIMESTAMP_FILE": str(clock),
        "FAKETIME_NO_CACHE": "1",
        "FAKETIME_DONT_FAKE_MONOTONIC": "1",
        "FAKETIME_DONT_RESET": "1",
    }


def _set(clock: Path, seconds: int) -> None:
    """Put the clock so many seconds away from the true time, at one stroke."""
    draft = clock.with_suffix(".new")
    draft.write_text(f"{seconds:+d}s\n", encoding="ascii")
    draft.replace(clock)


def _finish(site: Site) -> None:
    """Read what is left, whatever later moment a wrong clock has put it off to."""
    site.write("UPDATE articles_article SET due_at = '2020-01-01 00:00:00' WHERE due_at IS NOT NULL")
    site.write(
        "UPDATE sources_feed SET due_at = '2020-01-01 00:00:00', not_before = NULL WHERE due_at IS NOT NULL"
    )
    site.run("update", "--due")


def _compare(alone: Site, site: Site, outcome: Outcome) -> None:
    wanted, found = articles(alone), articles(site)
    keys = {row[0] for row in found}
    outcome.lost = sum(row[0] not in keys for row in wanted)
    outcome.changed = (wanted - found).total() + (addresses(alone) - addresses(site)).total()
    outcome.held = site.rows(HELD)[0][0]
    outcome.broken = site.broken()


def main() -> int:
    """Print what came of it; return 1 where anything was lost or wrong."""
    done = run()
    print(
        f"{done.jumps} jumps: answers with the wrong time {dict(done.wrong)}, with the right {dict(done.right)};"
        f" {done.lost} articles lost, {done.changed} changed, {done.held} still held, {done.broken} complaints,"
        f" {done.ended} ended"
    )
    return int(bool(done.lost or done.changed or done.held or done.broken or done.ended or done.errors))


if __name__ == "__main__":
    sys.exit(main())
