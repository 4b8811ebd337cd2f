"""Deletes what is over, and keeps the index of words in few parts: beside the line, some at a time."""

import asyncio

from daily8.accounts import lasting
from daily8.pipeline.looking import Looking
from daily8.search import merging

# Others who write have their turn.
_PAUSE_SECONDS = 0.05


class Tidying(Looking):
    """Looks each hour."""

    pause_seconds = 3600.0

    async def look(self) -> int:
        """Delete sessions that are over, and merge the index; nothing is left to this."""
        for act in (lasting.forget, merging.merge):
            while not self._stopping.is_set() and await self.call(act):
                await asyncio.sleep(_PAUSE_SECONDS)
        return 0
