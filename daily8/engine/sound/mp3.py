"""Packs speech as MP3 whose every piece is a whole number of frames, so that pieces can be joined and left out.

All is of one kind (MPEG-2 layer III, one channel, 24 kHz, 64 kbit/s): a frame is 192 bytes and lasts exactly 24
milliseconds, so the length of a piece in bytes tells its length in time.
"""

from importlib import import_module
from importlib.util import find_spec

from daily8.engine.sound import wav
from daily8.engine.sound.errors import SoundError
from daily8.engine.sound.sound import Sound

RATE, KILOBITS = 24_000, 64
FRAME_BYTES, FRAME_MILLISECONDS = 192, 24
# The four bytes that begin each frame, but for bits that say nothing about its length.
_SYNC, _MASK = bytes([0xFF, 0xF3, 0x84, 0xC0]), bytes([0xFF, 0xFF, 0xFE, 0xC0])
# As good as LAME can: speech is packed once and heard often.
_QUALITY = 2
# Not asked of everybody: it comes with the extra.
_ENCODER = "lameenc"
_INFO = (b"Xing", b"Info")


def is_installed() -> bool:
    """Return whether what packs sound is here: the extra `speech`."""
    return find_spec(_ENCODER) is not None


def packed(sound: Sound) -> bytes:
    """Return sound as frames; raise SoundError where they cannot be made."""
    if not is_installed():
        raise SoundError("nothing is installed that packs MP3: install daily8[speech]")
    encoder = import_module(_ENCODER).Encoder()
    encoder.set_bit_rate(KILOBITS)
    encoder.set_in_sample_rate(sound.rate)
    encoder.set_out_sample_rate(RATE)
    encoder.set_channels(1)
    encoder.set_quality(_QUALITY)
    encoder.silence()
    data = bytes(encoder.encode(wav.whole_numbers(sound).tobytes()) + encoder.flush())
    return b"".join(one for one in frames(data) if not any(mark in one[:40] for mark in _INFO))


def frames(data: bytes) -> list[bytes]:
    """Return the frames of MP3 of our kind; raise SoundError where it is of another."""
    found = [data[at : at + FRAME_BYTES] for at in range(0, len(data), FRAME_BYTES)]
    if not found or not all(_is_frame(one) for one in found):
        raise SoundError("not MP3 of one channel, 24 kHz and 64 kbit/s")
    return found


def milliseconds(size: int) -> int:
    """Return how long so many bytes of frames last."""
    return size // FRAME_BYTES * FRAME_MILLISECONDS


def _is_frame(data: bytes) -> bool:
    begins = bytes(byte & mask for byte, mask in zip(data, _MASK, strict=False))
    return len(data) == FRAME_BYTES and begins == _SYNC
