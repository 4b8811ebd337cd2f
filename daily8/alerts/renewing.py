"""Letters that waited for a mail server say what is still so when it is there: what was withdrawn drops out."""

import logging
from collections.abc import Sequence
from datetime import datetime, timedelta

from django.db import InterfaceError, OperationalError
from django.utils.translation import override

from daily8.alerts import letters, wanting
from daily8.alerts.models import Alert, Choice
from daily8.alerts.telling import told
from daily8.work.mail import QuietMessage, rewrite, shown
from daily8.work.models import Mail

logger = logging.getLogger(__name__)

# What could not be written anew through a fault of ours is not sent as it was.
_AGAIN = timedelta(minutes=15)


def renew(mails: Sequence[Mail], now: datetime) -> list[Mail]:
    """Write anew those of these mails that tell alerts, and return what is to be carried.

    One that has nothing left to tell is dropped.
    """
    return [mail for mail in mails if not letters.is_ours(mail.token) or _is_still_told(mail, now)]


def _is_still_told(mail: Mail, now: datetime) -> bool:
    try:
        message = _message(mail)
    except (OperationalError, InterfaceError):
        raise
    except Exception:
        logger.exception("mail %s could not be written anew", mail.token)
        mail.postpone("could not be written anew", until=now + _AGAIN)
        Mail.objects.write([mail], fields=Mail.WAITING_FIELDS)
        return False
    if message is None:
        mail.drop(now)
        Mail.objects.write([mail], fields=(*Mail.NOTED_FIELDS, "subject", "dropped_at"))
        return False
    rewrite(mail, message)
    Mail.objects.write([mail], fields=("subject", "data"))
    return True


def _message(mail: Mail) -> QuietMessage | None:
    """What a letter says now, or None for nothing."""
    alerts = list(Alert.objects.filter(letter=mail.token).with_subjects().order_by("made_at", "pk"))
    readers = [alert.user_id for alert in alerts[:1]]
    choice = Choice.objects.filter(pk__in=readers, user__is_active=True).select_related("user").first()
    if choice is None or not choice.by_mail:
        return None
    with override(choice.spoken):
        said = told(wanting.still(choice, alerts), choice.user)
        return letters.letter(choice, shown(mail.recipients[0]), said, mail.token) if said else None
