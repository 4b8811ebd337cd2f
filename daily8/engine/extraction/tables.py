"""Tables that hold data, as against tables that lay out a page."""

from collections import defaultdict

from lxml.etree import _Element

from daily8.engine.extraction import tags
from daily8.engine.extraction.blocks import Block

_TABLE = tags.landmarks_of("table")
_LONGEST_CELL = 400
_FEWEST_CELLS = 4


def cells_by_table(blocks: list[Block]) -> dict[_Element, list[Block]]:
    """Return the cells of each table of data: several short ones, one run of text in each."""
    found: dict[_Element, list[Block]] = defaultdict(list)
    mixed: set[_Element] = set()
    for block in blocks:
        table = block.place.nearest("table") if block.place.landmarks & _TABLE else None
        if table is None:
            continue
        found[table.element].append(block)
        if block.tag not in ("td", "th") or len(block.text) > _LONGEST_CELL:
            mixed.add(table.element)
    return {table: cells for table, cells in found.items() if table not in mixed and _is_data(cells)}


def _is_data(cells: list[Block]) -> bool:
    return len(cells) >= _FEWEST_CELLS and len({cell.place for cell in cells}) == len(cells)


def whole_tables(blocks: list[Block], chosen: list[Block]) -> list[Block]:
    """Return the chosen blocks with each table of data whole or not at all, as most of its cells are."""
    kept = set(map(id, chosen))
    tables = cells_by_table(blocks)
    for cells in tables.values():
        ids = set(map(id, cells))
        if len(ids & kept) * 2 >= len(ids):
            kept |= ids
        else:
            kept -= ids
    return [block for block in blocks if id(block) in kept] if tables else chosen
