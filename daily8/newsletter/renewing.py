"""Letters that waited for a mail server say what is still so when it is there, to those who still want them."""

from collections.abc import Sequence
from datetime import datetime

from daily8.newsletter import letters
from daily8.newsletter.letters import Letter
from daily8.newsletter.models import Delivery, State
from daily8.work.mail import rewrite
from daily8.work.models import Mail


def renew(mails: Sequence[Mail], now: datetime) -> list[Mail]:
    """Write anew those of these mails that are editions, and return what is to be carried.

    One whose subscriber is gone, or of whose stories none may be shown any more, is dropped.
    """
    ours = [mail for mail in mails if letters.is_ours(mail.token)]
    if not ours:
        return list(mails)
    found = Delivery.objects.filter(token__in=[mail.token for mail in ours]).select_related(
        "subscriber", "edition"
    )
    deliveries = {delivery.token: delivery for delivery in found}
    written: dict[int, Letter] = {}
    for mail in ours:
        _renew(mail, deliveries.get(mail.token), written, now)
    return [mail for mail in mails if mail.dropped_at is None]


def _renew(mail: Mail, delivery: Delivery | None, written: dict[int, Letter], now: datetime) -> None:
    letter = None
    if delivery and delivery.subscriber.state == State.CONFIRMED:
        edition = delivery.edition
        letter = written.get(edition.pk) or written.setdefault(edition.pk, letters.letter_of(edition))
    if delivery is None or letter is None or letter.is_empty:
        mail.drop(now)
        Mail.objects.write([mail], fields=(*Mail.NOTED_FIELDS, "subject", "dropped_at"))
        return
    rewrite(mail, letter.to(delivery.subscriber, mail.token))
    Mail.objects.write([mail], fields=("subject", "data"))
