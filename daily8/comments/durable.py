"""What a person wrote is on the disk before the answer says so."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection, transaction


@contextmanager
def committed() -> Iterator[None]:
    """A transaction that outlives a loss of power.

    PostgreSQL's are so by themselves. SQLite is told to wait for the disk for this one alone; to wait for each of
    what the machine reads would cost more than it is worth. Within another transaction it is that one's affair.
    """
    waits = connection.vendor == "sqlite" and not connection.in_atomic_block
    if not waits:
        with transaction.atomic():
            yield
        return
    _set_synchronous("FULL")
    try:
        with transaction.atomic():
            yield
    finally:
        _set_synchronous("NORMAL")


def _set_synchronous(level: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"PRAGMA synchronous={level}")
