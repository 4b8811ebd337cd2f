"""Brings messages away: beside the line, since servers take their time."""

import asyncio
import contextlib
import logging
import time
from abc import ABC, abstractmethod
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from datetime import timedelta
from typing import Generic, TypeVar

from daily8.pipeline.database import PAUSE_SECONDS, Away, Database
from daily8.work import clock
from daily8.work.models import Outgoing, OutgoingQuerySet

logger = logging.getLogger(__name__)
Row = TypeVar("Row", bound=Outgoing)

LOOK_SECONDS = 1.0
# Fewer than a server takes amiss, and no more than are carried within the lease.
_AT_ONCE, LEASE = 20, timedelta(minutes=10)
# So long it is known to whom what was sent, and looked for what is older.
_KEPT, _FORGET_SECONDS = timedelta(days=30), 3600.0


class Carrying(ABC, Generic[Row]):
    """Claims messages that wait, carries them, and keeps what came of each before the next one is carried."""

    def __init__(self, worker: str, rows: Callable[[], OutgoingQuerySet[Row]]):
        self._worker = worker
        self._rows = rows
        self._database = Database()
        self._stopping = asyncio.Event()
        # Two looks at once would each take the other's messages for what an error left behind.
        self._looking = asyncio.Lock()
        self._forgets_at = 0.0

    @abstractmethod
    def opened(self) -> AbstractContextManager[Callable[[Row], None]]:
        """Return what carries messages, one by one, as long as it is open.

        It changes each row, unsaved, by what came of it: sent, to be tried again, or given up.
        """

    def keep(self, row: Row) -> None:
        """Keep what came of a message."""
        self._rows().write([row], fields=row.NOTED_FIELDS)

    def stop(self) -> None:
        """Claim no more; what was not carried yet is given back."""
        self._stopping.set()

    async def run(self) -> None:
        """Work until stopped; an error of the database's or our own is told, and tried again."""
        try:
            while not self._stopping.is_set():
                if await self._look():
                    continue
                with contextlib.suppress(TimeoutError):
                    await asyncio.wait_for(self._stopping.wait(), LOOK_SECONDS)
        finally:
            await self._give_back()

    async def finish(self) -> None:
        """Work until nothing is due, or until stopped."""
        while not self._stopping.is_set() and await self._look():
            pass

    async def _look(self) -> int:
        """Carry what is due, some at a time; return how many that were."""
        try:
            async with self._looking:
                await self._forget()
                rows = await self._database.run(self._claimed)
                await self.carry(rows)
        except Away:
            await asyncio.sleep(PAUSE_SECONDS)
            return 0
        except Exception:
            # The one place where any error of looking is caught: the next message is carried all the same.
            logger.exception("messages could not be brought away")
            await asyncio.sleep(PAUSE_SECONDS)
            return 0
        return len(rows)

    def _claimed(self) -> list[Row]:
        # What an error left claimed is free again: this is the only one that claims in this worker's name.
        self._rows().release(self._worker)
        return self._rows().claim(clock.now(), limit=_AT_ONCE, worker=self._worker, lease=LEASE)

    async def carry(self, rows: Sequence[Row]) -> None:
        """Carry messages, one after another, and keep what came of each; those left when it stops stay claimed."""
        if not rows:
            return
        with self.opened() as carry:
            for row in rows:
                if self._stopping.is_set():
                    return
                await self._bring(row, carry)

    async def _bring(self, row: Row, carry: Callable[[Row], None]) -> None:
        if until := row.held_until(clock.now()):
            row.postpone("", until=until)
        else:
            await asyncio.to_thread(carry, row)
        await self._database.run(self.keep, row)

    async def _forget(self) -> None:
        """Delete now and then what is done with for a month."""
        if time.monotonic() < self._forgets_at:
            return
        await self._database.run(self._rows().forget, clock.now() - _KEPT)
        self._forgets_at = time.monotonic() + _FORGET_SECONDS

    async def _give_back(self) -> None:
        with contextlib.suppress(Away):
            await self._database.run(self._rows().release, self._worker)
        await self._database.close()
