"""Readers vote for comments, report them, and appeal against what was decided."""

from datetime import datetime

from django.db import transaction

from daily8.accounts.models import User
from daily8.comments import counts, limits, talks
from daily8.comments.durable import committed
from daily8.comments.models import Appeal, Ban, Comment, Complaint, Report, State, Vote
from daily8.comments.writing import Banned, Closed, Empty
from daily8.engine.remarks.spelling import tidy
from daily8.work.models import Change


def vote(comment: Comment, reader: User, *, wanted: bool, address: str, now: datetime) -> None:
    """Let this reader's vote stand or not; nobody votes for himself, and twice is once."""
    _may_react(comment, reader)
    limits.count("vote", reader, address=address, now=now)
    with transaction.atomic():
        if wanted:
            Vote.objects.get_or_create(comment=comment, reader=reader)
        else:
            Vote.objects.filter(comment=comment, reader=reader).delete()
        counts.rank(comment)
        Change.note([talks.shown(comment.discussion.key)], now)


def report(comment: Comment, reader: User, reason: Complaint, words: str, *, address: str, now: datetime) -> bool:
    """Ask moderators to look; return whether this is the reader's first report of it.

    A second one replaces the first, unless that was decided on, and counts no more.
    """
    _may_react(comment, reader)
    limits.count("report", reader, address=address, now=now)
    told = {"reason": reason, "words": tidy(words[:2000])[:500], "made_at": now}
    with committed():
        made, new = Report.objects.get_or_create(comment=comment, reader=reader, defaults=told)
        if not new and made.is_open:
            Report.objects.filter(pk=made.pk).update(**told)
        counts.rank(comment)
    return new


def may_appeal(comment: Comment, reader: User) -> bool:
    """Whether this reader may ask for another look at what was decided of it."""
    refused = comment.state in (State.REJECTED, State.SPAM)
    return refused and comment.writer_id == reader.pk and not hasattr(comment, "appeal")


def appeal(comment: Comment, reader: User, words: str, *, address: str, now: datetime) -> None:
    """Ask for another look, once."""
    if not may_appeal(comment, reader):
        raise Closed
    words = tidy(words[:4000])[:1000]
    if not words:
        raise Empty
    limits.count("appeal", reader, address=address, now=now)
    with committed():
        Appeal.objects.get_or_create(comment=comment, defaults={"words": words, "made_at": now})


def _may_react(comment: Comment, reader: User) -> None:
    """Whoever may write, about what everybody sees and somebody else wrote."""
    if not reader.is_active or Ban.objects.filter(reader=reader).exists():
        raise Banned
    if not comment.is_published or comment.writer_id == reader.pk:
        raise Closed
