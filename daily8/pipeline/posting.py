"""Sends editions to their subscribers: beside the line."""

import asyncio
import contextlib
import logging

from daily8.newsletter import sending
from daily8.pipeline.database import PAUSE_SECONDS, Away, Database
from daily8.work import clock

logger = logging.getLogger(__name__)

LOOK_SECONDS = 15.0


class Posting:
    """Writes letters as soon as an edition has its words, and notes which came back."""

    def __init__(self) -> None:
        self._database = Database()
        self._stopping = asyncio.Event()

    def stop(self) -> None:
        """Look no more."""
        self._stopping.set()

    async def run(self) -> None:
        """Work until stopped; an error of the database's or our own is told, and tried again."""
        try:
            while not self._stopping.is_set():
                await self._look()
                with contextlib.suppress(TimeoutError):
                    await asyncio.wait_for(self._stopping.wait(), LOOK_SECONDS)
        finally:
            await self._database.close()

    async def finish(self) -> None:
        """Write all letters that are due, or until stopped."""
        await self._look()

    async def _look(self) -> None:
        try:
            written = 1
            while written and not self._stopping.is_set():
                written = await self._database.run(sending.send, clock.now())
            await self._database.run(sending.note_returned, clock.now())
        except Away:
            await asyncio.sleep(PAUSE_SECONDS)
        except Exception:
            # The one place where any error of a look is caught: the next one is had all the same.
            logger.exception("letters could not be written")
            await asyncio.sleep(PAUSE_SECONDS)
