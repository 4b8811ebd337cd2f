"""A queue that waits for moderators."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q

from daily8.accounts.models import Standing, User
from daily8.alerts.keeping import keep
from daily8.alerts.models import Alert, Choice, Kind
from daily8.comments.models import Appeal, Ban, Comment, Report, State

# A moderator who is at work already sees what comes; and nobody wants to hear of every comment.
_WAITED, _NOT_AGAIN = timedelta(minutes=10), timedelta(hours=4)


def look_at(now: datetime) -> int:
    """Make an alert for moderators where something waits for them a while that came since the last one.

    Return how many were told.
    """
    waits_since = sorted(_waits_since())
    if not waits_since or waits_since[0] > now - _WAITED:
        return 0
    event = f"queue:{waits_since[-1].isoformat()}"
    with transaction.atomic():
        moderators = list(_moderators())
        choices = Choice.objects.held({user.pk for user in moderators})
        told = [user for user in moderators if _is_news(choices[user.pk], waits_since, now)]
        keep([Alert(user=user, kind=Kind.QUEUE, event=event, made_at=now) for user in told], now)
        Choice.objects.filter(user__in=told).update(queue_told_at=now)
    return len(told)


def _is_news(choice: Choice, waits_since: list[datetime], now: datetime) -> bool:
    told_at = choice.queue_told_at
    new = [moment for moment in waits_since if told_at is None or moment > told_at]
    rested = told_at is None or now >= told_at + _NOT_AGAIN
    return choice.queue and rested and bool(new) and new[0] <= now - _WAITED


def _moderators() -> Iterator[User]:
    may = Q(standing=Standing.MODERATOR) | Q(is_staff=True, is_superuser=True)
    yield from User.objects.filter(may, is_active=True).order_by("pk")


def _waits_since() -> Iterator[datetime]:
    """Since when each comment, report and appeal, against a ban too, waits that nobody has decided on."""
    yield from Comment.objects.filter(state=State.WAITING).values_list("written_at", flat=True)
    yield from Report.objects.filter(is_open=True).values_list("made_at", flat=True)
    yield from Appeal.objects.filter(decided_at=None).values_list("made_at", flat=True)
    yield from Ban.objects.appealed().values_list("appealed_at", flat=True)  # type: ignore[misc]


def waiting() -> int:
    """Return how many comments, and appeals against bans, wait for a moderator."""
    return Comment.objects.queue().count() + Ban.objects.appealed().count()
