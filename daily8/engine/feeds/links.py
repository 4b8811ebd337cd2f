"""Addresses in feeds, made whole."""

import re
from urllib.parse import quote, urljoin, urlsplit

from daily8.engine.feeds.markup import Element

_WHOLE = re.compile(r"https?://[^\s/?#<>\"\\@\[\]]+(?:[/?#][^\s<>\"\\]*)?", re.IGNORECASE)
_SAFE = "!#$%&'()*+,/:;=?@[]~"


def link_at(element: Element, value: str | None) -> str:
    """Return `value` as an address that stands in `element`: resolved against its xml:base."""
    return web_address(value or "", base=element.base or "") if value else ""


def web_address(value: str, *, base: str = "") -> str:
    """Return `value` as an absolute http or https address, or an empty string when it cannot be one."""
    value = value.strip()
    if _WHOLE.fullmatch(value):
        return value
    try:
        whole = urljoin(base.strip(), "".join(value.split("\n")))
        parts = urlsplit(whole)
    except ValueError:
        return ""
    if not parts.scheme and whole.startswith("//"):
        whole = f"https:{whole}"
    elif parts.scheme not in ("http", "https"):
        return ""
    if not parts.hostname:
        return ""
    return quote(whole, safe=_SAFE + _letters(whole))


def _letters(text: str) -> str:
    return "".join({letter for letter in text if not letter.isascii() and not letter.isspace()})
