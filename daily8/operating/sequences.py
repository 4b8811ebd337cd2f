"""The keys that the database gives by itself: a key that was given once is given to nothing else."""

from django.db import connection, models

from daily8.operating import databases


def last(model: type[models.Model]) -> int:
    """Return the last key that the database gave a row of this model; 0 where it gives none, or gave none yet."""
    if not _gives_keys(model):
        return 0
    table = model._meta.db_table
    if connection.vendor == "sqlite":
        return int(databases.value("SELECT seq FROM sqlite_sequence WHERE name = %s", table) or 0)
    sequence = _sequence(model)
    if sequence is None:
        return 0
    statement = f"SELECT CASE WHEN is_called THEN last_value ELSE 0 END FROM {sequence}"  # noqa: S608  # nosec
    return int(databases.value(statement) or 0)


def continue_after(model: type[models.Model], key: int) -> None:
    """Let the next key be later than this one, and later than those there are."""
    if not _gives_keys(model):
        return
    table, column = model._meta.db_table, str(model._meta.pk.column)
    quote = connection.ops.quote_name
    largest = databases.value(f"SELECT max({quote(column)}) FROM {quote(table)}")  # noqa: S608  # nosec
    key = max(key, int(largest or 0))
    if not key:
        return
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("DELETE FROM sqlite_sequence WHERE name = %s", [table])
            cursor.execute("INSERT INTO sqlite_sequence (name, seq) VALUES (%s, %s)", [table, key])
        elif (sequence := _sequence(model)) is not None:
            cursor.execute("SELECT setval(%s, %s)", [sequence, key])


def _gives_keys(model: type[models.Model]) -> bool:
    return isinstance(model._meta.pk, models.AutoField)


def _sequence(model: type[models.Model]) -> str | None:
    table = connection.ops.quote_name(model._meta.db_table)
    name = databases.value("SELECT pg_get_serial_sequence(%s, %s)", table, model._meta.pk.column)
    return None if name is None else str(name)
