"""The signs of times and of terms in headlines, which articles have in the index of PostgreSQL."""

from typing import Any

from django.db import migrations

_ADD = (
    "UPDATE search_words SET terms = terms"
    " || array_to_tsvector(ARRAY(SELECT '§t' || bits || 'x' || to_hex(place >> (30 + bits))"
    " FROM unnest(ARRAY[8, 11, 14, 17, 20, 23]) AS bits))"
    " || array_to_tsvector(ARRAY(SELECT DISTINCT '§i' || term"
    " FROM unnest(string_to_array(title || ' ' || names, ' ')) AS term WHERE term <> ''))"
)
# The planner takes words that lie beside their row for as cheap as the row, and reads a table of ten thousand whole.
_WITH = (
    "CREATE FUNCTION search_words_with(asked tsquery) RETURNS SETOF bigint LANGUAGE sql STABLE"
    " SET enable_seqscan = off AS $$ SELECT place FROM search_words WHERE terms @@ asked $$"
)


def _add(apps: Any, editor: Any) -> None:  # noqa: ARG001
    if editor.connection.vendor == "postgresql":
        editor.execute(_ADD)
        editor.execute(_WITH)


def _remove(apps: Any, editor: Any) -> None:  # noqa: ARG001
    if editor.connection.vendor == "postgresql":
        editor.execute("DROP FUNCTION search_words_with(tsquery)")


class Migration(migrations.Migration):
    """Gives them to those that are in it already."""

    dependencies = [("search", "0001_entries")]

    operations = [migrations.RunPython(_add, _remove)]
