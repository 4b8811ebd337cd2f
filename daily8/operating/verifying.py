"""Reads a backup as far as that goes without a database."""

import json

from daily8.operating.archive import Reader
from daily8.operating.backing_up import Bars
from daily8.operating.errors import NotOneOfOurs

_STEP = 2000


def read_rows(reader: Reader, bars: Bars) -> None:
    """Raise NotOneOfOurs unless there are as many rows as the manifest says, each with a value for each column."""
    with bars(reader.manifest.rows, "rows") as step:
        for table in reader.manifest.tables:
            number = 0
            with reader.lines(table) as lines:
                for number, line in enumerate(lines, 1):
                    if len(json.loads(line)) != len(table.columns):
                        raise NotOneOfOurs(f"{reader.path}: row {number} of {table.name} has other columns")
                    if not number % _STEP:
                        step(_STEP)
            if number != table.rows:
                raise NotOneOfOurs(f"{reader.path}: {table.name} has {number} rows instead of {table.rows}")
            step(number % _STEP)
