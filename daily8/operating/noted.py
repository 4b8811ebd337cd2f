"""What is noted of the site's own upkeep: its last backup, its key, the versions of what made its articles."""

import hashlib
import json
from contextlib import suppress
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path

from django.conf import settings

from daily8.work.models import Version

_KEY = "key"


@dataclass(frozen=True, slots=True)
class Backup:
    """One that was made."""

    at: datetime
    file: str


def last_backup() -> Backup | None:
    """Return the last backup that was made, wherever it was written to."""
    with suppress(OSError, ValueError, KeyError, TypeError):
        told = json.loads(_note().read_text(encoding="utf-8"))
        return Backup(datetime.fromisoformat(told["at"]), told["file"])
    return None


def note_backup(backup: Backup) -> None:
    """Keep when a backup was made; one that cannot be noted is no worse."""
    with suppress(OSError):
        draft = _note().with_suffix(".draft")
        draft.write_text(json.dumps(asdict(backup) | {"at": backup.at.isoformat()}), encoding="utf-8")
        draft.replace(_note())


def note_key() -> None:
    """Keep what tells the key from others, the first time."""
    Version.objects.get_or_create(name=_KEY, defaults={"number": _number_of_key()})


def accept_key() -> bool:
    """Take the key in use for the site's own from now on; say whether it was another before."""
    held, new = Version.objects.get_or_create(name=_KEY, defaults={"number": _number_of_key()})
    changed = not new and held.number != _number_of_key()
    if changed:
        Version.objects.filter(name=_KEY).update(number=_number_of_key())
    return changed


def key_is_known() -> bool:
    """Whether the key in use is the one that the site has run with, as far as that was noted."""
    return Version.current(_KEY) in (0, _number_of_key())


def version_of(step: str) -> int:
    """Return the version of a step that all articles have been through; 1 where none was noted."""
    return Version.current(f"step {step}") or 1


def note_version(step: str, number: int) -> None:
    """Keep that all articles have been through this version of a step."""
    Version.objects.update_or_create(name=f"step {step}", defaults={"number": number})


def is_under_way(step: str) -> bool:
    """Whether a step is being done again, or was when its process ended."""
    return Version.current(f"again {step}") > 0


def note_under_way(step: str) -> None:
    """Keep that a step is being done again."""
    Version.objects.update_or_create(name=f"again {step}", defaults={"number": 1})


def note_ended(step: str) -> None:
    """Keep that a step was done again."""
    Version.objects.update_or_create(name=f"again {step}", defaults={"number": 0})


def _number_of_key() -> int:
    """A number that tells the key from others and not the key; as large as a column holds."""
    digest = hashlib.sha256(b"daily8 key " + settings.SECRET_KEY.encode()).digest()
    return int.from_bytes(digest[:7], "big") or 1


def _note() -> Path:
    return Path(settings.DATA) / "last_backup"
