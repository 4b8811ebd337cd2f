"""Moderators decide; every deed is an act that is kept, and can be taken back."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import F, Q

from daily8.accounts.models import User
from daily8.comments import bans, counts, sweeping
from daily8.comments.models import REFUSED, Act, Appeal, Ban, Comment, Deed, Grounds, Report, State, Word
from daily8.comments.talks import Talk
from daily8.engine.remarks.spelling import tidy
from daily8.work.models import Change

_STATES = {
    Deed.APPROVE: State.PUBLISHED,
    Deed.REJECT: State.REJECTED,
    Deed.SPAM: State.SPAM,
    Deed.SPAM_ALL: State.SPAM,
    Deed.BAN: State.REJECTED,
}
DECISIONS = tuple(_STATES)
# What is decided on a reader.
ON_BANS = (Deed.UNBAN, Deed.UPHOLD)
_LONGEST_REASON = 500


@dataclass(frozen=True, slots=True)
class Why:
    """Why a reader is banned, and what a moderator adds; the reader is told both."""

    grounds: Grounds
    words: str = ""


class Unexplained(Exception):
    """A ban needs a reason."""


class Overtaken(Exception):
    """Somebody was quicker; `act` is what a moderator did, or None where the writer changed the words."""

    def __init__(self, act: Act | None):
        super().__init__(str(act))
        self.act = act


def why(grounds: str, typed: str) -> Why:
    """Return the reason of a ban as it is kept; raises Unexplained where nothing is said by it."""
    words = tidy(typed[: 4 * _LONGEST_REASON])[:_LONGEST_REASON]
    if grounds not in Grounds.values or (grounds == Grounds.OTHER and not words):
        raise Unexplained
    return Why(Grounds(grounds), words)


def decide(
    comment: Comment,
    deed: Deed,
    moderator: User,
    now: datetime,
    *,
    why: Why | None = None,
    seen: str | None = None,
) -> Act | None:
    """Decide on a comment: its state, its open reports and its appeal; some take all that waits of its writer.

    `seen` is the version that the moderator saw: raises Overtaken where it is another by now, and Unexplained
    where a ban has no reason. None where there is nothing to decide: its writer removed it, or who is to be
    banned is gone or a moderator.
    """
    if deed == Deed.BAN and why is None:
        raise Unexplained
    if deed == Deed.BAN and (comment.writer is None or comment.writer.is_moderator):
        return None
    with transaction.atomic():
        reported = counts.reported_by(comment.writer) if deed == Deed.BAN else []
        counts.hold([comment, *sweeping.taken(comment, deed), *reported])
        # Another moderator, or its writer, may have been quicker.
        comment.refresh_from_db(fields=["state", "rulings_count", "edited_at"])
        if comment.state == State.REMOVED:
            return None
        if seen not in (None, comment.version):
            raise Overtaken(sweeping.last_act_on(comment))
        return _decide([comment, *sweeping.taken(comment, deed)], deed, moderator, now, why)


def _decide(comments: list[Comment], deed: Deed, moderator: User, now: datetime, why: Why | None) -> Act:
    first = comments[0]
    before = {
        "states": [[one.pk, one.state, one.rulings_count + 1] for one in comments],
        **_settle_questions(comments, now),
    }
    told = {"grounds": why.grounds, "grounds_words": why.words} if why and deed == Deed.BAN else {}
    if told and first.writer:
        ban, is_new = Ban.objects.get_or_create(
            reader=first.writer, defaults={"at": now, "comment": first, **told}
        )
        before |= {"banned": is_new, "ban": ban.pk}
    state = State.SPAM if told.get("grounds") == Grounds.SPAM else _STATES[deed]
    for one in comments:
        _put(one, state, now)
    if told and first.writer:
        counts.weigh_reports(first.writer, now)
    return _act(
        moderator, deed, now, comment=first, reader=first.writer, words=first.text[:500], before=before, **told
    )


def undo(act: Act, moderator: User, now: datetime) -> Act | None:
    """Take a decision back; None where it cannot be, or was already. What its writer removed stays removed.

    Raises Overtaken where another decided on the comment since: that is not to be lost without a word.
    """
    with transaction.atomic():
        undoable = act.deed in (*DECISIONS, *ON_BANS)
        if not undoable or not Act.objects.filter(pk=act.pk, undone=False).update(undone=True):
            return None
        if act.deed in DECISIONS:
            _undo_decision(act, now)
        elif act.reader:
            _undo_on_ban(act, act.reader, now)
        told = {"comment": act.comment, "reader": act.reader, "words": act.get_deed_display()}
        return _act(moderator, Deed.UNDO, now, before={"states": act.before.get("states", [])}, **told)


def _undo_decision(act: Act, now: datetime) -> None:
    theirs = {pk: (state, *made) for pk, state, *made in act.before.get("states", [])}
    comments = list(Comment.objects.with_people().filter(pk__in=theirs).exclude(state=State.REMOVED))
    banned = act.reader if act.before.get("banned") else None
    counts.hold([*comments, *counts.reported_by(banned)])
    for comment in comments:
        comment.refresh_from_db(fields=["rulings_count"])
    since = [one for one in comments if theirs[one.pk][1:] not in ((), (one.rulings_count,))]
    if act.comment in since:
        raise Overtaken(sweeping.last_act_on(act.comment))
    for comment in comments:
        if comment not in since:
            _put(comment, State(theirs[comment.pk][0]), now)
    # What was refused by mistake and then removed does not count against its writer.
    kept = {comment.pk for comment in since}
    clean = [pk for pk, (state, *_made) in theirs.items() if state not in REFUSED and pk not in kept]
    Comment.objects.filter(pk__in=clean).update(refused_at=None)
    Report.objects.filter(pk__in=act.before.get("reports", [])).exclude(comment__in=kept).update(is_open=True)
    Appeal.objects.filter(pk__in=act.before.get("appeals", [])).exclude(comment__in=kept).update(decided_at=None)
    for comment in comments:
        counts.rank(comment)
    if banned:
        # Another one, made since, stays.
        same = Q(pk=act.before["ban"]) if "ban" in act.before else Q()
        Ban.objects.filter(same, reader=banned).delete()
        counts.weigh_reports(banned, now)


def _undo_on_ban(act: Act, reader: User, now: datetime) -> None:
    if act.deed == Deed.UPHOLD:
        Ban.objects.filter(pk=act.before.get("ban")).update(decided_at=None)
    elif act.before:
        counts.hold(counts.reported_by(reader))
        bans.restore(reader, act.before)
        counts.weigh_reports(reader, now)


def ban(reader: User, moderator: User, now: datetime, *, why: Why) -> Act | None:
    """Ban a reader for no single comment; all that waits of him is refused. None where he may not write anyway.

    Moderators are not banned.
    """
    if reader.is_moderator:
        return None
    with transaction.atomic():
        waiting = list(Comment.objects.with_people().filter(writer=reader, state=State.WAITING).order_by("pk"))
        counts.hold([*waiting, *counts.reported_by(reader)])
        told = {"grounds": why.grounds, "grounds_words": why.words}
        ban, is_new = Ban.objects.get_or_create(reader=reader, defaults={"at": now, **told})
        if not is_new:
            return None
        before = {
            "states": [[one.pk, one.state, one.rulings_count + 1] for one in waiting],
            **_settle_questions(waiting, now),
            "banned": True,
            "ban": ban.pk,
        }
        for comment in waiting:
            _put(comment, State.SPAM if why.grounds == Grounds.SPAM else State.REJECTED, now)
        counts.weigh_reports(reader, now)
        return _act(moderator, Deed.BAN, now, reader=reader, before=before, **told)


def unban(reader: User, moderator: User, now: datetime, *, seen: str | None = None) -> Act | None:
    """Let a reader write again; None where there is no ban, Overtaken where it is not the one that was seen."""
    with transaction.atomic():
        counts.hold(counts.reported_by(reader))
        _as_seen(Ban.objects.filter(reader=reader).select_for_update().first(), seen)
        before = bans.lift(reader)
        if before is None:
            return None
        counts.weigh_reports(reader, now)
        return _act(moderator, Deed.UNBAN, now, reader=reader, words=before["appeal"][:500], before=before)


def uphold(reader: User, moderator: User, now: datetime, *, seen: str | None = None) -> Act | None:
    """Leave a ban as it is after another look; None where nobody asks for one, and Overtaken as above."""
    with transaction.atomic():
        ban = Ban.objects.appealed().filter(reader=reader).select_for_update().first()
        if ban is None:
            return None
        _as_seen(ban, seen)
        Ban.objects.filter(pk=ban.pk).update(decided_at=now)
        return _act(moderator, Deed.UPHOLD, now, reader=reader, words=ban.appeal[:500], before={"ban": ban.pk})


def _as_seen(ban: Ban | None, seen: str | None) -> None:
    if ban and seen not in (None, ban.version):
        raise Overtaken(sweeping.last_act_on_ban(ban.reader))


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


def _settle_questions(comments: Iterable[Comment], now: datetime) -> dict[str, Any]:
    """What was asked about them is answered by any decision; return what was open."""
    about = [comment.pk for comment in comments]
    reports = list(Report.objects.filter(comment__in=about, is_open=True).values_list("pk", flat=True))
    appeals = list(Appeal.objects.filter(comment__in=about, decided_at=None).values_list("pk", flat=True))
    Report.objects.filter(pk__in=reports).update(is_open=False)
    Appeal.objects.filter(pk__in=appeals).update(decided_at=now)
    return {"reports": reports, "appeals": appeals}


def _put(comment: Comment, state: State, now: datetime) -> None:
    comment.state = state
    comment.refused_at = (comment.refused_at or now) if state in REFUSED else None
    comment.save(update_fields=["state", "refused_at"])
    Comment.objects.filter(pk=comment.pk).update(rulings_count=F("rulings_count") + 1)
    counts.rank(comment)
    counts.settle(comment, now)


def _act(moderator: User, deed: Deed, now: datetime, **told: Any) -> Act:
    return Act.objects.create(moderator=moderator, name=moderator.username, deed=deed, at=now, **told)
