"""Two parts of SQLite's index of words that are of about one size are enough to be merged into one."""

from typing import Any

from django.db import migrations

_SET = "INSERT INTO search_words (search_words, rank) VALUES ('usermerge', {})"


def _by_two(apps: Any, editor: Any) -> None:  # noqa: ARG001
    if editor.connection.vendor == "sqlite":
        editor.execute(_SET.format(2))


def _by_four(apps: Any, editor: Any) -> None:  # noqa: ARG001
    if editor.connection.vendor == "sqlite":
        editor.execute(_SET.format(4))


class Migration(migrations.Migration):
    """Says so to the index."""

    dependencies = [("search", "0002_signs")]

    operations = [migrations.RunPython(_by_two, _by_four)]
