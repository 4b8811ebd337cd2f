"""The chosen blocks of a page, written as HTML and as text."""

import re
from collections.abc import Callable, Container, Iterable
from html import escape
from itertools import groupby

from lxml.etree import _Element

from daily8.engine.extraction.blocks import LINE_BREAK, Block, Closing, Opening, single_spaced
from daily8.engine.extraction.pictures import Picture, picture_of
from daily8.engine.extraction.tables import cells_by_table
from daily8.engine.sanitizing import clean

_EMPTY_INLINE = re.compile(r"<(a|strong|em|sub|sup|code)(?: [^>]*)?>\s*</\1>")
_NESTED = 3
_PLAIN = frozenset({"p", "h2", "h3", "h4", "h5", "h6", "pre"})


def to_text(blocks: list[Block]) -> str:
    """Return the words: an empty line between paragraphs, one line per list item and table row."""
    words = [block for block in blocks if block.picture is None and block.tag != "figcaption"]
    parts = []
    for (shape, _), group in groupby(words, key=_grouping(words)):
        if shape == "table":
            parts.append("\n".join(" | ".join(cell.text for cell in row) for row in _rows(group)))
        else:
            parts.append(("\n" if shape == "list" else "\n\n").join(block.text for block in group))
    return "\n\n".join(parts)


def to_html(blocks: list[Block], *, base: str) -> str:
    """Return safe HTML of the same blocks, with absolute addresses."""
    parts = []
    for (shape, _), group in groupby(blocks, key=_grouping(blocks)):
        found = list(group)
        parts.append(_write_figure(found, base) if shape == "figure" else _WRITERS[shape](found))
    return clean("".join(parts), base=base)


def _grouping(blocks: list[Block]) -> Callable[[Block], tuple[str, _Element | Block]]:
    tables = cells_by_table(blocks)
    return lambda block: _group(block, tables)


def _group(block: Block, tables: Container[_Element]) -> tuple[str, _Element | Block]:
    """Return the shape that a block is part of, and which one of that shape."""
    place = block.place
    if block.picture is not None or block.tag == "figcaption":
        figure = place.nearest("figure")
        return "figure", figure.element if figure else block
    table = place.nearest("table")
    if table and table.element in tables:
        return "table", table.element
    listing = place.nearest("ul", "ol")
    if listing and place.nearest("li"):
        return "list", listing.element
    quote = place.nearest("blockquote")
    return ("quote", quote.element) if quote else ("plain", block)


def _rows(cells: Iterable[Block]) -> list[list[Block]]:
    return [list(row) for _, row in groupby(cells, key=lambda cell: _element(cell, "tr"))]


def _write_plain(blocks: list[Block]) -> str:
    block = blocks[0]
    tag = "h2" if block.tag == "h1" else block.tag if block.tag in _PLAIN else "p"
    return f"<{tag}>{inline(block)}</{tag}>"


def _write_list(blocks: list[Block]) -> str:
    listing = blocks[0].place.nearest("ul", "ol")
    tag = listing.tag if listing else "ul"
    items = []
    for _, group in groupby(blocks, key=lambda block: _element(block, "li")):
        texts = [inline(block) for block in group]
        items.append(f"<li>{'<br>'.join(texts)}</li>")
    return f"<{tag}>{''.join(items)}</{tag}>"


def _write_quote(blocks: list[Block]) -> str:
    return f"<blockquote>{''.join(_write_plain([block]) for block in blocks)}</blockquote>"


def _write_table(blocks: list[Block]) -> str:
    return "<table>" + "".join(f"<tr>{_write_row(row)}</tr>" for row in _rows(blocks)) + "</table>"


def _write_row(blocks: list[Block]) -> str:
    """The cells of a row, those without words too: each figure stays under its heading."""
    row = _element(blocks[0], "tr")
    written = {block.place.element: inline(block) for block in blocks}
    cells = [] if row is None else list(row.iterchildren("td", "th"))
    if not written.keys() <= set(cells):
        cells = list(written)
    return "".join(_write_cell(cell, written.get(cell, "")) for cell in cells)


def _write_cell(cell: _Element, inside: str) -> str:
    spans = "".join(f' {name}="{escape(value)}"' for name in ("colspan", "rowspan") if (value := cell.get(name)))
    return f"<{cell.tag}{spans}>{inside}</{cell.tag}>"


def _write_figure(blocks: list[Block], base: str) -> str:
    pictures = [picture for block in blocks if (picture := picture_of(block, base=base))]
    if not pictures:
        return ""
    caption = " ".join(block.text for block in blocks if block.picture is None)
    images = "".join(_image(picture) for picture in pictures[:1])
    return f"<figure>{images}{f'<figcaption>{escape(caption)}</figcaption>' if caption else ''}</figure>"


def _image(picture: Picture) -> str:
    size = f' width="{picture.width}" height="{picture.height}"' if picture.width and picture.height else ""
    return f'<img src="{escape(picture.url)}" alt="{escape(picture.alternative)}"{size}>'


_WRITERS = {
    "plain": _write_plain,
    "list": _write_list,
    "quote": _write_quote,
    "table": _write_table,
}


def _element(block: Block, name: str) -> _Element | None:
    place = block.place.nearest(name)
    return place.element if place else None


def inline(block: Block) -> str:
    """Return the inside of a block as HTML: words, links, emphasis, single line breaks."""
    parts = []
    for piece in block.pieces:
        if piece is LINE_BREAK:
            parts.append("<br>")
        elif isinstance(piece, Opening):
            parts.append(f'<a href="{escape(piece.href)}">' if piece.tag == "a" else f"<{piece.tag}>")
        elif isinstance(piece, Closing):
            parts.append(f"</{piece.tag}>")
        else:
            parts.append(single_spaced(escape(piece, quote=False)))
    written = "".join(parts).strip()
    for _ in range(_NESTED):
        written = _EMPTY_INLINE.sub("", written)
    return written.removesuffix("<br>").strip()
