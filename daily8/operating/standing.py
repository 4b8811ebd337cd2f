"""Who is at work on the site, so that nobody exchanges its data under a process that runs."""

import fcntl
from pathlib import Path
from typing import IO

from django.conf import settings

from daily8.operating import databases
from daily8.operating.errors import Occupied

# Held as long as the process lives; the system lets go of them, whatever ends it.
_HELD: list[IO[str]] = []


def enter() -> None:
    """Count this process among those at work, until it ends.

    Raises Occupied while the site's data are being exchanged.
    """
    if not _HELD and not _hold(fcntl.LOCK_SH):
        raise Occupied("`daily8 restore` or `daily8 move` is at work on this site; start again when it is done")


def enter_alone() -> None:
    """Let nobody else begin to work on the site until this process ends; raises Occupied where somebody does."""
    if not _hold(fcntl.LOCK_EX):
        raise Occupied(f"daily8 is running on the data in {settings.DATA}; stop it first")


def refuse_others() -> None:
    """Raise Occupied where somebody is connected to the database, be it from another machine."""
    if number := databases.others():
        raise Occupied(
            f"the {databases.name()} has {number} other connection{'s' * (number > 1)};"
            " stop daily8 wherever it runs"
        )


def is_running() -> bool:
    """Whether any process is at work on the site, on this machine."""
    path = _path()
    if not path.exists():
        return False
    with path.open("r", encoding="ascii") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return True
    return False


def _path() -> Path:
    return Path(settings.DATA) / "running.lock"


def _hold(kind: int) -> bool:
    _path().parent.mkdir(parents=True, exist_ok=True)
    file = _path().open("a", encoding="ascii")
    try:
        fcntl.flock(file, kind | fcntl.LOCK_NB)
    except BlockingIOError:
        file.close()
        return False
    _HELD.append(file)
    return True
