"""Rows as lines of JSON, the same of every database."""

import base64
import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any, TypeAlias
from uuid import UUID

from django.db import models

Field: TypeAlias = "models.Field[Any, Any]"
Values = Sequence[Any]
_MICROSECOND = timedelta(microseconds=1)

# What JSON has no word for: how it is written, and how it is read.
_FORMS: dict[str, tuple[Callable[[Any], Any], Callable[[Any], Any]]] = {
    "BinaryField": (lambda value: base64.b64encode(value).decode(), base64.b64decode),
    "DateTimeField": (datetime.isoformat, datetime.fromisoformat),
    "DateField": (date.isoformat, date.fromisoformat),
    "TimeField": (time.isoformat, time.fromisoformat),
    "DurationField": (lambda value: value // _MICROSECOND, lambda value: value * _MICROSECOND),
    "DecimalField": (str, Decimal),
    "UUIDField": (str, UUID),
}


def columns(model: type[models.Model]) -> list[Field]:
    """Return the fields of a model that are kept in its table, in their order."""
    return list(model._meta.local_concrete_fields)


def lines(rows: Iterable[Values], fields: Sequence[Field]) -> Iterator[bytes]:
    """Return each row, given as values in the order of the fields, as a line."""
    written = _special(fields, 0)
    encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
    for row in rows:
        yield encode(_changed(row, written)).encode() + b"\n"


def rows(lines: Iterable[bytes], fields: Sequence[Field]) -> Iterator[list[Any]]:
    """Return the values of each line, in the order of the fields."""
    read = _special(fields, 1)
    for line in lines:
        yield _changed(json.loads(line), read)


def _changed(row: Values, forms: Sequence[tuple[int, Callable[[Any], Any]]]) -> list[Any]:
    values = list(row)
    for place, form in forms:
        if values[place] is not None:
            values[place] = form(values[place])
    return values


def _special(fields: Sequence[Field], way: int) -> list[tuple[int, Callable[[Any], Any]]]:
    """The places of values that are written in another way than they are, with that way."""
    kinds = ((place, _kind(field)) for place, field in enumerate(fields))
    return [(place, _FORMS[kind][way]) for place, kind in kinds if kind in _FORMS]


def _kind(field: Field) -> str:
    """The kind of a field; of a foreign key, that of what it holds."""
    while isinstance(field, models.ForeignKey):
        field = field.target_field
    return field.get_internal_type()
