"""Somebody else at the same database, whose transaction stays open for a while."""

import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager

from django.db import connection, transaction


@contextmanager
def beside(work: Callable[[], object]) -> Iterator[None]:
    """Do the work in a transaction of another connection, which ends with the block.

    Whoever waits in the block for what that holds is told so after two seconds, by an error.
    """
    begun, over = threading.Event(), threading.Event()

    def hold() -> None:
        try:
            with transaction.atomic():
                work()
                begun.set()
                over.wait(30)
        finally:
            begun.set()
            connection.close()

    with ThreadPoolExecutor(1) as thread:
        holding = thread.submit(hold)
        try:
            begun.wait(30)
            with connection.cursor() as cursor:
                cursor.execute("SET lock_timeout = '2s'")
            yield
        finally:
            over.set()
            with connection.cursor() as cursor:
                cursor.execute("RESET lock_timeout")
            holding.result()
