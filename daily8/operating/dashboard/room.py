"""How full the disk is, and of what."""

import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.db import connection
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from daily8.articles import pictures
from daily8.operating import databases, noted

MEGABYTE = 1_000_000


@dataclass(frozen=True, slots=True)
class Part:
    """Something that takes room, in bytes."""

    name: Promise
    size: int


@dataclass(frozen=True, slots=True)
class Room:
    """The disk under the folder of data, in bytes; and when a backup was made last."""

    folder: str
    total: int
    free: int
    parts: Sequence[Part]
    backup: datetime | None

    @property
    def taken(self) -> int:
        """How full it is, of a hundred."""
        return 100 - self.free * 100 // max(self.total, 1)


def look() -> Room:
    """Ask the disk; of folders with many files, what keeps them knows the sum."""
    disk = shutil.disk_usage(settings.DATA)
    parts = [Part(_("Database"), _of_database()), Part(_("Pictures"), pictures.bytes_kept())]
    last = noted.last_backup()
    return Room(str(Path(settings.DATA).absolute()), disk.total, disk.free, parts, last.at if last else None)


def _of_database() -> int:
    if connection.vendor == "postgresql":
        return int(databases.value("SELECT pg_database_size(current_database())"))
    name = str(connection.settings_dict["NAME"])
    files = (Path(name), Path(f"{name}-wal"))
    return sum(path.stat().st_size for path in files if path.exists())
