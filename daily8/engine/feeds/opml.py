"""Lists of feeds, as programs hand them to each other."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from email.utils import format_datetime
from itertools import islice

from lxml import etree

from daily8.engine.feeds.feed import FeedError
from daily8.engine.feeds.fields import plain
from daily8.engine.feeds.links import web_address
from daily8.engine.feeds.markup import Element, clean, first_part, key_of, tree_of
from daily8.engine.feeds.parsing import text_of_body

# So large is a list at most, and so many outlines of it are read.
LARGEST, MOST = 5 * 2**20, 100_000


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
    # Where it stands in the list, for whoever looks for it there.
    line: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Refused:
    """An outline that is no feed which could be asked: the line that it stands in, and why."""

    line: int
    reason: str


@dataclass(frozen=True, slots=True)
class Listed:
    """What a list has: feeds, each once, what is none, and whether there is more that was not read."""

    outlines: list[Outline]
    refused: list[Refused]
    more: bool


def read(body: bytes) -> list[Outline]:
    """Return the feeds of an OPML list in its order, each address once, or raise OpmlError."""
    return read_all(body).outlines


def read_all(body: bytes) -> Listed:
    """Return all that an OPML list has, or raise OpmlError.

    Lists that are not well-formed are read as far as they make sense; outlines without the address of a feed
    are folders.
    """
    if len(body) > LARGEST:
        raise OpmlError(f"larger than {LARGEST // 2**20} MB: cut the list into several")
    try:
        text = first_part(text_of_body(body))[0]
        root = tree_of(text)
    except FeedError as error:
        raise OpmlError(f"not an OPML list: {error}") from error
    if key_of(root.tag, root.prefix) != "opml":
        raise OpmlError(f"not an OPML list: its outermost element is <{root.tag}>")
    # The tree begins where its outermost element does.
    above = text.lower().partition("<opml")[0].count("\n")
    found: dict[str, Outline] = {}
    refused: list[Refused] = []
    told = _outlines(root, folders=(), above=above)
    for one in islice(told, MOST):
        if isinstance(one, Refused):
            refused.append(one)
        else:
            found.setdefault(one.feed_url, one)
    return Listed(list(found.values()), refused, more=next(told, None) is not None)


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


def _outlines(element: Element, *, folders: tuple[str, ...], above: int) -> Iterator[Outline | Refused]:
    for child in element:
        if key_of(child.tag, child.prefix) != "outline":
            yield from _outlines(child, folders=folders, above=above)
            continue
        values = {str(key).lower(): str(value).strip() for key, value in child.attrib.items()}
        title = plain(values.get("title") or values.get("text") or "")
        written = values.get("xmlurl") or _untyped_address(values)
        address, line = web_address(written), above + _line_of(child)
        if written and not address.startswith("http"):
            yield Refused(line, f"{written[:200]!r} is no web address; write one that begins with https://")
        elif address:
            yield Outline(
                title=title,
                feed_url=address,
                home_url=web_address(values.get("htmlurl", "")),
                categories=folders or _written_categories(values),
                language=values.get("language", ""),
                line=line,
            )
        yield from _outlines(child, folders=(*folders, title) if title and not written else folders, above=above)


def _line_of(element: Element) -> int:
    line = element.sourceline
    return line if isinstance(line, int) else 0


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
