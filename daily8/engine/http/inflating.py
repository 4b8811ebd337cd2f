"""Compressed bodies become bytes, piece by piece and never more than a limit."""

import sys
import zlib
from collections.abc import Iterator, Sequence
from typing import Protocol

import brotli

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

ACCEPT_ENCODING = "gzip, deflate, br, zstd"

_PIECE = 65_536
_GZIP_MARK = b"\x1f\x8b"
_MOST_LAYERS = 3
_MOST_MEMBERS = 1_000
# RFC 8878 recommends that nobody be made to keep a window of more than 8 MB.
_ZSTD_OPTIONS: dict[int, int] = {zstd.DecompressionParameter.window_log_max: 23}


class InflatingError(ValueError):
    """The body is not in the encoding that the server says."""


class Layer(Protocol):
    """One encoding, being undone."""

    @property
    def finished(self) -> bool:
        """Whether the encoding came to its own end, as far as one was begun."""

    def pieces(self, data: bytes) -> Iterator[bytes]:
        """Yield what `data` adds, in pieces of bounded size."""


class Body:
    """Collects a body as it arrives, inflating it, up to `limit` bytes.

    Encodings that the header does not name are seen by their mark: many servers send .gz files, or gzip the
    same bytes twice. The limit holds for what every layer makes, so that none can swell unseen.
    """

    def __init__(self, *, encodings: Sequence[str], limit: int) -> None:
        self._layers = [_LAYERS[encoding]() for encoding in reversed(encodings)]
        self._layers.append(_Gzip())
        self._room = [limit] * len(self._layers)
        self._collected = bytearray()
        self.overflowed = False

    def feed(self, data: bytes) -> bool:
        """Take the next bytes from the network; return whether there is room for more."""
        for piece in self._inflated(data, depth=0):
            self._collected += piece
        return not self.overflowed

    @property
    def complete(self) -> bool:
        """Whether every encoding came to its own end."""
        return not self.overflowed and all(layer.finished for layer in self._layers)

    def content(self) -> bytes:
        """Return what has been collected so far."""
        return bytes(self._collected)

    def _inflated(self, data: bytes, *, depth: int) -> Iterator[bytes]:
        if depth == len(self._layers):
            yield data
            return
        for piece in self._layers[depth].pieces(data):
            yield from self._inflated(piece[: self._room[depth]], depth=depth + 1)
            self._room[depth] -= len(piece)
            if self._room[depth] < 0:
                self.overflowed = True
            if self.overflowed:
                return


def encodings_of(content_encoding: str) -> list[str]:
    """Return the encodings that a header names, in the order in which they were applied."""
    names = [name.strip().lower().removeprefix("x-") for name in content_encoding.split(",")]
    known = [name for name in names if name in _LAYERS]
    unknown = [name for name in names if name not in _LAYERS and name not in _NO_ENCODING]
    if unknown:
        raise InflatingError(f"the encoding {unknown[0][:40]!r} is not one that was asked for")
    if len(known) > _MOST_LAYERS:
        raise InflatingError(f"the body is encoded {len(known)} times over")
    return known


class _Gzip:
    """Undoes gzip, all members of it; bytes that are not gzip at all pass as they are."""

    def __init__(self) -> None:
        self._head = b""
        self._stream: zlib._Decompress | None = None
        self._plain = False
        self._members_left = _MOST_MEMBERS

    @property
    def finished(self) -> bool:
        return self._plain or (self._stream.eof if self._stream is not None else not self._head)

    def pieces(self, data: bytes) -> Iterator[bytes]:
        if self._stream is None and not self._plain:
            data = self._head + data
            if len(data) < len(_GZIP_MARK) and _GZIP_MARK.startswith(data):
                self._head = data
                return
            self._head = b""
            self._plain = not data.startswith(_GZIP_MARK)
        yield from [data] if self._plain else self._members(data)

    def _members(self, data: bytes) -> Iterator[bytes]:
        while data:
            if self._stream is None or self._stream.eof:
                if not _GZIP_MARK.startswith(data[: len(_GZIP_MARK)]):
                    return  # Padding behind the last member says nothing.
                self._members_left = _counted(self._members_left)
                self._stream = zlib.decompressobj(wbits=31)
            yield from _zlib_pieces(self._stream, data)
            data = self._stream.unused_data


class _Deflate:
    """Undoes deflate, with the zlib header that the standard asks for or without it."""

    def __init__(self) -> None:
        self._stream: zlib._Decompress | None = None

    @property
    def finished(self) -> bool:
        return self._stream is None or self._stream.eof

    def pieces(self, data: bytes) -> Iterator[bytes]:
        if self._stream is None and data:
            self._stream = zlib.decompressobj(wbits=15 if data[0] & 0x0F == 8 else -15)
        if self._stream is not None and not self._stream.eof:
            yield from _zlib_pieces(self._stream, data)


class _Brotli:
    """Undoes brotli."""

    def __init__(self) -> None:
        self._stream = brotli.Decompressor()
        self._started = False

    @property
    def finished(self) -> bool:
        return not self._started or bool(self._stream.is_finished())

    def pieces(self, data: bytes) -> Iterator[bytes]:
        self._started = self._started or bool(data)
        try:
            if self._stream.is_finished():
                return
            piece = self._stream.process(data, output_buffer_limit=_PIECE)
            while piece or not self._stream.can_accept_more_data():
                yield piece
                piece = self._stream.process(b"", output_buffer_limit=_PIECE)
        except brotli.error as error:
            raise InflatingError("the body is said to be brotli, and is not") from error


class _Zstandard:
    """Undoes Zstandard, all frames of it."""

    def __init__(self) -> None:
        self._stream: zstd.ZstdDecompressor | None = None
        self._frames_left = _MOST_MEMBERS

    @property
    def finished(self) -> bool:
        return self._stream is None or self._stream.eof

    def pieces(self, data: bytes) -> Iterator[bytes]:
        try:
            while data:
                if self._stream is None or self._stream.eof:
                    self._frames_left = _counted(self._frames_left)
                    self._stream = zstd.ZstdDecompressor(options=_ZSTD_OPTIONS)
                yield self._stream.decompress(data, max_length=_PIECE)
                while not self._stream.eof and not self._stream.needs_input:
                    yield self._stream.decompress(b"", max_length=_PIECE)
                data = self._stream.unused_data if self._stream.eof else b""
        except zstd.ZstdError as error:
            raise InflatingError("the body is said to be Zstandard, and is not") from error


def _counted(left: int) -> int:
    if not left:
        raise InflatingError(f"the body is more than {_MOST_MEMBERS:,} compressed parts in a row")
    return left - 1


def _zlib_pieces(stream: "zlib._Decompress", data: bytes) -> Iterator[bytes]:
    try:
        piece = stream.decompress(data, _PIECE)
        while piece or stream.unconsumed_tail:
            yield piece
            if stream.eof:
                return
            piece = stream.decompress(stream.unconsumed_tail, _PIECE)
    except zlib.error as error:
        raise InflatingError(f"the compressed body is broken: {error}") from error


_NO_ENCODING = frozenset({"", "identity", "none", "utf-8", "binary", "8bit"})
_LAYERS: dict[str, type[Layer]] = {
    "gzip": _Gzip,
    "deflate": _Deflate,
    "br": _Brotli,
    "zstd": _Zstandard,
}
