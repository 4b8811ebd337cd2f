"""What moderators decide on a reader, for this reader: a ban, its end, that it stays, and what is taken back."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime, timedelta

from django.db import transaction

from daily8.accounts.models import User
from daily8.alerts.keeping import keep
from daily8.alerts.models import Alert, Kind
from daily8.comments.models import Act, Ban, Deed

DEEDS = (Deed.BAN, Deed.UNBAN, Deed.UPHOLD)
# How an alert names a deed, and that a deed was taken back.
_DONE, _UNDONE = "act", "undone"
# A moderator who takes it back at once has told nobody.
_SETTLED = timedelta(minutes=5)
# What could not be told for so long is no news.
_NEWS = timedelta(days=7)


def tell(now: datetime) -> int:
    """Make an alert of each such deed, once, and of each that was taken back after it was told.

    Return how many were made.
    """
    acts = {f"{kind}:{act.pk}": act for kind, act in (*_done(now), *_taken_back(now))}
    known = set(Alert.objects.filter(kind=Kind.BAN, event__in=acts).values_list("event", flat=True))
    new = {event: act for event, act in acts.items() if event not in known}
    if new:
        with transaction.atomic():
            alerts = [
                Alert(user=act.reader, kind=Kind.BAN, event=event, made_at=now) for event, act in new.items()
            ]
            keep(alerts, now)
    return len(new)


def _done(now: datetime) -> Iterator[tuple[str, Act]]:
    acts = Act.objects.filter(deed__in=DEEDS, undone=False, reader__is_active=True).select_related("reader")
    for act in acts.filter(at__gte=now - _NEWS, at__lte=now - _SETTLED):
        # Who is banned already is told nothing new by another.
        if act.deed != Deed.BAN or act.before.get("banned"):
            yield _DONE, act


def _taken_back(now: datetime) -> Iterator[tuple[str, Act]]:
    undoing = Act.objects.filter(deed=Deed.UNDO, reader__is_active=True)
    readers = set(undoing.filter(at__gte=now - _NEWS, at__lte=now - _SETTLED).values_list("reader", flat=True))
    acts = list(Act.objects.filter(reader__in=readers, deed__in=DEEDS, undone=True).select_related("reader"))
    told = _told(acts)
    yield from ((_UNDONE, act) for act in acts if act.pk in told)


def deeds(alerts: Sequence[Alert], user: User) -> Mapping[str, Deed]:
    """Return what a reader's alerts of this kind tell, by their events, each as far as it is so still.

    UNDO stands for an appeal that is looked at once more.
    """
    events = {alert.event: alert.event.partition(":") for alert in alerts if alert.kind == Kind.BAN}
    if not events:
        return {}
    acts = Act.objects.defer("words", "before").in_bulk({int(pk) for _kind, _colon, pk in events.values()})
    told = _told([act for act in acts.values() if act.undone])
    ban = Ban.objects.filter(reader=user).first()
    found = {
        event: _done_still(act, ban) if kind == _DONE else _taken_back_still(act, ban, is_told=act.pk in told)
        for event, (kind, _colon, pk) in events.items()
        if (act := acts.get(int(pk)))
    }
    return {event: deed for event, deed in found.items() if deed}


def _told(acts: Iterable[Act]) -> set[int]:
    """Which of these acts (primary keys) somebody was told of."""
    events = {f"{_DONE}:{act.pk}": act.pk for act in acts}
    if not events:
        return set()
    found = Alert.objects.filter(kind=Kind.BAN, event__in=events).exclude(told_at=None)
    return {events[event] for event in found.values_list("event", flat=True)}


def _done_still(act: Act, ban: Ban | None) -> Deed | None:
    is_so = not act.undone and act.deed in DEEDS and (ban is None) == (act.deed == Deed.UNBAN)
    return Deed(act.deed) if is_so else None


def _taken_back_still(act: Act, ban: Ban | None, *, is_told: bool) -> Deed | None:
    """What is so now where a deed was taken back, but for who never heard of it."""
    if not is_told or (ban is None) != (act.deed == Deed.BAN):
        return None
    if act.deed == Deed.UPHOLD:
        return Deed.UNDO if ban and ban.appealed_at and ban.decided_at is None else None
    return Deed.UNBAN if act.deed == Deed.BAN else Deed.BAN
