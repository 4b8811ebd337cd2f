"""What is new in the index of words is merged with the rest sooner, for each search looks through all of it."""

from typing import Any

from django.db import migrations

# Two parts of about one size are enough, not four: https://www.sqlite.org/fts5.html#the_usermerge_configuration_option.
_FTS5 = ("INSERT INTO search_words (search_words, rank) VALUES ('usermerge', 2)",)
# As few kilobytes as it can be, not 4,096: https://www.postgresql.org/docs/current/gin.html#GIN-FAST-UPDATE.
_GIN = (
    "ALTER INDEX search_words_terms SET (gin_pending_list_limit = 64)",
    "SELECT gin_clean_pending_list('search_words_terms'::regclass)",
)
_FTS5_BEFORE = ("INSERT INTO search_words (search_words, rank) VALUES ('usermerge', 4)",)
_GIN_BEFORE = ("ALTER INDEX search_words_terms RESET (gin_pending_list_limit)",)


def _sooner(apps: Any, editor: Any) -> None:  # noqa: ARG001
    for statement in _GIN if editor.connection.vendor == "postgresql" else _FTS5:
        editor.execute(statement)


def _as_before(apps: Any, editor: Any) -> None:  # noqa: ARG001
    for statement in _GIN_BEFORE if editor.connection.vendor == "postgresql" else _FTS5_BEFORE:
        editor.execute(statement)


class Migration(migrations.Migration):
    """Says so to the index."""

    dependencies = [("search", "0002_signs")]

    operations = [migrations.RunPython(_sooner, _as_before)]
