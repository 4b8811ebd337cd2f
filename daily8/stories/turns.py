"""One change of the stories at a time, over all workers and operators."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import transaction

from daily8.stories.models import PLACING
from daily8.work.models import Version


@contextmanager
def turn() -> Iterator[int]:
    """Hold the right to change stories until the block ends; gives the number of this change.

    All of the block is one transaction. Reports that it puts anywhere carry the number, so that whoever
    remembers the stories as they were at an earlier number can take in what happened since.
    """
    with transaction.atomic():
        Version.bump(PLACING)
        yield Version.current(PLACING)
