"""Fills an empty database with the rows of a backup, as old as they may be, and brings them to this version."""

import json
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from itertools import islice
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.core.management import call_command
from django.db import DatabaseError, IntegrityError, connection, models, transaction

from daily8.articles.models import Article
from daily8.operating import portable, schema, sequences
from daily8.operating.archive import Manifest, Reader, Table
from daily8.operating.backing_up import Bars
from daily8.operating.errors import NotOneOfOurs, OperatingError, TooNew
from daily8.search import indexing
from daily8.search.models import Entry

_BATCH = 2000
_INDEXED = 500


def refuse_newer(manifest: Manifest) -> None:
    """Raise TooNew for rows that this daily8 cannot know how to read."""
    if unknown := schema.unknown(manifest.migrations):
        raise TooNew(
            f"this backup was made by daily8 {manifest.daily8}, which is newer than this one (its tables have had"
            f" {'.'.join(unknown[0])}); install that version, or a later one, and restore with it"
        )


def load(reader: Reader, bars: Bars) -> None:
    """Make the tables of a backup in the empty database in use, fill them, and bring them to this version."""
    manifest = reader.manifest
    schema.make(manifest.migrations)
    tables = _known(manifest)
    with _unchecked(), bars(manifest.rows, "rows") as step:
        _empty([model for _, model in tables])
        for table, model in tables:
            with reader.lines(table) as lines:
                _fill(model, table, _told(lines, step))
            sequences.continue_after(model, table.next_key)
            _compare(table, model)
    call_command("migrate", interactive=False, verbosity=0)
    ContentType.objects.clear_cache()
    _index(bars)
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            # Its plans go by how much there is of what.
            cursor.execute("ANALYZE")


def _known(manifest: Manifest) -> list[tuple[Table, type[models.Model]]]:
    """The tables of a backup with their models, parents first."""
    told = {table.name: table for table in manifest.tables}
    made = schema.tables(manifest.migrations)
    if strange := told.keys() ^ {model._meta.db_table for model in made}:
        raise NotOneOfOurs(f"the backup and its version of daily8 differ in the table {min(strange)}")
    pairs = [(told[model._meta.db_table], model) for model in made]
    for table, model in pairs:
        if set(table.columns) != {field.column for field in portable.columns(model)}:
            raise NotOneOfOurs(f"the backup and its version of daily8 differ in the columns of {table.name}")
    return pairs


@contextmanager
def _unchecked() -> Iterator[None]:
    """Let rows be written before those that they point to, on SQLite; all are checked at the end."""
    if connection.vendor != "sqlite":
        yield
        return
    connection.disable_constraint_checking()
    with connection.cursor() as cursor:
        # Nobody else reads this file yet, and it is brought to the disk when it is whole.
        cursor.execute("PRAGMA synchronous=OFF")
    yield
    connection.enable_constraint_checking()
    try:
        connection.check_constraints()
    except IntegrityError as error:
        raise OperatingError(f"rows of the backup do not fit together: {error}") from error


def _empty(tables: Sequence[type[models.Model]]) -> None:
    """Remove the rows that migrations made: the backup has them, as they have become."""
    with connection.cursor() as cursor:
        for model in reversed(tables):
            cursor.execute(f"DELETE FROM {connection.ops.quote_name(model._meta.db_table)}")  # noqa: S608  # nosec


def _told(lines: Iterable[bytes], step: Any) -> Iterator[bytes]:
    for number, line in enumerate(lines, 1):
        yield line
        if not number % _BATCH:
            step(_BATCH)


def _fill(model: type[models.Model], table: Table, lines: Iterator[bytes]) -> None:
    by_column = {field.column: field for field in portable.columns(model)}
    fields = [by_column[column] for column in table.columns]
    rows = (_for_database(row, fields) for row in portable.rows(_storable(lines), fields))
    columns = ", ".join(map(connection.ops.quote_name, table.columns))
    into = f"{connection.ops.quote_name(table.name)} ({columns})"
    try:
        if connection.vendor == "postgresql":
            _copy(into, rows)
        else:
            _insert(into, len(fields), rows)
    except (DatabaseError, ValueError) as error:
        raise OperatingError(f"a row of {table.name} cannot be restored: {error}") from error


def _for_database(row: Sequence[Any], fields: Sequence[portable.Field]) -> list[Any]:
    return [
        value if value is None else field.get_db_prep_save(value, connection)
        for value, field in zip(row, fields, strict=True)
    ]


def _copy(into: str, rows: Iterable[Sequence[Any]]) -> None:
    with connection.cursor() as cursor, cursor.copy(f"COPY {into} FROM STDIN") as copy:
        for row in rows:
            copy.write_row(row)


def _insert(into: str, width: int, rows: Iterator[Sequence[Any]]) -> None:
    statement = f"INSERT INTO {into} VALUES ({', '.join(['%s'] * width)})"  # noqa: S608  # nosec
    while batch := list(islice(rows, _BATCH)):
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.executemany(statement, batch)


def _storable(lines: Iterator[bytes]) -> Iterator[bytes]:
    """The lines without the sign of number 0, which PostgreSQL keeps in no text."""
    if connection.vendor != "postgresql":
        return lines
    return (_without_zero(line) if b"\\u0000" in line else line for line in lines)


def _without_zero(line: bytes) -> bytes:
    return json.dumps(_cleaned(json.loads(line)), ensure_ascii=False).encode()


def _cleaned(value: Any) -> Any:
    if isinstance(value, str):
        return value.replace("\0", "")
    if isinstance(value, list):
        return [_cleaned(one) for one in value]
    if isinstance(value, dict):
        return {_cleaned(name): _cleaned(one) for name, one in value.items()}
    return value


def _compare(table: Table, model: type[models.Model]) -> None:
    count = model._base_manager.count()
    if count != table.rows:
        raise OperatingError(f"{table.name} has {count} rows after it was restored, and had {table.rows}")


def _index(bars: Bars) -> None:
    """Make the index of words anew for the articles that were in it; its form is each database's own."""
    keys = list(Entry.objects.order_by("article_id").values_list("article_id", flat=True))
    with bars(len(keys), "articles indexed") as step:
        for first in range(0, len(keys), _INDEXED):
            some = keys[first : first + _INDEXED]
            with transaction.atomic():
                indexing.index(list(Article.objects.filter(pk__in=some).defer("html", "entry")))
            step(len(some))
