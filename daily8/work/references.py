"""What one request is called in the log, on an error page and in the answer's header."""

import re
import secrets
from contextvars import ContextVar

# As short as a person can read it to another, and long enough to be found in a month of log.
_BYTES = 6
_GIVEN = re.compile(r"[0-9A-Za-z-]{8,64}")
# Addresses that open something to whoever knows them: letters' links, own feeds, hubs.
_SECRET = re.compile(
    r"(?<=/)(account/confirm|account/password|newsletter|guest|following|alerts/stop|websub)/(?!list$)([^/]{16,})"
)
_CURRENT: ContextVar[str] = ContextVar("reference", default="")


def begin(given: str = "") -> str:
    """Give the request that begins here its reference: the one that it came with, where that is one."""
    reference = given if _GIVEN.fullmatch(given) else secrets.token_hex(_BYTES)
    _CURRENT.set(reference)
    return reference


def end() -> None:
    """The request is over."""
    _CURRENT.set("")


def current() -> str:
    """Return the reference of the request that is being answered, "" outside of any."""
    return _CURRENT.get()


def without_secret(path: str) -> str:
    """Return a path as the log may have it: what opens something to whoever knows it is left out."""
    return _SECRET.sub(r"\1/…", path)
