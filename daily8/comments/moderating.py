"""Moderators decide; every deed is an act that is kept, and can be taken back."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db import transaction

from daily8.accounts.models import User
from daily8.comments import bans, counts
from daily8.comments.models import REFUSED, Act, Appeal, Ban, Comment, Deed, Report, State, Word
from daily8.comments.talks import Talk
from daily8.work.models import Change

_STATES = {Deed.APPROVE: State.PUBLISHED, Deed.REJECT: State.REJECTED, Deed.SPAM: State.SPAM, Deed.BAN: State.SPAM}
DECISIONS = tuple(_STATES)
# What is decided on a reader.
ON_BANS = (Deed.UNBAN, Deed.UPHOLD)


def decide(comment: Comment, deed: Deed, moderator: User, now: datetime) -> Act | None:
    """Decide on a comment: its state, its open reports and its appeal; a ban takes what else waits of its writer.

    None where there is nothing to decide: its writer removed it, or who is to be banned is gone or a moderator.
    """
    writer = comment.writer
    if deed == Deed.BAN and (writer is None or writer.is_moderator):
        return None
    with transaction.atomic():
        theirs = list(_others_of(comment)) if deed == Deed.BAN else []
        counts.hold([comment, *theirs])
        # Another moderator, or its writer, may have been quicker.
        comment.refresh_from_db(fields=["state"])
        if comment.state == State.REMOVED:
            return None
        before = {"states": [[one.pk, one.state] for one in (comment, *theirs)], **_settle_questions(comment, now)}
        if deed == Deed.BAN and writer:
            before["banned"] = Ban.objects.get_or_create(reader=writer, defaults={"at": now, "comment": comment})[
                1
            ]
        for one in (comment, *theirs):
            _put(one, _STATES[deed], now)
        return _act(moderator, deed, now, comment=comment, reader=writer, words=comment.text[:500], before=before)


def undo(act: Act, moderator: User, now: datetime) -> bool:
    """Take a decision back; return whether it could be. What its writer removed meanwhile stays removed."""
    with transaction.atomic():
        undoable = act.deed in (*DECISIONS, *ON_BANS)
        if not undoable or not Act.objects.filter(pk=act.pk, undone=False).update(undone=True):
            return False
        if act.deed in DECISIONS:
            _undo_decision(act, now)
        elif act.reader:
            _undo_on_ban(act, act.reader)
        _act(moderator, Deed.UNDO, now, comment=act.comment, reader=act.reader, words=act.get_deed_display())
        return True


def _undo_decision(act: Act, now: datetime) -> None:
    states = dict(act.before.get("states", []))
    theirs = list(Comment.objects.with_people().filter(pk__in=states).exclude(state=State.REMOVED))
    counts.hold(theirs)
    for comment in theirs:
        _put(comment, State(states[comment.pk]), now)
    # What was refused by mistake and then removed does not count against its writer.
    clean = [pk for pk, state in states.items() if state not in REFUSED]
    Comment.objects.filter(pk__in=clean).update(refused_at=None)
    Report.objects.filter(pk__in=act.before.get("reports", [])).update(is_open=True)
    Appeal.objects.filter(pk__in=act.before.get("appeals", [])).update(decided_at=None)
    if act.comment:
        counts.rank(act.comment)
    if act.before.get("banned") and act.reader_id:
        Ban.objects.filter(reader=act.reader_id).delete()


def _undo_on_ban(act: Act, reader: User) -> None:
    if act.deed == Deed.UPHOLD:
        Ban.objects.filter(pk=act.before.get("ban")).update(decided_at=None)
    elif act.before:
        bans.restore(reader, act.before)


def unban(reader: User, moderator: User, now: datetime) -> Act | None:
    """Let a reader write again; None where there is no ban."""
    with transaction.atomic():
        before = bans.lift(reader)
        if before is None:
            return None
        return _act(moderator, Deed.UNBAN, now, reader=reader, words=before["appeal"][:500], before=before)


def uphold(reader: User, moderator: User, now: datetime) -> Act | None:
    """Leave a ban as it is after another look; None where nobody asks for one."""
    with transaction.atomic():
        ban = Ban.objects.appealed().filter(reader=reader).select_for_update().first()
        if ban is None:
            return None
        Ban.objects.filter(pk=ban.pk).update(decided_at=now)
        return _act(moderator, Deed.UPHOLD, now, reader=reader, words=ban.appeal[:500], before={"ban": ban.pk})


def close(talk: Talk, moderator: User, now: datetime, *, closed: bool) -> None:
    """Close what is said of one thing for more, or open it again."""
    if talk.closed_by_hand == closed:
        return
    with transaction.atomic():
        for discussion in talk.discussions or [talk.opened(now)]:
            discussion.closed_at = now if closed else None
            discussion.save(update_fields=["closed_at"])
        Change.note(talk.shown, now)
        _act(moderator, Deed.CLOSE if closed else Deed.OPEN, now, words=talk.title)


def set_words(banned: Sequence[str], suspect: Sequence[str], moderator: User, now: datetime) -> None:
    """Look for these words and phrases from now on, and for no others."""
    wanted = {**dict.fromkeys(suspect, False), **dict.fromkeys(banned, True)}
    with transaction.atomic():
        known = dict(Word.objects.values_list("text", "banned"))
        if known == wanted:
            return
        Word.objects.all().delete()
        Word.objects.bulk_create([Word(text=text, banned=is_banned) for text, is_banned in wanted.items()])
        changes = [f"− {text}" for text in known if text not in wanted]
        changes += [f"+ {text}" for text, is_banned in wanted.items() if known.get(text) != is_banned]
        _act(moderator, Deed.WORDS, now, words="\n".join(sorted(changes)))


def _others_of(comment: Comment) -> Any:
    """What else of its writer waits or was published lately enough to be in the queue."""
    return Comment.objects.with_people().filter(writer=comment.writer, state=State.WAITING).exclude(pk=comment.pk)


def _settle_questions(comment: Comment, now: datetime) -> dict[str, Any]:
    """What was asked about it is answered by any decision; return what was open."""
    reports = list(comment.reports.filter(is_open=True).values_list("pk", flat=True))
    appeals = list(Appeal.objects.filter(comment=comment, decided_at=None).values_list("pk", flat=True))
    Report.objects.filter(pk__in=reports).update(is_open=False)
    Appeal.objects.filter(pk__in=appeals).update(decided_at=now)
    return {"reports": reports, "appeals": appeals}


def _put(comment: Comment, state: State, now: datetime) -> None:
    comment.state = state
    comment.refused_at = (comment.refused_at or now) if state in REFUSED else None
    comment.save(update_fields=["state", "refused_at"])
    counts.rank(comment)
    counts.settle(comment, now)


def _act(moderator: User, deed: Deed, now: datetime, **told: Any) -> Act:
    return Act.objects.create(moderator=moderator, name=moderator.username, deed=deed, at=now, **told)
