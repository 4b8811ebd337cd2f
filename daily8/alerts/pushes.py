"""Alerts as messages to browsers, and what came of them."""

import json
import uuid
from collections.abc import Sequence
from datetime import datetime, timedelta
from email.utils import parseaddr

from django.conf import settings
from django.urls import reverse
from django.utils.translation import get_language, get_language_bidi

from daily8.alerts import letters
from daily8.alerts.models import Choice, Device, Push
from daily8.alerts.telling import Told
from daily8.engine.push import Delayed, PushError, Signer
from daily8.work.hours import Hours

# All of it has to fit into one message: bytes.
_TITLE, _BODY = 600, 1800
# Isolates, which keep the direction of a name apart from that of its sentence.
_DIRECTION = "\u2066\u2067\u2068\u2069"
# What was not fetched within a day is no news any more.
_LIVES = timedelta(days=1)
# What could not be handed in for so long is no news any more; it stands on the page of alerts.
_TRIED = timedelta(days=2)


def push_of(device: Device, told: Sequence[Told], choice: Choice, now: datetime) -> Push:
    """Return a message of these alerts for a device, in the present language, unsaved."""
    lines = [line.text for line in told[0].lines] if len(told) == 1 else [one.title for one in told]
    path = told[0].path if len(told) == 1 else reverse("alerts")
    return push(device, letters.subject(told), "\n".join(lines), path, choice, now)


def push(device: Device, title: str, body: str, path: str, choice: Choice | None, now: datetime) -> Push:
    """Return a message for a device; it is held back within the hours of a choice, if one is given."""
    token = uuid.uuid4().hex
    words = {
        "title": _cut(title, _TITLE),
        "body": _cut(body, _BODY),
        "path": path,
        # What arrives twice takes the place of the first.
        "tag": token,
        "lang": get_language() or "",
        "dir": "rtl" if get_language_bidi() else "ltr",
    }
    return Push(
        device=device,
        token=token,
        data=json.dumps(words, ensure_ascii=False).encode(),
        quiet=str(choice.quiet) if choice else "",
        written_at=now,
        due_at=now,
    )


def _cut(text: str, most: int) -> str:
    """The beginning of a text, in bytes, without signs that nobody sees and JSON writes at length."""
    seen = "".join(sign for sign in text if sign.isprintable() or sign == "\n" or sign in _DIRECTION)
    return seen.replace("\\", "/").replace('"', "”").encode()[:most].decode(errors="ignore")


def note(push: Push, error: PushError | None, now: datetime) -> None:
    """Change a message's row, unsaved, by what came of it: sent, to be tried again, or given up.

    One whose device is gone is over, whatever becomes of its row.
    """
    if error is None:
        push.arrive(now)
    elif isinstance(error, Delayed) and now < push.written_at + _TRIED:
        push.fail(str(error), now=now, not_before=error.until)
    else:
        push.give_up(str(error))


def forget_device(push: Push) -> None:
    """Forget the device of a message, unless it has another address by now."""
    Device.objects.filter(pk=push.device_id, endpoint=push.device.endpoint).delete()


def lives(push: Push, now: datetime) -> timedelta:
    """Return how long the push service may keep a message for a browser that is away: not into quiet hours."""
    hours = Hours.read(push.quiet)
    begins = hours.begins(now) if hours else None
    return min(_LIVES, begins - now) if begins else _LIVES


def signer() -> Signer:
    """Return what signs for this site; push services can tell its operator by the contact that it names."""
    contact = settings.SITE_URL if settings.SITE_URL.startswith("https:") else ""
    return Signer(settings.SECRET_KEY, contact=contact or f"mailto:{parseaddr(settings.DEFAULT_FROM_EMAIL)[1]}")
