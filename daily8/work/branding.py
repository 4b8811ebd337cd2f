"""The branding in use, as pages, feeds and letters ask for it: kept in memory, and asked for anew when it changed.

The site's other processes learn of a change within seconds, and before they make a ready page anew.
"""

import time
from threading import Lock
from typing import TYPE_CHECKING

from django.apps import apps
from django.db import DatabaseError, InterfaceError
from django.templatetags.static import static
from django.urls import reverse

if TYPE_CHECKING:
    from daily8.work.brands import Branding

_KEPT_SECONDS = 5.0
_MODEL = "work.Branding"
# Of each file that is made of a logo: side, whether it is on paper, and what part of it the logo takes.
ICONS: dict[str, tuple[int, bool, float]] = {
    "icon-32.png": (32, False, 1.0),
    "icon-180.png": (180, True, 0.86),
    "app-192.png": (192, False, 1.0),
    "app-512.png": (512, False, 1.0),
    "app-maskable-192.png": (192, True, 0.64),
    "app-maskable-512.png": (512, True, 0.64),
    "podcast.png": (1400, True, 0.8),
}
# What stands behind a logo where a system wants no holes in it.
PAPER = "#fbfaf7"
# The colour of words on an accent in the dark.
NIGHT = "#141310"
# What words in the accent colour stand on, in the light and in the dark (`--paper` and `--surface` in tokens.css).
LIGHT_PAPERS, DARK_PAPERS = ("#fbfaf7", "#f1eee7"), ("#141310", "#211f1b")


class _Memory:
    """What was found last, until when it is believed, and how often it was forgotten."""

    def __init__(self) -> None:
        self.lock = Lock()
        self.found: Branding | None = None
        self.until = 0.0
        self.turn = 0


_memory = _Memory()


def current() -> "Branding":
    """Return what was decided; where the database is away, what was known last."""
    found = _memory.found
    if found is not None and time.monotonic() < _memory.until:
        return found
    turn = _memory.turn
    # Asked for by name: this module is imported before Django knows its models.
    model: type[Branding] = apps.get_model(_MODEL)
    try:
        found = model._default_manager.defer("logo").first() or model()
    except (DatabaseError, InterfaceError):
        return found or model()
    hold(found, seconds=_KEPT_SECONDS, turn=turn)
    return found


def hold(found: "Branding", *, seconds: float, turn: int | None = None) -> None:
    """Believe this for so long; not where a change was heard of since that turn."""
    with _memory.lock:
        if turn in (None, _memory.turn):
            _memory.found, _memory.until = found, time.monotonic() + seconds


def forget() -> None:
    """Ask anew at the next time."""
    with _memory.lock:
        _memory.until = 0.0
        _memory.turn += 1


def name() -> str:
    """Return what the site is called."""
    return current().site_name


def icon(file: str) -> str:
    """Return the address of an icon, by its name among the site's own: made of the logo where there is one."""
    brand = current()
    return reverse("brand", args=[brand.look, file]) if brand.logo_digest else static(f"images/{file}")
