"""What an operator does now and then, and whether it was done."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

from daily8.operating import exchanging, noted
from daily8.operating.diagnosis.findings import Finding, ok, warn
from daily8.work import clock

_OLD = timedelta(days=7)


def backups() -> Iterator[Finding]:
    """When the last backup was made."""
    last = noted.last_backup()
    if last is None:
        yield warn("backups", "none was made yet", "`daily8 backup`, every night: docs/operating.md shows how")
        return
    age = clock.now() - last.at
    if age > _OLD:
        yield warn("backups", f"the last is {age.days} days old ({last.file})", "`daily8 backup`, every night")
        return
    if not Path(last.file).exists():
        yield warn("backups", f"the last one, {last.file}, is not there any more", "`daily8 backup`")
        return
    yield ok("backups", f"the last is of {last.at:%Y-%m-%d %H:%M} UTC ({last.file})")


def unfinished() -> Iterator[Finding]:
    """What a restore that was killed has left."""
    if exchanging.workshop().exists():
        yield warn(
            "restore",
            f"one was not finished and left {exchanging.workshop()}",
            "`daily8 restore` it again; or start daily8, which ends what was begun, and remove the folder",
        )
