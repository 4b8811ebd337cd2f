"""The embedded runner: claims rows, works on them side by side, stores what was found in batches."""

import asyncio
import contextlib
import logging
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from django.db import InterfaceError, OperationalError

from daily8.pipeline import placing, storing
from daily8.pipeline.database import PAUSE_SECONDS, Away, Database
from daily8.pipeline.steps import STEPS, Step
from daily8.pipeline.tools import Tools, tools
from daily8.work import clock

logger = logging.getLogger(__name__)
Tally = dict[str, Counter[str]]

# What is found out is stored at the latest after so many seconds.
FLUSH_SECONDS = 0.3
LOOK_SECONDS = 1.0
RENEW_SECONDS = 60.0
# So many rows are claimed in one go.
CLAIM = 200


@dataclass(slots=True)
class _Line:
    """One step with its rows under way.

    `found` are results that wait to be stored and `broken` rows that an error stopped; `queued` counts the rows
    of each publisher that wait in the lanes; `in_hand` are the keys of all that are under way. With `again`, what
    was found was not stored at the first try.
    """

    step: Step
    under_way: int = 0
    found: list[Any] = field(default_factory=list)
    broken: list[Any] = field(default_factory=list)
    lanes: dict[str, list[Any]] = field(default_factory=dict)
    queued: Counter[int] = field(default_factory=Counter)
    in_hand: set[int] = field(default_factory=set)
    again: bool = False
    exhausted_until: float = 0.0
    stored_at: float = 0.0

    def full(self) -> set[int]:
        """Publishers that have rows enough in the lanes: more would take the place of others' rows."""
        return {pk for pk, count in self.queued.items() if 2 * count >= self.step.most_of_one}

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
        self._database = Database()
        self._changed = asyncio.Event()
        self._tasks: set[asyncio.Task[None]] = set()
        self._stopping = False
        self._was_away = False
        self._renewed_at = time.monotonic()
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
            await self._give_back()
        return self.tally

    async def _work(self, reach: Tools, *, until_idle: bool, patience: timedelta) -> None:
        while not self._stopping:
            # Before looking, so that a lane that ends meanwhile is not overheard.
            self._changed.clear()
            try:
                await self._renew()
                moved = [await self._advance(line, reach) for line in self._lines]
                await self._recover()
                if any(moved) or await self._settle():
                    continue
                if until_idle and await self._idle(patience):
                    break
            except Away:
                self._was_away = True
                await asyncio.sleep(PAUSE_SECONDS)
                continue
            await self._wait()

    async def _recover(self) -> None:
        """Give back what was claimed just when the database went away: nobody here knows of it.

        Once all of a round went well, since a database is not back when it only answers.
        """
        if self._was_away:
            for line in self._lines:
                await self._database.run(self._give_back_unknown, line)
            self._was_away = False

    def _give_back_unknown(self, line: _Line) -> None:
        line.step.waiting().filter(claimed_by=self._worker).exclude(pk__in=line.in_hand).release(self._worker)

    async def _renew(self) -> None:
        """Keep the rows in hand this worker's, however long their hosts take."""
        if time.monotonic() - self._renewed_at < RENEW_SECONDS:
            return
        self._renewed_at = time.monotonic()
        for line in self._lines:
            if line.under_way:
                await self._database.run(self._renew_rows, line.step)

    def _renew_rows(self, step: Step) -> None:
        step.waiting().renew(clock.now(), self._worker, step.lease)

    async def _advance(self, line: _Line, reach: Tools) -> bool:
        """Store what a step found and give it new rows; say whether anything moved."""
        failed = await self._fail_broken(line)
        stored = await self._flush(line)
        claimed = await self._claim(line, reach)
        return failed or stored or claimed

    async def _claim(self, line: _Line, reach: Tools) -> bool:
        room = line.step.ahead - line.under_way
        if room < line.step.batch or time.monotonic() < line.exhausted_until:
            return False
        most = max(line.step.batch, min(room, CLAIM))
        claimed, rows = await self._database.run(self._claim_rows, line, most, reach)
        if claimed < most:
            line.exhausted_until = time.monotonic() + LOOK_SECONDS
        line.under_way += len(rows)
        for row in rows:
            self._queue(line, row, reach)
        return claimed > 0

    def _claim_rows(self, line: _Line, limit: int, reach: Tools) -> tuple[int, list[Any]]:
        """Claim rows; give those back of which their publisher has enough in the lanes."""
        step = line.step
        waiting = step.waiting().exclude(publisher_id__in=line.full())
        claimed = waiting.claim(clock.now(), limit=limit, worker=self._worker, lease=step.lease)
        counts = Counter(line.queued)
        kept: list[Any] = []
        surplus: list[Any] = []
        for row in claimed:
            counts[row.publisher_id] += 1
            (kept if counts[row.publisher_id] <= step.most_of_one else surplus).append(row)
        if surplus:
            step.waiting().filter(pk__in=[row.pk for row in surplus]).release(self._worker)
        if kept:
            step.prepare(reach, clock.now())
        return len(claimed), kept

    def _queue(self, line: _Line, row: Any, reach: Tools) -> None:
        """Add a row to its lane; a lane with rows has one task that works them off in turn."""
        name = line.step.lane(row)
        line.in_hand.add(row.pk)
        line.queued[row.publisher_id] += 1
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
                line.found.append(await line.step.work(row, reach))
            except Exception:
                # The one place where any error is caught: one bad row must not stop the line.
                logger.exception("%s failed on %s", line.step.name, row)
                line.broken.append(row)
            line.queued[row.publisher_id] -= 1
            if len(line.found) >= line.step.batch:
                self._changed.set()
        del line.lanes[name]
        line.queued += Counter()  # forgets publishers without rows
        self._changed.set()

    async def _fail_broken(self, line: _Line) -> bool:
        broken = line.broken[:]
        for row in broken:
            await self._database.run(storing.fail, row)
            line.broken.remove(row)
            line.in_hand.discard(row.pk)
            line.under_way -= 1
            self.tally[line.step.name]["failed"] += 1
        return bool(broken)

    async def _flush(self, line: _Line) -> bool:
        if not line.ready():
            return False
        found = line.found[: line.step.batch]
        # Before it is stored: rows that become one with others lose their key.
        keys = {line.step.row(one).pk for one in found}
        try:
            counts = await self._database.run(
                storing.store_again if line.again else storing.store, line.step, found
            )
        except Away:
            line.again = True
            raise
        line.again = False
        del line.found[: len(found)]
        line.in_hand -= keys
        line.under_way -= len(found)
        line.stored_at = time.monotonic()
        self.tally[line.step.name].update(counts)
        # There may be more rows of this step, and of the next one, which stands before it.
        place = self._lines.index(line)
        for one in self._lines[max(0, place - 1) : place + 1]:
            one.exhausted_until = 0.0
        if self._report:
            self._report(line.step.name, counts)
        return True

    async def _settle(self) -> bool:
        """Set in order what came in disorder, once nothing waits for any worker; say whether anything moved."""
        if any(line.under_way for line in self._lines):
            return False
        return await self._database.run(_settle)

    async def _idle(self, patience: timedelta) -> bool:
        """Whether nothing is under way and nothing is due soon."""
        if any(line.under_way for line in self._lines):
            return False
        moments = [await self._database.run(line.step.waiting().next_due_at) for line in self._lines]
        return all(moment is None or moment > clock.now() + patience for moment in moments)

    async def _wait(self) -> None:
        """Wait until a batch is full, a lane is empty, or a while has passed."""
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

    async def _give_back(self) -> None:
        """Give back the rows that are held; where the database is away, their lease ends by itself."""
        with contextlib.suppress(Away, OperationalError, InterfaceError):
            await self._database.run(self._release)
        await self._database.close()

    def _release(self) -> None:
        for line in self._lines:
            line.step.waiting().model._default_manager.release(self._worker)


def _settle() -> bool:
    now = clock.now()
    return not any(step.waiting().filter(due_at__lte=now).exists() for step in STEPS) and placing.settle(now)
