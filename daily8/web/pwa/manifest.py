"""What a browser must know to install the site as an app, in one language of the interface."""

from dataclasses import dataclass
from typing import Any

from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _

from daily8.engine.language.directions import direction
from daily8.work import branding

# The paper of the light theme (`--paper` in tokens.css): a manifest can name but one.
PAPER = "#fbfaf7"


@dataclass(frozen=True, slots=True)
class Icon:
    """A picture of the app; one without a size is a drawing for all sizes."""

    file: str
    size: int = 0
    maskable: bool = False

    def listed(self) -> dict[str, str]:
        """Return it as a manifest says it."""
        return {
            "src": branding.icon(self.file.removeprefix("images/")),
            "sizes": f"{self.size}x{self.size}" if self.size else "any",
            "type": "image/png" if self.size else "image/svg+xml",
            "purpose": "maskable" if self.maskable else "any",
        }


ICONS = (
    Icon("images/icon.svg"),
    Icon("images/app-192.png", 192),
    Icon("images/app-512.png", 512),
    Icon("images/app-maskable-192.png", 192, maskable=True),
    Icon("images/app-maskable-512.png", 512, maskable=True),
)


def of(language: str) -> dict[str, Any]:
    """Return the manifest in this language, which is the active one.

    Whatever the language, it is one app: the id is the same, so an installed app follows its reader.
    """
    return {
        "id": "/",
        "name": branding.name(),
        "short_name": branding.name(),
        "description": _("News of many publishers, in their own words, on one calm page."),
        "lang": language,
        "dir": direction(language),
        "start_url": reverse("front"),
        "scope": "/",
        "categories": ["news"],
        "shortcuts": _shortcuts(),
        "share_target": _share_target(),
        **_look(),
    }


def _shortcuts() -> list[dict[str, Any]]:
    """The pages that one opens at once, as far as this site has them."""
    offered = {"latest": _("Latest"), "reading": _("Saved articles"), "search": _("Search")}
    icon = {"src": branding.icon("app-192.png"), "sizes": "192x192", "type": "image/png"}
    return [
        {"name": words, "url": address, "icons": [icon]}
        for page, words in offered.items()
        if (address := _address(page))
    ]


def _share_target() -> dict[str, Any]:
    """What a system hands over when a reader shares something with the app."""
    return {
        "action": reverse("share"),
        "method": "GET",
        "enctype": "application/x-www-form-urlencoded",
        "params": {"title": "title", "text": "text", "url": "url"},
    }


def _look() -> dict[str, Any]:
    # The drawing is of our own sign, and no logo is one.
    drawn = not branding.current().logo_digest
    icons = [icon.listed() for icon in ICONS if icon.size or drawn]
    return {"display": "standalone", "background_color": PAPER, "theme_color": PAPER, "icons": icons}


def _address(page: str) -> str:
    try:
        return reverse(page)
    except NoReverseMatch:
        return ""
