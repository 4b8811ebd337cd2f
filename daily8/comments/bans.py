"""Who may not write is told so, may ask once for another look, and is let in again."""

from datetime import datetime
from typing import Any

from django.utils.dateparse import parse_datetime

from daily8.accounts.models import User
from daily8.comments import limits
from daily8.comments.durable import committed
from daily8.comments.models import Ban
from daily8.comments.writing import Closed, Empty
from daily8.engine.remarks.spelling import tidy

_LONGEST = 1000
_MOMENTS = ("at", "appealed_at", "decided_at")


def of(reader: User | None) -> Ban | None:
    """Return the ban of a reader, if there is one, with the comment that it was for."""
    return Ban.objects.filter(reader=reader).select_related("comment__discussion").first() if reader else None


def because(reader: User) -> str:
    """Return the reason of a reader's ban in words; nothing where there is no ban, or none was given."""
    ban = Ban.objects.filter(reader=reader).first()
    return ban.because if ban else ""


def appeal(ban: Ban, typed: str, *, address: str, now: datetime) -> None:
    """Ask for another look at a ban, once; raises Closed, Empty and `limits.TooOften`."""
    words = tidy(typed[: 4 * _LONGEST])[:_LONGEST]
    if ban.appealed_at:
        raise Closed
    if not words:
        raise Empty
    limits.count("appeal", ban.reader, address=address, now=now)
    with committed():
        # Who sends it twice at once is heard once.
        Ban.objects.filter(pk=ban.pk, appealed_at=None).update(appeal=words, appealed_at=now)


def lift(reader: User) -> dict[str, Any] | None:
    """Let a reader write again; return what was, for `restore`, or None where he might anyway."""
    ban = Ban.objects.filter(reader=reader).first()
    if ban is None or not Ban.objects.filter(pk=ban.pk).delete()[0]:
        return None
    moments = {name: moment.isoformat() if (moment := getattr(ban, name)) else None for name in _MOMENTS}
    told = {"grounds": ban.grounds, "grounds_words": ban.grounds_words}
    return {"ban": ban.pk, "comment": ban.comment_id, "appeal": ban.appeal, **told, **moments}


def restore(reader: User, before: dict[str, Any]) -> None:
    """Ban a reader as he was; a ban that was made meanwhile stays."""
    moments = {name: parse_datetime(before[name]) if before[name] else None for name in _MOMENTS}
    told = {name: before.get(name, "") for name in ("grounds", "grounds_words")}
    kept = {"comment_id": before["comment"], "appeal": before["appeal"], **told, **moments}
    # It is the same one, so that the act that made it can still be taken back.
    if "ban" in before:
        kept["pk"] = before["ban"]
    Ban.objects.get_or_create(reader=reader, defaults=kept)
