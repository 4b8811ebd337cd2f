"""Values between processes that do not trust each other: as JSON, read against the type that was asked for.

A pickle does what it says when it is read; JSON only is what it says.
"""

import json
from functools import cache
from typing import Any

from pydantic import TypeAdapter, ValidationError

_ANYTHING: TypeAdapter[Any] = TypeAdapter(Any)


class ExchangeError(ValueError):
    """It is no value of the type that was asked for."""


def written(value: object) -> bytes:
    """Return a value as JSON: what JSON knows, dates, durations, tuples, sets, and dataclasses of such.

    Raises ExchangeError for what is none of these.
    """
    try:
        try:
            return _ANYTHING.dump_json(value)
        except ValueError:
            # Perhaps for half a character, which is no UTF-8, and which JSON can write all the same.
            return json.dumps(_ANYTHING.dump_python(value, mode="json")).encode()
    except (ValueError, TypeError) as error:
        raise ExchangeError(f"a {type(value).__name__} cannot be sent") from error


def read(body: bytes, kind: Any) -> Any:
    """Return the value that was written, of this type or any that JSON knows; raise ExchangeError for another."""
    try:
        return json.loads(body) if kind is Any else _adapter(kind).validate_json(body)
    except (ValidationError, ValueError, RecursionError) as error:
        raise ExchangeError("another answer came than was asked for") from error


@cache
def _adapter(kind: Any) -> TypeAdapter[Any]:
    return TypeAdapter(kind)
