"""What can be measured about each block of a page, as numbers."""

import math
import re
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from daily8.engine.extraction import tags
from daily8.engine.extraction.blocks import Block
from daily8.engine.extraction.crowd import Crowd
from daily8.engine.extraction.phrases import COUNT, phrases

Matrix = npt.NDArray[np.float32]

_KINDS = ("p", "h1", "h2", "h3", "h4", "li", "td", "div", "figcaption", "blockquote", "section", "article")
_KIND_ROWS = {kind: [float(kind == other) for other in _KINDS] for kind in _KINDS}
_NO_KIND = [0.0] * len(_KINDS)
_END = tuple(".!?…:;。！？؟\"”»“’')]")
_STOP = tuple(".!?…。！？؟")
_QUOTES = frozenset("\"“„«'‘-–•—(")
_MARKS = re.compile(r"[.,;!?،؛。、，]")
_DIGITS = re.compile(r"\d")
_SPEAKING = 300
# Of two neighbours on each side a block also knows length, links, element, marks, phrases and claims.
_STEPS = (-2, -1, 1, 2)
_SHARED = (0, 2, 4, 8, 9, 10, 11, 13, 15, 20, 26, *range(30, 41), 72, 73, 74, 75, 77)
_NO_PHRASE = (0.0,) * COUNT

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
    blocks = [crowd.blocks[at] for at in near]
    rows = [
        [*_shape(block), *_wording(block), *crowd.standing(at)] for at, block in zip(near, blocks, strict=True)
    ]
    table = np.concatenate(
        [np.array(rows, dtype=np.float32), _claimed(blocks, claims, crowd), _names_around(blocks, crowd)], axis=1
    )
    return np.concatenate([table, *[_moved(table[:, _SHARED], steps) for steps in _STEPS]], axis=1)


def _moved(table: Matrix, steps: int) -> Matrix:
    """Return the rows of the blocks so many steps away, zeros beyond the ends."""
    moved = np.zeros_like(table)
    if steps < 0:
        moved[-steps:] = table[:steps]
    else:
        moved[:-steps] = table[steps:]
    return moved


def _shape(block: Block) -> list[float]:
    text, tag = block.text, block.tag
    length, size = len(text), block.size
    words = text.count(" ") + 1
    return [
        math.log1p(size) / 4,
        math.log1p(max(words, size // 8)) / 4,
        min(1.0, block.linked / length),
        min(block.links, 5) / 5,
        float(size > 60),
        float(size > 150),
        min(length / (words * 10), 2.0),
        min(block.place.depth, 40) / 20,
        *_KIND_ROWS.get(tag, _NO_KIND),
    ]


def _wording(block: Block) -> list[float]:
    text = block.text
    length = len(text)
    head = text[:200]
    return [
        float(text.endswith(_END)),
        float(text.endswith(_STOP)),
        float(text.endswith((":", "…", "..."))),
        float(text.endswith("?")),
        float(text[:1].isupper()),
        float(text[:1] in _QUOTES),
        min(len(_MARKS.findall(text)) / (block.size / 50 + 1), 3.0),
        len(_DIGITS.findall(head)) / (len(head) + 1),
        float(text.isupper()),
        float("|" in head or "/" in head or "›" in head or "»" in head[:3]),
        *(phrases(text) if length < _SPEAKING else _NO_PHRASE),
    ]


def _claimed(blocks: list[Block], claims: Claims, crowd: Crowd) -> Matrix:
    title, description, body = compact(claims.title), compact(claims.description), compact(claims.text)
    names = [compact(name) for name in claims.authors]
    rows = []
    for block in blocks:
        short = compact(block.text)
        rows.append(
            [
                float(short == title),
                float(short in title),
                float(
                    (len(short) > 20 and short in description)
                    or (len(description) > 40 and description[:40] in short)
                ),
                float(len(short) < 150 and any(name in short for name in names)),
                float(bool(body)),
                float(bool(body) and short in body),
                min(len(body) / (crowd.total * 0.85), 2.0),
            ]
        )
    return np.array(rows, dtype=np.float32)


def compact(text: str) -> str:
    """Return a text without its spaces, for finding it whatever the line breaks."""
    return "".join(text.split())


def _names_around(blocks: list[Block], crowd: Crowd) -> Matrix:
    own, near, around, landmarks = [], [], [], []
    for block in blocks:
        place = block.place
        parent = place.parent or place
        own.append(place.own)
        near.append(parent.own | (parent.parent or parent).own)
        hints, marks = crowd.heard(place)
        around.append(hints)
        landmarks.append(marks)
    width = len(tags.HINT_NAMES)
    return np.concatenate(
        [
            _unpack(own, width),
            _unpack(near, width),
            _unpack(around, width),
            _unpack(landmarks, len(tags.LANDMARKS)),
        ],
        axis=1,
    )


def _unpack(values: list[int], width: int) -> Matrix:
    column = np.array(values, dtype=np.int64)[:, None]
    return ((column >> np.arange(width)) & 1).astype(np.float32)
