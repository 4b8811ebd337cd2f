"""Has readers told what happened: beside the line, since what is new has to be found out."""

import asyncio
import contextlib
import logging
import time
from collections.abc import Callable
from datetime import datetime, timedelta

from daily8.alerts import answers, bounces, delivering, noticing, of_editions, queue
from daily8.alerts.models import Alert
from daily8.pipeline.database import PAUSE_SECONDS, Away, Database
from daily8.work import clock

logger = logging.getLogger(__name__)
Look = Callable[[datetime], int]

LOOK_SECONDS = 2.0
# What takes longer to look for, or is in no hurry.
_SELDOM_SECONDS = 30.0
# So long an event is known to have been told, and stands on the page of alerts.
_KEPT = timedelta(days=60)


class Alerting:
    """Notices what happened, and sends what is due."""

    def __init__(self) -> None:
        self._database = Database()
        self._stopping = asyncio.Event()
        self._next: dict[Look, float] = {}

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
        """Work until there is nothing to notice or to send, or until stopped."""
        while not self._stopping.is_set() and await self._look():
            pass

    async def _look(self) -> int:
        found = 0
        for look, pause in _LOOKS:
            if time.monotonic() >= self._next.get(look, 0.0) and not self._stopping.is_set():
                self._next[look] = time.monotonic() + pause
                found += await self._call(look)
        return found

    async def _call(self, look: Look) -> int:
        try:
            return await self._database.run(look, clock.now())
        except Away:
            await asyncio.sleep(PAUSE_SECONDS)
        except Exception:
            # The one place where any error of a look is caught: the others are had all the same.
            logger.exception("readers could not be told of what happened")
            await asyncio.sleep(PAUSE_SECONDS)
        return 0


def _forget(now: datetime) -> int:
    Alert.objects.filter(made_at__lt=now - _KEPT).exclude(told_at=None).delete()
    return 0


_LOOKS: tuple[tuple[Look, float], ...] = (
    (noticing.notice, 0.0),
    (answers.answer, 0.0),
    (delivering.deliver, 0.0),
    (queue.look_at, _SELDOM_SECONDS),
    (of_editions.tell, _SELDOM_SECONDS),
    (bounces.note, _SELDOM_SECONDS),
    (_forget, 3600.0),
)
