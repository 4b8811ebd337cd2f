"""Who is at work: a lock that ends with its process, whatever ends the process."""

import fcntl
import os
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

SUFFIX = ".lock"


@contextmanager
def present(folder: Path) -> Iterator[str]:
    """Give this process a name that others can see is alive while the block runs."""
    folder.mkdir(parents=True, exist_ok=True)
    name = uuid.uuid4().hex
    path = folder / f"{name}{SUFFIX}"
    # Locked before it has its name, so that nobody can take it for a dead one's.
    draft = path.with_suffix(".new")
    with draft.open("w", encoding="ascii") as file:
        file.write(str(os.getpid()))
        file.flush()
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        draft.rename(path)
        try:
            yield name
        finally:
            path.unlink(missing_ok=True)


@contextmanager
def alone(path: Path) -> Iterator[None]:
    """Let one process at a time into the block; the others wait."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", encoding="ascii") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def dead(folder: Path) -> list[str]:
    """Return the names of processes that ended without saying so; each is named until `bury`."""
    return [path.stem for path in sorted(folder.glob(f"*{SUFFIX}")) if _is_free(path)]


def bury(folder: Path, name: str) -> None:
    """Name a dead process no more."""
    (folder / f"{name}{SUFFIX}").unlink(missing_ok=True)


def _is_free(path: Path) -> bool:
    """Whether nobody holds this lock; one that is gone by now was given up in good order."""
    try:
        with path.open(encoding="ascii") as file:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except (BlockingIOError, FileNotFoundError):
        return False
    return path.exists()
