"""Alerts as messages to browsers, and what came of them."""

import json
import uuid
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from email.utils import parseaddr

from django.conf import settings
from django.urls import reverse
from django.utils.translation import get_language, get_language_bidi

from daily8.alerts import letters
from daily8.alerts.models import Choice, Device, Push
from daily8.alerts.telling import Told
from daily8.engine.push import Delayed, Gone, PushError, Signer
from daily8.work.hours import Hours

# All of it has to fit into one message; each letter may take four bytes.
_TITLE, _BODY = 180, 500
# What was not fetched within a day is no news any more.
_LIVES = timedelta(days=1)
# What could not be handed in for so long is no news any more; it stands on the page of alerts.
_TRIED = timedelta(days=2)


def pushes(choice: Choice, devices: Iterable[Device], told: Sequence[Told], now: datetime) -> list[Push]:
    """Return a message of these alerts for each device, unsaved."""
    lines = [line.text for line in told[0].lines] if len(told) == 1 else [one.title for one in told]
    path = told[0].path if len(told) == 1 else reverse("alerts")
    return [push(device, letters.subject(told), "\n".join(lines), path, choice, now) for device in devices]


def push(device: Device, title: str, body: str, path: str, choice: Choice | None, now: datetime) -> Push:
    """Return a message for a device; it is held back within the hours of a choice, if one is given."""
    token = uuid.uuid4().hex
    words = {
        "title": title[:_TITLE],
        "body": body[:_BODY],
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


def note(push: Push, error: PushError | None, now: datetime) -> None:
    """Change a message's row, unsaved, by what came of it: sent, to be tried again, or given up."""
    if error is None:
        push.arrive(now)
    elif isinstance(error, Delayed) and now < push.written_at + _TRIED:
        push.fail(str(error), now=now, not_before=error.until)
    else:
        push.give_up(str(error))


def is_over(error: PushError | None) -> bool:
    """Whether a browser has ended its subscription, so that nothing will ever reach it."""
    return isinstance(error, Gone)


def lives(push: Push, now: datetime) -> timedelta:
    """Return how long the push service may keep a message for a browser that is away: not into quiet hours."""
    hours = Hours.read(push.quiet)
    begins = hours.begins(now) if hours else None
    return min(_LIVES, begins - now) if begins else _LIVES


def signer() -> Signer:
    """Return what signs for this site; push services can tell its operator by the contact that it names."""
    contact = settings.SITE_URL if settings.SITE_URL.startswith("https:") else ""
    return Signer(settings.SECRET_KEY, contact=contact or f"mailto:{parseaddr(settings.DEFAULT_FROM_EMAIL)[1]}")
