"""Sound is read from what servers send, made equally loud, packed to the frame, and tagged."""

import io
import struct
import tracemalloc
from datetime import date

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from mutagen.mp3 import MP3

from daily8.engine.sound import Sound, SoundError, loudness, mp3, tags, wav
from daily8.engine.sound.tags import Chapter, Tags

RATES = (8_000, 22_050, 24_000, 44_100, 48_000)


def tone(seconds: float = 1.0, *, rate: int = 24_000, loud: float = 0.3, pitch: float = 440.0) -> Sound:
    moments = np.arange(round(seconds * rate)) / rate
    return Sound((loud * np.sin(2 * np.pi * pitch * moments)).astype(np.float32), rate)


@pytest.mark.parametrize("rate", RATES)
def test_what_is_written_as_wav_is_read_as_the_same_sound(rate):
    sound = tone(rate=rate)
    again = wav.read(wav.write(sound))

    assert again.rate == rate
    assert np.abs(again.samples - sound.samples).max() < 1e-4


@pytest.mark.parametrize("told", [0, 0xFFFFFFFF])
def test_a_wav_whose_size_was_not_known_when_it_began_is_read_to_its_end(told):
    data = bytearray(wav.write(tone()))
    struct.pack_into("<I", data, data.index(b"data") + 4, told)
    struct.pack_into("<I", data, 4, told)

    assert wav.read(bytes(data)).seconds == 1.0


def test_two_channels_of_floating_numbers_become_one_and_no_number_is_no_bang():
    pair = np.array([[0.5, 0.1], [np.nan, 0.4], [np.inf, -0.2]], dtype="<f4").tobytes()
    form = struct.pack("<HHIIHH", 3, 2, 24_000, 192_000, 8, 32)
    data = b"RIFF\0\0\0\0WAVEfmt " + struct.pack("<I", 16) + form + b"data" + struct.pack("<I", len(pair)) + pair

    assert wav.read(data).samples.tolist() == pytest.approx([0.3, 0.2, -0.1])


@pytest.mark.parametrize("rate", [24_000, 48_000])
def test_loudness_is_what_the_recommendation_says_of_its_test_tone(rate):
    """A sine of 997 Hz at full height in one channel measures -3.01 LUFS (BS.1770, annex 1)."""
    assert loudness.loudness(tone(3, rate=rate, loud=1.0, pitch=997)) == pytest.approx(-3.01, abs=0.1)


def test_pauses_do_not_make_speech_quieter():
    with_pause = tone(2).followed_by_silence(4)

    assert loudness.loudness(with_pause) == pytest.approx(loudness.loudness(tone(2)), abs=0.5)


@pytest.mark.parametrize("loud", [0.01, 0.1, 0.9])
def test_every_voice_becomes_equally_loud(loud):
    assert loudness.loudness(loudness.levelled(tone(loud=loud))) == pytest.approx(loudness.TARGET, abs=0.1)


def test_peaks_are_turned_down_and_silence_is_not_turned_up():
    clicks = tone(loud=0.02)
    clicks.samples[::6_000] = 1.0
    noise = Sound(np.full(24_000, 1e-5, dtype=np.float32), 24_000)

    assert np.abs(loudness.levelled(clicks).samples).max() <= loudness.PEAK + 1e-6
    assert loudness.levelled(noise) is None


def test_a_long_sound_is_as_loud_as_its_parts_and_takes_little_room():
    sound = Sound(np.tile(tone(10, rate=8_000).samples, 60), 8_000)
    tracemalloc.start()
    measured = loudness.loudness(sound)
    _now, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()

    assert measured == pytest.approx(loudness.loudness(tone(10, rate=8_000)), abs=0.01)
    assert most < 3 * sound.samples.nbytes


@pytest.mark.parametrize("rate", RATES)
def test_packed_sound_is_whole_frames_and_lasts_as_long_as_it_did(rate):
    pytest.importorskip("lameenc", reason="the extra speech is not installed")
    data = mp3.packed(tone(3, rate=rate))

    assert len(data) % mp3.FRAME_BYTES == 0
    assert 3_000 <= mp3.milliseconds(len(data)) <= 3_100
    assert not {b"Info", b"Xing"} & {data[13:17], data[21:25]}
    assert MP3(io.BytesIO(data)).info.length == pytest.approx(mp3.milliseconds(len(data)) / 1000, abs=0.001)


def test_other_mp3_is_not_taken_for_ours():
    for data in (
        b"",
        b"ID3\3\0\0\0\0\0\0",
        bytes([0xFF, 0xFB, 0x90, 0x00]) * 200,
        bytes([0xFF, 0xF3, 0x84, 0xC4]),
    ):
        with pytest.raises(SoundError):
            mp3.frames(data)


TITLES = st.text(max_size=300)


@settings(max_examples=40, deadline=None)
@given(st.lists(TITLES, min_size=1, max_size=12))
def test_another_program_reads_the_chapters_that_were_written(titles):
    chapters = tuple(
        Chapter(24 * number, 24 * (number + 1), title, f"https://news.example/story/{number}")
        for number, title in enumerate(titles)
    )
    told = tags.written(
        Tags("The daily eight", "Album", "Site", "eng", date(2026, 11, 26), "https://a.example/", chapters)
    )
    frame = bytes([0xFF, 0xF3, 0x84, 0xC4]) + bytes(188)
    read = MP3(io.BytesIO(told + frame * 20)).tags

    assert tags.size(told) == len(told)
    assert read.version == (2, 4, 0) or read["TDRC"].text[0].text == "2026-11-26"
    assert read["CTOC:contents"].child_element_ids == [f"chapter{number}" for number in range(len(titles))]
    for number, one in enumerate(chapters):
        found = read[f"CHAP:chapter{number}"]
        assert (found.start_time, found.end_time) == (one.begins, one.ends)
        assert found.sub_frames["WXXX:"].url == one.url
        assert str(found.sub_frames.get("TIT2", "")) == speakable(one.title)


def speakable(title: str) -> str:
    return title.replace("\0", "").encode("utf-16-le", "replace").decode("utf-16-le")


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=200), st.booleans())
def test_whatever_a_server_sends_is_sound_or_said_to_be_none(data, begins_well):
    try:
        sound = wav.read(b"RIFF\0\0\0\0WAVE" + data if begins_well else data)
    except SoundError:
        return
    assert np.isfinite(sound.samples).all()
