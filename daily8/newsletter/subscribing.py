"""Asking for the newsletter, confirming it, changing and ending it; the answer is the same for every address."""

from datetime import datetime

from django.core.mail import EmailMessage
from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override

from daily8.accounts.models import User
from daily8.editions.models import Rhythm
from daily8.newsletter.models import State, Subscriber
from daily8.work import branding


def ask(address: str, language: str, rhythm: Rhythm, now: datetime, *, origin: str) -> None:
    """Ask for an edition: a letter asks back. One who gets it already is told so, and where it is changed."""
    forget_lapsed(now)
    with transaction.atomic():
        asked = {"rhythm": rhythm, "asked_at": now}
        subscriber, new = Subscriber.objects.get_or_create(
            address=User.folded(address), language=language, defaults=asked
        )
        if not new and subscriber.state != State.CONFIRMED:
            subscriber.rhythm, subscriber.asked_at, subscriber.state = rhythm, now, State.PENDING
            subscriber.save(update_fields=["rhythm", "asked_at", "state"])
        with override(language):
            _letter(subscriber, origin).send()


def forget_lapsed(now: datetime) -> int:
    """Forget addresses that nobody confirmed in time; return how many rows that were."""
    gone, _rows = Subscriber.objects.lapsed(now).delete()
    return gone


def _letter(subscriber: Subscriber, origin: str) -> EmailMessage:
    link = origin + reverse("newsletter-own", args=[subscriber.key])
    site = {"site": branding.name()}
    if subscriber.state == State.CONFIRMED:
        subject = _("You get the daily eight already")
        words = [_("Somebody asked for the daily eight of %(site)s for this address, which gets it.") % site]
        words += [_("Here it can be changed or ended:"), link]
    else:
        subject = _("Confirm the daily eight")
        words = [_("Somebody asked %(site)s to send the daily eight here. If it was you, confirm it:") % site]
        words += [link, _("The link is valid for three days. If it was not you, you can ignore this message.")]
    text = "\n\n".join(words)
    return EmailMessage(subject, f"{text}\n\n{branding.name()}\n", to=[subscriber.address])


def of_key(key: str, now: datetime) -> Subscriber | None:
    """Return whose letters have this key, while its link is good."""
    found = Subscriber.objects.filter(key=key).first()
    return found if found and found.is_open(now) else None


def confirm(subscriber: Subscriber, now: datetime) -> None:
    """Send what was asked for, from the next edition on."""
    if subscriber.state != State.CONFIRMED:
        subscriber.state, subscriber.confirmed_at, subscriber.reason = State.CONFIRMED, now, ""
        subscriber.save(update_fields=["state", "confirmed_at", "reason"])


def change(subscriber: Subscriber, rhythm: Rhythm) -> None:
    """Send it daily, or weekly."""
    subscriber.rhythm = rhythm
    subscriber.save(update_fields=["rhythm"])


def stop(subscriber: Subscriber) -> None:
    """Send it no more, and forget the address; a letter that waits is not carried either."""
    with transaction.atomic():
        # Whoever writes letters to it just now holds it: what they wrote goes with it.
        Subscriber.objects.select_for_update().filter(pk=subscriber.pk).first()
        subscriber.delete()
