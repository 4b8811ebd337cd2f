"""Carries finished letters to a mail server, a folder or the console."""

from daily8.engine.mail.addresses import AddressError, MailServer, server
from daily8.engine.mail.carriers import Carrier, carrier, reach
from daily8.engine.mail.letters import Delayed, Letter, MailError, Refused, Returned
from daily8.engine.mail.reports import Report

__all__ = [
    "AddressError",
    "Carrier",
    "Delayed",
    "Letter",
    "MailError",
    "MailServer",
    "Refused",
    "Report",
    "Returned",
    "carrier",
    "reach",
    "server",
]
