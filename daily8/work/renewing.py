"""Mail that waited for a server is written anew when it can go: it does not say what was withdrawn meanwhile."""

import logging
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta

from django.core.mail import EmailMessage
from django.db import InterfaceError, OperationalError, transaction

from daily8.work.mail import TRIED, rewrite
from daily8.work.models import Mail

logger = logging.getLogger(__name__)

# Returns what a mail is to say now, None where there is nothing to say to anybody any more.
Write = Callable[[Mail], EmailMessage | None]

# What could not be written anew through a fault of ours is not sent as it was.
_AGAIN = timedelta(minutes=15)


def renew(mails: Sequence[Mail], now: datetime, *, is_ours: Callable[[str], bool], write: Write) -> list[Mail]:
    """Return which of these mails are to be carried; those whose token is ours are written anew, or dropped.

    What may not be sent yet stays as it is. `write` is called in the transaction that keeps what it returns; a
    fault in one mail puts that one off and concerns no other.
    """
    return [
        mail
        for mail in mails
        if not is_ours(mail.token) or mail.held_until(now) or _is_still_said(mail, write, now)
    ]


def _is_still_said(mail: Mail, write: Write, now: datetime) -> bool:
    try:
        with transaction.atomic():
            message = write(mail)
            if message is None:
                _drop(mail, now)
                return False
            rewrite(mail, message)
            Mail.objects.write([mail], fields=("subject", "data", "recipients"))
    except (OperationalError, InterfaceError):
        raise
    except Exception:
        logger.exception("mail %s could not be written anew", mail.token)
        _put_off(mail, now)
        return False
    return True


def _put_off(mail: Mail, now: datetime) -> None:
    """Try it again after a while, but not for ever; that it is given up is no fault of its address."""
    if now >= mail.written_at + TRIED:
        logger.error("mail %s is not tried any more", mail.token)
        _drop(mail, now)
    else:
        mail.postpone("could not be written anew", until=now + _AGAIN)
        Mail.objects.write([mail], fields=Mail.WAITING_FIELDS)


def _drop(mail: Mail, now: datetime) -> None:
    mail.drop(now)
    Mail.objects.write([mail], fields=(*Mail.NOTED_FIELDS, "subject", "dropped_at"))
