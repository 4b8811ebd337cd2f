"""The fields of a feed or an entry: elements by their usual names, and what is written in them."""

import html
import re
from base64 import b64decode
from collections.abc import Callable
from datetime import datetime
from html.entities import html5
from typing import TypeVar

from daily8.engine.dates import parse_date
from daily8.engine.decoding import decode
from daily8.engine.feeds.links import link_at
from daily8.engine.feeds.markup import Element, key_of

Value = TypeVar("Value")

_HTML_NAMES = (
    "a abbr acronym address article aside audio b base big blockquote body br button center cite code dd del "
    "div dl dt em embed figcaption figure font footer form h1 h2 h3 h4 h5 h6 head header hr html i iframe img "
    "input ins kbd li link mark meta nav noscript object ol option p picture pre q s samp script section "
    "select small source span strike strong style sub sup svg table tbody td textarea tfoot th thead time "
    "title tr track tt u ul var video wbr"
)
_TAG = re.compile(rf"</?(?:{'|'.join(_HTML_NAMES.split())})(?:\s[^<>]*|/)?>|<!--.*?-->", re.IGNORECASE)
_SCRIPT = re.compile(r"<(script|style)\b.*?</\1\s*>", re.IGNORECASE | re.DOTALL)
_MARKUP = re.compile(rf"{_TAG.pattern}|&(?:#\d+|#x[0-9a-f]+|[a-z]\w+);", re.IGNORECASE)
_NAMED = re.compile(r"&(#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
_VOID = {"area", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
_LONGEST_LINE = 5_000
_MOST_ALIKE = 100
_XHTML = {"xhtml", "application/xhtml+xml"}
_PLAIN = {"text", "text/plain"}


class Fields:
    """The children of one element, found by name; of one name at most the first hundred."""

    def __init__(self, element: Element) -> None:
        self.element = element
        self._children: dict[str, list[Element]] = {}
        for child in element:
            alike = self._children.setdefault(key_of(child.tag, child.prefix), [])
            if len(alike) < _MOST_ALIKE:
                alike.append(child)

    def all(self, *keys: str) -> list[Element]:
        """Return the elements of these names: all of the first name, then of the next."""
        return [element for key in keys if key in self._children for element in self._children[key]]

    def first(self, *keys: str) -> Element | None:
        """Return the first element of these names that is there."""
        return next(iter(self.all(*keys)), None)

    def text(self, *keys: str) -> str:
        """Return the text of the first element of these names that has any."""
        return self._best(keys, text_of) or ""

    def html(self, *keys: str) -> str:
        """Return the HTML of the first element of these names that has any."""
        return self._best(keys, html_of) or ""

    def title(self, *keys: str) -> str:
        """Return one line of plain text from the first element of these names that has any."""
        return self._best(keys, line_of) or ""

    def link(self, *keys: str) -> str:
        """Return the address written in the first element of these names that holds one."""
        return self._best(keys, lambda element: link_at(element, text_of(element))) or ""

    def date(self, *keys: str) -> datetime | None:
        """Return the moment in the first element of these names that tells one."""
        return self._best(keys, lambda element: parse_date(text_of(element)))

    def _best(self, keys: tuple[str, ...], read: Callable[[Element], Value | None]) -> Value | None:
        for key in keys:
            for element in self._children.get(key, ()):
                if value := read(element):
                    return value
        return None


def text_of(element: Element) -> str:
    """Return all text within an element, without white space around it."""
    if len(element):
        return "".join(map(str, element.itertext())).strip()
    return (element.text or "").strip()


def line_of(element: Element) -> str:
    """Return an element as one line of plain text: no tags, no entities, single spaces."""
    text = text_of(element)
    if _atom_type(element) in _PLAIN:
        return " ".join(_unescape(text[:_LONGEST_LINE]).split())
    return plain(text)


def plain(text: str) -> str:
    """Return HTML as one line of plain text. Angle brackets that are no tags of HTML stay.

    A line longer than 5,000 characters is no line; the rest of it is dropped.
    """
    text = text[:_LONGEST_LINE]
    if "<" in text:
        text = _SCRIPT.sub("", text)
        text = _TAG.sub(" " if "<br" in text or "<p" in text else "", text)
    return " ".join(_unescape(text).split())


def html_of(element: Element) -> str:
    """Return what is written in an element as HTML, whichever way it is packed."""
    kind = _atom_type(element)
    if element.get("mode") == "base64":
        return _from_base64(text_of(element))
    if len(element):
        return _inner_html(_only_division(element) if kind in _XHTML else element).strip()
    text = text_of(element)
    if kind in _PLAIN and not (element.get("type") is None and _MARKUP.search(text[:_LONGEST_LINE])):
        return html.escape(text, quote=False)
    return text if not kind or "/" not in kind or kind.startswith("text/") or kind in _XHTML else ""


def _atom_type(element: Element) -> str:
    """Return the type attribute, which only Atom has; there, no type means text."""
    kind = element.get("type")
    if kind is None:
        return "text" if key_of(element.tag, element.prefix).startswith("atom:") else ""
    return kind.strip().lower()


def _unescape(text: str) -> str:
    return _NAMED.sub(_character, _NAMED.sub(_character, text)) if "&" in text else text


def _character(match: re.Match[str]) -> str:
    name = match[1]
    return html.unescape(match[0]) if name[0] == "#" or f"{name};" in html5 else match[0]


def _from_base64(text: str) -> str:
    try:
        return decode(b64decode(text, validate=False)).strip()
    except ValueError:
        return ""


def _only_division(element: Element) -> Element:
    """Return the <div> that Atom puts around XHTML, which is not part of it."""
    child = element[0]
    wrapped = len(element) == 1 and child.tag.endswith("div") and not (element.text or "").strip()
    return child if wrapped else element


def _inner_html(element: Element) -> str:
    parts = [html.escape(element.text or "", quote=False)]
    for child in element:
        name = child.tag.rpartition("}")[2]
        attributes = "".join(
            f' {str(key).rpartition("}")[2]}="{html.escape(str(value))}"' for key, value in child.attrib.items()
        )
        end = "" if name in _VOID and not len(child) else f"</{name}>"
        tail = html.escape(child.tail or "", quote=False)
        parts.append(f"<{name}{attributes}>{_inner_html(child)}{end}{tail}")
    return "".join(parts)
