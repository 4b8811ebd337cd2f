"""A server's voice is taken for what it is, and its faults are told like any model's."""

import asyncio

import pytest

from daily8.engine.ai import EndpointSpeech, Kind, ModelError
from tests.engine.ai.conftest import KEY
from tests.misbehaving import garbage, hangs, raw, redirects, speaks, status

MP3 = b"\xff\xfb\x90\x64" + bytes(400)
TAGGED = b"ID3\x04\x00" + bytes(400)
OGG = b"OggS\x00\x02" + bytes(400)
WAV = b"RIFF\x24\x00\x00\x00WAVEfmt " + bytes(400)


@pytest.fixture
def speech(endpoint):
    return EndpointSpeech(endpoint)


def say(speech, text="Three people died.", deadline=20.0):
    return asyncio.run(speech.say(text, voice="alloy", language="en", deadline_seconds=deadline))


@pytest.mark.parametrize(
    ("audio", "kind"), [(MP3, "audio/mpeg"), (TAGGED, "audio/mpeg"), (OGG, "audio/ogg"), (WAV, "audio/wav")]
)
def test_speech_is_known_by_its_first_bytes_whatever_it_is_called(server, speech, audio, kind):
    server.will(speaks(audio, kind="application/octet-stream"))

    spoken = say(speech)

    assert (spoken.audio, spoken.media_type) == (audio, kind)
    (call,) = server.calls
    assert call.path == "/v1/audio/speech"
    assert call.headers["authorization"] == f"Bearer {KEY}"
    assert (call.request["input"], call.request["voice"], call.request["language"]) == (
        "Three people died.",
        "alloy",
        "en",
    )


def test_a_server_that_knows_no_languages_is_not_told_one(server, speech):
    server.will(status(400, "Unrecognized request argument supplied: language"), speaks(MP3))

    assert say(speech).audio == MP3
    assert "language" not in server.calls[1].request


@pytest.mark.parametrize(
    ("fault", "kind"),
    [
        (status(401, f"no such key {KEY}"), Kind.REFUSED),
        (status(429, retry_after="7"), Kind.BUSY),
        (status(500), Kind.FAILED),
        (status(400), Kind.REFUSED),
        (hangs(), Kind.LATE),
        (garbage(), Kind.UNREACHABLE),
        (redirects("http://127.0.0.1:1/"), Kind.REFUSED),
        (speaks(b""), Kind.EMPTY),
        (speaks(b"<script>alert(1)</script>"), Kind.NONSENSE),
        (speaks(b"RIFF\x24\x00\x00\x00WEBP"), Kind.NONSENSE),
        (speaks(MP3 + bytes(17_000_000)), Kind.TOO_LONG),
        (raw(b"{}", kind="application/json"), Kind.NONSENSE),
    ],
)
def test_a_fault_is_told_by_its_kind_and_without_the_key(server, speech, fault, kind):
    server.will(fault)

    with pytest.raises(ModelError) as raised:
        say(speech, deadline=0.5 if kind is Kind.LATE else 20)
    assert raised.value.kind is kind
    assert KEY not in str(raised.value)


def test_more_than_a_voice_takes_at_once_is_not_sent(server, speech):
    with pytest.raises(ModelError) as raised:
        say(speech, text="x" * 5_000)
    assert raised.value.kind is Kind.TOO_LONG
    assert not server.calls
