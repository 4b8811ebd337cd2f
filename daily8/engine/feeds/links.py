"""Addresses in feeds, made whole."""

import re
from urllib.parse import quote, urljoin, urlsplit

from daily8.engine.feeds.markup import Element

_WHOLE = re.compile(r"https?://[^\s/?#<>\"\\@\[\]]+(?:[/?#][^\s<>\"\\]*)?", re.IGNORECASE)
# An address that begins with something else than its scheme, or lacks its host, is no relative one.
_MANGLED = re.compile(r"https?:|[^/?#][^?#]*://", re.IGNORECASE)
_LONGEST = 4_096
_UNWRITABLE = re.compile(r"[\x00-\x20\"<>\\^`{|}\x7f]")


def link_at(element: Element, value: str | None) -> str:
    """Return `value` as an address that stands in `element`: resolved against its xml:base."""
    return web_address(value, base=element.base or "") if value else ""


def web_address(value: str, *, base: str = "") -> str:
    """Return `value` as an absolute http or https address, or an empty string when it cannot be one.

    Only where no base is known, a relative address stays relative.
    """
    value = value.strip()
    if not value or len(value) > _LONGEST:
        return ""
    if _WHOLE.fullmatch(value):
        return value
    try:
        if _MANGLED.match(value) and not urlsplit(value).hostname:
            return ""
        whole = urljoin(base.strip(), "".join(value.split("\n")))
        parts = urlsplit(whole)
    except ValueError:
        return ""
    if not parts.scheme and (whole.startswith("//") or not base):
        whole = f"https:{whole}" if whole.startswith("//") else whole
    elif parts.scheme not in ("http", "https") or not parts.hostname:
        return ""
    return _UNWRITABLE.sub(_encoded, whole)


def _encoded(match: re.Match[str]) -> str:
    return quote(match[0])
