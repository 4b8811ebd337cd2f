"""The one address of a page."""

from functools import cache
from urllib.parse import urlsplit

from publicsuffixlist import PublicSuffixList

from daily8.engine.extraction.page import Page, absolute


def canonical(page: Page) -> str:
    """Return the address that the page names as its own, or nothing when it is not plausible.

    It must be on the same registered domain and not be the home page. The canonical address of an
    AMP page is its normal page, so this undoes AMP too.
    """
    for href in _candidates(page):
        address = absolute(href, base=page.base)
        if address and _plausible(address, page.url):
            return address
    return ""


def _candidates(page: Page) -> list[str]:
    linked = [element.get("href") or "" for element in page.links("canonical")]
    return [*linked[:1], page.meta("og:url")]


def _plausible(address: str, url: str) -> bool:
    try:
        there, here = urlsplit(address), urlsplit(url)
        same = registered_domain(there.hostname or "") == registered_domain(here.hostname or "")
    except ValueError:
        return False
    at_home = there.path in ("", "/") and not there.query
    here_at_home = here.path in ("", "/") and not here.query
    return same and (not at_home or here_at_home)


def registered_domain(host: str) -> str:
    """Return the part of a host name that somebody registered."""
    host = host.lower().rstrip(".")
    return _suffixes().privatesuffix(host) or host


@cache
def _suffixes() -> PublicSuffixList:
    return PublicSuffixList()
