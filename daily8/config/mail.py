"""Where mail goes, and whom it comes from."""

from email.utils import formataddr
from urllib.parse import urlsplit

from daily8.config.env import Environment

_HERE = ("folder", "console")


def mail(environment: Environment, *, site_name: str, site_url: str) -> tuple[str, str]:
    """Return where mail goes, and its sender; what goes to a server has links, which need the site's address."""
    carrier = environment.mail(
        "DAILY8_MAIL",
        "folder",
        "Where mail goes: folder (the folder mail in DAILY8_DATA), console, or smtp://user:password@host:587"
        " (needs DAILY8_SITE_URL, for the links in it).",
        words=_HERE,
    )
    if carrier not in _HERE:
        environment.refuse_missing(
            "DAILY8_SITE_URL", because="mail through a server (DAILY8_MAIL) needs it for its links"
        )
    sender = environment.text(
        "DAILY8_MAIL_FROM", "", "Address that mail comes from, such as Harbour News <news@example.org>."
    )
    return carrier, sender or formataddr((site_name, f"news@{urlsplit(site_url).hostname or 'localhost'}"))
