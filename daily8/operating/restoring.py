"""Makes the site of a backup ready beside the one there is, and then puts it in its place."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import DatabaseError, OperationalError, connection

from daily8.operating import databases, exchanging, kept_files, loading, schemas, standing
from daily8.operating.archive import Manifest, Reader, settle
from daily8.operating.backing_up import Bars, digest_of_key
from daily8.operating.errors import Occupied
from daily8.operating.exchanging import Move

# What a site without any of these has lost nothing with.
_TELLING = ("sources_publisher", "accounts_user", "articles_article")
# Files that SQLite keeps beside a database.
_BESIDE = ("-wal", "-shm")


@dataclass(frozen=True, slots=True)
class Restored:
    """What was restored, where the site that was there went ("" for nowhere), and whether its key is another."""

    manifest: Manifest
    aside: str
    other_key: bool


def restore(path: Path, *, replace: bool, now: datetime, bars: Bars) -> Restored:
    """Put the site of a backup in the place of the one there is, which is put aside.

    Nothing of the site is touched before all of the backup is ready beside it. Raises Occupied for a site that is
    not empty, unless it is to be replaced.
    """
    standing.refuse_others()
    exchanging.finish()
    with Reader(path) as reader:
        check(reader, bars)
        empty = is_empty()
        if not empty and not replace:
            raise Occupied(f"there is a site in the {databases.name()}; --replace puts it aside first")
        name = f"replaced_{now:%Y%m%d_%H%M%S}"
        _make_ready(reader, name, bars)
    aside = _tidy(name, empty=empty)
    # The key of the settings holds where no file does.
    own_key = "secret_key" in reader.manifest.files and not os.environ.get("DAILY8_SECRET_KEY")
    return Restored(reader.manifest, aside, not own_key and reader.manifest.key != digest_of_key())


def check(reader: Reader, bars: Bars) -> None:
    """Raise where a backup is not what was written, or was written by a newer daily8."""
    with bars(reader.size, "B") as step:
        reader.verify(step)
    loading.refuse_newer(reader.manifest)


def is_empty() -> bool:
    """Whether there is no site in the database in use; a file that cannot be read is none that is empty."""
    try:
        there = set(connection.introspection.table_names())
        filled = (databases.value(f"SELECT 1 FROM {name} LIMIT 1") for name in _TELLING if name in there)  # noqa: S608  # nosec
        return not any(filled)
    except DatabaseError as error:
        if connection.vendor != "sqlite" or isinstance(error, OperationalError):
            raise
        return False
    finally:
        connection.close()


def fill(reader: Reader, bars: Bars) -> None:
    """Fill the database in use, in which there is no site, with the rows of a backup."""
    with _ready_database() as (database, place):
        with databases.pointed_at(database):
            loading.load(reader, bars)
            _bring_to_disk(database)
        if place:
            _exchange([], "replaced_empty", place)
        else:
            schemas.exchange(aside="")


def _make_ready(reader: Reader, aside: str, bars: Bars) -> None:
    exchanging.clear()
    made = exchanging.workshop() / "files"
    made.mkdir(parents=True, mode=0o700)
    with _ready_database() as (database, place):
        with databases.pointed_at(database):
            loading.load(reader, bars)
            _bring_to_disk(database)
        for name in reader.manifest.files:
            reader.extract(name, made / name)
        _exchange([*_file_moves(reader.manifest, made, aside)], aside, place)


@contextmanager
def _ready_database() -> Iterator[tuple[dict[str, Any], str]]:
    """Give the settings of an empty database, and the file in whose place it will be, if it is one."""
    if connection.vendor == "postgresql":
        yield schemas.prepare(), ""
        return
    place = str(Path(connection.settings_dict["NAME"]).absolute())
    connection.close()
    new = Path(f"{place}.restoring")
    for path in (new, *(Path(f"{new}{suffix}") for suffix in _BESIDE)):
        path.unlink(missing_ok=True)
    yield {**connection.settings_dict, "NAME": str(new)}, place


def _bring_to_disk(database: dict[str, Any]) -> None:
    """See to it that a finished file of SQLite is whole in itself and on the disk."""
    if connection.vendor != "sqlite":
        return
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.close()
    descriptor = os.open(database["NAME"], os.O_RDONLY)
    os.fsync(descriptor)
    os.close(descriptor)
    settle(Path(database["NAME"]).parent)


def _file_moves(manifest: Manifest, made: Path, aside: str) -> Iterator[Move]:
    fresh = kept_files.names_in_folder(manifest.files)
    for name in kept_files.NAMES:
        if name == "secret_key" and name not in fresh:
            continue
        place = (Path(settings.DATA) / name).absolute()
        yield Move(str((made / name).absolute()) if name in fresh else "", str(place), _aside(place, aside))


def _exchange(moves: list[Move], aside: str, place: str) -> None:
    if not place:
        connection.close()
        exchanging.exchange(moves, with_schema=aside)
        return
    beside = [Move("", f"{place}{suffix}", _aside(Path(f"{place}{suffix}"), aside)) for suffix in _BESIDE]
    database = Move(f"{place}.restoring", place, _aside(Path(place), aside))
    exchanging.exchange([*beside, *moves, database])


def _aside(place: Path, name: str) -> str:
    return str(place.parent / name / place.name)


def _tidy(name: str, *, empty: bool) -> str:
    """Remove what was put aside of a site that was empty; return where else something is."""
    folder, told = Path(settings.DATA).absolute() / name, ""
    made_at_start = {"secret_key"}
    if connection.vendor == "postgresql":
        told = "" if empty else f"the schema {name} of the database"
        if empty:
            schemas.drop(name)
    else:
        place = Path(connection.settings_dict["NAME"]).absolute()
        folder = place.parent / name
        made_at_start |= {place.name, *(f"{place.name}{suffix}" for suffix in _BESIDE)}
    if empty and folder.exists() and {path.name for path in folder.iterdir()} <= made_at_start:
        shutil.rmtree(folder)
    return " and ".join(filter(None, (told, str(folder) * folder.exists())))
