"""A letter, and why it may not have arrived."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Letter:
    """A message that is written: its bytes are those that are sent (RFC 5322), its `token` is no other's."""

    token: str
    sender: str
    recipients: tuple[str, ...]
    data: bytes


class MailError(Exception):
    """A letter was not taken; the text says why, in the server's own words where it said some."""


class Refused(MailError):
    """It will not be taken later either."""


class Returned(Refused):
    """Nobody has that address: the server that answers for it says so."""


class Delayed(MailError):
    """It may be taken later."""
