"""Has articles read again at their moments: beside the line."""

from daily8.articles import rereading
from daily8.pipeline.looking import Looking


class Rereading(Looking):
    """Looks whose moment has come, some at a time."""

    async def look(self) -> int:
        """Let them wait to be read; none is left to this."""
        while not self._stopping.is_set() and await self.call(rereading.begin):
            pass
        return 0
