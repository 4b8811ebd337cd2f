"""Letters that waited for a mail server say what is still so when it is there: what was withdrawn drops out."""

import logging
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import InterfaceError, OperationalError, transaction
from django.utils.translation import override

from daily8.alerts import letters, wanting
from daily8.alerts.models import Alert, Choice, Kind
from daily8.alerts.telling import told
from daily8.work.mail import TRIED, QuietMessage, envelope, rewrite
from daily8.work.models import Mail

logger = logging.getLogger(__name__)

# What could not be written anew through a fault of ours is not sent as it was.
_AGAIN = timedelta(minutes=15)
# What is hidden by a moderator or an operator may be shown again.
_COMING_BACK = (Kind.STORY, Kind.SEARCH, Kind.REPLY)


@dataclass(frozen=True, slots=True)
class _New:
    """A letter as it is now, if there is anything to say to anybody, and which alerts are hidden just now."""

    message: QuietMessage | None
    hidden: Sequence[int] = ()


def renew(mails: Sequence[Mail], now: datetime) -> list[Mail]:
    """Write anew those of these mails that tell alerts and may be sent now; return what is to be carried.

    One that has nothing left to tell is dropped.
    """
    return [
        mail
        for mail in mails
        if not letters.is_ours(mail.token) or mail.held_until(now) or _is_still_told(mail, now)
    ]


def _is_still_told(mail: Mail, now: datetime) -> bool:
    try:
        new = _anew(mail)
    except (OperationalError, InterfaceError):
        raise
    except Exception:
        logger.exception("mail %s could not be written anew", mail.token)
        _put_off(mail, now)
        return False
    with transaction.atomic():
        # They are told when they come back.
        Alert.objects.filter(pk__in=new.hidden).update(letter="", told_at=None)
        if new.message is None:
            _drop(mail, now)
        else:
            rewrite(mail, new.message)
            mail.recipients = [envelope(each) for each in new.message.recipients()]
            Mail.objects.write([mail], fields=("subject", "data", "recipients"))
    return new.message is not None


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


def _anew(mail: Mail) -> _New:
    """What a letter says now, to the address that its reader has now."""
    alerts = list(Alert.objects.filter(letter=mail.token).with_subjects().order_by("made_at", "pk"))
    readers = [alert.user_id for alert in alerts[:1]]
    choice = Choice.objects.filter(pk__in=readers, user__is_active=True).select_related("user").first()
    address = letters.address_of(choice.user) if choice and choice.by_mail else ""
    if choice is None or not address:
        return _New(None)
    wanted = wanting.still(choice, alerts)
    with override(choice.spoken):
        said = told(wanted, choice.user)
        message = letters.letter(choice, address, said, mail.token) if said else None
    kept = {one.alert.pk for one in said}
    hidden = [alert.pk for alert in wanted if alert.pk not in kept and alert.kind in _COMING_BACK]
    return _New(message, hidden)
