"""Puts finished files in the place of those there are: all of them, or none.

What is to be moved is written down first. A process that is killed between two moves leaves the list, and whatever
starts next on the site ends what it began (`finish`).
"""

import json
import os
import shutil
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path

from django.conf import settings
from django.db import connection

from daily8.operating import archive, schemas
from daily8.operating.errors import OperatingError


@dataclass(frozen=True, slots=True)
class Move:
    """A finished thing, where it belongs, and where what is there now goes; with no `new` the place is emptied."""

    new: str
    place: str
    aside: str


def workshop() -> Path:
    """Return the folder in which a site is made ready; the one there is does not know of it."""
    return Path(settings.DATA) / "restoring"


def clear() -> None:
    """Forget what was made ready and not put in its place."""
    # Without its list it is rubbish, however much of it is left.
    _list().unlink(missing_ok=True)
    if workshop().exists():
        shutil.rmtree(workshop())


def exchange(moves: Sequence[Move], *, with_schema: str = "") -> None:
    """Make these moves and, on PostgreSQL, put the tables that were made ready in the place of those there are.

    With a name in `with_schema` the tables there are go there.
    """
    workshop().mkdir(exist_ok=True)
    draft = _list().with_suffix(".draft")
    with draft.open("w", encoding="utf-8") as file:
        json.dump({"schema": with_schema, "moves": [asdict(move) for move in moves]}, file)
        file.flush()
        os.fsync(file.fileno())
    draft.rename(_list())
    archive.settle(workshop())
    if with_schema:
        schemas.exchange(with_schema)
    finish()


def finish() -> bool:
    """End an exchange that was begun, if any; say whether there was one."""
    if not _list().exists():
        return False
    told = json.loads(_list().read_text(encoding="utf-8"))
    if told["schema"] and connection.vendor != "postgresql":
        raise OperatingError(
            "`daily8 restore` was killed at work on a PostgreSQL database; set DATABASE_URL as it was then"
        )
    if told["schema"] and schemas.is_prepared():
        # It was killed before the tables were exchanged, which happens at once or not at all.
        clear()
        return False
    moves = [Move(**move) for move in told["moves"]]
    fresh = [move for move in moves if move.new]
    if all(Path(move.new).exists() for move in fresh):
        for move in moves:
            if not move.new:
                _put_aside(move)
    for move in fresh:
        if Path(move.new).exists():
            _put_aside(move)
            Path(move.place).parent.mkdir(parents=True, exist_ok=True)
            Path(move.new).rename(move.place)
    for folder in {Path(move.place).parent for move in moves}:
        archive.settle(folder)
    clear()
    return True


def _list() -> Path:
    return workshop() / "moves.json"


def _put_aside(move: Move) -> None:
    with suppress(FileNotFoundError):
        if Path(move.place).exists():
            Path(move.aside).parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            Path(move.place).rename(move.aside)
