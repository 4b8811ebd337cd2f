"""What can be measured about each block of a page, as numbers."""

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import numpy.typing as npt

from daily8.engine.extraction import tags
from daily8.engine.extraction.blocks import Block
from daily8.engine.extraction.crowd import Crowd
from daily8.engine.extraction.phrases import COUNT, phrases

Matrix = npt.NDArray[np.float32]

_KINDS = ("p", "h1", "h2", "h3", "h4", "li", "td", "div", "figcaption", "blockquote", "section", "article")
_KIND_ROWS = np.eye(len(_KINDS) + 1, len(_KINDS), dtype=np.float32)
_KIND_PLACES = {kind: at for at, kind in enumerate(_KINDS)}
_END = tuple(".!?…:;。！？؟\"”»“’')]")
_STOP = tuple(".!?…。！？؟")
_QUOTES = frozenset("\"“„«'‘-–•—(")
_MARKS = ".,;!?،؛。、，"
_DIGITS = re.compile(r"\d")
_SPEAKING = 300
_FLAGS = 8
# The counts stand behind so many of the flags.
_FIRST_FLAGS = 6
# Of two neighbours on each side a block also knows length, links, element, marks, phrases and claims.
_STEPS = (-2, -1, 1, 2)
_SHARED = (0, 2, 4, 8, 9, 10, 11, 13, 15, 20, 26, *range(30, 41), 72, 73, 74, 75, 77)

_TABLE = 79
_HINTS = len(tags.HINT_NAMES)
# Columns that fall silent together on a page that lacks such clues; training drops some at random.
FAMILIES = (
    *[[_TABLE + at, _TABLE + _HINTS + at, _TABLE + 2 * _HINTS + at] for at in range(_HINTS)],
    *[[_TABLE + 3 * _HINTS + at] for at in range(len(tags.LANDMARKS))],
    [_TABLE - 3, _TABLE - 2, _TABLE - 1],
    list(range(8, 20)),
    *[[at] for at in range(8, 20)],
)


@dataclass(frozen=True, slots=True)
class Claims:
    """What the page's head says that its body should hold."""

    title: str
    description: str
    authors: tuple[str, ...]
    text: str


def measure(crowd: Crowd, claims: Claims) -> Matrix:
    """Return a row of numbers for each block that may be of the article."""
    near = crowd.near()
    blocks = crowd.blocks[near.start : near.stop]
    kinds = [_KIND_PLACES.get(block.tag, len(_KINDS)) for block in blocks]
    table = np.concatenate(
        [
            np.array([_shape(block) for block in blocks], dtype=np.float32),
            _KIND_ROWS[kinds],
            _wordings(blocks),
            crowd.standing(),
            _claimed(blocks, claims, crowd),
            _names_around(blocks, crowd),
        ],
        axis=1,
    )
    shared = table[:, _SHARED]
    return np.concatenate([table, *[_moved(shared, steps) for steps in _STEPS]], axis=1)


def _moved(table: Matrix, steps: int) -> Matrix:
    """Return the rows of the blocks so many steps away, zeros beyond the ends."""
    moved = np.zeros_like(table)
    if steps < 0:
        moved[-steps:] = table[:steps]
    else:
        moved[:-steps] = table[steps:]
    return moved


def _shape(block: Block) -> tuple[float, ...]:
    text, size = block.text, block.size
    length = len(text)
    words = text.count(" ") + 1
    return (
        math.log1p(size) / 4,
        math.log1p(max(words, size // 8)) / 4,
        min(1.0, block.linked / length),
        min(block.links, 5) / 5,
        size > 60,
        size > 150,
        min(length / (words * 10), 2.0),
        min(block.place.depth, 40) / 20,
    )


def _wordings(blocks: list[Block]) -> Matrix:
    found = [(_known_wording if len(block.text) < _SPEAKING else _wording)(block.text) for block in blocks]
    flags = _unpack([bits for bits, _, _ in found], _FLAGS + COUNT)
    counts = [
        (min(marks / (block.size / 50 + 1), 3.0), digits)
        for block, (_, marks, digits) in zip(blocks, found, strict=True)
    ]
    first, others = flags[:, :_FIRST_FLAGS], flags[:, _FIRST_FLAGS:]
    return np.concatenate([first, np.array(counts, dtype=np.float32), others], axis=1)


def _wording(text: str) -> tuple[int, int, float]:
    """Return what is true of a text, as bits, the number of its marks, and the share of digits at its head."""
    head = text[:200]
    flags = (
        text.endswith(_END),
        text.endswith(_STOP),
        text.endswith((":", "…", "...")),
        text.endswith("?"),
        text[:1].isupper(),
        text[:1] in _QUOTES,
        text.isupper(),
        "|" in head or "/" in head or "›" in head or "»" in head[:3],
        *(phrases(text) if len(text) < _SPEAKING else ()),
    )
    bits = sum([1 << at for at, flag in enumerate(flags) if flag])
    return bits, sum(map(text.count, _MARKS)), len(_DIGITS.findall(head)) / (len(head) + 1)


# A site repeats its own wordings on every page.
_known_wording = lru_cache(maxsize=10_000)(_wording)


def _claimed(blocks: list[Block], claims: Claims, crowd: Crowd) -> Matrix:
    title, description, body = compact(claims.title), compact(claims.description), compact(claims.text)
    names = [compact(name) for name in claims.authors]
    beginning = description[:40] if len(description) > 40 else ""
    covered = min(len(body) / (crowd.total * 0.85), 2.0)
    rows = []
    for block in blocks:
        short = block.text.replace(" ", "")
        described = (len(short) > 20 and short in description) or (beginning != "" and beginning in short)
        rows.append(
            (
                short == title,
                short in title,
                described,
                len(short) < 150 and any(name in short for name in names),
                body != "",
                body != "" and short in body,
                covered,
            )
        )
    return np.array(rows, dtype=np.float32)


def compact(text: str) -> str:
    """Return a text without its spaces, for finding it whatever the line breaks."""
    return "".join(text.split())


def _names_around(blocks: list[Block], crowd: Crowd) -> Matrix:
    """Return what the names say of each block's element, of the two around it, and of all up to the main one."""
    said = []
    for block in blocks:
        place = block.place
        parent = place.parent or place
        near = parent.own | (parent.parent or parent).own
        hints, landmarks = crowd.heard(place)
        said.append(place.own | near << _HINTS | hints << 2 * _HINTS | landmarks << 3 * _HINTS)
    return _unpack(said, 3 * _HINTS + len(tags.LANDMARKS))


def _unpack(values: Sequence[int], width: int) -> Matrix:
    column = np.array(values, dtype=np.int64)[:, None]
    return ((column >> np.arange(width)) & 1).astype(np.float32)
