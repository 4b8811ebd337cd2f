"""The voice that is installed here: hibari-tts, for English, with a model inside its package."""

import asyncio
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from typing import Any

import numpy as np

from daily8.engine.ai.errors import Kind, ModelError
from daily8.engine.ai.port import Form, Spoken
from daily8.engine.sound import Sound, wav

LANGUAGE = "en"
_RATE = 24_000
_KILOBITS = 48
# Good enough for speech, and quick.
_QUALITY = 7
_TYPES = {Form.MP3: "audio/mpeg", Form.WAV: "audio/wav"}


def is_installed() -> bool:
    """Return whether the voice and what packs its sound are here: the extra `speech`."""
    return all(find_spec(name) for name in ("hibari", "lameenc"))


class InstalledSpeech:
    """English read aloud on one thread of this machine, as MP3."""

    name = "hibari"

    async def say(
        self,
        text: str,
        *,
        voice: str,  # noqa: ARG002
        language: str,
        deadline_seconds: float,
        form: Form = Form.MP3,
    ) -> Spoken:
        """Return the text as speech; see `Speech.say`. There is one voice."""
        if language != LANGUAGE:
            raise ModelError(Kind.REFUSED, f"{self.name} reads English, not {language}")
        started = asyncio.get_running_loop().time()
        try:
            async with asyncio.timeout(deadline_seconds):
                audio = await asyncio.to_thread(_spoken, text, form)
        except TimeoutError as error:
            raise ModelError(Kind.LATE, f"{self.name}: no speech within {deadline_seconds:g} seconds") from error
        if not audio:
            raise ModelError(Kind.EMPTY, f"{self.name}: it said nothing")
        return Spoken(audio, _TYPES[form], asyncio.get_running_loop().time() - started)


def _spoken(text: str, form: Form) -> bytes:
    try:
        sound = Sound(np.asarray(_voice()(text), dtype=np.float32), _RATE)
    except Exception as error:
        # What it raises, for a text that it cannot read, is of many kinds.
        raise ModelError(Kind.FAILED, f"hibari cannot read this: {error}") from error
    if not len(sound.samples):
        raise ModelError(Kind.EMPTY, f"hibari has nothing to say of {text[:40]!r}")
    return wav.write(sound) if form == Form.WAV else _packed(sound)


def _packed(sound: Sound) -> bytes:
    encoder = import_module("lameenc").Encoder()
    encoder.set_bit_rate(_KILOBITS)
    encoder.set_in_sample_rate(_RATE)
    encoder.set_channels(1)
    encoder.set_quality(_QUALITY)
    encoder.silence()
    packed = encoder.encode(wav.whole_numbers(sound).tobytes()) + encoder.flush()
    return bytes(packed)


@cache
def _voice() -> Any:
    """Load the voice; it comes in only here, for it brings onnxruntime."""
    return import_module("hibari").Hibari()
