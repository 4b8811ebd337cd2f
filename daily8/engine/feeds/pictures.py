"""What hangs on an entry: its picture and its files."""

import re
from collections.abc import Iterator

from daily8.engine.feeds.feed import Enclosure
from daily8.engine.feeds.fields import Fields, text_of
from daily8.engine.feeds.links import link_at, web_address
from daily8.engine.feeds.markup import Element, key_of

_IMAGE_IN_HTML = re.compile(r"<img\b[^<>]*?\ssrc\s*=\s*[\"']?([^\"'\s>]+)", re.IGNORECASE)
_IMAGE_FILE = re.compile(r"\.(?:jpe?g|png|webp|gif|avif)(?:[?#]|$)", re.IGNORECASE)
_PIXEL = re.compile(r"\b(?:width|height)\s*=\s*[\"']?[01](?:px)?[\"'\s>]", re.IGNORECASE)
_MOST = 50


def enclosures_of(fields: Fields) -> tuple[Enclosure, ...]:
    """Return the files of an entry in the feed's order, each address once."""
    found: dict[str, Enclosure] = {}
    original = fields.link("feedburner:origenclosurelink")
    for element in _file_elements(fields):
        url = link_at(element, element.get("url") or element.get("href") or element.get("resource"))
        if original and element.tag == "enclosure":
            url, original = original, ""
        if url:
            found.setdefault(url, Enclosure(url, _type_of(element), _number(element, "length", "filesize")))
    return tuple(found.values())[:_MOST]


def image_of(fields: Fields, *, markup: str) -> str:
    """Return the address of an entry's picture: the largest one named as such, else the first in the text."""
    named = sorted(_media_images(fields), key=lambda image: -image[0])
    return next((url for _, url in named if url), "") or _other_image(fields) or _first_in(fields, markup)


def _file_elements(fields: Fields) -> Iterator[Element]:
    yield from fields.all("enclosure", "atom:enclosure")
    for link in fields.all("atom:link", "link"):
        if link.get("rel") == "enclosure":
            yield link
    for group in (fields, *map(Fields, fields.all("media:group"))):
        yield from group.all("media:content")


def _media_images(fields: Fields) -> Iterator[tuple[int, str]]:
    for group in (fields, *map(Fields, fields.all("media:group"))):
        for content in group.all("media:content"):
            if _is_image(content):
                yield _number(content, "width") + 1, link_at(content, content.get("url"))
            for thumbnail in content:
                if key_of(thumbnail.tag, thumbnail.prefix) == "media:thumbnail":
                    yield 0, link_at(thumbnail, thumbnail.get("url"))
        for thumbnail in group.all("media:thumbnail"):
            yield 0, link_at(thumbnail, thumbnail.get("url") or text_of(thumbnail))


def _other_image(fields: Fields) -> str:
    for element in fields.all("itunes:image", "googleplay:image", "image", "thumbnail", "post-thumbnail"):
        inner = Fields(element).text("url") if len(element) else text_of(element)
        url = link_at(element, element.get("href") or element.get("url") or inner)
        if url:
            return url
    for element in _file_elements(fields):
        url = link_at(element, element.get("url") or element.get("href"))
        if url and _is_image(element):
            return url
    return ""


def _first_in(fields: Fields, markup: str) -> str:
    for match in _IMAGE_IN_HTML.finditer(markup[:50_000]):
        tag_end = markup.find(">", match.end())
        if not _PIXEL.search(markup[match.start() : tag_end + 1]):
            return web_address(match[1].replace("&amp;", "&"), base=fields.element.base or "")
    return ""


def _is_image(element: Element) -> bool:
    medium, kind = (element.get("medium") or "").lower(), _type_of(element)
    if medium or kind:
        return medium == "image" or kind.startswith("image/")
    return bool(_IMAGE_FILE.search(element.get("url") or element.get("href") or ""))


def _type_of(element: Element) -> str:
    return (element.get("type") or "").strip().lower()


def _number(element: Element, *names: str) -> int:
    for name in names:
        value = (element.get(name) or "").strip()
        if value.isdecimal() and len(value) < 15:
            return int(value)
    return 0
