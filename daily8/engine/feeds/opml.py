"""Lists of feeds, as programs hand them to each other."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from email.utils import format_datetime

from lxml import etree

from daily8.engine.feeds.feed import FeedError
from daily8.engine.feeds.fields import plain
from daily8.engine.feeds.links import web_address
from daily8.engine.feeds.markup import Element, clean, first_part, key_of, tree_of
from daily8.engine.feeds.parsing import text_of_body

_MOST = 20_000


class OpmlError(ValueError):
    """What came is not an OPML list; the message says what it is instead."""


@dataclass(frozen=True, slots=True)
class Outline:
    """A feed in a list, with the folders that it lies in, the outermost first."""

    title: str
    feed_url: str
    home_url: str = ""
    categories: tuple[str, ...] = ()
    language: str = ""


def read(body: bytes) -> list[Outline]:
    """Return the feeds of an OPML list in its order, each address once, or raise OpmlError.

    Lists that are not well-formed are read as far as they make sense; outlines without the address of a feed
    are folders.
    """
    try:
        root = tree_of(first_part(text_of_body(body))[0])
    except FeedError as error:
        raise OpmlError(f"not an OPML list: {error}") from error
    if key_of(root.tag, root.prefix) != "opml":
        raise OpmlError(f"not an OPML list: its outermost element is <{root.tag}>")
    found: dict[str, Outline] = {}
    for outline in _outlines(root, folders=()):
        found.setdefault(outline.feed_url, outline)
        if len(found) >= _MOST:
            break
    return list(found.values())


def write(outlines: Iterable[Outline], *, title: str, created: datetime) -> bytes:
    """Return an OPML 2.0 list: a folder for each category, feeds in the order given."""
    root = etree.Element("opml", version="2.0")
    head = etree.SubElement(root, "head")
    etree.SubElement(head, "title").text = clean(title)
    etree.SubElement(head, "dateCreated").text = format_datetime(created)
    folders: dict[tuple[str, ...], Element] = {(): etree.SubElement(root, "body")}
    for outline in outlines:
        etree.SubElement(_folder(folders, outline.categories), "outline", _attributes(outline))
    return etree.tostring(root, encoding="utf-8", xml_declaration=True, pretty_print=True)


def _outlines(element: Element, *, folders: tuple[str, ...]) -> Iterator[Outline]:
    for child in element:
        if key_of(child.tag, child.prefix) != "outline":
            yield from _outlines(child, folders=folders)
            continue
        values = {str(key).lower(): str(value).strip() for key, value in child.attrib.items()}
        title = plain(values.get("title") or values.get("text") or "")
        address = web_address(values.get("xmlurl") or _untyped_address(values))
        if address.startswith("http"):
            yield Outline(
                title=title,
                feed_url=address,
                home_url=web_address(values.get("htmlurl", "")),
                categories=folders or _written_categories(values),
                language=values.get("language", ""),
            )
        yield from _outlines(child, folders=(*folders, title) if title and not address else folders)


def _untyped_address(values: dict[str, str]) -> str:
    return values.get("url", "") if values.get("type", "").lower() in ("rss", "atom", "feed") else ""


def _written_categories(values: dict[str, str]) -> tuple[str, ...]:
    """Return the first path in a category attribute, as in `category="/World/Africa,/Politics"`."""
    first = values.get("category", "").partition(",")[0]
    return tuple(filter(None, (plain(part) for part in first.split("/"))))


def _folder(folders: dict[tuple[str, ...], Element], path: tuple[str, ...]) -> Element:
    if path not in folders:
        name = clean(path[-1])
        folders[path] = etree.SubElement(_folder(folders, path[:-1]), "outline", {"text": name, "title": name})
    return folders[path]


def _attributes(outline: Outline) -> dict[str, str]:
    values = {
        "type": "rss",
        "text": outline.title,
        "title": outline.title,
        "xmlUrl": outline.feed_url,
        "htmlUrl": outline.home_url,
        "language": outline.language,
    }
    return {name: clean(value) for name, value in values.items() if value or name == "text"}
