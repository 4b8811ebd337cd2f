"""Reads and writes WAV files.

Python's own `wave` believes the sizes that a file names; servers that send while they speak do not know these yet,
and name nought or the largest number that there is.
"""

import struct
from collections.abc import Iterator

import numpy as np
import numpy.typing as npt

from daily8.engine.sound.errors import SoundError
from daily8.engine.sound.sound import Sound

_HEADER = struct.Struct("<4sI4s")
_CHUNK = struct.Struct("<4sI")
_FORMAT = struct.Struct("<HHIIHH")
_WHOLE_NUMBERS, _FLOATING, _EXTENSIBLE = 1, 3, 0xFFFE
# Behind the format of the extensible kind: its size, valid bits and speakers, then the format proper.
_PROPER_FORMAT_AT = 24
_RATES = range(8_000, 96_001)
_MOST_CHANNELS = 8
_FULL = 32_768.0


def read(data: bytes) -> Sound:
    """Return the sound of a WAV file, all channels as one; raise SoundError where it is none."""
    if not (data[:4] == b"RIFF" and data[8:12] == b"WAVE"):
        raise SoundError("this is no WAV file")
    chunks = dict(_chunks(data))
    if len(chunks.get(b"fmt ", b"")) < _FORMAT.size or b"data" not in chunks:
        raise SoundError("a WAV file without its format or without sound")
    kind, channels, rate, _bytes, _block, bits = _FORMAT.unpack_from(chunks[b"fmt "])
    if kind == _EXTENSIBLE and len(chunks[b"fmt "]) >= _PROPER_FORMAT_AT + 2:
        (kind,) = struct.unpack_from("<H", chunks[b"fmt "], _PROPER_FORMAT_AT)
    if rate not in _RATES or not 1 <= channels <= _MOST_CHANNELS:
        raise SoundError(f"a WAV file of {channels} channels at {rate} Hz")
    values = _values(chunks[b"data"], kind, bits)
    whole = values[: len(values) // channels * channels].reshape(-1, channels)
    return Sound(np.ascontiguousarray(whole.mean(axis=1, dtype=np.float32)), rate)


def write(sound: Sound) -> bytes:
    """Return sound as a WAV file of 16 bits."""
    data = whole_numbers(sound).tobytes()
    form = _FORMAT.pack(_WHOLE_NUMBERS, 1, sound.rate, sound.rate * 2, 2, 16)
    chunks = _CHUNK.pack(b"fmt ", len(form)) + form + _CHUNK.pack(b"data", len(data)) + data
    return _HEADER.pack(b"RIFF", len(chunks) + 4, b"WAVE") + chunks


def whole_numbers(sound: Sound) -> npt.NDArray[np.int16]:
    """Return its samples as 16 bits hold them; what is louder than full is as loud as that."""
    return (np.clip(sound.samples, -1.0, 1.0) * 32_767).astype("<i2")


def _chunks(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    """The first chunk of each name; one that claims to be longer than the file ends with it."""
    at, seen = _HEADER.size, set()
    while at + _CHUNK.size <= len(data):
        name, size = _CHUNK.unpack_from(data, at)
        at += _CHUNK.size
        if name == b"data" and not size:
            size = len(data) - at
        if name not in seen:
            yield name, data[at : at + size]
        seen.add(name)
        at += size + size % 2


def _values(data: bytes, kind: int, bits: int) -> npt.NDArray[np.float32]:
    if (kind, bits) == (_WHOLE_NUMBERS, 16):
        return np.frombuffer(data[: len(data) // 2 * 2], dtype="<i2").astype(np.float32) / _FULL
    if (kind, bits) == (_FLOATING, 32):
        values = np.frombuffer(data[: len(data) // 4 * 4], dtype="<f4")
        # What is no number at all would be heard as a bang, or make all of it silent.
        found: npt.NDArray[np.float32] = np.clip(np.nan_to_num(values, posinf=0.0, neginf=0.0), -1.0, 1.0)
        return found
    raise SoundError(f"a WAV file of kind {kind} with {bits} bits; 16 bits, or 32 floating, are read")
