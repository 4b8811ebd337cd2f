"""Sends what readers are to be told: outside their quiet hours, and so often a day as they want."""

import logging
from collections.abc import Sequence
from datetime import datetime, timedelta

from django.db import InterfaceError, OperationalError, transaction
from django.utils.translation import override

from daily8.alerts import letters, of_decisions, pushes, wanting
from daily8.alerts.models import Alert, Choice, Device, Kind
from daily8.alerts.telling import told

logger = logging.getLogger(__name__)

_AT_ONCE = 100
# Whoever could not be told through a fault of ours keeps nobody waiting, and is tried again after a while.
_AGAIN = timedelta(minutes=15)


def deliver(now: datetime) -> int:
    """Send what is due, and put off what is not to be sent now; return how many readers were looked at.

    A message is a row that waits to be carried, written in one transaction with its alerts' being told.
    """
    due = list(Choice.objects.due(now).values_list("pk", flat=True)[:_AT_ONCE])
    for reader in due:
        try:
            _deliver_to(reader, now)
        except (OperationalError, InterfaceError):
            raise
        except Exception:
            logger.exception("reader %s could not be told", reader)
            Choice.objects.filter(pk=reader).update(due_at=now + _AGAIN)
    return len(due)


def _deliver_to(reader: int, now: datetime) -> None:
    with transaction.atomic():
        held = Choice.objects.due(now).filter(pk=reader).select_for_update(skip_locked=True, of=("self",))
        choice = held.select_related("user").first()
        if choice:
            choice.due_at = _put_off(choice, now)
            if choice.due_at is None:
                _tell(choice, now)
            choice.save(update_fields=["due_at", "day", "sent"])


def _put_off(choice: Choice, now: datetime) -> datetime | None:
    """When a reader may be told something; None for now."""
    if until := choice.quiet.until(now):
        return until
    return choice.quiet.midnight(now) if choice.counted(now) >= choice.most else None


def _tell(choice: Choice, now: datetime) -> None:
    alerts = _without_past(list(Alert.objects.untold(choice.user).with_subjects()))
    wanted = wanting.still(choice, alerts) if choice.user.is_active else []
    if wanted and _send(choice, wanted, now):
        choice.count(now)
    # An answer that nobody sees just now may be shown again.
    hidden = [alert.pk for alert in alerts if alert.kind == Kind.REPLY and not _is_seen(alert)]
    done = [alert.pk for alert in alerts if alert.pk not in hidden]
    Alert.objects.filter(pk__in=done).update(told_at=now)


def _without_past(alerts: list[Alert]) -> list[Alert]:
    """Forget decisions that are none any more, for the next one to be told; return the other alerts."""
    past = {alert.pk for alert in of_decisions.past(alerts)}
    if past:
        Alert.objects.filter(pk__in=past).delete()
    return [alert for alert in alerts if alert.pk not in past]


def _is_seen(alert: Alert) -> bool:
    return alert.comment is None or alert.comment.is_published


def _send(choice: Choice, alerts: Sequence[Alert], now: datetime) -> bool:
    """Send one message on every way that the reader chose; say whether any was."""
    sent = 0
    for device in Device.objects.of(choice.user):
        with override(device.language or choice.spoken):
            said = told(alerts, choice.user)
            if said:
                pushes.push_of(device, said, choice, now).save()
                sent += 1
    address = letters.address_of(choice.user) if choice.by_mail else ""
    with override(choice.spoken):
        said = told(alerts, choice.user) if address else []
        if said:
            token = letters.new_token()
            sent += letters.letter(choice, address, said, token).send()
            Alert.objects.filter(pk__in=[one.alert.pk for one in said]).update(letter=token)
    return bool(sent)
