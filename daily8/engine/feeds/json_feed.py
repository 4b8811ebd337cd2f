"""JSON Feed, versions 1.0 and 1.1."""

import html
import json
import re
from collections.abc import Iterator
from datetime import datetime
from typing import Any

from daily8.engine.dates import parse_date
from daily8.engine.feeds.feed import Enclosure, Entry, FeedError, ParsedFeed
from daily8.engine.feeds.fields import plain
from daily8.engine.feeds.links import web_address
from daily8.engine.feeds.markup import clean
from daily8.engine.feeds.people import distinct

_Object = dict[str, Any]
_ITEMS = re.compile(r'"items"\s*:\s*\[')
_SEPARATOR = re.compile(r"[\s,]*")


def read_json_feed(text: str, *, url: str, limit: int) -> ParsedFeed:
    """Return the feed in a JSON text. From one that is cut off, the items before the cut are read."""
    document = _load(text)
    items = [item for item in _list(document, "items") if isinstance(item, dict)]
    if not items and "jsonfeed.org" not in _text(document, "version"):
        raise FeedError("JSON, but not a JSON feed: it has no list of items")
    home = _link(document, "home_page_url", base=url)
    authors = _authors(document)
    hubs = [_link(hub, "url", base=url) for hub in _objects(document, "hubs")]
    return ParsedFeed(
        format="json",
        title=plain(_text(document, "title")),
        home=home,
        description=html.escape(_text(document, "description"), quote=False),
        language=_text(document, "language"),
        author=", ".join(authors),
        hub=next(filter(None, hubs), ""),
        self_url=_link(document, "feed_url", base=url),
        next_url=_link(document, "next_url", base=url),
        entries=tuple(_entry(item, base=home or url, inherited=authors) for item in items[:limit]),
        omitted=max(0, len(items) - limit),
    )


def _load(text: str) -> _Object:
    try:
        document = json.loads(text, parse_int=_number, strict=False)
    except RecursionError as error:
        raise FeedError("JSON nested too deeply for a feed") from error
    except ValueError as error:
        document = _salvage(text)
        if not document["items"]:
            raise FeedError(f"not JSON that could be read: {error}") from error
    if not isinstance(document, dict):
        raise FeedError("JSON, but not a JSON feed: not an object")
    return document


def _salvage(text: str) -> _Object:
    """Return the items that stand whole in a broken text, with what is said of the feed before them."""
    start = _ITEMS.search(text)
    if not start:
        return {"items": []}
    try:
        document = json.loads(text[: start.end()] + "]}", parse_int=_number, strict=False)
    except (ValueError, RecursionError):
        document = {}
    return {**document, "items": list(_whole_items(text, start.end()))}


def _whole_items(text: str, position: int) -> Iterator[Any]:
    decoder = json.JSONDecoder(parse_int=_number, strict=False)
    while True:
        gap = _SEPARATOR.match(text, position)
        try:
            item, position = decoder.raw_decode(text, gap.end() if gap else position)
        except (ValueError, RecursionError):
            return
        yield item


def _number(digits: str) -> int:
    # Python refuses integers of more than 4,300 digits; no number in a feed needs twenty.
    return int(digits) if len(digits) < 20 else 0


def _entry(item: _Object, *, base: str, inherited: tuple[str, ...]) -> Entry:
    url = _link(item, "url", base=base) or _link(item, "external_url", base=base)
    identity = _text(item, "id") or url
    markup = _text(item, "content_html") or html.escape(_text(item, "content_text"), quote=False)
    return Entry(
        id=identity,
        url=url or (web_address(identity) if identity.startswith("http") else ""),
        title=plain(_text(item, "title")),
        authors=_authors(item) or inherited,
        published=_date(item, "date_published"),
        updated=_date(item, "date_modified"),
        summary=html.escape(_text(item, "summary"), quote=False),
        content=markup,
        categories=distinct(plain(clean(tag)) for tag in _list(item, "tags") if isinstance(tag, str)),
        image=_link(item, "image", base=base) or _link(item, "banner_image", base=base),
        enclosures=tuple(_enclosures(item, base=base)),
    )


def _enclosures(item: _Object, *, base: str) -> Iterator[Enclosure]:
    for attachment in _objects(item, "attachments")[:50]:
        url = _link(attachment, "url", base=base)
        size = attachment.get("size_in_bytes")
        if url:
            yield Enclosure(url, _text(attachment, "mime_type"), size if isinstance(size, int) else 0)


def _authors(thing: _Object) -> tuple[str, ...]:
    people = _objects(thing, "authors") or _objects(thing, "author")
    return distinct(plain(_text(person, "name")) for person in people)


def _objects(thing: _Object, key: str) -> list[_Object]:
    value = thing.get(key)
    return [value] if isinstance(value, dict) else [each for each in _list(thing, key) if isinstance(each, dict)]


def _list(thing: _Object, key: str) -> list[Any]:
    value = thing.get(key)
    return value if isinstance(value, list) else []


def _text(thing: _Object, key: str) -> str:
    value = thing.get(key)
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return ""
    return clean(str(value)).strip()


def _link(thing: _Object, key: str, *, base: str) -> str:
    value = _text(thing, key)
    return web_address(value, base=base) if value else ""


def _date(thing: _Object, key: str) -> datetime | None:
    return parse_date(_text(thing, key))
