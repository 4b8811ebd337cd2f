"""Parsers for one JSON line at a time: what `daily8 tool` answers, with no database and no network."""

import base64
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

from daily8.engine import feeds, http, sanitizing
from daily8.engine.extraction import extract as extract_page
from daily8.engine.quantities.offline import numbers
from daily8.engine.summarizing.offline import summarize

Line = dict[str, Any]

MOST_BYTES = 64 * 2**20


class LineError(ValueError):
    """A line that does not hold what the tool reads; the message says what is missing."""


def answer(tool: str, line: Line) -> Line:
    """Return what the tool of this name says of a line, under the line's own id.

    Raises ValueError, in plain words, where there is nothing to say.
    """
    return {"id": line.get("id"), **TOOLS[tool](line)}


def extract(line: Line) -> Line:
    """Return the article on a page: `html` is text, or `{"base64": ...}` with the bytes as they came."""
    html = line.get("html")
    if isinstance(html, dict):
        html = _bytes(html, "base64")
    if not isinstance(html, (str, bytes)):
        raise LineError('write "html" as text or as {"base64": ...}')
    page = extract_page(html, url=_text(line, "url"), content_type=_text(line, "content_type"))
    return {
        "kind": page.kind.value,
        "title": page.title,
        "text": page.text,
        "authors": list(page.authors),
        "published": _moment(page.published),
        "language": page.language,
        "image": page.image,
        "section": page.section,
    }


def feed(line: Line) -> Line:
    """Return a feed's own words and its entries, at most 1,000; `left_out` counts the rest."""
    parsed = feeds.parse(
        _bytes(line, "body_base64"), url=_text(line, "url"), content_type=_text(line, "content_type")
    )
    return {
        "format": parsed.format,
        "title": parsed.title,
        "home": parsed.home,
        "language": parsed.language,
        "entries": [_entry(entry, parsed.author) for entry in parsed.entries],
        "left_out": parsed.omitted,
    }


def sanitize(line: Line) -> Line:
    """Return HTML that may be shown to readers."""
    return {"html": sanitizing.clean(_text(line, "html"), base=_text(line, "base"))}


def check_url(line: Line) -> Line:
    """Return whether daily8 would ask this address, as far as that can be told without asking."""
    verdict = http.check_url(_text(line, "url"))
    return {"allowed": verdict.allowed, "reason": verdict.reason}


TOOLS: dict[str, Callable[[Line], Line]] = {
    "extract": extract,
    "feed": feed,
    "sanitize": sanitize,
    "check-url": check_url,
    "summarize": summarize,
    "numbers": numbers,
}


def _entry(entry: feeds.Entry, feed_author: str) -> Line:
    """An entry, with the nearest thing said elsewhere in place of what it does not say itself."""
    return {
        "id": entry.id,
        "url": entry.url,
        "title": entry.title,
        "authors": list(entry.authors) or ([feed_author] if feed_author else []),
        "published": _moment(entry.published or entry.updated),
        "updated": _moment(entry.updated),
        "summary": entry.summary,
        "content": entry.content or entry.summary,
        "categories": list(entry.categories),
        "image": entry.image,
    }


def _text(line: Line, name: str) -> str:
    value = line.get(name) or ""
    if not isinstance(value, str):
        raise LineError(f'write "{name}" as text')
    return value


def _bytes(line: Line, name: str) -> bytes:
    try:
        body = base64.b64decode("".join(_text(line, name).split()), validate=True)
    except ValueError as error:
        raise LineError(f'"{name}" is not base64: {error}') from error
    if len(body) > MOST_BYTES:
        raise LineError(f"{len(body)} bytes are more than the {MOST_BYTES} that are read")
    return body


def _moment(moment: datetime | None) -> str | None:
    return moment.astimezone(UTC).isoformat().replace("+00:00", "Z") if moment else None
