"""Does the steps on rows that are handed in, as one process of many that share the work."""

import asyncio
import logging
import threading
from collections import Counter, defaultdict
from collections.abc import Coroutine, Sequence
from concurrent.futures import Future
from contextlib import AsyncExitStack
from typing import Any, TypeVar

import uvloop

from daily8.pipeline import hosts, storing
from daily8.pipeline.steps import Step, asks_hosts
from daily8.pipeline.tools import Tools, tools
from daily8.work import clock

logger = logging.getLogger(__name__)
Result = TypeVar("Result")

RENEW_SECONDS = 60.0


class Crew:
    """Works on batches, handed in by any number of threads, with the tools of this process.

    The network and the sandbox are waited for side by side, in a loop of its own; the database is asked by one
    thread at a time, since what the steps remember between batches is not for two at once.
    """

    def __init__(self) -> None:
        self._loop = uvloop.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, name="crew", daemon=True)
        self._stack = AsyncExitStack()
        self._database = threading.Lock()
        self._thread.start()
        self._tools: Tools = self.call(self._stack.enter_async_context(tools()))

    def call(self, work: Coroutine[Any, Any, Result]) -> Result:
        """Return what a coroutine returns that runs in the loop of this crew."""
        return asyncio.run_coroutine_threadsafe(work, self._loop).result()

    def start(self, work: Coroutine[Any, Any, None]) -> "Future[None]":
        """Let a coroutine run in the loop of this crew; the future says when it ended, and how."""
        return asyncio.run_coroutine_threadsafe(work, self._loop)

    def close(self) -> None:
        """Put the tools away."""
        self.call(self._stack.aclose())
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.close()

    def work(self, step: Step, claim: str, keys: Sequence[int]) -> Counter[str]:
        """Do a step on those of the rows that the claim still holds, and store what came of it; return the counts.

        Raises the database's own errors; the rows then stay claimed, and the batch may be handed in again.
        """
        with self._database:
            rows = self._taken(step, claim, keys)
        found: list[Any] = []
        broken: list[Any] = []
        done = asyncio.run_coroutine_threadsafe(self._all(step, rows, found, broken), self._loop)
        while not done.done():
            try:
                done.result(RENEW_SECONDS)
            except TimeoutError:
                with self._database:
                    step.waiting().renew(clock.now(), claim, step.lease)
        done.result()
        with self._database:
            return self._kept(step, rows, found, broken)

    def _taken(self, step: Step, claim: str, keys: Sequence[int]) -> list[Any]:
        """The rows that the claim still holds, for a new lease: another worker may have had them meanwhile."""
        held = step.waiting().filter(pk__in=keys, claimed_by=claim)
        rows = list(held.order_by("due_at", "pk"))
        if rows:
            held.renew(clock.now(), claim, step.lease)
            step.prepare(self._tools, clock.now())
            if asks_hosts(step):
                hosts.hear(self._tools, rows, clock.now())
        return rows

    def _kept(self, step: Step, rows: list[Any], found: list[Any], broken: list[Any]) -> Counter[str]:
        counts: Counter[str] = Counter(failed=len(broken))
        if found:
            counts.update(storing.store(step, found))
        for row in broken:
            storing.fail(row)
        if rows and asks_hosts(step):
            hosts.tell(self._tools, rows, clock.now())
        return counts

    async def _all(self, step: Step, rows: list[Any], found: list[Any], broken: list[Any]) -> None:
        """Work on all rows: lanes side by side, the rows of each in turn."""
        lanes: defaultdict[str, list[Any]] = defaultdict(list)
        for row in rows:
            lanes[step.lane(row)].append(row)
        await asyncio.gather(*(self._lane(step, lane, found, broken) for lane in lanes.values()))

    async def _lane(self, step: Step, rows: list[Any], found: list[Any], broken: list[Any]) -> None:
        for row in rows:
            try:
                found.append(await step.work(row, self._tools))
            except Exception:
                # As in the other runner: one bad row must not stop the line.
                logger.exception("%s failed on %s", step.name, row)
                broken.append(row)
