"""Deeds that take all that waits of one writer, and finding who decided on a comment."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.db.models import Count, Q

from daily8.accounts.models import User
from daily8.comments.models import Act, Ban, Comment, CommentQuerySet, Deed, Guest, State

SWEEPING = (Deed.BAN, Deed.SPAM_ALL)
_LOOKED_AT = 50


def taken(comment: Comment, deed: Deed) -> list[Comment]:
    """Return what else a deed on this comment takes: of some, all that waits of its writer."""
    if deed not in SWEEPING:
        return []
    return list(_of_writer(comment).filter(state=State.WAITING).exclude(pk=comment.pk).order_by("pk"))


def waiting_with(comments: Iterable[Comment]) -> dict[int, int]:
    """Return, for each of these comments that wait, how many comments of its writer wait, itself included.

    In one query, and two more where guests are among them.
    """
    waits = [comment for comment in comments if comment.state == State.WAITING]
    writers = {comment.pk: comment.writer_id for comment in waits if comment.writer_id}
    unknown = [comment.pk for comment in waits if not comment.writer_id]
    guests = dict(Guest.objects.filter(comment__in=unknown).values_list("comment", "address")) if unknown else {}
    return {**_numbers("writer", writers), **_numbers("guest__address", guests)}


def last_act_on(comment: Comment) -> Act | None:
    """Return what moderators last did with a comment; None where they did nothing."""
    swept = Q(reader=comment.writer_id, deed__in=(*SWEEPING, Deed.UNDO))
    acts = Act.objects.filter(Q(comment=comment) | swept).order_by("-pk")
    return next((act for act in acts[:_LOOKED_AT] if _is_on(act, comment)), None)


def last_act_on_ban(reader: User) -> Act | None:
    """Return what moderators last did with the ban of a reader."""
    return Act.objects.filter(reader=reader, deed__in=(Deed.BAN, Deed.UNBAN, Deed.UPHOLD)).order_by("-pk").first()


def reach(act: Act) -> list[int]:
    """Return the primary keys of the comments that an act decided on."""
    return [pk for pk, *_told in act.before.get("states", [])]


def versions(act: Act) -> dict[str, str]:
    """Return the present versions of what an act decided on, by the key that a page knows each by."""
    if act.comment is None and act.reader:
        return {f"ban-{ban.reader_id}": ban.version for ban in Ban.objects.filter(reader=act.reader)}
    return {str(comment.pk): comment.version for comment in Comment.objects.filter(pk__in=reach(act))}


def _is_on(act: Act, comment: Comment) -> bool:
    return act.comment_id == comment.pk or comment.pk in reach(act)


def _of_writer(comment: Comment) -> CommentQuerySet:
    """All that one writer said; of a guest, what came from the same address."""
    theirs = Comment.objects.with_people()
    if comment.writer_id:
        return theirs.filter(writer=comment.writer_id)
    address = Comment.objects.filter(pk=comment.pk).values_list("guest__address", flat=True).first()
    return theirs.filter(guest__address=address) if address else theirs.none()


def _numbers(field: str, keys: Mapping[int, Any]) -> dict[int, int]:
    """How many comments wait that have the same in this field as each of these."""
    if not keys:
        return {}
    waits = Comment.objects.filter(state=State.WAITING, **{f"{field}__in": set(keys.values())}).order_by()
    numbers = dict(waits.values_list(field).annotate(number=Count("pk")))
    return {pk: numbers.get(key, 1) for pk, key in keys.items()}
