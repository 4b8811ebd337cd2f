"""A stream as Atom, with what Google's had beside it."""

from collections.abc import Sequence
from datetime import UTC, datetime

from lxml import etree
from lxml.etree import QName

from daily8.api.reader import ids
from daily8.api.reader.asking import Stream
from daily8.api.reader.items import Item
from daily8.reading import feed_addresses
from daily8.reading.streams import Library

TYPE = "application/atom+xml; charset=utf-8"
_ATOM, _GR = "http://www.w3.org/2005/Atom", "http://www.google.com/schemas/reader/atom/"
_ROOT = f'<feed xmlns="{_ATOM}" xmlns:gr="{_GR}"/>'
_SCHEME = "http://www.google.com/reader/"
# Older apps take what is unread for it by this word alone.
_FRESH = "fresh"


def written(stream: Stream, items: Sequence[Item], library: Library, *, origin: str, going_on: str) -> bytes:
    """Return the document."""
    feed = etree.fromstring(_ROOT)
    _add(feed, "id", f"tag:google.com,2005:reader/{stream.id}")
    _add(feed, "title", stream.title or stream.id)
    _add(feed, "updated", _written(library.now))
    if going_on:
        etree.SubElement(feed, QName(_GR, "continuation")).text = going_on
    for item in items:
        _add_item(feed, item, library, origin)
    return etree.tostring(feed, encoding="utf-8", xml_declaration=True)


def _add_item(feed: etree._Element, item: Item, library: Library, origin: str) -> None:
    address = feed_addresses.feed_of(item.feed.thing, origin=origin, language=library.language)
    entry = _add(feed, "entry")
    entry.set(QName(_GR, "crawl-timestamp-msec"), str(ids.microseconds(item.found_at) // 1000))
    _add(entry, "id", ids.long_id(item.pk))
    for state in (*item.states, *([] if "read" in item.states else [_FRESH])):
        _add(entry, "category", term=ids.state(state), scheme=_SCHEME, label=state)
    _add(entry, "title", item.entry.title, type="text")
    _add(entry, "published", _written(item.entry.published_at))
    _add(entry, "updated", _written(item.entry.updated_at))
    _add(entry, "link", rel="alternate", href=item.entry.page, type="text/html")
    _add(entry, "summary", item.html, type="html")
    _add(_add(entry, "author"), "name", ", ".join(item.entry.authors))
    source = _add(entry, "source")
    source.set(QName(_GR, "stream-id"), ids.feed(address))
    _add(source, "id", f"tag:google.com,2005:reader/{ids.feed(address)}")
    _add(source, "title", item.feed.title)


def _add(parent: etree._Element, name: str, text: str = "", **attributes: str) -> etree._Element:
    element = etree.SubElement(parent, QName(_ATOM, name), attributes)
    element.text = text or None
    return element


def _written(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
