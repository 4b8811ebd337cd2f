"""Entries, and the words that they are found by."""

from typing import Any

import django.db.models.deletion
from django.db import migrations, models
from django.utils import timezone

_FTS5 = (
    # Terms are made by daily8: between blanks everything but ASCII signs is theirs.
    "CREATE VIRTUAL TABLE search_words USING fts5("
    "title, names, facets, lead UNINDEXED, text, tokenize='ascii', columnsize=0)",
    "CREATE TRIGGER search_words_go AFTER DELETE ON search_entry"
    " BEGIN DELETE FROM search_words WHERE rowid = OLD.place; END",
)
_TSVECTOR = (
    "CREATE TABLE search_words (place bigint PRIMARY KEY, title text NOT NULL, names text NOT NULL,"
    " facets text NOT NULL, lead text NOT NULL, terms tsvector NOT NULL)",
    "CREATE INDEX search_words_terms ON search_words USING gin (terms)",
    "CREATE FUNCTION search_words_go() RETURNS trigger LANGUAGE plpgsql AS"
    " $$ BEGIN DELETE FROM search_words WHERE place = OLD.place; RETURN NULL; END $$",
    "CREATE FUNCTION search_words_go_all() RETURNS trigger LANGUAGE plpgsql AS"
    " $$ BEGIN TRUNCATE search_words; RETURN NULL; END $$",
    "CREATE TRIGGER search_words_go AFTER DELETE ON search_entry"
    " FOR EACH ROW EXECUTE FUNCTION search_words_go()",
    "CREATE TRIGGER search_words_go_all AFTER TRUNCATE ON search_entry"
    " FOR EACH STATEMENT EXECUTE FUNCTION search_words_go_all()",
)


def _create(apps: Any, editor: Any) -> None:  # noqa: ARG001
    for statement in _TSVECTOR if editor.connection.vendor == "postgresql" else _FTS5:
        editor.execute(statement)


def _publish_again(apps: Any, editor: Any) -> None:  # noqa: ARG001
    """What was published before there was an index comes into it as everything does."""
    articles = apps.get_model("articles", "Article").objects
    articles.filter(stage="published").update(stage="grouped", due_at=timezone.now())


def _drop(apps: Any, editor: Any) -> None:  # noqa: ARG001
    postgresql = editor.connection.vendor == "postgresql"
    on = " ON search_entry" if postgresql else ""
    editor.execute(f"DROP TRIGGER search_words_go{on}")
    if postgresql:
        editor.execute(f"DROP TRIGGER search_words_go_all{on}")
        editor.execute("DROP FUNCTION search_words_go()")
        editor.execute("DROP FUNCTION search_words_go_all()")
    editor.execute("DROP TABLE search_words")


class Migration(migrations.Migration):
    """Makes the tables of search."""

    initial = True

    dependencies = [("articles", "0005_hidden")]

    operations = [
        migrations.CreateModel(
            name="Entry",
            fields=[
                (
                    "id",
                    models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
                ),
                ("place", models.BigIntegerField(unique=True)),
                ("language", models.CharField(blank=True, default="", max_length=8)),
                ("embedder", models.CharField(blank=True, default="", max_length=80)),
                ("code", models.BinaryField(default=b"")),
                (
                    "article",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="search_entry",
                        to="articles.article",
                    ),
                ),
            ],
        ),
        migrations.RunPython(_create, _drop),
        migrations.RunPython(_publish_again, migrations.RunPython.noop),
    ]
