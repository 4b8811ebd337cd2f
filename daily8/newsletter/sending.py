"""Sends editions: each to each subscriber once, whatever ends when."""

from datetime import datetime, timedelta

from django.core.mail import get_connection
from django.db import IntegrityError, transaction
from django.db.models import Q

from daily8.editions.models import Edition, EditionQuerySet
from daily8.newsletter import letters
from daily8.newsletter.models import Delivery, State, Subscriber
from daily8.work.mail import shown
from daily8.work.models import Mail

# So many letters are written in one transaction.
_AT_ONCE = 50
# An edition that could not be sent for so long is yesterday's paper.
_SENT_WITHIN = timedelta(hours=20)
# And it is sent without the words of a model that was waited for so long.
_WORDED_WITHIN = timedelta(minutes=35)
# Mail is tried for four days.
_LOOKED_BACK = timedelta(days=6)


def send(now: datetime) -> int:
    """Write the letters that are due, some at a time; return how many were written.

    That an edition was sent to somebody is written in one transaction with the letter, which waits as a row until
    a server has taken it.
    """
    return sum(_send(edition, now) for edition in _ready(now))


def _ready(now: datetime) -> EditionQuerySet:
    """Editions of today that have their words."""
    unworded = Q(entries__worded_at=None) & Q(made_at__gt=now - _WORDED_WITHIN)
    young = Edition.objects.filter(made_at__gte=now - _SENT_WITHIN)
    return young.exclude(pk__in=young.filter(unworded).values("pk")).order_by("pk")


def _send(edition: Edition, now: datetime) -> int:
    due = list(Subscriber.objects.lacking(edition).values_list("pk", flat=True)[:_AT_ONCE])
    if not due:
        return 0
    letter = letters.letter_of(edition)
    if letter.is_empty:
        return 0
    try:
        with transaction.atomic():
            held = Subscriber.objects.lacking(edition).filter(pk__in=due).select_for_update(of=("self",))
            subscribers = list(held)
            deliveries = [
                Delivery(subscriber=one, edition=edition, at=now, token=letters.new_token()) for one in subscribers
            ]
            Delivery.objects.bulk_create(deliveries)
            get_connection().send_messages([letter.to(one.subscriber, one.token) for one in deliveries])
    except IntegrityError:
        # Another worker wrote one of these letters first; the others are found again.
        return 0
    return len(subscribers)


def note_returned(now: datetime) -> int:
    """Send no more to addresses that nobody has, told since they confirmed; return how many that are."""
    lost = Mail.objects.returned().filter(written_at__gte=now - _LOOKED_BACK).order_by("written_at")
    return sum(_mark(mail.recipients, mail.error, mail.written_at) for mail in lost.defer("data"))


def _mark(addresses: list[str], error: str, written_at: datetime) -> int:
    names = {*addresses, *map(shown, addresses)}
    same = Subscriber.objects.confirmed().filter(address__in=names, confirmed_at__lte=written_at)
    return same.update(state=State.RETURNED, reason=error[:200])
