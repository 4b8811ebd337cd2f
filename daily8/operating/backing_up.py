"""Writes all that cannot be made again into one file, while the site is at work."""

import hashlib
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, suppress
from datetime import datetime
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connection, models

from daily8 import __version__
from daily8.operating import archive, databases, kept_files, portable, schema, sequences
from daily8.operating.archive import Manifest, Table, Writer
from daily8.operating.errors import OperatingError, TooNew
from daily8.work import clock

# Makes a bar of so many things; what it gives is told how many are done.
Bars = Callable[[int, str], AbstractContextManager[Callable[[int], Any]]]

# Backups that are dated by daily8 itself; others are never removed.
PATTERN = "daily8-????-??-??T??????Z.zip"
_CHUNK = 2000


def dated(folder: Path, now: datetime) -> Path:
    """Return the name of a backup of this moment."""
    return folder / f"daily8-{now:%Y-%m-%dT%H%M%SZ}.zip"


def back_up(path: Path, bars: Bars) -> Manifest:
    """Write the site as it is at this moment to a new file; return what is in it."""
    with databases.snapshot():
        manifest = _manifest()
        tables = schema.tables(manifest.migrations)
        with archive.writing(path, manifest) as writer:
            _write_tables(writer, manifest, tables, bars)
            # After the rows, since a row is written after the file that it names.
            for name, file in kept_files.files():
                with suppress(FileNotFoundError):
                    writer.write_file(name, file)
    return manifest


def rotate(folder: Path, keep: int) -> list[Path]:
    """Remove all dated backups in a folder but the newest so many; return what was removed."""
    old = sorted(folder.glob(PATTERN))[:-keep]
    for path in old:
        path.unlink(missing_ok=True)
    return old


def digest_of_key() -> str:
    """Return what tells the site's key from another one without telling the key."""
    return hashlib.sha256(b"daily8 backup " + settings.SECRET_KEY.encode()).hexdigest()


def _manifest() -> Manifest:
    migrations = schema.applied()
    if not migrations:
        raise OperatingError(f"there is no site yet in the {databases.name()}: nothing to back up")
    if unknown := schema.unknown(migrations):
        raise TooNew(
            f"the {databases.name()} was made by a newer daily8 than this {__version__} (it has had"
            f" {'.'.join(unknown[0])}, which this one does not know); use that one"
        )
    return Manifest(
        daily8=__version__,
        made_at=clock.now().isoformat(),
        database=connection.vendor,
        key=digest_of_key(),
        migrations=migrations,
    )


def _write_tables(writer: Writer, manifest: Manifest, tables: schema.Tables, bars: Bars) -> None:
    counts = {model: model._base_manager.count() for model in tables}
    with bars(sum(counts.values()), "rows") as step:
        for model in tables:
            fields = portable.columns(model)
            table = Table(
                name=model._meta.db_table,
                columns=[str(field.column) for field in fields],
                rows=counts[model],
                next_key=sequences.last(model),
            )
            manifest.tables.append(table)
            written = writer.write(table.member, portable.lines(_counted(_rows(model, fields), step), fields))
            if written != table.rows:
                raise OperatingError(f"{table.name}: {written} rows were read of {table.rows}; back up once more")


def _rows(model: type[models.Model], fields: list[portable.Field]) -> Iterator[tuple[Any, ...]]:
    rows = model._base_manager.order_by().values_list(*(field.attname for field in fields))
    return iter(rows.iterator(chunk_size=_CHUNK))


def _counted(rows: Iterator[tuple[Any, ...]], step: Callable[[int], Any]) -> Iterator[tuple[Any, ...]]:
    number = 0
    for number, row in enumerate(rows, 1):
        yield row
        if not number % _CHUNK:
            step(_CHUNK)
    step(number % _CHUNK)
