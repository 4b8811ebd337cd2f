"""A page cut into its blocks: paragraphs, headings, list items, cells, captions, pictures."""

import re
from dataclasses import dataclass, field

from lxml.etree import _Element, iterwalk

from daily8.engine.extraction import tags

_INVISIBLE = "\u200b\u2060\ufeff"
_DENSE = re.compile("[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af\uf900-\ufaff]")
_HIDDEN_STYLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_HIDDEN = tags.hint("hidden")
# What nobody goes into: it has no text of its own, or none that is shown.
_ALONE = tags.SKIPPED | {"br", "img", "amp-img", "hr"}
# The attributes that name an element, beside its class.
_NAMING = ("id", "role", "itemprop")
_MAX_BLOCKS = 10_000
# Deeper elements count as the one at this depth; no page of a publisher comes near.
_MAX_DEPTH = 120
_MAX_OPEN = 12
_LONGEST = 200_000


@dataclass(frozen=True, slots=True)
class Opening:
    """The start of a link or of emphasis inside a block."""

    tag: str
    href: str = ""


@dataclass(frozen=True, slots=True)
class Closing:
    """Its end."""

    tag: str


Piece = str | Opening | Closing
LINE_BREAK = Opening("br")


@dataclass(slots=True, eq=False)
class Place:
    """Where in the page a block stands: what its ancestors are called."""

    element: _Element
    tag: str
    named: str
    parent: "Place | None"
    depth: int
    own: int
    landmark: int
    landmarks: int

    def nearest(self, *names: str) -> "Place | None":
        """Return this place or the closest one around it that has one of the names."""
        place: Place | None = self
        while place is not None and place.tag not in names:
            place = place.parent
        return place


@dataclass(slots=True, eq=False)
class Block:
    """A run of text with no paragraph break in it, or one picture."""

    place: Place
    pieces: list[Piece] = field(default_factory=list)
    picture: _Element | None = None
    linked: int = 0
    links: int = 0
    text: str = ""
    size: int = 0

    def close(self, still_open: list[Opening]) -> None:
        """End the block: what is open is closed, `text` becomes its words with single spaces, `size` their length.

        The length is as if it were written in letters: a character of Chinese says more than one.
        """
        pieces = self.pieces
        parts = [
            piece if isinstance(piece, str) else " "
            for piece in pieces
            if isinstance(piece, str) or piece is LINE_BREAK
        ]
        self.text = text = " ".join(_visible("".join(parts)).split())
        dense = 0 if text.isascii() else len(_DENSE.findall(text))
        self.size = len(text) + int(dense * 1.5)
        if still_open:
            pieces.extend([Closing(opening.tag) for opening in reversed(still_open)])

    @property
    def tag(self) -> str:
        """The name of the element around it."""
        return self.place.tag


def single_spaced(text: str) -> str:
    """Return a text with one space wherever there is space, also at its ends."""
    return " ".join(f".{_visible(text)}.".split())[1:-1]


def _visible(text: str) -> str:
    """Return a text with a space for what is none to Python and yet has no width."""
    if not text.isascii():
        for character in _INVISIBLE:
            if character in text:
                text = text.replace(character, " ")
    return text


def segment(body: _Element) -> list[Block]:
    """Return the blocks of a page in the order they are written."""
    return _Segmenter().run(body)


class _Segmenter:
    """Walks a tree once, without recursion: pages may nest deeper than Python's stack."""

    def __init__(self) -> None:
        self.blocks: list[Block] = []
        self.open: list[Opening] = []
        self.anchors = 0
        self.broken = False
        self.block: Block | None = None

    def run(self, body: _Element) -> list[Block]:
        self.place = Place(body, "body", body.get("class") or "", None, 0, 0, 0, 0)
        self.write(body.text or " ")
        walk = iterwalk(body, events=("start", "end"))
        next(walk)
        for event, element in walk:
            if event == "start":
                if not self.enter(element):
                    walk.skip_subtree()
                    continue
                text = element.text
            else:
                if element is body or len(self.blocks) >= _MAX_BLOCKS:
                    break
                self.leave(element)
                text = element.tail
            if text:
                self.write(text)
        self.flush()
        return self.blocks

    def enter(self, element: _Element) -> bool:
        """Say whether to go into the element."""
        tag = element.tag
        if tag in tags.INLINE:
            if tag == "a":
                self.begin(Opening("a", element.get("href") or ""))
            elif tag in tags.EMPHASIS:
                self.begin(Opening(tags.EMPHASIS[tag]))
            return True
        if tag in _ALONE:
            if tag == "br":
                self.line_break()
            elif tag not in tags.SKIPPED:
                self.lone(element, tag)
            return False
        if self.block is not None:
            self.flush()
        if self.place.depth < _MAX_DEPTH:
            self.place = self.place_of(element, tag)
        return True

    def leave(self, element: _Element) -> None:
        tag = element.tag
        if tag in tags.INLINE:
            self.leave_inline(tag)
        elif tag not in _ALONE:
            if self.block is not None:
                self.flush()
            place = self.place
            if place.element is element and place.parent is not None:
                self.place = place.parent

    def place_of(self, element: _Element, tag: str) -> Place:
        outer = self.place
        landmark = tags.landmark(tag)
        landmarks = outer.landmarks | landmark
        attributes: dict[str, str] = dict(element.items())  # type: ignore[arg-type]
        if not attributes:
            return Place(element, tag, "", outer, outer.depth + 1, 0, landmark, landmarks)
        named = attributes.get("class", "")
        words = " ".join([named, *[attributes.get(name, "") for name in _NAMING]])
        own = tags.hints(words[:300].lower())
        if "hidden" in attributes or ("style" in attributes and _HIDDEN_STYLE.search(attributes["style"])):
            own |= _HIDDEN
        return Place(element, tag, named, outer, outer.depth + 1, own, landmark, landmarks)

    def leave_inline(self, tag: str) -> None:
        if self.open and (tag == "a" or tag in tags.EMPHASIS):
            opening = self.open.pop()
            self.anchors -= opening.tag == "a"
            if self.block is not None:
                self.block.pieces.append(Closing(opening.tag))

    def begin(self, opening: Opening) -> None:
        self.open.append(opening)
        self.anchors += opening.tag == "a"
        if self.block is not None:
            self.block.pieces.append(opening)
            self.block.links += opening.tag == "a"

    def write(self, text: str) -> None:
        block = self.block
        if block is None:
            if text.isspace():
                return
            block = self.block = Block(self.place, [*self.open[:_MAX_OPEN]], links=self.anchors)
            self.broken = False
        elif self.broken and not text.isspace():
            self.broken = False
        block.pieces.append(text)
        if self.anchors:
            block.linked += len(text.strip())

    def line_break(self) -> None:
        """One break is a new line, two are a new paragraph."""
        if self.block is None:
            return
        if self.broken:
            self.flush()
        else:
            self.block.pieces.append(LINE_BREAK)
            self.broken = True

    def lone(self, element: _Element, tag: str) -> None:
        self.flush()
        if tag != "hr":
            self.blocks.append(Block(self.place, picture=element, links=self.anchors))

    def flush(self) -> None:
        block = self.block
        if block is None:
            return
        self.block, self.broken = None, False
        block.close(self.open[:_MAX_OPEN])
        if 0 < len(block.text) < _LONGEST:
            self.blocks.append(block)
