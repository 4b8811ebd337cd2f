"""A publisher's page, parsed once."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from urllib.parse import urljoin, urlsplit

from lxml import etree
from lxml.etree import _Element

from daily8.engine.decoding import decode
from daily8.engine.extraction.results import ExtractionError
from daily8.engine.extraction.structured import Statement, statements

_UNWANTED = re.compile(
    "[\x00-\x08\x0b\x0e-\x1f\x7f\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060\ufeff\ud800-\udfff]+"
)
_META_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w:.-]{2,40})", re.IGNORECASE)
_HEADER_CHARSET = re.compile(r"charset\s*=\s*[\"']?\s*([\w:.-]{2,40})", re.IGNORECASE)
_WINDOWS = re.compile("[\x80-\x9f]")
_WINDOWS_REFERENCE = re.compile("&#(1(?:2[89]|[34][0-9]|5[0-9]));?")
_IMPOSSIBLE_REFERENCE = re.compile(r"&#(?:[xX]0*[dD][89a-fA-F][0-9a-fA-F]{2}|0+|[xX]0+)(?![0-9a-fA-F]);?")
# What is unwanted or of windows-1252, as bytes of UTF-8. A pattern for each first byte: what begins with fixed
# bytes is found twenty times as fast as a character of a class, and a page hardly ever holds any.
_CONTROLS = bytes([*range(9), 0x0B, *range(0x0E, 0x20), 0x7F])
_ODD = tuple(
    re.compile(pattern)
    for pattern in (
        rb"\xc2[\x80-\x9f\xad]",
        rb"\xe2\x80[\x8b\x8e\x8f\xaa-\xae]",
        rb"\xe2\x81\xa0",
        rb"\xef\xbb\xbf",
        rb"\xed[\xa0-\xbf]",
    )
)


@dataclass(frozen=True)
class Page:
    """The tree of a page with what its head claims."""

    url: str
    source: str
    root: _Element

    @cached_property
    def base(self) -> str:
        """The address that relative addresses start from."""
        for element in self.root.iter("base"):
            href = element.get("href")
            if href:
                return absolute(href, base=self.url) or self.url
        return self.url

    @cached_property
    def metas(self) -> dict[str, list[str]]:
        """The meta elements, by lower-case name, property or itemprop."""
        found: dict[str, list[str]] = {}
        for element in self.root.iter("meta"):
            content = (element.get("content") or "").strip()
            if not content:
                continue
            for attribute in ("property", "name", "itemprop", "http-equiv"):
                name = element.get(attribute)
                if name:
                    found.setdefault(name.strip().lower(), []).append(content[:5000])
        return found

    def meta(self, *names: str) -> str:
        """Return the first content of the first of these names that is there."""
        return next((self.metas[name][0] for name in names if name in self.metas), "")

    @cached_property
    def statements(self) -> list[Statement]:
        """What the page says about itself in JSON-LD."""
        scripts = [
            script.text or ""
            for script in self.root.iter("script")
            if "ld+json" in (script.get("type") or "").lower()
        ]
        return statements(scripts)

    @cached_property
    def body(self) -> _Element:
        """The element that holds the visible page."""
        found = self.root.find("body")
        return self.root if found is None else found

    def links(self, relation: str) -> Iterator[_Element]:
        """Yield the link elements of a relation, in order."""
        for element in self.root.iter("link"):
            if relation in (element.get("rel") or "").lower().split():
                yield element


def read(html: bytes | str, *, url: str, content_type: str = "") -> Page:
    """Parse a page of any bytes; what browsers forgive is forgiven."""
    source = _without_odd_characters(_text_of(html, content_type))
    if not source.strip():
        raise ExtractionError(f"{url}: an empty answer, nothing to read")
    parser = etree.HTMLParser(encoding="utf-8", huge_tree=True, remove_comments=True, remove_pis=True)
    try:
        root = etree.fromstring(source.encode("utf-8"), parser)
    except (etree.LxmlError, ValueError) as error:
        raise ExtractionError(f"{url}: not HTML: {error}") from error
    if root is None:
        raise ExtractionError(f"{url}: no HTML element in the answer")
    return Page(absolute(url, base=""), source, root)


def _without_odd_characters(source: str) -> str:
    odd = _is_odd(source.encode("utf-8", "surrogatepass"))
    source = _IMPOSSIBLE_REFERENCE.sub("", _UNWANTED.sub("", source) if odd else source)
    source = _WINDOWS_REFERENCE.sub(lambda found: _from_windows(int(found[1])), source)
    return _WINDOWS.sub(lambda found: _from_windows(ord(found[0])), source) if odd else source


def _is_odd(encoded: bytes) -> bool:
    """Say whether a source may hold characters that are unwanted or of windows-1252."""
    controlled = len(encoded.translate(None, _CONTROLS)) < len(encoded)
    return controlled or any(odd.search(encoded) for odd in _ODD)


def _from_windows(number: int) -> str:
    """Read what HTML has no character for as browsers do: as windows-1252."""
    return bytes([number]).decode("cp1252", "ignore")


def _text_of(html: bytes | str, content_type: str) -> str:
    if isinstance(html, str):
        return html
    declared = _HEADER_CHARSET.findall(content_type)
    declared += [label.decode("ascii", "replace") for label in _META_CHARSET.findall(html[:4096])]
    return decode(html, declared=declared)


def absolute(href: str, *, base: str) -> str:
    """Return an http or https address, or nothing when it is not one."""
    href = href.strip()
    if not href or len(href) > 4000:
        return ""
    try:
        address = urljoin(base, href)
        urlsplit(address)
    except ValueError:
        return ""
    return address if address.lower().startswith(("http://", "https://")) else ""
