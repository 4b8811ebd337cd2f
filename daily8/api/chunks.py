"""Many rows in parts by primary key: a part that is full stays as it is, and none needs the rows before it."""

from collections.abc import Iterator
from functools import reduce
from operator import or_
from typing import Any, TypeVar

from django.db.models import Q, QuerySet

SIZE = 2_500
# A statement can ask of so many.
_AT_ONCE = 200

Rows = TypeVar("Rows", bound=QuerySet[Any])


def chunk(rows: Rows, number: int) -> Rows:
    """Return the rows of one part."""
    return rows.filter(pk__gte=number * SIZE, pk__lt=(number + 1) * SIZE)


def lasts(rows: QuerySet[Any], *fields: str) -> Iterator[tuple[int, Any]]:
    """Give the number of each part that has rows, with these fields of its last row, in few queries."""
    end = rows.order_by("-pk").values_list("pk", flat=True).first() or 0
    numbers = range(end // SIZE + 1)
    for start in numbers[::_AT_ONCE]:
        asked = numbers[start : start + _AT_ONCE]
        ends = (Q(pk__in=chunk(rows, number).order_by("-pk").values("pk")[:1]) for number in asked)
        found = rows.model._default_manager.filter(reduce(or_, ends)).order_by("pk")
        for pk, *told in found.values_list("pk", *fields):
            yield pk // SIZE, told
