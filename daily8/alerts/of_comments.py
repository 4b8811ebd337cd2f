"""What happens to comments: answers for those who are answered, and a queue that waits for moderators."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import F, Q

from daily8.accounts.models import Standing, User
from daily8.alerts.keeping import keep
from daily8.alerts.models import Alert, Answered, Choice, Kind
from daily8.comments.models import Appeal, Comment, CommentQuerySet, Report, State

# A moderator may take so long to let an answer through that is still told of.
_LET_THROUGH = timedelta(days=30)
_AT_ONCE = 200
# A moderator who is at work already sees what comes; and nobody wants to hear of every comment.
_WAITED, _NOT_AGAIN = timedelta(minutes=10), timedelta(hours=4)


def answer(now: datetime) -> int:
    """Make an alert of each answer that everybody sees by now; return how many were looked at."""
    found = list(_unanswered(now)[:_AT_ONCE])
    if found:
        with transaction.atomic():
            rows = [Answered(comment=comment, at=now) for comment in found]
            Answered.objects.bulk_create(rows, ignore_conflicts=True)
            keep([_reply(comment, now) for comment in found if _wants(comment)], now)
    return len(found)


def _unanswered(now: datetime) -> CommentQuerySet:
    answers = Comment.objects.published().filter(
        written_at__gte=now - _LET_THROUGH, parent__writer__is_active=True
    )
    to_others = Q(writer=None) | ~Q(writer=F("parent__writer"))
    return answers.filter(to_others, answered=None).select_related("parent__writer__alert_choice").order_by("pk")


def _wants(answer: Comment) -> bool:
    """Whether the writer of what is answered wants to be told."""
    writer = answer.parent.writer if answer.parent else None
    choice = getattr(writer, "alert_choice", None)
    return writer is not None and (choice is None or choice.replies)


def _reply(answer: Comment, now: datetime) -> Alert:
    assert answer.parent
    assert answer.parent.writer
    return Alert(
        user=answer.parent.writer, kind=Kind.REPLY, event=f"reply:{answer.pk}", comment=answer, made_at=now
    )


def look_at_queue(now: datetime) -> int:
    """Make an alert for moderators where something waits for them a while that they were not told of."""
    waits_since = list(_waits_since())
    if not waits_since or min(waits_since) > now - _WAITED:
        return 0
    with transaction.atomic():
        told = [user for user in _moderators() if _is_news(user, max(waits_since), now)]
        keep(
            [Alert(user=user, kind=Kind.QUEUE, event=f"queue:{now.isoformat()}", made_at=now) for user in told],
            now,
        )
        Choice.objects.filter(user__in=told).update(queue_told_at=now)
    return len(told)


def _is_news(user: User, newest: datetime, now: datetime) -> bool:
    choice = getattr(user, "alert_choice", None)
    if choice is None or choice.queue_told_at is None:
        return choice is None or choice.queue
    told_at: datetime = choice.queue_told_at
    return bool(choice.queue) and newest > told_at and now >= told_at + _NOT_AGAIN


def _moderators() -> Iterator[User]:
    may = Q(standing=Standing.MODERATOR) | Q(is_staff=True, is_superuser=True)
    yield from User.objects.filter(may, is_active=True).select_related("alert_choice").order_by("pk")


def _waits_since() -> Iterator[datetime]:
    """Since when each comment, report and appeal waits that nobody has decided on."""
    yield from Comment.objects.filter(state=State.WAITING).values_list("written_at", flat=True)
    yield from Report.objects.filter(is_open=True).values_list("made_at", flat=True)
    yield from Appeal.objects.filter(decided_at=None).values_list("made_at", flat=True)


def waiting() -> int:
    """Return how many comments wait for a moderator."""
    return Comment.objects.queue().count()
