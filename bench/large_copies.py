"""Makes ten articles of one: as they are, but days later and under keys of their own.

What a database does with a million rows depends on their number and order, not on whether the same words come
again after three days.
"""

from collections.abc import Callable
from datetime import timedelta

from django.core.management.color import no_style
from django.db import connection, models, transaction

from daily8.articles.models import Address, Article, Meaning, Tag
from daily8.search.models import Entry
from daily8.search.places import KEYS
from daily8.search.tables import TIMES
from daily8.search.texts import facet
from daily8.stories.models import Report, Story

MODELS: tuple[type[models.Model], ...] = (Article, Story, Address, Meaning, Tag, Report, Entry)
_OTHER_WORDS = {
    "sqlite": ("rowid", "title, names, facets, lead, text"),
    "postgresql": ("place", "title, names, facets, lead, terms"),
}


def copy(times: int, *, later: timedelta) -> None:
    """Add so many copies of all articles and their stories, each by this time later than the one before."""
    numbers = {model: _largest(model) for model in MODELS}
    words = int(_asked("SELECT count(*) FROM search_words"))
    with connection.cursor() as cursor:
        for time in range(1, times + 1):
            with transaction.atomic():
                for model in MODELS:
                    cursor.execute(_statement(model, time, later * time, numbers))
                cursor.execute(_of_words(time, later * time, numbers[Article]))
        for statement in connection.ops.sequence_reset_sql(no_style(), list(MODELS)):
            cursor.execute(statement)
        if connection.vendor == "postgresql":
            # As its own housekeeping does it; SQLite has none, and daily8 asks for none.
            cursor.execute("ANALYZE")
    assert int(_asked("SELECT count(*) FROM search_words")) == words * (times + 1)


def _asked(statement: str) -> int:
    with connection.cursor() as cursor:
        cursor.execute(statement)
        return int(cursor.fetchone()[0])


def _largest(model: type[models.Model]) -> int:
    """The largest whole number among the primary keys; 0 where they are no numbers."""
    key = model._meta.pk
    if isinstance(key, models.CharField):
        return 0
    return int(model._default_manager.aggregate(most=models.Max(key.name))["most"])


def _statement(
    model: type[models.Model], time: int, later: timedelta, numbers: dict[type[models.Model], int]
) -> str:
    table, fields = model._meta.db_table, model._meta.concrete_fields
    columns = ", ".join(f'"{field.column}"' for field in fields)
    values = ", ".join(_value(field, time, later, numbers) for field in fields)
    return f"INSERT INTO {table} ({columns}) SELECT {values} FROM {table} WHERE {_first(model, numbers)}"


def _first(model: type[models.Model], numbers: dict[type[models.Model], int]) -> str:
    """Only what was there before the first copy."""
    if model is Address:
        return f"article_id <= {numbers[Article]}"
    return f'"{model._meta.pk.column}" <= {numbers[model] or numbers[Article]}'


def _value(
    field: "models.Field[object, object]", time: int, later: timedelta, numbers: dict[type[models.Model], int]
) -> str:
    column, of = f'"{field.column}"', field.related_model if field.is_relation else field.model
    if field.model is Entry and field.column == "place":
        return f"{column} + {_further(time, later, numbers[Article])}"
    if of in numbers and (field.is_relation or field.primary_key) and not isinstance(field, models.CharField):
        return f"{column} + {time * numbers[of]}"
    if field.column == "key":
        return f"'{time:08x}' || substr({column}, 9)"
    if field.column == "url":
        return f"{column} || '/{time}'"
    return _SHIFTED[connection.vendor](column, later) if isinstance(field, models.DateTimeField) else column


def _further(time: int, later: timedelta, articles: int) -> int:
    return int(later.total_seconds()) * KEYS + time * articles


def _on_sqlite(column: str, later: timedelta) -> str:
    return f"datetime({column}, '+{int(later.total_seconds())} seconds')"


def _on_postgresql(column: str, later: timedelta) -> str:
    return f"{column} + interval '{int(later.total_seconds())} seconds'"


_SHIFTED: dict[str, Callable[[str, timedelta], str]] = {"sqlite": _on_sqlite, "postgresql": _on_postgresql}


def _of_words(time: int, later: timedelta, articles: int) -> str:
    place, columns = _OTHER_WORDS[connection.vendor]
    further = f"{place} + {_further(time, later, articles)}"
    first = f"SELECT place FROM search_entry WHERE article_id <= {articles}"
    values = columns
    if connection.vendor == "postgresql":
        values = values.replace(
            "terms", f"ts_delete(terms, {_times(place)}) || array_to_tsvector({_times(further)})"
        )
    return (
        f"INSERT INTO search_words ({place}, {columns}) SELECT {further}, {values} FROM search_words"
        f" WHERE {place} IN ({first}) ORDER BY {place}"
    )


def _times(place: str) -> str:
    """The signs of the times of a place, as an array."""
    signs = (f"'{facet('t', bits)}x' || to_hex(({place}) / {KEYS} >> {bits})" for bits in TIMES)
    return f"ARRAY[{', '.join(signs)}]"
