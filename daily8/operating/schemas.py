"""Tables of PostgreSQL that are made ready beside those there are, in a schema of their own."""

from collections.abc import Iterable
from typing import Any

from django.db import DatabaseError, connection, transaction

from daily8.operating import databases, schema
from daily8.operating.errors import OperatingError

PREPARED = "daily8_restoring"

# Tables with what belongs to them; sequences of keys, indexes and triggers go with their table.
_TABLES = """SELECT relname FROM pg_class WHERE relnamespace = %s::regnamespace AND relkind IN ('r', 'p')"""
_FUNCTIONS = """SELECT proname || '(' || pg_get_function_identity_arguments(oid) || ')' FROM pg_proc
    WHERE pronamespace = %s::regnamespace"""


def prepare() -> dict[str, Any]:
    """Make an empty schema; return the settings of a connection whose tables stand in it."""
    with connection.cursor() as cursor:
        try:
            cursor.execute(f"DROP SCHEMA IF EXISTS {PREPARED} CASCADE")
            cursor.execute(f"CREATE SCHEMA {PREPARED}")
        except DatabaseError as error:
            raise OperatingError(
                f"the {databases.name()} lets its user make no schema: {error}; as its owner, `GRANT CREATE ON"
                " DATABASE ... TO ...`"
            ) from error
    options = dict(connection.settings_dict.get("OPTIONS", {}))
    options["options"] = f"{options.get('options', '')} -c search_path={PREPARED}".strip()
    return {**connection.settings_dict, "OPTIONS": options, "CONN_MAX_AGE": None}


def is_prepared() -> bool:
    """Whether there are tables that were made ready and not put in their place."""
    return databases.value("SELECT to_regnamespace(%s) IS NOT NULL", PREPARED) is True


def exchange(aside: str) -> None:
    """Put the prepared tables in the place of those there are, at once.

    Those go into a schema `aside`; without a name for it they are of an empty site, and dropped.
    """
    home = databases.value("SELECT current_schema()")
    if home is None:
        raise OperatingError(f"the {databases.name()} has no schema for its tables; CREATE SCHEMA public")
    old = {model._meta.db_table for model in schema.tables(schema.applied())} | {"django_migrations"}
    quote = connection.ops.quote_name
    with transaction.atomic():
        ready, functions = _names(_TABLES, PREPARED), _names(_FUNCTIONS, PREPARED)
        away = aside or f"{PREPARED}_emptied"
        execute = [f"CREATE SCHEMA {quote(away)}"]
        there, there_functions = _names(_TABLES, home), _names(_FUNCTIONS, home)
        execute += _moves("TABLE", map(quote, sorted(there & (old | ready))), quote(home), quote(away))
        execute += _moves("FUNCTION", sorted(there_functions & functions), quote(home), quote(away))
        execute += _moves("TABLE", map(quote, sorted(ready)), PREPARED, quote(home))
        execute += _moves("FUNCTION", sorted(functions), PREPARED, quote(home))
        execute.append(f"DROP SCHEMA {PREPARED} CASCADE")
        if not aside:
            execute.append(f"DROP SCHEMA {quote(away)} CASCADE")
        with connection.cursor() as cursor:
            for statement in execute:
                cursor.execute(statement)


def drop(name: str) -> None:
    """Remove a schema with all that is in it."""
    with connection.cursor() as cursor:
        cursor.execute(f"DROP SCHEMA {connection.ops.quote_name(name)} CASCADE")


def _moves(kind: str, names: Iterable[str], source: str, to: str) -> list[str]:
    return [f"ALTER {kind} {source}.{name} SET SCHEMA {to}" for name in names]


def _names(statement: str, namespace: str) -> set[str]:
    with connection.cursor() as cursor:
        cursor.execute(statement, [connection.ops.quote_name(namespace)])
        return {str(name) for (name,) in cursor.fetchall()}
