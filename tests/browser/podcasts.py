"""The world of editions with the newest ones read aloud: `python podcasts.py <address of pictures>`.

English is read by the voice that is installed, where one is; else, as Arabic is, by a tone of two pitches.
"""

import asyncio

import editions
import numpy as np
import world  # noqa: F401

from daily8.assistant.models import Conduct, Provider
from daily8.editions import making
from daily8.engine.ai import Spoken, installed_speech
from daily8.engine.ai.installed_speech import InstalledSpeech
from daily8.engine.sound import Sound, wav
from daily8.pipeline import editing
from daily8.pipeline.podcasting import Podcasting
from daily8.work import clock

RATE = 24_000


class Tone:
    """Half a second of sound for each line."""

    name = "tone"

    async def say(self, text: str, **_named: object) -> Spoken:
        moments = np.arange(RATE // 2) / RATE
        pitch = 220 + 10 * (len(text) % 20)
        return Spoken(
            wav.write(Sound((0.3 * np.sin(2 * np.pi * pitch * moments)).astype("f4"), RATE)), "audio/wav", 0
        )


def voice(provider: Provider) -> InstalledSpeech | Tone:
    return InstalledSpeech() if provider.pk is None and installed_speech.is_installed() else Tone()


async def read_aloud() -> None:
    podcasting = Podcasting("reader", voice)
    await podcasting.finish()
    podcasting.stop()
    await podcasting.run()


if __name__ == "__main__":
    editions.tell(editions.papers())
    for code in editions.STORIES:
        making.make(code, editions.DAY, clock.now(), lambda _story, _since: 0)
    editing.word(clock.now())
    # So many calls as an edition has lines.
    Provider.objects.create(
        name="Tone", address="http://127.0.0.1:9/v1", model="tone", abilities=["listen"], languages="ar"
    )

    Conduct.objects.create(calls_a_minute=None, calls_a_day=None)
    asyncio.run(read_aloud())
    editions.earlier()
