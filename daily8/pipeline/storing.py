"""Keeps what a step found: in batches, and one by one where a batch cannot be kept."""

import contextlib
import logging
from collections import Counter
from typing import Any

from django.core.exceptions import ObjectDoesNotExist
from django.db import InterfaceError, OperationalError

from daily8.pipeline.steps import Step
from daily8.work import clock
from daily8.work.models import Waiting

logger = logging.getLogger(__name__)


def store(step: Step, found: list[Any]) -> Counter[str]:
    """Store a batch; where it cannot be stored together, row by row, so that one bad row hinders no other."""
    try:
        return step.store(found, clock.now())
    except (OperationalError, InterfaceError):
        raise
    except Exception:
        if len(found) == 1:
            logger.exception("%s could not store %s", step.name, step.row(found[0]))
            fail(step.row(found[0]))
            return Counter(failed=1)
    counts: Counter[str] = Counter()
    for one in found:
        counts.update(store_again(step, [one]))
    return counts


def store_again(step: Step, found: list[Any]) -> Counter[str]:
    """Store what could not be stored before: that try has left its marks on the rows, so they are read anew."""
    kept = []
    for one in found:
        with contextlib.suppress(ObjectDoesNotExist):
            step.row(one).refresh_from_db()
            kept.append(one)
    return store(step, kept) if kept else Counter()


def fail(row: Waiting) -> None:
    """Keep on the row that an error of daily8's own stopped it; the log has the details."""
    # Read anew: what failed may have left its marks on the row in hand.
    kept = type(row)._default_manager.filter(pk=row.pk).first()
    if kept is not None:
        kept.fail("an error of daily8's own; the log says more", now=clock.now())
        kept.save(update_fields=Waiting.WAITING_FIELDS)
