"""The database: whether it answers, whether it is ours, and whether it is whole."""

import sqlite3
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings
from django.db import DatabaseError, InterfaceError, connection

from daily8 import __version__
from daily8.operating import databases, noted, schema
from daily8.operating.diagnosis.findings import Finding, fail, ok, warn
from daily8.operating.diagnosis.folders import MEGABYTE

# Before this one, a log that is begun anew while others write can spoil the database.
_GOOD_SQLITE = (3, 51, 3)
_OLDEST_POSTGRESQL = 14
_LARGE_LOG = 256
# A larger one is read only when that is asked for: it takes minutes.
_QUICKLY_READ = 1000


def engine() -> Iterator[Finding]:
    """Which library or server it is."""
    if connection.vendor == "sqlite":
        yield _sqlite()


def _sqlite() -> Finding:
    if sqlite3.sqlite_version_info < _GOOD_SQLITE:
        return warn(
            "SQLite",
            f"{sqlite3.sqlite_version} can spoil a database when its log is begun anew while others write",
            "`pip install 'pysqlite3>=0.6.1'`, which brings a newer one (Linux), or use PostgreSQL",
        )
    return ok("SQLite", sqlite3.sqlite_version)


def database() -> Iterator[Finding]:
    """Whether it answers."""
    try:
        connection.ensure_connection()
        tables = len(connection.introspection.table_names())
    except (DatabaseError, InterfaceError) as error:
        yield fail("database", f"the {databases.name()} cannot be used: {_line(error)}", _way_out())
        return
    yield ok("database", f"{databases.name()}, {tables} tables")
    if connection.vendor == "postgresql":
        yield from _postgresql()


def _postgresql() -> Iterator[Finding]:
    number = int(databases.value("SHOW server_version_num"))
    if number // 10_000 < _OLDEST_POSTGRESQL:
        yield fail(
            "PostgreSQL", f"version {number // 10_000} is too old", f"bring it to {_OLDEST_POSTGRESQL} or later"
        )
        return
    if databases.value("SHOW server_encoding") != "UTF8":
        yield fail("PostgreSQL", "the database is not in UTF8", "CREATE DATABASE ... ENCODING 'UTF8'")
    extensions = databases.value("SELECT string_agg(extname, ', ' ORDER BY extname) FROM pg_extension")
    yield ok("PostgreSQL", f"{databases.value('SHOW server_version')}, with {extensions}")


def _way_out() -> str:
    if connection.vendor == "postgresql":
        return "see that PostgreSQL runs and that DATABASE_URL names its host, user and database"
    return f"see who may write to {settings.DATA}; `daily8 restore --replace FILE` replaces a file that is spoilt"


def migrations() -> Iterator[Finding]:
    """Whether its tables are those of this daily8."""
    had = schema.applied()
    if unknown := schema.unknown(had):
        yield fail(
            "tables",
            f"a newer daily8 than {__version__} has changed them ({'.'.join(unknown[0])})",
            "install that version, or restore the backup from before",
        )
    elif missing := schema.missing():
        says = f"{len(missing)} changes of this version are missing" if had else "there are none yet"
        yield fail("tables", says, "`daily8 upgrade`, which makes a backup first")
    else:
        yield ok("tables", f"those of daily8 {__version__}")


def log() -> Iterator[Finding]:
    """Whether what was written comes into the database itself."""
    if connection.vendor != "sqlite":
        return
    log = Path(f"{connection.settings_dict['NAME']}-wal")
    size = log.stat().st_size // MEGABYTE if log.exists() else 0
    if size > _LARGE_LOG:
        yield warn(
            "log", f"{log} has {size} MB: somebody reads for very long", "end backups that hang, or restart daily8"
        )


def integrity() -> Iterator[Finding]:
    """Whether it is whole, as far as that is quickly told."""
    if connection.vendor != "sqlite":
        return
    megabytes = Path(connection.settings_dict["NAME"]).stat().st_size // MEGABYTE
    if megabytes > _QUICKLY_READ:
        yield ok("integrity", f"{megabytes} MB, not read through; `daily8 doctor --deep` does")
        return
    yield from whole()


def whole() -> Iterator[Finding]:
    """Whether it is whole, read through."""
    if connection.vendor != "sqlite":
        return
    found = databases.value("PRAGMA quick_check(1)")
    if found != "ok":
        yield fail("integrity", f"the file is spoilt: {found}", "`daily8 restore --replace` the last backup")
        return
    yield ok("integrity", "the file is whole")


def key() -> Iterator[Finding]:
    """Whether the key is the one that the site has run with."""
    if "work_version" not in connection.introspection.table_names():
        return
    if noted.key_is_known():
        yield ok("key", "the one that this site has run with")
        return
    yield warn(
        "key",
        "not the one that this site has run with: readers are signed out, old links and second locks do not work",
        "bring secret_key (or DAILY8_SECRET_KEY) back from a backup; if it is meant, name the old one in"
        " DAILY8_SECRET_KEY_BEFORE, and `daily8 upgrade` takes note",
    )


def _line(error: Exception) -> str:
    return " ".join(str(error).split())[:300]
