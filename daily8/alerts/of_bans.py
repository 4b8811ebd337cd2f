"""What moderators decide on readers themselves, for these: a ban, its end, and that it stays."""

from datetime import datetime, timedelta

from django.db import transaction

from daily8.alerts.keeping import keep
from daily8.alerts.models import Alert, Kind
from daily8.comments.models import Act, Ban, Deed

DEEDS = (Deed.BAN, Deed.UNBAN, Deed.UPHOLD)
# A moderator who takes it back at once has told nobody.
_SETTLED = timedelta(minutes=5)
# What could not be told for so long is no news.
_NEWS = timedelta(days=7)


def tell(now: datetime) -> int:
    """Make an alert of each such deed, once, unless it was taken back; return how many were made."""
    acts = Act.objects.filter(deed__in=DEEDS, undone=False, reader__is_active=True).select_related("reader")
    found = {f"act:{act.pk}": act for act in acts.filter(at__gte=now - _NEWS, at__lte=now - _SETTLED)}
    known = set(Alert.objects.filter(kind=Kind.BAN, event__in=found).values_list("event", flat=True))
    new = [act for event, act in found.items() if event not in known]
    if new:
        with transaction.atomic():
            keep(
                [Alert(user=act.reader, kind=Kind.BAN, event=f"act:{act.pk}", made_at=now) for act in new],
                now,
            )
    return len(new)


def deed_of(alert: Alert) -> Deed | None:
    """Return what an alert tells of, or None where it is so no more: it was taken back, or the ban is lifted."""
    act = Act.objects.filter(pk=int(alert.event.partition(":")[2]), undone=False).first()
    if act is None or act.deed not in DEEDS:
        return None
    is_banned = Ban.objects.filter(reader=alert.user_id).exists()
    return Deed(act.deed) if is_banned == (act.deed != Deed.UNBAN) else None
