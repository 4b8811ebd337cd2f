"""How an operator names the mail server."""

from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

_WAY_OUT = "a server such as smtp://user:password@mail.example.org:587"
_PORTS = {"smtp": 587, "smtps": 465}


class AddressError(ValueError):
    """An address of a mail server that cannot be used; the text shows how one is written, and no password."""


@dataclass(frozen=True, slots=True)
class MailServer:
    """Where mail is handed in; `encrypted` from the first byte on, else from STARTTLS on."""

    host: str
    port: int
    user: str = ""
    password: str = ""
    encrypted: bool = False


def server(address: str) -> MailServer:
    """Return the server that smtp://user:password@host:port names; smtps:// for TLS from the first byte.

    Signs such as @ and / in a password are written as %40 and %2F. Raises AddressError.
    """
    try:
        parts = urlsplit(address)
        port = parts.port
    except ValueError as error:
        raise AddressError(_WAY_OUT) from error
    if parts.scheme not in _PORTS or not parts.hostname or port == 0 or parts.path.strip("/") or any(parts[3:]):
        raise AddressError(_WAY_OUT)
    return MailServer(
        parts.hostname,
        port or _PORTS[parts.scheme],
        unquote(parts.username or ""),
        unquote(parts.password or ""),
        encrypted=parts.scheme == "smtps",
    )
