"""Readers write, change and remove what they say."""

from datetime import datetime, timedelta

from daily8.accounts.models import User
from daily8.comments import counts, judging, limits
from daily8.comments.durable import committed
from daily8.comments.models import Ban, Comment, Mode, Revision, State
from daily8.comments.talks import Talk
from daily8.comments.tokens import Token
from daily8.engine.remarks import markup
from daily8.engine.remarks.suspicion import Reason

# So long a comment may be changed by its writer.
EDITABLE = timedelta(minutes=15)


class Refused(Exception):
    """It may not be done; the subclasses say why."""


class Empty(Refused):
    """Nothing is said."""


class Unchosen(Refused):
    """A report does not say what is wrong."""


class Closed(Refused):
    """Nothing more may be said here, or this comment is not to be changed any more."""


class Banned(Refused):
    """This reader may not write."""


def write(
    talk: Talk,
    writer: User,
    typed: str,
    *,
    token: Token,
    address: str,
    now: datetime,
    parent: Comment | None = None,
) -> Comment:
    """Say something; the comment that this form already gave is returned once more.

    Raises Refused, `markup.TooLong` or `limits.TooOften`; then nothing is kept.
    """
    text = accepted(typed)
    if sent := Comment.objects.filter(token=token.key).first():
        return sent
    _may_write(writer)
    if not talk.is_open(now) or (parent and not parent.is_published):
        raise Closed
    limits.count("comment", writer, address=address, now=now)
    found = judging.reasons(typed, writer, now=now, took=token.took(now))
    comment = Comment(
        thread_id=(parent.thread_id or parent.pk) if parent else None,
        parent=parent,
        writer=writer,
        token=token.key,
        state=judging.state(writer, talk.mode, found),
        written_at=now,
    )
    _say(comment, text, found)
    return _keep(comment, talk, now)


def _keep(comment: Comment, talk: Talk, now: datetime) -> Comment:
    with committed():
        comment.discussion = comment.parent.discussion if comment.parent else talk.opened(now)
        counts.hold([comment])
        counts.place(comment)
        # Who sends a form twice at once gets the one that was first.
        kept, new = Comment.objects.get_or_create(token=comment.token, defaults=values(comment))
        if new:
            counts.settle(kept, now)
    return kept


def values(comment: Comment) -> dict[str, object]:
    """Return what a row of this comment is made of."""
    return {
        field.attname: getattr(comment, field.attname)
        for field in Comment._meta.concrete_fields
        if not field.primary_key
    }


def may_edit(comment: Comment, reader: User, now: datetime) -> bool:
    """Whether this reader may still change it."""
    return (
        comment.writer_id == reader.pk
        and comment.state in (State.PUBLISHED, State.WAITING)
        and now - comment.written_at < EDITABLE
    )


def edit(comment: Comment, writer: User, typed: str, *, mode: Mode, address: str, now: datetime) -> None:
    """Say it otherwise; what it said before is kept. It is judged anew, and never seen for having been edited."""
    text = accepted(typed)
    _may_write(writer)
    if not may_edit(comment, writer, now):
        raise Closed
    if text == comment.text:
        return
    limits.count("edit", writer, address=address, now=now)
    found = judging.reasons(typed, writer, now=now, took=None, but=comment)
    before = comment.text
    _say(comment, text, found)
    comment.edited_at = now
    if comment.state == State.PUBLISHED:
        comment.state = judging.state(writer, mode, found)
    with committed():
        counts.hold([comment])
        Revision.objects.create(comment=comment, text=before, replaced_at=now)
        comment.save(
            update_fields=["text", "html", "digest", "suspicion", "suspicion_weight", "edited_at", "state"]
        )
        counts.settle(comment, now)


def remove(comment: Comment, writer: User, now: datetime) -> None:
    """Take back what one said: its words are gone, and a stone is left where others answered."""
    if comment.writer_id != writer.pk:
        raise Closed
    with committed():
        counts.hold([comment])
        empty(comment)
        comment.revisions.all().delete()
        counts.settle(comment, now)


def empty(comment: Comment) -> None:
    """Leave nothing of what it said."""
    comment.state, comment.text, comment.html, comment.digest, comment.suspicion = State.REMOVED, "", "", "", []
    comment.save(update_fields=["state", "text", "html", "digest", "suspicion"])


def accepted(typed: str) -> str:
    """Return what was typed as it is kept; raises Empty and `markup.TooLong`."""
    text = markup.accepted(typed)
    if not text:
        raise Empty
    return text


def _may_write(writer: User) -> None:
    if not writer.is_active or Ban.objects.filter(reader=writer).exists():
        raise Banned


def _say(comment: Comment, text: str, found: list[Reason]) -> None:
    comment.say(text)
    note(comment, found)


def note(comment: Comment, found: list[Reason]) -> None:
    """Keep with a comment, unsaved, what speaks against what it says."""
    comment.digest = judging.digest(comment.text)
    comment.suspicion = [[reason.code, reason.weight, reason.detail] for reason in found]
    comment.suspicion_weight = min(100, sum(reason.weight for reason in found))
