"""When the demo's world opened: its papers are as old as that, and so is the site that read them."""

import json
import shutil
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

# News of yesterday makes a poor demonstration: an older world is begun anew.
LASTS = timedelta(hours=12)
_FILE = "world.json"
# What the site itself keeps in its data folder. The drawings stay: they do not age.
_SITE = ("daily8.sqlite3", "daily8.sqlite3-wal", "daily8.sqlite3-shm", "pictures")


@dataclass(frozen=True, slots=True)
class Opening:
    """The moment from which the dates of the articles count back, and whether that is just now."""

    at: datetime
    new: bool


def opening(folder: Path, *, now: datetime) -> Opening:
    """Return when the world in this folder opened; one that is old opens now.

    With a new world the site in the folder, which holds made-up news only, begins anew as well.
    """
    opened_at = _kept(folder / _FILE)
    if opened_at is not None and now - LASTS <= opened_at <= now:
        return Opening(opened_at, new=False)
    # Only a folder that a demo made is cleared.
    if (folder / _FILE).exists():
        _clear(folder)
    folder.mkdir(parents=True, exist_ok=True)
    told = {"opened_at": now.isoformat()}
    (folder / _FILE).write_text(json.dumps(told), encoding="utf-8")
    return Opening(now, new=True)


def _kept(file: Path) -> datetime | None:
    try:
        opened_at = datetime.fromisoformat(json.loads(file.read_text(encoding="utf-8"))["opened_at"])
        return opened_at if opened_at.tzinfo else None
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _clear(folder: Path) -> None:
    for name in _SITE:
        path = folder / name
        if path.is_dir():
            shutil.rmtree(path)
        else:
            path.unlink(missing_ok=True)
