"""`daily8 returned`: mail that a server took first and could not bring to anybody."""

from typing import BinaryIO

import click

from daily8.commands.migrate import bring_up_to_date
from daily8.engine.mail import reports
from daily8.work import mail


@click.command()
@click.argument("messages", nargs=-1, type=click.File("rb"))
def returned(messages: tuple[BinaryIO, ...]) -> None:
    """Take note of mail that came back: of MESSAGES, files with one each, or of one on standard input.

    Give it what arrives in the mailbox of DAILY8_MAIL_FROM, for example by the line `news: "|daily8 returned"` in
    the mail server's list of aliases. Only reports of letters of this site are believed (RFC 3464); other mail is
    passed over. Readers whose address nobody has get no more mail until they ask for it again.
    """
    bring_up_to_date()
    for message in messages or (click.open_file("-", "rb"),):
        click.echo(f"{getattr(message, 'name', '<stdin>')}: {_noted(message.read(reports.MOST_BYTES + 1))}")


def _noted(data: bytes) -> str:
    report = reports.read(data)
    if report is None:
        return "no report of a letter that failed"
    letter = mail.come_back(report)
    if letter is None:
        return "of no letter that this site sent of late, or one that came back already"
    end = "no more is sent there" if report.nobody else "to be tried with the next letter"
    return f"{', '.join(letter.recipients)}: {end} ({report.reason})"
