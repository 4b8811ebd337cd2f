"""Puts the parts of the first page together."""

from datetime import timedelta
from typing import Any

from django.http import HttpRequest

from daily8.operating.dashboard import concerns, failing, reading, room, spending, waiting
from daily8.work import clock

_DAY = timedelta(days=1)


def add(_request: HttpRequest, context: dict[str, Any]) -> dict[str, Any]:
    """Add how the site does to what the first page of the admin shows; the theme calls it."""
    now = clock.now()
    read = reading.look(now)
    queues, workers = waiting.queues(read, now), waiting.workers()
    failed, disk = failing.look(now), room.look()
    day, month = spending.since(now - _DAY), spending.since(now - timedelta(days=spending.DAYS))
    found = [
        *concerns.of_reading(read, workers, now),
        *concerns.of_queues(queues, now),
        *concerns.of_failing(failed),
        *concerns.of_spending(day.total),
        *concerns.of_room(disk, now),
    ]
    return context | {
        "made_at": now,
        "concerns": sorted(found, key=lambda concern: not concern.urgent),
        "reading": read,
        "queues": queues,
        "late_queues": [queue for queue in queues if queue.late(now)],
        "workers": workers,
        "failed": failed,
        "disk": disk,
        "spent_day": day,
        "spent_month": month,
    }
