"""Has readers told what happened: beside the line, since what is new has to be found out."""

import time
from datetime import datetime, timedelta

from django.db.models import Q

from daily8.alerts import answers, bounces, delivering, noticing, of_bans, of_decisions, of_editions, queue
from daily8.alerts.models import Alert
from daily8.pipeline.looking import Look, Looking

# What takes longer to look for, or is in no hurry.
_SELDOM_SECONDS = 30.0
# So long an event is known to have been told, and stands on the page of alerts.
_KEPT = timedelta(days=60)


class Alerting(Looking):
    """Notices what happened, and sends what is due."""

    pause_seconds = 2.0

    def __init__(self) -> None:
        super().__init__()
        self._next: dict[Look, float] = {}

    async def look(self) -> int:
        """Look for everything whose time has come; return how much was found."""
        found = 0
        for act, pause in _LOOKS:
            if time.monotonic() >= self._next.get(act, 0.0) and not self._stopping.is_set():
                self._next[act] = time.monotonic() + pause
                found += await self.call(act)
        return found


def _forget(now: datetime) -> int:
    # What waits is kept, but for answers that nobody sees.
    done = Q(told_at__isnull=False) | Q(user__alert_choice__due_at=None)
    Alert.objects.filter(done, made_at__lt=now - _KEPT).delete()
    return 0


_LOOKS: tuple[tuple[Look, float], ...] = (
    (noticing.notice, 0.0),
    (answers.answer, 0.0),
    (answers.show_again, _SELDOM_SECONDS),
    (delivering.deliver, 0.0),
    (queue.look_at, _SELDOM_SECONDS),
    (of_editions.tell, _SELDOM_SECONDS),
    (of_bans.tell, _SELDOM_SECONDS),
    (of_decisions.tell, _SELDOM_SECONDS),
    (bounces.note, _SELDOM_SECONDS),
    (_forget, 3600.0),
)
