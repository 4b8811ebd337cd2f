"""Sends what readers are to be told: outside their quiet hours, and so often a day as they want."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.utils.translation import override

from daily8.alerts import letters, pushes
from daily8.alerts.models import Alert, Choice, Device, Push
from daily8.alerts.telling import Told, told

_AT_ONCE = 100


def deliver(now: datetime) -> int:
    """Send what is due, and put off what is not to be sent now; return how many readers were looked at.

    A message is a row that waits to be carried, written in one transaction with its alerts' being told.
    """
    due = list(Choice.objects.due(now).values_list("pk", flat=True)[:_AT_ONCE])
    for reader in due:
        with transaction.atomic():
            held = Choice.objects.due(now).filter(pk=reader).select_for_update(skip_locked=True, of=("self",))
            choice = held.select_related("user").first()
            if choice:
                choice.due_at = _put_off(choice, now)
                if choice.due_at is None:
                    _tell(choice, now)
                choice.save(update_fields=["due_at", "day", "sent"])
    return len(due)


def _put_off(choice: Choice, now: datetime) -> datetime | None:
    """When a reader may be told something; None for now."""
    if until := choice.quiet.until(now):
        return until
    return choice.quiet.midnight(now) if choice.counted(now) >= choice.most else None


def _tell(choice: Choice, now: datetime) -> None:
    waiting = Alert.objects.untold(choice.user).select_related("comment__writer", "comment__discussion")
    alerts = list(waiting)
    with override(choice.spoken):
        said = told(alerts, choice.user)
        if said and _send(choice, said, now):
            choice.count(now)
    Alert.objects.filter(pk__in=[alert.pk for alert in alerts]).update(told_at=now)


def _send(choice: Choice, said: Sequence[Told], now: datetime) -> bool:
    """Send one message on every way that the reader chose; say whether there is any."""
    devices = list(Device.objects.of(choice.user))
    Push.objects.bulk_create(pushes.pushes(choice, devices, said, now))
    address = letters.address_of(choice.user) if choice.mail and not choice.refused else ""
    if address:
        letters.letter(choice, address, said).send()
    return bool(devices or address)
