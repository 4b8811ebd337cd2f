"""Keeps what goes wrong with one thing from the others."""

import logging
from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

from django.db import InterfaceError, OperationalError

logger = logging.getLogger(__name__)
Item = TypeVar("Item")
Made = TypeVar("Made")


def each(items: Iterable[Item], make: Callable[[Item], Iterable[Made]]) -> Iterator[Made]:
    """Yield all that is made of each item; one that cannot be dealt with is told in the log, and left out.

    A database that is away is everybody's: that error is let out.
    """
    for item in items:
        try:
            made = list(make(item))
        except (OperationalError, InterfaceError):
            raise
        except Exception:
            logger.exception("nobody could be told of %s", item)
        else:
            yield from made
