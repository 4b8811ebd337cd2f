"""What failed beside the reading, and what waits for a person."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Q

from daily8.assistant.models import Result, State
from daily8.comments.models import Ban, Comment
from daily8.hooks.models import Hook
from daily8.operating import kept_errors
from daily8.operating.kept_errors import Kept
from daily8.work.models import Mail

_ERRORS_SHOWN = 8
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Failing:
    """Mails given up, programs that take no calls, texts that AI could not write; and moderators' queue."""

    mails: int
    hooks: Sequence[Hook]
    results: int
    comments: int
    bans: int
    errors: Sequence[Kept]
    errors_of_the_day: int


def look(now: datetime) -> Failing:
    """Ask: each query of what failed alone."""
    return Failing(
        mails=Mail.objects.given_up().count(),
        hooks=list(Hook.objects.filter(Q(failures__gt=0) | ~Q(off_because=""))),
        results=Result.objects.filter(asked_at__gt=now - _DAY, state=State.FAILED).count(),
        comments=Comment.objects.queue().count(),
        bans=Ban.objects.appealed().count(),
        errors=kept_errors.latest(_ERRORS_SHOWN),
        errors_of_the_day=kept_errors.number(now),
    )
