"""Do many machines import what one does? `python -m bench.machines [--publishers 60 --articles 1500]`

The news world is imported by one embedded worker on SQLite; and on PostgreSQL by a dispatcher and three workers
behind RabbitMQ, each with a data folder of its own, of which one at a time is killed with SIGKILL now and then and
another one is started. Two web servers, with data folders of their own too, show the result. Compared are rows,
the stories (as pairs of articles), and the pages of the two web servers.
"""

import argparse
import random
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path

from amqp.exceptions import NotFound
from kombu import Connection

from bench.imported import addresses, articles
from bench.killing import kill
from bench.kills import HELD, WAITING
from bench.sites import Site, postgresql_sites, sqlite_sites
from bench.workers import agreement
from bench.world import free_port, page_at, site_environment, world
from tests import with_rabbitmq
from tests.with_postgresql import server

WORKERS, WEBS = 3, 2
STEPS = ("fetch", "extract", "enrich", "group", "publish")
# Articles that came out of order and were not placed anew yet, where they are too many to be left so.
UNSETTLED = """SELECT count(*) FROM work_version WHERE name = 'unsettled' AND number >=
    0.02 * (SELECT count(*) FROM articles_article WHERE visible)"""
_NONCE = re.compile(r' nonce="[^"]*"')
LIVES = (6.0, 14.0)
LONGEST_IMPORT = 1800.0
KEY = "one key for all machines, as they share one site"


@dataclass
class Machines:
    """Processes that share a database and a broker, and nothing else."""

    site: Site
    broker: str
    folder: Path
    made: int = 0
    running: list["subprocess.Popen[bytes]"] = field(default_factory=list)

    def start(self, *command: str, **more: str) -> "subprocess.Popen[bytes]":
        """Start a command of daily8 on a machine of its own."""
        self.made += 1
        data = self.folder / f"machine{self.made}"
        data.mkdir()
        environment = site_environment(
            data, **self.site.settings, DAILY8_BROKER=self.broker, DAILY8_SECRET_KEY=KEY, **more
        )
        with (self.folder / f"{command[0]}.log").open("ab") as log:
            process = subprocess.Popen(
                [sys.executable, "-m", "daily8", *command],
                env=environment,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )
        self.running.append(process)
        return process

    def refuse_ended(self) -> None:
        """Raise RuntimeError where a process ended that nobody has killed."""
        if any(process.poll() is not None for process in self.running):
            logs = "\n".join(log.read_text(errors="replace")[-3000:] for log in self.folder.glob("*.log"))
            raise RuntimeError(f"a process ended by itself:\n{logs}")

    def stop(self) -> None:
        """End all of them."""
        for process in self.running:
            kill(process)


@dataclass
class Outcome:
    """What came of the import by many."""

    seconds: float = 0.0
    kills: int = 0
    articles: int = 0
    lost: int = 0
    changed: int = 0
    held: int = 0
    broken: int = 0
    pairs: float = 0.0
    pages: int = 0
    unequal: int = 0
    alone_seconds: float = 0.0
    longest: dict[str, int] = field(default_factory=dict)


def measure(publishers: int = 40, articles: int = 600) -> dict[str, float]:
    """Import a small world both ways, with workers killed."""
    done = run(publishers=publishers, articles=articles)
    return {
        "machines.articles": done.articles,
        "machines.lost": done.lost,
        "machines.changed": done.changed + done.held + done.broken,
        "machines.unequal_pages": done.unequal,
        "machines.pairs": done.pairs,
    }


def run(*, publishers: int, articles: int, kills: bool = True, seed: int = 1) -> Outcome:
    """Import the world both ways; return how they compare."""
    outcome = Outcome()
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        size = {"publishers": publishers, "articles": articles}
        running = stack.enter_context(world(**size, seed=1, hold=0.05, warm=True, end="now"))
        postgresql = stack.enter_context(server())
        broker = stack.enter_context(with_rabbitmq.server())
        alone, together = next(sqlite_sites(folder)), next(postgresql_sites(folder, postgresql))
        for site in (alone, together):
            site.add_sources(running)
        outcome.alone_seconds = _timed(lambda: alone.run("update", "--due"))
        machines = Machines(together, broker, folder)
        stack.callback(machines.stop)
        _import(machines, outcome, random.Random(seed) if kills else None)
        _compare(alone, together, outcome)
        _look_at_pages(machines, outcome)
    return outcome


def _timed(act: Callable[[], object]) -> float:
    began = time.monotonic()
    act()
    return time.monotonic() - began


def _import(machines: Machines, outcome: Outcome, chance: random.Random | None) -> None:
    """Let dispatcher and workers read all of the world; with `chance`, kill a worker now and then, and add one."""
    began = time.monotonic()
    machines.start("dispatcher")
    workers = [machines.start("worker") for _ in range(WORKERS)]
    kills_at = began + (chance.uniform(*LIVES) if chance else LONGEST_IMPORT)
    while _is_left(machines.site) and time.monotonic() < began + LONGEST_IMPORT:
        machines.refuse_ended()
        if chance and time.monotonic() > kills_at:
            killed = workers.pop(chance.randrange(len(workers)))
            machines.running.remove(killed)
            kill(killed)
            workers.append(machines.start("worker"))
            outcome.kills += 1
            kills_at = time.monotonic() + chance.uniform(*LIVES)
        _note_queues(machines.broker, outcome)
        time.sleep(0.5)
    outcome.seconds = time.monotonic() - began


def _is_left(site: Site) -> bool:
    return bool(site.rows(WAITING)[0][0] or site.rows(HELD)[0][0] or site.rows(UNSETTLED)[0][0])


def _note_queues(broker: str, outcome: Outcome) -> None:
    with Connection(broker) as connection, connection.channel() as channel:
        for step in STEPS:
            try:
                waiting = channel.queue_declare(f"daily8.{step}", passive=True).message_count
            except NotFound:
                return
            outcome.longest[step] = max(outcome.longest.get(step, 0), waiting)


def _compare(alone: Site, together: Site, outcome: Outcome) -> None:
    wanted, found = articles(alone), articles(together)
    keys = {row[0] for row in found}
    outcome.articles = len(found)
    outcome.lost = sum(row[0] not in keys for row in wanted)
    outcome.changed = (wanted - found).total() + (found - wanted).total()
    outcome.changed += (addresses(alone) - addresses(together)).total()
    outcome.held = together.rows(HELD)[0][0]
    outcome.broken = together.broken()
    outcome.pairs = agreement(alone, together)


def _look_at_pages(machines: Machines, outcome: Outcome) -> None:
    """Ask two web servers, with data folders of their own, for the same pages."""
    ports = [free_port() for _ in range(WEBS)]
    for port in ports:
        # Both are the one site that the web server in front of them stands for.
        machines.start("web", DAILY8_PORT=str(port), DAILY8_SITE_URL="http://localhost:8000")
    keys = [key for (key,) in machines.site.rows("SELECT key FROM articles_article WHERE visible LIMIT 20")]
    for path in ["/en", "/ar", "/en/latest", *(f"/en/article/{key}" for key in keys)]:
        pages = {_page(f"http://127.0.0.1:{port}{path}") for port in ports}
        outcome.pages += 1
        outcome.unequal += len(pages) != 1


def _page(url: str) -> str:
    """The page without what is new in each answer, and with pictures by their address, which both sign alike."""
    return _NONCE.sub("", page_at(url))


def main() -> int:
    """Print what came of it; return 1 where the rows or the pages are not the same."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--publishers", type=int, default=60)
    parser.add_argument("--articles", type=int, default=1500)
    parser.add_argument("--no-kills", action="store_true", help="let all workers live")
    chosen = parser.parse_args()
    done = run(publishers=chosen.publishers, articles=chosen.articles, kills=not chosen.no_kills)
    print(
        f"{done.articles} articles; one worker on SQLite {done.alone_seconds:.0f} s,"
        f" {WORKERS} workers behind RabbitMQ on PostgreSQL {done.seconds:.0f} s"
        f" ({done.articles / max(done.seconds, 1):.1f} articles a second), {done.kills} of them killed\n"
        f"{done.lost} lost, {done.changed} changed, {done.held} still held, {done.broken} complaints;"
        f" stories as alone: {done.pairs:.4f}\n"
        f"{done.pages} pages of two web servers without a shared disk: {done.unequal} unequal\n"
        f"longest queues, in batches: {', '.join(f'{step} {most}' for step, most in done.longest.items())}"
    )
    return int(bool(done.lost or done.changed or done.held or done.broken or done.unequal))


if __name__ == "__main__":
    sys.exit(main())
