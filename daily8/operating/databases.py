"""The database in use: as it was at one moment, and another one in its place."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connection, connections, transaction
from django.db.utils import DEFAULT_DB_ALIAS


@contextmanager
def snapshot() -> Iterator[None]:
    """Let everything read in the block be as it was at its beginning, while others write."""
    if connection.vendor == "postgresql":
        with transaction.atomic():
            with connection.cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
                # It is as of the first thing that is asked; setting how is no question.
                cursor.execute("SELECT 1")
            yield
        return
    with connection.cursor() as cursor:
        # Not Django's own transaction, which would hold the only right to write.
        cursor.execute("BEGIN DEFERRED")
        try:
            # It is as of the first thing that is read.
            cursor.execute("SELECT count(*) FROM sqlite_master")
            yield
        finally:
            cursor.execute("ROLLBACK")


@contextmanager
def pointed_at(database: dict[str, Any]) -> Iterator[None]:
    """Let this thread's questions go to another database, given as a setting of Django's, while the block runs."""
    before, kept = connections.settings[DEFAULT_DB_ALIAS], connections[DEFAULT_DB_ALIAS]
    connections.settings[DEFAULT_DB_ALIAS] = connections.configure_settings({DEFAULT_DB_ALIAS: dict(database)})[
        DEFAULT_DB_ALIAS
    ]
    del connections[DEFAULT_DB_ALIAS]
    try:
        yield
    finally:
        connections[DEFAULT_DB_ALIAS].close()
        connections.settings[DEFAULT_DB_ALIAS] = before
        connections[DEFAULT_DB_ALIAS] = kept


def name() -> str:
    """Return what the database is, for people; never with its password."""
    if connection.vendor == "sqlite":
        return f"SQLite file {connection.settings_dict['NAME']}"
    return f"PostgreSQL database {connection.settings_dict['NAME']}"


def others() -> int:
    """Return how many other connections of this user there are; on SQLite nobody counts them."""
    if connection.vendor != "postgresql":
        return 0
    statement = """SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()
        AND pid <> pg_backend_pid() AND backend_type = 'client backend' AND usename = current_user"""
    return int(value(statement))


def value(statement: str, *parameters: Any) -> Any:
    """Return the first value that a question is answered with."""
    with connection.cursor() as cursor:
        cursor.execute(statement, parameters)
        row = cursor.fetchone()
    return row[0] if row else None
