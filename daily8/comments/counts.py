"""What follows when others see a comment or no longer do: counts are set right, and ready pages are old."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.conf import settings
from django.utils.module_loading import import_string

from daily8.accounts.models import User
from daily8.comments import talks
from daily8.comments.models import Comment, Discussion, Report
from daily8.comments.ordering import score
from daily8.work.models import Change

# A reader who had been here for so long when a comment was written was not made to vote for it.
_SETTLED = timedelta(days=1)


def hold(comments: Iterable[Comment]) -> None:
    """Keep others from counting these comments' discussions until this transaction ends.

    Before anything else is written: who counts at the same time as another would miss what the other wrote.
    """
    wanted = {comment.discussion_id for comment in comments}
    list(Discussion.objects.select_for_update().filter(pk__in=wanted).order_by("pk"))


def settle(comment: Comment, now: datetime) -> None:
    """Set right what is counted of this comment and above it; belongs into the transaction that changed it."""
    comment.discussion.recount()
    if comment.thread_id:
        _count_answers(comment.thread_id)
    if comment.parent_id and comment.parent_id != comment.thread_id:
        _count_replies(comment.parent_id)
    Change.note([talks.shown(comment.discussion.key)], now)
    for watcher in settings.COMMENT_WATCHERS:
        import_string(watcher)(comment, now)


def rank(comment: Comment) -> None:
    """Count its votes and open reports anew and give it its place; belongs into a transaction, as `hold` does."""
    Comment.objects.select_for_update().filter(pk=comment.pk).values_list("pk").first()
    comment.votes_count = comment.votes.count()
    comment.reports_count = comment.reports.open().count()
    settled = comment.votes.filter(reader__joined_at__lte=comment.written_at - _SETTLED)
    place(comment, votes=settled.count(), reports=comment.reports.open().independent().count())
    comment.save(update_fields=["votes_count", "reports_count", "score"])


def reported_by(reader: User | None) -> list[Comment]:
    """Return the comments with reports of this reader that no moderator has decided on."""
    if reader is None:
        return []
    reports = Report.objects.open().filter(reader=reader)
    return list(Comment.objects.with_people().filter(pk__in=reports.values("comment")).order_by("pk"))


def weigh_reports(reader: User, now: datetime) -> None:
    """Rank anew what this reader reported, whose reports weigh only while he may write; belongs behind `hold`."""
    comments = reported_by(reader)
    for comment in comments:
        rank(comment)
    Change.note({talks.shown(comment.discussion.key) for comment in comments}, now)


def place(comment: Comment, *, votes: int = 0, reports: int = 0) -> None:
    """Give it its place under "best", unsaved, by how many readers voted for it who were here before.

    And by how many independent readers reported it.
    """
    into = comment.written_at - comment.discussion.opened_at
    comment.score = score(votes=votes, reports=reports, into=into)


def _count_answers(thread: int) -> None:
    answers = Comment.objects.published().filter(thread=thread).count()
    Comment.objects.filter(pk=thread).update(answers_count=answers)


def _count_replies(parent: int) -> None:
    replies = Comment.objects.published().filter(parent=parent).count()
    Comment.objects.filter(pk=parent).update(answers_count=replies)
