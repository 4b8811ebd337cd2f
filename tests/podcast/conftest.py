"""An edition of three stories, and voices that read it: a machine's own, with nothing to load, and a server's."""

import asyncio
from collections.abc import Callable
from datetime import timedelta

import numpy as np
import pytest

from daily8.articles.models import Article
from daily8.editions import making as editions
from daily8.editions.models import Edition
from daily8.engine.ai import Form, Kind, ModelError, Spoken
from daily8.engine.ai.installed_speech import InstalledSpeech
from daily8.engine.sound import Sound, wav
from daily8.pipeline import editing
from daily8.pipeline.podcasting import Podcasting
from daily8.podcast.models import Episode
from daily8.work import clock
from tests.assistant.conftest import server  # noqa: F401
from tests.editions.conftest import DAY, FIRST, NOW, SECOND, ferry, nothing_new, press, tell  # noqa: F401

RATE = 24_000


@pytest.fixture(autouse=True)
def _morning(monkeypatch, settings, tmp_path):
    pytest.importorskip("lameenc", reason="the extra speech is not installed")
    settings.EDITION_TIME, settings.TIME_ZONE, settings.DATA = "06:00", "UTC", tmp_path
    at(monkeypatch, timedelta())


def at(monkeypatch: pytest.MonkeyPatch, later: timedelta) -> None:
    """Let it be so much later than when the edition was made."""
    monkeypatch.setattr(clock, "now", lambda: NOW + later)


def sound_of(words: str) -> Sound:
    """A tone, the longer the more words there are, and by no means equally loud."""
    moments = np.arange(RATE * len(words) // 60) / RATE
    loud = 0.05 + len(words) % 7 / 10
    return Sound((loud * np.sin(2 * np.pi * 300 * moments)).astype(np.float32), RATE)


class Voice:
    """The machine's own voice, with nothing to load: it notes what it reads, and may fail."""

    name = "voice"

    def __init__(self) -> None:
        self.read: list[str] = []
        self.before: Callable[[str], None] = lambda _words: None

    async def say(
        self, text: str, *, voice: str, language: str, deadline_seconds: float, form: Form = Form.MP3
    ) -> Spoken:
        self.before(text)
        self.read.append(text)
        return Spoken(wav.write(sound_of(text)), "audio/wav", 0.1)


@pytest.fixture
def voice(monkeypatch) -> Voice:
    """A voice for English that is installed."""
    voice = Voice()
    monkeypatch.setattr("daily8.engine.ai.installed_speech.is_installed", lambda: True)
    monkeypatch.setattr(InstalledSpeech, "say", voice.say)
    return voice


@pytest.fixture
def voiceless(monkeypatch) -> None:
    """A machine without a voice of its own."""
    monkeypatch.setattr("daily8.engine.ai.installed_speech.is_installed", lambda: False)


@pytest.fixture
def edition(ferry, tell) -> Edition:  # noqa: F811
    """A bridge first, then a market, then the ferry."""
    tell("Bridge opens", 4)
    tell("Market burns", 3)
    edition = editions.make("en", DAY, NOW, nothing_new)
    editing.word(NOW)
    assert edition
    return edition


def work(worker: str = "reader") -> None:
    """Have the worker look once."""

    async def look() -> None:
        podcasting = Podcasting(worker)
        await podcasting.finish()
        podcasting.stop()
        await podcasting.run()

    asyncio.run(look())


def episode() -> Episode:
    return Episode.objects.select_related("edition").get()


def withdraw(title: str) -> None:
    """Take an article back, as its publisher asked."""
    Article.objects.filter(title=title).update(withdrawn=True, visible=False)


def fails(kind: str = "failed", words: str = "the voice is hoarse") -> Callable[[str], None]:
    def fail(_words: str) -> None:
        raise ModelError(Kind(kind), words)

    return fail
