"""Makes the podcast: beside the line, since to read an edition aloud takes its time."""

import logging
import time
from datetime import datetime

from daily8.pipeline.database import Away
from daily8.pipeline.looking import Looking
from daily8.pipeline.narrating import LEASE, MakeSpeech, Narrating
from daily8.podcast import keeping, making
from daily8.podcast.models import Episode
from daily8.work import clock

logger = logging.getLogger(__name__)
# So often all episodes are looked at, and what is old is deleted.
_EVERY_SECONDS = 600.0


class Podcasting(Looking):
    """Looks whether an edition is to be read aloud, or an episode to be made anew."""

    pause_seconds = 20.0

    def __init__(self, worker: str, make: MakeSpeech | None = None) -> None:
        super().__init__()
        self._worker = worker
        self._narrating = Narrating(self._database, worker, make)
        self._looks_at_all = 0.0

    def stop(self) -> None:
        """Look no more; a line that is being spoken is the last."""
        super().stop()
        self._narrating.stop()

    async def look(self) -> int:
        """Make all episodes that are due; nothing is left then."""
        await self.call(making.plan)
        await self.call(self.look_again)
        while not self._stopping.is_set() and (episode := await self._claimed()):
            await self._make(episode)
        return 0

    def look_again(self, now: datetime) -> int:
        """Have those made anew that may not be heard as they are, and forget what is old."""
        every = time.monotonic() >= self._looks_at_all
        if every:
            self._looks_at_all = time.monotonic() + _EVERY_SECONDS
            keeping.forget(now)
        return keeping.look_again(now, every=every)

    async def _claimed(self) -> Episode | None:
        found: list[Episode] = []

        def claim(now: datetime) -> int:
            found.extend(Episode.objects.claim(now, limit=1, worker=self._worker, lease=LEASE))
            return len(found)

        await self.call(claim)
        return found[0] if found else None

    async def _make(self, episode: Episode) -> None:
        try:
            await self._narrating.narrate(episode)
        except Away:
            logger.warning("%s is given back: the database is away", episode)
        except Exception:
            # The one place where any error of making is caught: it is kept on the row, and the line goes on.
            logger.exception("%s could not be read aloud", episode)
            await self.call(lambda now: self._fail(episode, now))
        await self.call(lambda _now: Episode.objects.filter(pk=episode.pk).release(self._worker))

    def _fail(self, episode: Episode, now: datetime) -> int:
        making.fail(episode, self._worker, "an error of daily8's own; the log says more", clock.now() or now)
        return 0
