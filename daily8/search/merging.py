"""Keeps the parts of SQLite's index of words few: each search looks into all of them."""

from datetime import datetime

from django.db import connection

# So many pages are merged at once: others write between two times.
_PAGES = 250
# A merge with nothing to do changes less: https://www.sqlite.org/fts5.html#the_merge_command.
_NOTHING = 2
_MERGE = "INSERT INTO search_words (search_words, rank) VALUES ('merge', %s)"


def merge(now: datetime) -> int:  # noqa: ARG001
    """Merge some of what was written since; return 1 where more may be left to merge, else 0."""
    if connection.vendor != "sqlite":
        return 0
    with connection.cursor() as cursor:
        before = connection.connection.total_changes
        cursor.execute(_MERGE, [_PAGES])
    return int(connection.connection.total_changes - before >= _NOTHING)
