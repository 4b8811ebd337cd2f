"""Looks again and again whether there is something to do: beside the line, and at a pace of its own."""

import asyncio
import contextlib
import logging
from abc import ABC, abstractmethod
from collections.abc import Callable
from datetime import datetime

from daily8.pipeline.database import PAUSE_SECONDS, Away, Database
from daily8.work import clock

logger = logging.getLogger(__name__)
Look = Callable[[datetime], int]


class Looking(ABC):
    """Looks, pauses, and looks again until stopped."""

    pause_seconds = 15.0

    def __init__(self) -> None:
        self._database = Database()
        self._stopping = asyncio.Event()

    @abstractmethod
    async def look(self) -> int:
        """Do what there is to do; return how much may be left."""

    def stop(self) -> None:
        """Look no more."""
        self._stopping.set()

    async def run(self) -> None:
        """Work until stopped."""
        try:
            while not self._stopping.is_set():
                await self.look()
                with contextlib.suppress(TimeoutError):
                    await asyncio.wait_for(self._stopping.wait(), self.pause_seconds)
        finally:
            await self._database.close()

    async def finish(self) -> None:
        """Work until nothing is left to do, or until stopped."""
        while not self._stopping.is_set() and await self.look():
            pass

    async def call(self, act: Look) -> int:
        """Return what a function returns at this moment; an error, the database's or our own, is told and is 0."""
        try:
            return await self._database.run(act, clock.now())
        except Away:
            await asyncio.sleep(PAUSE_SECONDS)
        except Exception:
            # The one place where any error of these is caught: the next look is had all the same.
            logger.exception("%s.%s failed", act.__module__, act.__qualname__)
            await asyncio.sleep(PAUSE_SECONDS)
        return 0
