"""What brings letters away, one face over a mail server, a folder and the console."""

import contextlib
import re
import smtplib
import ssl
import sys
from pathlib import Path
from types import TracebackType
from typing import Protocol, Self

from daily8.engine.mail.addresses import MailServer, server
from daily8.engine.mail.letters import Delayed, Letter, MailError, Refused, Returned

# A server that says nothing for so long is given up.
_PATIENCE_SECONDS = 20.0
_HERE = ("localhost", "127.0.0.1", "::1")
# That nobody has an address is said by these (RFC 5321, 4.2.3), unless another class follows (RFC 3463): 5.1 is of
# addresses, 5.2.1 of a mailbox that is closed; 5.7 is of what a server lets others do.
_NOBODY = frozenset({550, 551, 553})
_CLASS = re.compile(r"5\.(\d{1,3})\.(\d{1,3})\b")
_OF_ADDRESSES = re.compile(r"5\.(?:1\.\d{1,3}|2\.1)\b")


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


def reach(address: str) -> None:
    """Say a word to the mail server at an address; raise Delayed where it does not answer, or not to us."""
    _Smtp(server(address)).greet()


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
            raise of_recipient(code, words) from error
        except smtplib.SMTPDataError as error:
            self._hang_up()
            raise _of_letter(error.smtp_code, error.smtp_error) from error
        except smtplib.SMTPResponseException as error:
            self._hang_up()
            # A password or a sender that is wrong is the operator's to mend, and no fault of the letter.
            raise Delayed(_said(error.smtp_code, error.smtp_error)) from error
        except ValueError as error:
            raise Returned(f"the address cannot be written to a server: {error}") from error
        except (smtplib.SMTPException, OSError) as error:
            self._hang_up()
            raise Delayed(f"{self._server.host}:{self._server.port}: {error}") from error

    def greet(self) -> None:
        """Connect, say nothing, and hang up."""
        try:
            self._connection = self._connected()
            self._connection.noop()
        except smtplib.SMTPResponseException as error:
            raise Delayed(_said(error.smtp_code, error.smtp_error)) from error
        except (smtplib.SMTPException, OSError) as error:
            raise Delayed(str(error)) from error
        finally:
            self._hang_up()

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


def of_recipient(code: int, words: bytes | str) -> MailError:
    """What a server's answer to an address means: that nobody has it, or something that may change."""
    said = _said(code, words)
    nobody = bool(_OF_ADDRESSES.search(said)) if _CLASS.search(said) else code in _NOBODY
    return Returned(said) if nobody and code >= 500 else Delayed(said)


def _of_letter(code: int, words: bytes | str) -> MailError:
    """What a server's answer to a letter means: 5 and two digits is for ever (RFC 5321, 4.2.1)."""
    return (Refused if 500 <= code < 600 else Delayed)(_said(code, words))


def _said(code: int, words: bytes | str) -> str:
    said = words.decode("utf-8", "replace") if isinstance(words, bytes) else words
    return f"{code} {' '.join(said.split())}"[:500]
