"""Lists in parts: the way on stands in the answer and in the header Link (RFC 8288)."""

from collections.abc import Callable, Sequence
from typing import TypeVar

from django.http import HttpRequest

from daily8.api.v1.door import LINKS
from daily8.articles.cursors import Cursor
from daily8.articles.origins import origin

Row = TypeVar("Row")


def read(cursor: str | None) -> Cursor | None:
    """Return the place from which somebody reads on."""
    return Cursor.read(cursor) if cursor else None


def cut(
    request: HttpRequest, found: Sequence[Row], size: int, place: Callable[[Row], str | int]
) -> tuple[list[Row], str | None]:
    """Return what is shown of what was found, one more than fits where it goes on, and the address of the rest.

    `place` tells where one stands in the list.
    """
    shown = list(found[:size])
    return shown, way_to(request, place(shown[-1])) if len(found) > size else None


def way_to(request: HttpRequest, cursor: str | int) -> str:
    """Return the address that asks for the same from another place on, and let the answer say so."""
    query = request.GET.copy()
    query["cursor"] = str(cursor)
    address = f"{origin(request)}{request.path}?{query.urlencode()}"
    request.META[LINKS] = f'<{address}>; rel="next"'
    return address
