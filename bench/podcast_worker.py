"""The part of the worker that reads editions aloud: `python -m bench.podcast_worker FILE`, for `bench.podcast`.

The voice takes no time to load here and a moment to speak, so that there is much to be killed in; each
line that it says is written to the file.
"""

import asyncio
import os
import sys
import time
from pathlib import Path

import django
import numpy as np
from django.conf import settings

RATE = 24_000


def main(said: Path) -> None:
    """Read aloud until killed, or until the episode is there."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "daily8.config.settings")
    django.setup()
    # Only now can the parts be imported that have tables.
    from daily8.pipeline import embedded  # noqa: PLC0415
    from daily8.pipeline.podcasting import Podcasting  # noqa: PLC0415
    from daily8.work import presence  # noqa: PLC0415

    with presence.present(settings.DATA / "workers") as name:
        embedded.free_rows_of_the_dead()
        sys.stdout.write("ready\n")
        sys.stdout.flush()
        podcasting = Podcasting(name, lambda _provider: _Tone(said))  # type: ignore[arg-type, return-value]
        asyncio.run(podcasting.finish())


class _Tone:
    name = "tone"

    def __init__(self, said: Path) -> None:
        self._said = said

    async def say(self, text: str, **_named: object) -> object:
        from daily8.engine.ai import Spoken  # noqa: PLC0415
        from daily8.engine.sound import Sound, wav  # noqa: PLC0415

        time.sleep(0.02)
        moments = np.arange(RATE // 4) / RATE
        sound = Sound((0.3 * np.sin(2 * np.pi * 300 * moments)).astype(np.float32), RATE)
        with self._said.open("a", encoding="utf-8") as file:
            file.write(text + "\n")
        return Spoken(wav.write(sound), "audio/wav", 0.02)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
