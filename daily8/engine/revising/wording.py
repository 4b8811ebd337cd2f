"""Two versions of a text as lines of what stayed, went and came."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from itertools import groupby

from daily8.engine.revising.alignment import aligned

_TOKEN = re.compile(r"\s+|\d+(?:[.,٫٬]\d+)*|\w+|[^\w\s]")
_BLANK_LINES = re.compile(r"\n\s*\n|\n")
# A paragraph that shares less with an old one is new.
_LEAST = 0.5
# Fewer words between two changes are told as changed, too: the eye reads no confetti.
_ISLAND = 2


class State(StrEnum):
    """What became of a piece of text."""

    SAME = "same"
    GONE = "gone"
    NEW = "new"


@dataclass(frozen=True, slots=True)
class Piece:
    """Some words that share what became of them."""

    text: str
    state: State


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph with what became of its words."""

    pieces: tuple[Piece, ...]

    @property
    def is_same(self) -> bool:
        """Whether nothing of it changed."""
        return all(piece.state is State.SAME for piece in self.pieces)


def lines(old: str, new: str) -> list[Line]:
    """Return the paragraphs of two versions, in the order of the new one, each with what changed in it."""
    before, after = _paragraphs(old), _paragraphs(new)
    found = []
    for pair in aligned(before, after, least=_LEAST):
        if pair.old is None or pair.new is None:
            came = pair.old is None
            text = after[pair.new or 0] if came else before[pair.old or 0]
            found.append(Line((Piece(text, State.NEW if came else State.GONE),)))
        else:
            found.append(Line(tuple(pieces(before[pair.old], after[pair.new]))))
    return found


def pieces(old: str, new: str) -> list[Piece]:
    """Return two versions of a sentence or paragraph as one: what stayed, what went, what came, word by word."""
    before, after = _TOKEN.findall(old), _TOKEN.findall(new)
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    told: list[tuple[State, str]] = []
    for kind, begin, end, start, stop in _without_islands(matcher.get_opcodes(), before):
        if kind == "equal":
            told.append((State.SAME, "".join(before[begin:end])))
            continue
        told += [(State.GONE, "".join(before[begin:end])), (State.NEW, "".join(after[start:stop]))]
    whole = [(state, text) for state, text in told if text]
    return [
        Piece("".join(text for _, text in same), state) for state, same in groupby(whole, key=lambda one: one[0])
    ]


def _without_islands(
    codes: Sequence[tuple[str, int, int, int, int]], before: list[str]
) -> Iterator[tuple[str, int, int, int, int]]:
    """The changes, with those joined between which only a word or two stayed."""
    pending: tuple[str, int, int, int, int] | None = None
    for place, (kind, begin, end, start, stop) in enumerate(codes):
        inside = 0 < place < len(codes) - 1
        words = sum(token[0].isalnum() for token in before[begin:end])
        island = kind == "equal" and inside and words < _ISLAND and pending is not None
        if kind == "equal" and not island:
            if pending:
                yield pending
            pending = None
            yield kind, begin, end, start, stop
        elif pending:
            pending = "replace", pending[1], end, pending[3], stop
        else:
            pending = "replace", begin, end, start, stop
    if pending:
        yield pending


def _paragraphs(text: str) -> list[str]:
    return [part for part in (" ".join(each.split()) for each in _BLANK_LINES.split(text)) if part]
