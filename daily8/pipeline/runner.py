"""The embedded runner: claims rows, works on them side by side, stores what was found in batches."""

import asyncio
import logging
import time
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any, TypeVar

from django.db import OperationalError, connections

from daily8.pipeline.steps import STEPS, Step
from daily8.pipeline.tools import Tools, tools
from daily8.work import clock
from daily8.work.models import Waiting

logger = logging.getLogger(__name__)
Result = TypeVar("Result")
Tally = dict[str, Counter[str]]

# What is found out is stored at the latest after so many seconds.
FLUSH_SECONDS = 0.3
LOOK_SECONDS = 1.0


@dataclass(slots=True)
class _Line:
    """One step with its rows under way."""

    step: Step
    under_way: int = 0
    found: list[Any] = field(default_factory=list)
    lanes: dict[str, list[Any]] = field(default_factory=dict)
    exhausted_until: float = 0.0
    stored_at: float = 0.0

    def ready(self) -> bool:
        """Whether what was found is worth a transaction: a batch, all there is, or it has waited enough."""
        if not self.found:
            return False
        waited = time.monotonic() - self.stored_at
        return len(self.found) >= min(self.step.batch, self.under_way) or waited >= FLUSH_SECONDS


class Runner:
    """Works through the steps in this process.

    `worker` names this process on the rows it holds; `report` is told each step's name and counts whenever
    something was stored; it may ask the database.
    """

    def __init__(self, worker: str, report: Callable[[str, Counter[str]], None] | None = None):
        self._worker = worker
        self._report = report
        self._lines = [_Line(step) for step in STEPS]
        self._database = ThreadPoolExecutor(1, thread_name_prefix="database")
        self._changed = asyncio.Event()
        self._tasks: set[asyncio.Task[None]] = set()
        self._stopping = False
        self.tally: Tally = {step.name: Counter() for step in reversed(STEPS)}

    def stop(self) -> None:
        """Claim no more; what is under way is given back."""
        self._stopping = True
        self._changed.set()

    async def run(self, *, until_idle: bool, patience: timedelta = timedelta()) -> Tally:
        """Work until stopped, or until no row is due within `patience`; return the counts by step."""
        try:
            async with tools() as reach:
                try:
                    await self._work(reach, until_idle=until_idle, patience=patience)
                finally:
                    await self._stop_tasks()
        finally:
            await self._in_database(self._release)
            self._database.shutdown()
        return self.tally

    async def _work(self, reach: Tools, *, until_idle: bool, patience: timedelta) -> None:
        while not self._stopping:
            moved = [await self._advance(line, reach) for line in self._lines]
            if any(moved):
                continue
            if until_idle and await self._idle(patience):
                return
            await self._wait()

    async def _advance(self, line: _Line, reach: Tools) -> bool:
        """Store what a step found and give it new rows; say whether anything moved."""
        stored = await self._flush(line)
        claimed = await self._claim(line, reach)
        return stored or claimed

    async def _claim(self, line: _Line, reach: Tools) -> bool:
        room = line.step.ahead - line.under_way
        if room < line.step.batch or time.monotonic() < line.exhausted_until:
            return False
        rows = await self._in_database(self._claim_rows, line.step, room)
        if not rows:
            line.exhausted_until = time.monotonic() + LOOK_SECONDS
        line.under_way += len(rows)
        for row in rows:
            self._queue(line, row, reach)
        return bool(rows)

    def _claim_rows(self, step: Step, limit: int) -> list[Any]:
        return step.waiting().claim(clock.now(), limit=limit, worker=self._worker, lease=step.lease)

    def _queue(self, line: _Line, row: Any, reach: Tools) -> None:
        """Add a row to its lane; a lane with rows has one task that works them off in turn."""
        name = line.step.lane(row)
        if name in line.lanes:
            line.lanes[name].append(row)
            return
        line.lanes[name] = [row]
        task = asyncio.create_task(self._work_off(line, name, reach))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _work_off(self, line: _Line, name: str, reach: Tools) -> None:
        rows = line.lanes[name]
        while rows:
            row = rows.pop(0)
            try:
                result = await line.step.work(row, reach)
            except Exception:
                # The one place where any error is caught: one bad row must not stop the line.
                logger.exception("%s failed on %s", line.step.name, row)
                await self._in_database(_fail, row)
                line.under_way -= 1
                continue
            line.found.append(result)
            if len(line.found) >= line.step.batch:
                self._changed.set()
        del line.lanes[name]
        self._changed.set()

    async def _flush(self, line: _Line) -> bool:
        if not line.ready():
            return False
        found, line.found = line.found[: line.step.batch], line.found[line.step.batch :]
        counts = await self._in_database(_store, line.step, found)
        line.under_way -= len(found)
        line.stored_at = time.monotonic()
        self.tally[line.step.name].update(counts)
        for other in self._lines:
            other.exhausted_until = 0.0
        if self._report:
            await self._in_database(self._report, line.step.name, counts)
        return True

    async def _idle(self, patience: timedelta) -> bool:
        """Whether nothing is under way and nothing is due soon."""
        if any(line.under_way for line in self._lines):
            return False
        moments = [await self._in_database(line.step.waiting().next_due_at) for line in self._lines]
        return all(moment is None or moment > clock.now() + patience for moment in moments)

    async def _wait(self) -> None:
        """Wait until a batch is full, a lane is empty, or a while has passed."""
        self._changed.clear()
        try:
            await asyncio.wait_for(self._changed.wait(), FLUSH_SECONDS)
        except TimeoutError:
            return
        # Let lanes that end together be stored together.
        await asyncio.sleep(FLUSH_SECONDS / 10)

    async def _stop_tasks(self) -> None:
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    def _release(self) -> None:
        for line in self._lines:
            line.step.waiting().model._default_manager.release(self._worker)
        connections.close_all()

    async def _in_database(self, function: Callable[..., Result], *arguments: Any) -> Result:
        """Run in the one thread that holds the database connection."""
        return await asyncio.get_running_loop().run_in_executor(self._database, function, *arguments)


def _store(step: Step, found: list[Any]) -> Counter[str]:
    """Store a batch; where it cannot be stored together, row by row, so that one bad row hinders no other."""
    try:
        return step.store(found, clock.now())
    except OperationalError:
        # The database is away or busy: nobody's fault. The rows are free again when their lease ends.
        logger.exception("%s could not store %s rows", step.name, len(found))
        return Counter(postponed=len(found))
    except Exception:
        if len(found) == 1:
            logger.exception("%s could not store %s", step.name, found[0])
            _fail(getattr(found[0], "article", None) or getattr(found[0], "feed", None) or found[0])
            return Counter(failed=1)
    counts: Counter[str] = Counter()
    for one in found:
        counts.update(_store(step, [one]))
    return counts


def _fail(row: Waiting) -> None:
    """Keep on the row that an error of daily8's own stopped it; the log has the details."""
    row.fail("an error of daily8's own; the log says more", now=clock.now())
    type(row)._default_manager.filter(pk=row.pk).update(
        **{name: getattr(row, name) for name in Waiting.WAITING_FIELDS}
    )
