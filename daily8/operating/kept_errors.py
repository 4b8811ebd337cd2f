"""The last errors that any process of this machine has logged, for the operator who has no log at hand."""

import json
import logging
import os
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import asdict, dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from daily8.work import references

_LONGEST = 500
_LARGEST = 200_000
_KEPT = 100


@dataclass(frozen=True, slots=True)
class Kept:
    """One error: what was logged, by which module, and the reference that its reader was given."""

    at: datetime
    place: str
    says: str
    reference: str


class Keeper(logging.Handler):
    """Writes errors to a file beside the database; where that cannot be, the log itself still has them."""

    def __init__(self) -> None:
        super().__init__(logging.ERROR)

    def emit(self, record: logging.LogRecord) -> None:
        """Keep one."""
        with suppress(OSError, ValueError, TypeError, ImproperlyConfigured):
            at = datetime.fromtimestamp(record.created, UTC)
            keep(Kept(at, record.name, _says(record)[:_LONGEST], references.current()))


def keep(error: Kept) -> None:
    """Write an error down behind the others; of too many the oldest go."""
    line = json.dumps(asdict(error) | {"at": error.at.isoformat()}, ensure_ascii=False) + "\n"
    with _file().open("a", encoding="utf-8") as file:
        file.write(line)
        large = file.tell() > _LARGEST
    if large:
        _shorten()


def latest(most: int, *, since: datetime | None = None) -> list[Kept]:
    """Return the last errors, newest first."""
    found = (error for error in _read() if since is None or error.at >= since)
    return sorted(found, key=lambda error: error.at, reverse=True)[:most]


def number(now: datetime) -> int:
    """Return how many there were within a day, as far as they are kept."""
    return len(latest(_KEPT, since=now - timedelta(days=1)))


def _says(record: logging.LogRecord) -> str:
    says = record.getMessage()
    if record.exc_info and record.exc_info[1] is not None:
        error = record.exc_info[1]
        return f"{says}: {type(error).__name__}: {error}"
    return says


def _read() -> Iterator[Kept]:
    with suppress(OSError):
        for line in _lines()[-_KEPT:]:
            with suppress(ValueError, KeyError, TypeError):
                told = json.loads(line)
                words = (str(told[name]) for name in ("place", "says", "reference"))
                yield Kept(datetime.fromisoformat(told["at"]), *words)


def _shorten() -> None:
    draft = _file().with_suffix(f".{os.getpid()}")
    draft.write_text("".join(_lines()[-_KEPT:]), encoding="utf-8")
    draft.replace(_file())


def _lines() -> list[str]:
    """What was written, by the ends of lines that are ours: an error may have others, such as U+2028."""
    with _file().open(encoding="utf-8", errors="replace", newline="\n") as file:
        return list(file)


def _file() -> Path:
    return Path(settings.DATA) / "last_errors.jsonl"
