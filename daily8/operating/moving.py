"""Brings a site to another database, by way of a backup."""

import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import DatabaseError

from daily8.operating import backing_up, databases, exchanging, restoring, standing
from daily8.operating.archive import Reader, Table
from daily8.operating.backing_up import Bars
from daily8.operating.errors import Occupied, OperatingError


@dataclass(frozen=True, slots=True)
class Moved:
    """What was moved from where to where."""

    tables: list[Table]
    rows: int
    source: str
    target: str


def move(database: dict[str, Any], *, bars: Bars) -> Moved:
    """Fill another database, given as a setting of Django's, with the rows of the one in use.

    Raises Occupied where there is a site already.
    """
    standing.refuse_others()
    exchanging.finish()
    source = databases.name()
    with databases.pointed_at(database):
        target = _refuse_filled()
    if target == source:
        raise Occupied(f"the site is in the {target} already; name another database")
    with tempfile.TemporaryDirectory(dir=settings.DATA, prefix="moving-") as folder:
        path = Path(folder) / "rows.zip"
        made = backing_up.back_up(path, bars)
        with Reader(path) as reader, databases.pointed_at(database):
            restoring.check(reader, bars)
            restoring.fill(reader, bars)
    return Moved(made.tables, made.rows, source, target)


def _refuse_filled() -> str:
    """Return the name of the database in use, in which there is no site and nobody at work."""
    try:
        if not restoring.is_empty():
            raise Occupied(f"there is a site in the {databases.name()} already; name an empty database")
        standing.refuse_others()
    except DatabaseError as error:
        raise OperatingError(f"the {databases.name()} cannot be used: {error}") from error
    return databases.name()
