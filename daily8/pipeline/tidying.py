"""Deletes what is over and of no use to anybody: beside the line, some at a time."""

from daily8.accounts import lasting
from daily8.pipeline.looking import Looking


class Tidying(Looking):
    """Looks each hour."""

    pause_seconds = 3600.0

    async def look(self) -> int:
        """Delete sessions that are over; none is left to this."""
        while not self._stopping.is_set() and await self.call(lasting.forget):
            pass
        return 0
