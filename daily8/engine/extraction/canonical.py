"""The one address of a page."""

from urllib.parse import urlsplit

from daily8.engine.addresses import normalise, publisher_domain
from daily8.engine.extraction.page import Page, absolute


def canonical(page: Page) -> str:
    """Return the address that the page names as its own, or nothing when it is not plausible.

    It must be the same publisher's and not its home page. The canonical address of an AMP page is
    its normal page, so this undoes AMP too.
    """
    linked = [element.get("href") or "" for element in page.links("canonical")]
    for href in [*linked[:1], page.meta("og:url")]:
        address = absolute(href, base=page.base)
        if address and _plausible(address, page.url):
            return normalise(address)
    return ""


def _plausible(address: str, url: str) -> bool:
    return publisher_domain(address) == publisher_domain(url) != "" and (not _is_home(address) or _is_home(url))


def _is_home(url: str) -> bool:
    parts = urlsplit(url)
    return parts.path in ("", "/") and not parts.query
