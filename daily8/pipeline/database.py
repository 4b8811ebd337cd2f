"""The worker's one connection to the database, and its patience with a database that is away."""

import asyncio
import logging
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any, TypeVar

from django.db import InterfaceError, OperationalError, connections

logger = logging.getLogger(__name__)
Result = TypeVar("Result")

# A database that restarts or is locked comes back within this time; one that does not needs a person.
PATIENCE_SECONDS = 60.0
PAUSE_SECONDS = 1.0


class Away(Exception):
    """The database cannot be used just now; what was asked of it has not happened."""


class Database:
    """Runs functions, one after another, in the thread that holds the connection."""

    def __init__(self) -> None:
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="database")
        self._away_since: float | None = None

    async def run(self, function: Callable[..., Result], *arguments: Any) -> Result:
        """Return what the function returns.

        Raises Away where the database cannot be used, and the database's own error once that has gone on for
        a minute.
        """
        loop = asyncio.get_running_loop()
        try:
            result = await loop.run_in_executor(self._thread, _ended, function, *arguments)
        except (OperationalError, InterfaceError) as error:
            await loop.run_in_executor(self._thread, connections.close_all)
            self._note(error)
            raise Away(str(error)) from error
        self._away_since = None
        return result

    async def close(self) -> None:
        """Let go of the connection."""
        await asyncio.get_running_loop().run_in_executor(self._thread, connections.close_all)
        self._thread.shutdown()

    def _note(self, error: Exception) -> None:
        now = time.monotonic()
        if self._away_since is None:
            logger.warning("the database is away: %s", error)
            self._away_since = now
        elif now - self._away_since > PATIENCE_SECONDS:
            raise error


def _ended(function: Callable[..., Result], *arguments: Any) -> Result:
    """Call a function; an iterator's end that it lets out would never be seen as its end."""
    try:
        return function(*arguments)
    except StopIteration as error:
        raise RuntimeError("an iterator ended where it should not") from error
