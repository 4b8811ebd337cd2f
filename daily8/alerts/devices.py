"""Browsers that take messages for a reader."""

from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

from django.db import transaction
from django.utils.crypto import constant_time_compare

from daily8.accounts import devices
from daily8.accounts.models import User
from daily8.alerts.models import Device
from daily8.engine.push import Subscription

# Nobody carries more; what was added first is forgotten.
MOST = 10


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


def add(
    user: User, session: str, subscription: Subscription, *, language: str, agent: str, now: datetime
) -> Device:
    """Add a browser; one that took messages for somebody else takes them for this reader only from now on.

    It is told until the session of this key ends.
    """
    known = Device.objects.filter(user=user).exclude(endpoint=subscription.endpoint).order_by("-added_at", "-pk")
    values = {
        "user": user,
        "session_id": session,
        "key": subscription.key,
        "secret": subscription.secret,
        "proof": user.get_session_auth_hash(),
        "language": language,
        "agent": agent[:300],
        "added_at": now,
    }
    with transaction.atomic():
        Device.objects.filter(pk__in=list(known.values_list("pk", flat=True)[MOST - 1 :])).delete()
        # Messages that wait for the one who had it before are not for this reader.
        Device.objects.filter(endpoint=subscription.endpoint).exclude(user=user).delete()
        return Device.objects.update_or_create(endpoint=subscription.endpoint, defaults=values)[0]


def remove(user: User, pk: int) -> bool:
    """Remove a reader's device; say whether there was one."""
    return bool(Device.objects.filter(user=user, pk=pk).delete()[0])


def renew(old: Subscription, new: Subscription) -> bool:
    """Let a browser have another address, since it knows the secret of the one that it had; nobody else does.

    Say whether there is such a browser.
    """
    device = Device.objects.filter(endpoint=old.endpoint).first()
    if device is None or not constant_time_compare(bytes(device.secret).hex(), old.secret.hex()):
        return False
    with transaction.atomic():
        Device.objects.filter(endpoint=new.endpoint).exclude(pk=device.pk).delete()
        changed = Device.objects.filter(pk=device.pk, endpoint=old.endpoint)
        return bool(changed.update(endpoint=new.endpoint, key=new.key, secret=new.secret))
