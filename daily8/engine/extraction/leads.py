"""The lead picture of a page."""

from dataclasses import dataclass
from typing import Any

from daily8.engine.extraction import structured
from daily8.engine.extraction.page import Page, absolute


@dataclass(frozen=True, slots=True)
class Lead:
    """The picture that stands for a page, and its caption."""

    url: str
    caption: str


def lead_of(page: Page) -> Lead:
    """Return the picture that the page offers for sharing, else the one it tells machines."""
    offered = absolute(page.meta("og:image", "og:image:url", "og:image:secure_url"), base=page.base)
    stated = (_address(found.get("image"), page.base) for found in structured.articles(page.statements))
    url = offered or next((address for address in stated if address), "")
    return Lead(url or absolute(page.meta("twitter:image", "twitter:image:src"), base=page.base), "")


def _address(value: Any, base: str) -> str:
    if isinstance(value, list):
        return next((found for found in (_address(item, base) for item in value[:5]) if found), "")
    if isinstance(value, dict):
        return _address(value.get("url") or value.get("contentUrl"), base)
    return absolute(value, base=base) if isinstance(value, str) else ""
