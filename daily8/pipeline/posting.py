"""Sends editions to their subscribers: beside the line."""

from daily8.newsletter import sending, subscribing
from daily8.pipeline.looking import Looking


class Posting(Looking):
    """Writes letters as soon as an edition has its words, and notes which came back."""

    async def look(self) -> int:
        """Write all letters that are due, some at a time; nothing is left then."""
        while not self._stopping.is_set() and await self.call(sending.send):
            pass
        await self.call(sending.note_returned)
        await self.call(subscribing.forget_lapsed)
        return 0
