"""Puts texts that nobody vouches for where a model takes them for data: numbered, cleaned, behind a fence.

Publishers write what models read, so a text may say "ignore all that was said before". Three things speak
against it: it stands between two marks that its writer cannot know; nothing in it can be read as such a mark, as
the number of a sentence or as a control token; and what a model writes is checked afterwards, whatever it read.
"""

import re
import secrets
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from hashlib import blake2b

# Marks are the same for the same texts, so that a server need not read an article again for the next question;
# and secret for each process, so that nobody can write one beforehand.
_SECRET = secrets.token_bytes(16)
MOST_LETTERS = 24_000
_LONGEST_SENTENCE = 1_500
_LONGEST_LINE = 1_000

_JOINERS = "\u200c\u200d"
# Letters that nobody sees: selectors and tags can carry whole sentences past a reader's eye.
_UNSEEN = re.compile("[\ufe00-\ufe0f\U000e0000-\U000e0fff\u115f\u1160\u3164\uffa0\u034f\u17b4\u17b5]")
# What begins a tag or a control token of some model: <|im_end|>, </s>, <start_of_turn>, [INST], [/INST].
_TOKEN = re.compile("[<＜﹤](?=[|｜/!?<＜﹤A-Za-z_▁])")
_SHOUTED = re.compile(r"\[(/?[A-Z_]{3,})\]")
_NUMBERED = re.compile(r"\[([\d.,:;\s–-]{1,20})\]")
_MARK = re.compile(r"(?:={3,}|-{5,})")


@dataclass(frozen=True, slots=True)
class Source:
    """A text as a model gets to see it: its sentences, numbered from 1, and who wrote it when."""

    sentences: Sequence[str]
    title: str = ""
    publisher: str = ""
    day: str = ""


@dataclass(frozen=True, slots=True)
class Fenced:
    """Texts behind their fence. `shown` tells how many sentences of each source there was room for."""

    text: str
    mark: str
    shown: tuple[int, ...]


def fenced(
    sources: Sequence[Source],
    *,
    several: bool,
    most_letters: int = MOST_LETTERS,
    longest: int = _LONGEST_SENTENCE,
) -> Fenced:
    """Return the sources as data; sentences are numbered [1], [2], and those of several sources [1.1], [2.1].

    There is as much room for each, for whole sentences; one of more than `longest` letters is cut.
    """
    room = most_letters // max(len(sources), 1)
    parts = [list(_within(source, room, longest)) for source in sources]
    lines = [
        line
        for number, (source, part) in enumerate(zip(sources, parts, strict=True), start=1)
        for line in _lines(source, part, prefix=f"{number}." if several else "")
    ]
    body = "\n".join(lines)
    mark = blake2b(body.encode("utf-8", "replace"), key=_SECRET, digest_size=6).hexdigest()
    return Fenced(_between(mark, "DATA", body), mark, tuple(map(len, parts)))


def fenced_lines(lines: Sequence[tuple[str, str]], *, mark: str, name: str) -> str:
    """Return short texts of readers, each behind what it is, as data between marks that are already in use."""
    body = "\n".join(f"{what}: {cleaned(text[:_LONGEST_LINE])}" for what, text in lines)
    return _between(mark, name, body)


def _between(mark: str, name: str, body: str) -> str:
    return f"=== {name} {mark} ===\n{body}\n=== END {mark} ==="


def cleaned(text: str) -> str:
    """Return a text on one line, without what cannot be seen and what looks like our marks or a model's."""
    quiet = _SHOUTED.sub(r"(\1)", _NUMBERED.sub(r"(\1)", _TOKEN.sub("‹", visible(text))))
    return _MARK.sub("—", quiet)


def visible(text: str) -> str:
    """Return a text on one line, of letters that can be seen, and the joiners that shape them."""
    seen = "".join(_seen(letter) for letter in _UNSEEN.sub("", text))
    return " ".join(seen.split())


def _seen(letter: str) -> str:
    if letter.isprintable() or letter in _JOINERS:
        return letter
    return " " if letter.isspace() else ""


def _within(source: Source, room: int, longest: int) -> Iterator[str]:
    """Yield as many sentences as there is room for, the first one always."""
    for number, sentence in enumerate(source.sentences):
        clean = cleaned(sentence[: 2 * longest])[:longest]
        room -= len(clean)
        if room < 0 and number:
            return
        yield clean


def _lines(source: Source, sentences: Sequence[str], *, prefix: str) -> Iterator[str]:
    if prefix:
        yield f"ARTICLE {prefix.rstrip('.')}"
    for name, value in (("title", source.title), ("publisher", source.publisher), ("day", source.day)):
        if value:
            yield f"{name}: {cleaned(value[:_LONGEST_LINE])}"
    for number, sentence in enumerate(sentences, start=1):
        yield f"[{prefix}{number}] {sentence}"
