"""What brings letters away, one face over a mail server, a folder and the console."""

import contextlib
import smtplib
import ssl
import sys
from pathlib import Path
from types import TracebackType
from typing import Protocol, Self

from daily8.engine.mail.addresses import MailServer, server
from daily8.engine.mail.letters import Delayed, Letter, Refused

# A server that says nothing for so long is given up.
_PATIENCE_SECONDS = 20.0
_HERE = ("localhost", "127.0.0.1", "::1")


class Carrier(Protocol):
    """Brings letters away, as long as it is open."""

    def __enter__(self) -> Self: ...

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None: ...

    def carry(self, letter: Letter) -> None:
        """Bring one letter away; returns when somebody else answers for it. Raises Delayed or Refused."""


def carrier(address: str, *, folder: Path) -> Carrier:
    """Return the carrier that an address names: console, folder (this one), or a mail server."""
    if address == "console":
        return _Console()
    return _Folder(folder) if address == "folder" else _Smtp(server(address))


class _Open:
    """A carrier that has nothing to open or to close."""

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        return None


class _Console(_Open):
    """Writes letters where the program writes."""

    def carry(self, letter: Letter) -> None:
        """Write it with a line that says to whom."""
        text = letter.data.decode("utf-8", "replace").replace("\r\n", "\n")
        sys.stdout.write(f"-- mail to {', '.join(letter.recipients)}\n{text}\n-- end of mail\n")
        sys.stdout.flush()


class _Folder(_Open):
    """Keeps each letter as a file that mail programs open; the same letter is the same file."""

    def __init__(self, folder: Path):
        self._folder = folder

    def carry(self, letter: Letter) -> None:
        """Write the file whole or not at all."""
        try:
            self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            unfinished = self._folder / f".{letter.token}"
            unfinished.write_bytes(letter.data)
            unfinished.replace(self._folder / f"{letter.token}.eml")
        except OSError as error:
            raise Delayed(f"{self._folder}: {error.strerror or error}") from error


class _Smtp:
    """Hands letters to a mail server, over one connection as long as nothing is wrong with it."""

    def __init__(self, mail_server: MailServer):
        self._server = mail_server
        self._connection: smtplib.SMTP | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._hang_up()

    def carry(self, letter: Letter) -> None:
        """Hand it in; what the server says of one letter leaves the connection for the next."""
        try:
            connection = self._connection = self._connection or self._connected()
            connection.sendmail(letter.sender, list(letter.recipients), letter.data)
        except smtplib.SMTPRecipientsRefused as error:
            code, words = next(iter(error.recipients.values()))
            raise _told(code, words) from error
        except smtplib.SMTPResponseException as error:
            self._hang_up()
            told = _told(error.smtp_code, error.smtp_error)
            # A password that is wrong is the operator's to mend, and no fault of the letter.
            raise Delayed(str(told)) if isinstance(error, smtplib.SMTPAuthenticationError) else told from error
        except ValueError as error:
            raise Refused(f"the address cannot be written to a server: {error}") from error
        except (smtplib.SMTPException, OSError) as error:
            self._hang_up()
            raise Delayed(f"{self._server.host}:{self._server.port}: {error}") from error

    def _connected(self) -> smtplib.SMTP:
        """Connect, encrypted where the server can do it; a password goes to another machine in no other way."""
        there, secure = self._server, ssl.create_default_context()
        if there.encrypted:
            connection: smtplib.SMTP = smtplib.SMTP_SSL(
                there.host, there.port, timeout=_PATIENCE_SECONDS, context=secure
            )
        else:
            connection = smtplib.SMTP(there.host, there.port, timeout=_PATIENCE_SECONDS)
        try:
            connection.ehlo_or_helo_if_needed()
            if not there.encrypted and connection.has_extn("starttls"):
                connection.starttls(context=secure)
            elif not there.encrypted and there.user and there.host not in _HERE:
                raise smtplib.SMTPNotSupportedError("the server cannot encrypt, so the password was not sent")
            if there.user:
                connection.login(there.user, there.password)
        except BaseException:
            connection.close()
            raise
        return connection

    def _hang_up(self) -> None:
        """Say goodbye where somebody still listens."""
        if self._connection is not None:
            with contextlib.suppress(smtplib.SMTPException, OSError):
                self._connection.quit()
            self._connection = None


def _told(code: int, words: bytes | str) -> Delayed | Refused:
    """What a server's answer means: 5 and two digits is for ever (RFC 5321, 4.2.1)."""
    said = words.decode("utf-8", "replace") if isinstance(words, bytes) else words
    return (Refused if 500 <= code < 600 else Delayed)(f"{code} {' '.join(said.split())}"[:500])
