"""Mail as rows: whoever sends some waits for no server, and what is written is sent, whatever ends when."""

import uuid
from collections.abc import Sequence
from datetime import timedelta
from email.utils import formataddr, parseaddr

import idna
from django.conf import settings
from django.core.mail import EmailMessage, EmailMultiAlternatives
from django.core.mail.backends.base import BaseEmailBackend
from django.db import transaction

from daily8.engine.mail import Delayed, Letter, MailError, Report, Returned
from daily8.work import branding, clock
from daily8.work.models import Mail

# A server that is away for longer has lost it.
TRIED = timedelta(days=4)


class QuietMessage(EmailMessage):
    """A message that is not to arrive within some hours, as `Hours` writes them.

    With a `token` its row is found again: what it says can be written anew until it is sent.
    """

    quiet = ""
    token = ""


class NamedMessage(EmailMultiAlternatives):
    """A message with a text and its HTML whose row is found again by its `token`."""

    token = ""


class Outbox(BaseEmailBackend):
    """Django's mail, kept in the transaction that causes it until the worker has brought it away."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        """Keep messages; return how many."""
        mails = [_written(message) for message in email_messages if message.recipients()]
        Mail.objects.bulk_create(mails)
        return len(mails)


def rewrite(mail: Mail, message: EmailMessage) -> None:
    """Let a mail that waits say what a message says, and to whom, unsaved; to servers it stays the same mail."""
    new = _written(message)
    mail.subject, mail.data, mail.recipients = new.subject, new.data, new.recipients


def _written(message: EmailMessage) -> Mail:
    message.from_email = _named(message.from_email)
    token, now = getattr(message, "token", "") or uuid.uuid4().hex, clock.now()
    domain = envelope(message.from_email).rpartition("@")[2]
    # Always the same one, so that a server that gets it twice can tell; Django would ask the network for a name.
    message.extra_headers = {"Message-ID": f"<{token}@{domain}>", **message.extra_headers}
    return Mail(
        token=token,
        sender=envelope(message.from_email),
        recipients=[envelope(each) for each in message.recipients()],
        subject=str(message.subject)[:200],
        data=_bytes(message),
        quiet=message.quiet if isinstance(message, QuietMessage) else "",
        written_at=now,
        due_at=now,
    )


def _named(sender: str) -> str:
    """The sender under the name that the site has now, where its name comes from the settings."""
    name, address = parseaddr(sender)
    # Letters beyond ASCII are written as mail has them (RFC 2047) where the sender is made of the settings.
    coded, _address = parseaddr(formataddr((settings.SITE_NAME, "news@localhost")))
    return formataddr((branding.name(), address)) if name in (settings.SITE_NAME, coded) else sender


def _bytes(message: EmailMessage) -> bytes:
    """The lines of a message as servers end them; Django ends them otherwise."""
    return message.message().as_bytes().replace(b"\r\n", b"\n").replace(b"\n", b"\r\n")


def envelope(address: str) -> str:
    """Return an address as servers pass it on: without a name, its domain in ASCII letters (RFC 5891)."""
    local, at, domain = parseaddr(address)[1].rpartition("@")
    try:
        return f"{local}{at}{idna.encode(domain, uts46=True).decode()}"
    except idna.IDNAError:
        return f"{local}{at}{domain}"


def shown(address: str) -> str:
    """Return an address as people write it, from one as servers pass it on."""
    local, at, domain = address.rpartition("@")
    try:
        return f"{local}{at}{idna.decode(domain)}"
    except idna.IDNAError:
        return address


def letter(mail: Mail) -> Letter:
    """Return what is brought away."""
    return Letter(mail.token, mail.sender, tuple(mail.recipients), bytes(mail.data))


def note(mail: Mail, error: MailError | None) -> None:
    """Change a mail's row, unsaved, by what came of it: sent, to be tried again, or given up."""
    now = clock.now()
    mail.returned = isinstance(error, Returned)
    if error is None:
        mail.arrive(now)
    elif isinstance(error, Delayed) and now < mail.written_at + TRIED:
        mail.fail(str(error), now=now)
    else:
        mail.give_up(str(error))


def come_back(report: Report) -> Mail | None:
    """Count a letter that was sent as come back, as a server reports later; return it where it is ours."""
    with transaction.atomic():
        mail = Mail.objects.select_for_update().filter(token=report.token).exclude(sent_at=None).first()
        if mail is None:
            return None
        mail.sent_at, mail.returned = None, report.nobody
        mail.give_up(report.reason)
        mail.save(update_fields=[*Mail.NOTED_FIELDS])
    return mail
