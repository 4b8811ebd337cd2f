"""The table of figures: one row for each thing that reports count, and whether they agree."""

from collections.abc import Sequence
from itertools import combinations

from daily8.engine.comparing.alignment import aligned_rows
from daily8.engine.comparing.counted import is_toll
from daily8.engine.comparing.intervals import agree
from daily8.engine.comparing.mentions import Mention, mentions
from daily8.engine.comparing.report import Cell, ReportText, Row
from daily8.engine.comparing.tolls import toll_rows
from daily8.engine.quantities import Kind

_ORDER = (
    Kind.DEAD, Kind.INJURED, Kind.MISSING, Kind.DISPLACED, Kind.ARRESTED, Kind.VOTES, Kind.MONEY, Kind.PERCENT,
    Kind.COUNT,
)  # fmt: skip
MOST_ROWS, MOST_CELLS = 14, 12
_MOST_ALONE, _LATEST_ALONE = 4, 8


def table(reports: Sequence[ReportText]) -> tuple[Row, ...]:
    """Return the rows that tell most: tolls first, and in each kind what most reports give.

    A mere count is a row where two reports give it; what only one gives is there a few times at most.
    """
    found = mentions(reports)
    tolls = toll_rows([each for each in found if is_toll(each.quantity.kind)])
    others = aligned_rows([each for each in found if not is_toll(each.quantity.kind)])
    rows = [_row(kind, noun, row) for kind, noun, row in (*tolls, *others)]
    rows.sort(key=lambda row: (_ORDER.index(row.kind), -row.reports, row.cells[0].place.sentence))
    shared = [row for row in rows if row.reports > 1]
    alone = [row for row in rows if row.reports == 1 and _tells_alone(row)][:_MOST_ALONE]
    kept = (shared + alone)[:MOST_ROWS]
    return tuple(row for row in rows if row in kept)


def _tells_alone(row: Row) -> bool:
    """Tell whether a figure that only one report gives is worth a row."""
    cell = row.cells[0]
    return row.kind != Kind.COUNT and cell.quantity.value != 0 and cell.place.sentence <= _LATEST_ALONE


def _row(kind: Kind, noun: str, row: Sequence[Mention]) -> Row:
    cells = sorted((mention.cell for mention in row), key=lambda cell: cell.published_at)
    pairs = [(one, other) for one, other in combinations(cells, 2) if not agree(one.quantity, other.quantity)]
    changed = [_has_changed(one, other) for one, other in pairs]
    return Row(
        kind=kind,
        unit=cells[0].quantity.unit,
        noun=noun,
        cells=tuple(_readable(cells)),
        disagree=not all(changed),
        changed=any(changed),
        reports=len({cell.place.report for cell in cells}),
    )


def _readable(cells: Sequence[Cell]) -> list[Cell]:
    """Return as many as can be read: the first with each number, then the others, all in the order of time."""
    first = {(cell.quantity.value, cell.quantity.upper): place for place, cell in reversed(list(enumerate(cells)))}
    kept = dict.fromkeys((*sorted(first.values()), *range(len(cells))))
    return [cells[place] for place in sorted(list(kept)[:MOST_CELLS])]


def _has_changed(older: Cell, newer: Cell) -> bool:
    """Tell whether two figures differ because time has passed: tolls rise, and the missing are found."""
    kind = newer.quantity.kind
    if not is_toll(kind) or older.published_at == newer.published_at:
        return False
    return kind in (Kind.MISSING, Kind.DISPLACED) or newer.quantity.value > older.quantity.value
