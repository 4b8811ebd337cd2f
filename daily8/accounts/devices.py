"""What a session looks like to its reader."""

import re
from dataclasses import dataclass
from datetime import datetime

from allauth.usersessions.models import UserSession

# The first that fits; each browser also names those that it wants to be taken for.
_BROWSERS = (
    ("Edge", r"Edg(?:e|A|iOS)?/"),
    ("Opera", r"OPR/|Opera"),
    ("Samsung Internet", r"SamsungBrowser/"),
    ("Firefox", r"Firefox/|FxiOS/"),
    ("Chrome", r"Chrom(?:e|ium)/|CriOS/"),
    ("Safari", r"Safari/"),
)
_SYSTEMS = (
    ("Android", r"Android"),
    ("iPhone", r"iPhone"),
    ("iPad", r"iPad"),
    ("Windows", r"Windows"),
    ("macOS", r"Mac OS X|Macintosh"),
    ("ChromeOS", r"CrOS"),
    ("Linux", r"Linux"),
)


@dataclass(frozen=True, slots=True)
class Line:
    """One session in the list."""

    pk: int
    browser: str
    system: str
    address: str
    began_at: datetime
    current: bool

    @classmethod
    def of(cls, session: UserSession) -> "Line":
        """Tell a session in words that a reader knows."""
        browser, system = named(session.user_agent)
        return cls(
            pk=session.pk,
            browser=browser,
            system=system,
            address=session.ip,
            began_at=session.created_at,
            current=session.is_current(),
        )


def named(agent: str) -> tuple[str, str]:
    """Return what a browser that calls itself so is called, and its system; nothing for what is not known."""
    return _first(_BROWSERS, agent), _first(_SYSTEMS, agent)


def _first(patterns: tuple[tuple[str, str], ...], agent: str) -> str:
    return next((name for name, pattern in patterns if re.search(pattern, agent)), "")
