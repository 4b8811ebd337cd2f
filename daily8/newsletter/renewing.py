"""Editions that waited for a mail server say what is still so when it is there, to those who still want them."""

from collections.abc import Sequence
from datetime import datetime

from daily8.newsletter import letters
from daily8.newsletter.letters import Letter
from daily8.newsletter.models import Delivery, State
from daily8.work import renewing
from daily8.work.mail import NamedMessage
from daily8.work.models import Mail


def renew(mails: Sequence[Mail], now: datetime) -> list[Mail]:
    """Write anew those of these mails that are editions; return what is to be carried.

    One whose subscriber is gone, or of whose stories none may be shown any more, is dropped.
    """
    return renewing.renew(mails, now, is_ours=letters.is_ours, write=_Writing(mails).write)


class _Writing:
    """Writes each edition once for all letters that have it."""

    def __init__(self, mails: Sequence[Mail]):
        tokens = [mail.token for mail in mails if letters.is_ours(mail.token)]
        found = Delivery.objects.filter(token__in=tokens).select_related("subscriber", "edition")
        self._deliveries = {delivery.token: delivery for delivery in found}
        self._letters: dict[int, Letter] = {}

    def write(self, mail: Mail) -> NamedMessage | None:
        delivery = self._deliveries.get(mail.token)
        if delivery is None or delivery.subscriber.state != State.CONFIRMED:
            return None
        letter = self._letter(delivery)
        return None if letter.is_empty else letter.to(delivery.subscriber, mail.token)

    def _letter(self, delivery: Delivery) -> Letter:
        if delivery.edition_id not in self._letters:
            self._letters[delivery.edition_id] = letters.letter_of(delivery.edition)
        return self._letters[delivery.edition_id]
