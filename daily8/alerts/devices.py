"""Browsers that take messages for a reader."""

from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

from django.db import transaction

from daily8.accounts import devices
from daily8.accounts.models import User
from daily8.alerts.models import Device
from daily8.engine.push import Subscription

# Nobody carries more; what was added first is forgotten.
MOST = 20


@dataclass(frozen=True, slots=True)
class Line:
    """A device in a list: `digest` is what its browser knows it by."""

    pk: int
    browser: str
    system: str
    digest: str
    added_at: datetime


def of(user: User) -> list[Line]:
    """Return the devices of a reader, newest first."""
    return [
        Line(one.pk, *devices.named(one.agent), sha256(one.endpoint.encode()).hexdigest(), one.added_at)
        for one in Device.objects.of(user)
    ]


def add(user: User, subscription: Subscription, *, language: str, agent: str, now: datetime) -> Device:
    """Add a browser; one that took messages for somebody else takes them for this reader only from now on."""
    with transaction.atomic():
        Device.objects.filter(endpoint=subscription.endpoint).delete()
        old = Device.objects.filter(user=user).order_by("-added_at", "-pk").values_list("pk", flat=True)
        Device.objects.filter(pk__in=list(old[MOST - 1 :])).delete()
        return Device.objects.create(
            user=user,
            endpoint=subscription.endpoint,
            key=subscription.key,
            secret=subscription.secret,
            proof=user.get_session_auth_hash(),
            language=language,
            agent=agent[:300],
            added_at=now,
        )


def remove(user: User, pk: int) -> bool:
    """Remove a reader's device; say whether there was one."""
    return bool(Device.objects.filter(user=user, pk=pk).delete()[0])


def renew(endpoint: str, subscription: Subscription) -> bool:
    """Let a browser have another address, since it knows the one that it had, which nobody else does."""
    with transaction.atomic():
        device = Device.objects.filter(endpoint=endpoint).select_for_update().first()
        if device is None:
            return False
        Device.objects.filter(endpoint=subscription.endpoint).exclude(pk=device.pk).delete()
        device.endpoint, device.key, device.secret = subscription.endpoint, subscription.key, subscription.secret
        device.save(update_fields=["endpoint", "key", "secret"])
    return True
