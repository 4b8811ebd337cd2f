"""The files of episodes in the folder of data, and in the bucket if there is one: whole, or not there at all."""

import logging
import os
import time
from collections.abc import Collection, Iterable
from contextlib import suppress
from functools import lru_cache
from pathlib import Path

from django.conf import settings
from django.utils.crypto import get_random_string

from daily8.engine.http import BucketAway
from daily8.work.bucket import bucket

# A file that no episode names, be it half written or an old one, was left behind by a crash after so long.
_LEFT_SECONDS = 3600.0
_SHARED = "podcast"
# So long it is believed which files the bucket has.
_LISTED_SECONDS = 60.0


logger = logging.getLogger(__name__)


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
    _share(name)
    return name


def exists(name: str) -> bool:
    """Whether there is such a file, here or in the bucket."""
    return path(name).is_file() or (bool(name) and name in _shared(int(time.monotonic() / _LISTED_SECONDS)))


def fetched(name: str) -> Path:
    """Return where a file is; one that is not here is brought from the bucket, if that has it."""
    here, shared = path(name), bucket()
    if shared is not None and name and not here.is_file():
        with suppress(BucketAway):
            found = shared.get(f"{_SHARED}/{name}")
            if found is not None:
                _place(here, found)
    return here


def at_hand() -> bool:
    """Whether it can be told which files there are: the folder, or the bucket, may be away."""
    shared = bucket()
    if shared is None:
        return folder().is_dir()
    try:
        shared.names(_SHARED)
    except BucketAway:
        return False
    return True


def remove(name: str) -> None:
    """Delete a file, if there is one."""
    if not name:
        return
    path(name).unlink(missing_ok=True)
    shared = bucket()
    if shared is not None:
        # What stays in it is swept later.
        with suppress(BucketAway):
            shared.delete(f"{_SHARED}/{name}")
        _shared.cache_clear()


def sweep(known: Collection[str]) -> int:
    """Delete what crashes left behind: files that are not known, and not just being written; return how many."""
    return _sweep_folder(known) + _sweep_bucket(known)


def _sweep_folder(known: Collection[str]) -> int:
    if not folder().is_dir():
        return 0
    before = time.time() - _LEFT_SECONDS
    left = [one for one in folder().iterdir() if one.name not in known and one.stat().st_mtime < before]
    for one in left:
        one.unlink(missing_ok=True)
    return len(left)


def _sweep_bucket(known: Collection[str]) -> int:
    shared = bucket()
    if shared is None:
        return 0
    before = time.time() - _LEFT_SECONDS
    try:
        left = [
            name for name, at in shared.names(_SHARED).items() if name not in known and at.timestamp() < before
        ]
        for name in left:
            shared.delete(f"{_SHARED}/{name}")
    except BucketAway as error:
        logger.warning("old episodes stay in the bucket: %s", error)
        return 0
    return len(left)


def _share(name: str) -> None:
    """Let other machines have a file; one that cannot be shared is not kept here either."""
    shared = bucket()
    if shared is None:
        return
    try:
        shared.put(f"{_SHARED}/{name}", path(name).read_bytes())
    except BucketAway as error:
        path(name).unlink(missing_ok=True)
        raise NotWritten(f"{name}: {error}") from error
    _shared.cache_clear()


@lru_cache(maxsize=1)
def _shared(_minute: int) -> Collection[str]:
    """The files that the bucket has; none while it is away."""
    shared = bucket()
    if shared is None:
        return ()
    try:
        return frozenset(shared.names(_SHARED))
    except BucketAway as error:
        logger.warning("episodes that are not here cannot be heard: %s", error)
        return ()


def _place(here: Path, body: bytes) -> None:
    """Write a file whole; on a full disk there is none, and the next one who asks tries again."""
    unfinished = here.with_name(f"{here.name}.{get_random_string(8)}.part")
    try:
        here.parent.mkdir(parents=True, exist_ok=True)
        unfinished.write_bytes(body)
        unfinished.replace(here)
    except OSError as error:
        logger.warning("%s: %s", here, error.strerror or error)
        with suppress(OSError):
            unfinished.unlink()
