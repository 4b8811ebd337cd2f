"""The signs of times and of terms in headlines, which articles have in the index of PostgreSQL."""

from typing import Any

from django.db import migrations

_ADD = (
    "UPDATE search_words SET terms = terms || array_to_tsvector(ARRAY["
    + ", ".join(f"'§t{bits}x' || to_hex(place >> {30 + bits})" for bits in (8, 11, 14, 17, 20, 23))
    + "]) || array_to_tsvector(ARRAY(SELECT DISTINCT '§i' || term"
    " FROM unnest(string_to_array(title || ' ' || names, ' ')) AS term WHERE term <> ''))"
)


def _add(apps: Any, editor: Any) -> None:  # noqa: ARG001
    if editor.connection.vendor == "postgresql":
        editor.execute(_ADD)


class Migration(migrations.Migration):
    """Gives them to those that are in it already."""

    dependencies = [("search", "0001_entries")]

    operations = [migrations.RunPython(_add, migrations.RunPython.noop, elidable=True)]
