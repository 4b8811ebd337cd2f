"""Voices that say nothing, or far too much, and disks with no room: no episode is made of that."""

import errno
import os
from datetime import timedelta

import numpy as np
import pytest

from daily8.engine.ai import Spoken
from daily8.engine.ai.installed_speech import InstalledSpeech
from daily8.engine.sound import Sound, wav
from daily8.podcast import files
from daily8.podcast.hearing import heard_on
from daily8.podcast.models import Line, State
from daily8.sources.models import Publisher
from tests.podcast.conftest import DAY, RATE, at, episode, fails, sound_of, withdraw, work

pytestmark = pytest.mark.django_db(transaction=True)


def gives(monkeypatch: pytest.MonkeyPatch, sound: Sound) -> None:
    """Let the voice give this, whatever it is to read."""

    async def say(_voice: object, _text: str, **_named: object) -> Spoken:
        return Spoken(wav.write(sound), "audio/wav", 0.1)

    monkeypatch.setattr(InstalledSpeech, "say", say)


def full_disk(_file: int) -> None:
    raise OSError(errno.ENOSPC, "No space left on device")


@pytest.mark.parametrize("are_told", [True, False])
def test_a_voice_that_says_nothing_at_all_makes_no_episode(edition, voice, monkeypatch, client, are_told):
    Publisher.objects.update(ai=are_told)
    voice.before = fails("empty", "it said nothing")
    for hours in range(8):
        at(monkeypatch, timedelta(hours=hours))
        work()

    assert (episode().state, episode().milliseconds, episode().file) == (State.ABSENT, 0, "")
    assert "it said nothing" in episode().error or "gave no sound" in episode().error
    assert client.get("/en/daily/podcast.xml").status_code == 404


def test_an_episode_without_what_it_tells_is_none_and_becomes_one_when_the_voice_can_speak(
    edition, voice, monkeypatch
):
    voice.before = lambda words: None if words.startswith("Story") else fails("empty", "it said nothing")(words)
    work()
    assert (episode().state, episode().failures) == (State.WAITING, 1)
    assert "it said nothing: '" in episode().error
    voice.before = lambda _words: None
    at(monkeypatch, timedelta(minutes=3))
    work()

    assert heard_on("en", DAY) is not None


def test_a_voice_that_gives_silence_makes_no_episode(edition, voice, monkeypatch):
    gives(monkeypatch, Sound(np.zeros(RATE, dtype=np.float32), RATE))
    work()

    assert episode().state == State.WAITING
    assert "what the voice gave is silence" in episode().error


def test_minutes_of_sound_for_a_few_words_are_refused(edition, voice, monkeypatch):
    gives(monkeypatch, Sound(np.tile(sound_of("x" * 60).samples, 60), RATE))
    work()

    assert episode().state == State.WAITING
    assert "60 seconds of sound for" in episode().error
    assert not Line.objects.exclude(audio=b"").exists()


def test_a_full_disk_is_waited_for_and_nothing_is_left_on_it(edition, voice, monkeypatch):
    real = os.fsync
    monkeypatch.setattr(os, "fsync", full_disk)
    for tens in range(12):
        at(monkeypatch, timedelta(minutes=10 * tens))
        work()
    assert list(files.folder().iterdir()) == []
    assert (episode().state, episode().failures) == (State.WAITING, 0)
    assert "No space left on device" in episode().error
    count = len(voice.read)
    monkeypatch.setattr(os, "fsync", real)
    at(monkeypatch, timedelta(hours=4))
    work()

    assert heard_on("en", DAY) is not None
    assert len(voice.read) == count


def test_a_disk_that_stays_full_is_given_up_with_the_day(edition, voice, monkeypatch):
    monkeypatch.setattr(os, "fsync", full_disk)
    for hours in (0, 19, 21):
        at(monkeypatch, timedelta(hours=hours))
        work()
    assert episode().state == State.ABSENT
    assert "within 20 hours" in episode().error
    assert "No space left" in episode().error


def test_an_episode_that_is_made_anew_waits_for_room_for_days(edition, voice, monkeypatch):
    work()
    withdraw("Ferry aground 0")
    real = os.fsync
    monkeypatch.setattr(os, "fsync", full_disk)
    for days in range(3):
        at(monkeypatch, timedelta(days=days))
        work()
    assert episode().state == State.WAITING
    monkeypatch.setattr(os, "fsync", real)
    at(monkeypatch, timedelta(days=4))
    work()

    assert heard_on("en", DAY) is not None
