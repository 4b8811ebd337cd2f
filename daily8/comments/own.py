"""What is a reader's own of all this: to be taken along, and to be erased."""

from datetime import datetime
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from daily8.accounts.models import User
from daily8.comments import counts, writing
from daily8.comments.durable import committed
from daily8.comments.models import Act, Appeal, Ban, Comment, Deed, Report, Revision, Vote

_FIELDS = {
    "comments": ("pk", "discussion__title", "parent", "state", "written_at", "edited_at", "text"),
    "earlier_versions": ("comment", "replaced_at", "text"),
    "votes": ("comment",),
    "reports": ("comment", "reason", "words", "made_at"),
    "appeals": ("comment", "words", "made_at"),
    "bans": ("comment", "at", "grounds", "grounds_words", "appeal", "appealed_at", "decided_at"),
}


def export(reader: User) -> dict[str, list[dict[str, Any]]]:
    """Return all that a reader wrote and did here."""
    theirs: dict[str, QuerySet[Any]] = {
        "comments": reader.comments.all(),
        "earlier_versions": Revision.objects.filter(comment__writer=reader),
        "votes": Vote.objects.filter(reader=reader),
        "reports": Report.objects.filter(reader=reader),
        "appeals": Appeal.objects.filter(comment__writer=reader),
        "bans": Ban.objects.filter(reader=reader),
    }
    return {name: list(rows.order_by("pk").values(*_FIELDS[name])) for name, rows in theirs.items()}


def erase(reader: User) -> None:
    """Leave nothing of what a reader wrote and did but stones without a name where others answered.

    Belongs before the account itself is deleted.
    """
    now = timezone.now()
    theirs = list(reader.comments.select_related("discussion"))
    with committed():
        counts.hold(theirs)
        voted = list(Vote.objects.filter(reader=reader).values_list("comment", flat=True))
        reported = list(Report.objects.filter(reader=reader).values_list("comment", flat=True))
        Vote.objects.filter(reader=reader).delete()
        Report.objects.filter(reader=reader).delete()
        for comment in Comment.objects.with_people().filter(pk__in=[*voted, *reported]):
            counts.rank(comment)
        for comment in theirs:
            _leave_stone(comment, now)
        # What was said against a ban stands there.
        Act.objects.filter(reader=reader, deed__in=(Deed.UNBAN, Deed.UPHOLD)).update(words="", before={})
        Act.objects.filter(reader=reader).update(grounds_words="")


def _leave_stone(comment: Comment, now: datetime) -> None:
    writing.empty(comment)
    comment.revisions.all().delete()
    Appeal.objects.filter(comment=comment).delete()
    comment.acts.update(words="")
    Comment.objects.filter(pk=comment.pk).update(writer=None)
    counts.settle(comment, now)
