"""What follows when others see a comment or no longer do: counts are set right, and ready pages are old."""

from datetime import datetime

from daily8.comments import talks
from daily8.comments.models import Comment
from daily8.comments.ordering import score
from daily8.work.models import Change


def settle(comment: Comment, now: datetime) -> None:
    """Set right what is counted of this comment and above it; belongs into the transaction that changed it."""
    comment.discussion.recount()
    if comment.thread_id:
        _count_answers(comment.thread_id)
    if comment.parent_id and comment.parent_id != comment.thread_id:
        _count_replies(comment.parent_id)
    Change.note([talks.shown(comment.discussion.key)], now)


def rank(comment: Comment) -> None:
    """Count its votes and open reports anew and give it its place."""
    comment.votes_count = comment.votes.count()
    comment.reports_count = comment.reports.filter(is_open=True).count()
    comment.score = score(votes=comment.votes_count, reports=comment.reports_count, written_at=comment.written_at)
    comment.save(update_fields=["votes_count", "reports_count", "score"])


def _count_answers(thread: int) -> None:
    answers = Comment.objects.published().filter(thread=thread).count()
    Comment.objects.filter(pk=thread).update(answers_count=answers)


def _count_replies(parent: int) -> None:
    replies = Comment.objects.published().filter(parent=parent).count()
    Comment.objects.filter(pk=parent).update(answers_count=replies)
