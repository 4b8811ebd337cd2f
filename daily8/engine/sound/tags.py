"""The tags before an MP3: what it is called, and its chapters (ID3v2.3 with the addendum on chapters).

Version 2.3, which every player reads, with text as UTF-16. mutagen would write it, but under the GPL, which a
program under the Apache licence cannot bring along; the tests read with it what is written here.
"""

import struct
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

_ROOM = 2**28 - 1
# In a chapter: the bytes where it begins and ends are not told, only the times.
_NOWHERE = 0xFFFFFFFF
# Top of the contents, and in order.
_CONTENTS = 0b11
_MOST_CHAPTERS = 255
_UTF_16 = b"\x01"


@dataclass(frozen=True, slots=True)
class Chapter:
    """A part of a recording: from when until when, in milliseconds, its name, and a page about it if any."""

    begins: int
    ends: int
    title: str
    url: str = ""


@dataclass(frozen=True, slots=True)
class Tags:
    """What a recording says of itself; `language` has three letters, as ISO 639-2 has them."""

    title: str
    album: str
    artist: str
    language: str
    day: date
    page: str
    chapters: tuple[Chapter, ...]


def written(tags: Tags) -> bytes:
    """Return the tags as the beginning of a file."""
    chapters = tags.chapters[:_MOST_CHAPTERS]
    names = [f"chapter{number}" for number in range(len(chapters))]
    frames = b"".join(
        [
            _text("TIT2", tags.title),
            _text("TALB", tags.album),
            _text("TPE1", tags.artist),
            _text("TCON", "Podcast"),
            _text("TLAN", tags.language),
            _text("TYER", f"{tags.day:%Y}"),
            _text("TDAT", f"{tags.day:%d%m}"),
            _link("WOAF", tags.page),
            _contents(names) if names else b"",
            *(_chapter(name, one) for name, one in zip(names, chapters, strict=True)),
        ]
    )
    return b"ID3\x03\x00\x00" + _seven_bits(len(frames)) + frames


def size(beginning: bytes) -> int:
    """Return how many bytes of tags stand before the sound; 0 where there are none."""
    if len(beginning) < 10 or beginning[:3] != b"ID3":
        return 0
    first, second, third, fourth = beginning[6:10]
    return 10 + (first << 21 | second << 14 | third << 7 | fourth)


def _frame(name: str, body: bytes) -> bytes:
    return name.encode() + struct.pack(">IH", len(body), 0) + body


def _text(name: str, words: str) -> bytes:
    return _frame(name, _UTF_16 + _wide(words)) if words else b""


def _link(name: str, url: str) -> bytes:
    return _frame(name, _narrow(url)) if url else b""


def _contents(names: Iterable[str]) -> bytes:
    children = [_narrow(name) + b"\0" for name in names]
    return _frame("CTOC", b"contents\0" + bytes([_CONTENTS, len(children)]) + b"".join(children))


def _chapter(name: str, chapter: Chapter) -> bytes:
    times = struct.pack(">4I", chapter.begins, chapter.ends, _NOWHERE, _NOWHERE)
    link = _frame("WXXX", _UTF_16 + _wide("") + b"\0\0" + _narrow(chapter.url)) if chapter.url else b""
    return _frame("CHAP", _narrow(name) + b"\0" + times + _text("TIT2", chapter.title) + link)


def _wide(words: str) -> bytes:
    """A nought would end the words."""
    return b"\xff\xfe" + words.replace("\0", "").encode("utf-16-le", "replace")


def _narrow(words: str) -> bytes:
    return words.replace("\0", "").encode("latin-1", "replace")


def _seven_bits(number: int) -> bytes:
    """Four bytes of which each uses seven bits."""
    if number > _ROOM:
        raise ValueError("more tags than a file can begin with")
    return bytes(number >> shift & 0x7F for shift in (21, 14, 7, 0))
