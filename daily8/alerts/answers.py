"""Answers to comments, for those who are answered, also when they come back."""

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import F, Q

from daily8.alerts.keeping import keep
from daily8.alerts.models import Alert, Answered, Choice, Kind
from daily8.comments.models import Comment, CommentQuerySet

# A moderator may take so long to let an answer through that is still told of.
_LET_THROUGH = timedelta(days=30)
_AT_ONCE = 200


def answer(now: datetime) -> int:
    """Make an alert of each answer that everybody sees by now; return how many were looked at."""
    found = list(_unanswered(now)[:_AT_ONCE])
    if found:
        with transaction.atomic():
            rows = [Answered(comment=comment, at=now) for comment in found]
            Answered.objects.bulk_create(rows, ignore_conflicts=True)
            keep([_reply(comment, now) for comment in found if _wants(comment)], now)
    return len(found)


def show_again(now: datetime) -> int:
    """Have readers told of answers that were hidden when they were to be told, and are shown again.

    Return how many readers that is.
    """
    hidden = Alert.objects.filter(kind=Kind.REPLY, told_at=None, user__alert_choice__due_at=None)
    again = hidden.filter(comment__in=Comment.objects.published())
    readers = set(again.values_list("user", flat=True)[:_AT_ONCE])
    if readers:
        with transaction.atomic():
            Choice.objects.awake(readers, now)
    return len(readers)


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
