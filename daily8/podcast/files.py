"""The files of episodes in the folder of data: whole, or not there at all."""

import os
import time
from collections.abc import Collection, Iterable
from contextlib import suppress
from pathlib import Path

from django.conf import settings
from django.utils.crypto import get_random_string

# A file that no episode names, be it half written or an old one, was left behind by a crash after so long.
_LEFT_SECONDS = 3600.0


class NotWritten(Exception):
    """A file could not be kept, and nothing of it is left; the message says why."""


def folder() -> Path:
    """Return where they are."""
    return Path(settings.DATA) / "podcast"


def path(name: str) -> Path:
    """Return where a file is; of no name there is none."""
    return folder() / (name or "none")


def write(stem: str, parts: Iterable[bytes]) -> str:
    """Keep a file of these parts under a new name that begins so; return the name, or raise NotWritten."""
    name = f"{stem}-{get_random_string(8)}.mp3"
    unfinished = path(f"{name}.part")
    try:
        folder().mkdir(parents=True, exist_ok=True)
        with unfinished.open("wb") as file:
            file.writelines(parts)
            file.flush()
            os.fsync(file.fileno())
        unfinished.replace(path(name))
    except OSError as error:
        with suppress(OSError):
            unfinished.unlink()
        raise NotWritten(f"{unfinished}: {error.strerror or error}") from error
    return name


def remove(name: str) -> None:
    """Delete a file, if there is one."""
    if name:
        path(name).unlink(missing_ok=True)


def sweep(known: Collection[str]) -> int:
    """Delete what crashes left behind: files that are not known, and not just being written; return how many."""
    if not folder().is_dir():
        return 0
    before = time.time() - _LEFT_SECONDS
    left = [one for one in folder().iterdir() if one.name not in known and one.stat().st_mtime < before]
    for one in left:
        one.unlink(missing_ok=True)
    return len(left)
