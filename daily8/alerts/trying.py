"""A message that tells nothing, so that a reader sees whether alerts arrive."""

from datetime import datetime, timedelta

from django.core.mail import EmailMessage
from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from daily8.accounts.limits import counter_key
from daily8.accounts.models import Attempts, User
from daily8.alerts import choosing, letters, pushes
from daily8.alerts.models import Device, Push
from daily8.work import branding

_MOST, _LASTING = 5, timedelta(minutes=10)


class TooOften(Exception):
    """The reader has tried as often as is sensible."""


def attempt(user: User, now: datetime) -> int:
    """Send a message on every way that a reader has chosen, at once; return how many that are. Raises TooOften."""
    if Attempts.objects.add(counter_key("alerts", str(user.pk)), now, lasting=_LASTING).number > _MOST:
        raise TooOften
    title, body, path = _("Alerts arrive here"), _("You asked to try it."), reverse("alerts")
    choice, devices = choosing.choice_of(user), list(Device.objects.of(user))
    address = letters.address_of(user) if choice.by_mail else ""
    with transaction.atomic():
        Push.objects.bulk_create([pushes.push(device, title, body, path, None, now) for device in devices])
        if address:
            text = f"{body}\n\n{letters.absolute(path)}\n\n{branding.name()}\n"
            EmailMessage(title, text, to=[address]).send()
    return len(devices) + bool(address)
