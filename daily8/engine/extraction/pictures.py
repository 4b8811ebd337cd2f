"""Pictures: which address of an image element to show, and what stands under it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urlsplit

from lxml.etree import _Element

from daily8.engine.extraction import tags
from daily8.engine.extraction.blocks import Block, Place
from daily8.engine.extraction.page import absolute

_LAZY = (
    "data-src",
    "data-original",
    "data-lazy-src",
    "data-lazy",
    "data-url",
    "data-image",
    "data-full-src",
    "src",
)
_SETS = ("srcset", "data-srcset", "data-lazy-srcset", "data-src-set")
_WORTHLESS = re.compile(
    r"pixel|spacer|blank\.|placeholder|transparent|1x1|tracking|beacon|/ads?/|logo|icon|avatar|emoji|sprite|gravatar|"
    r"badge|button|doubleclick|scorecardresearch|chartbeat|loader|loading\.|\.svg(?:\?|$)",
    re.IGNORECASE,
)
_SMALLEST = 100
_SUFFIX = re.compile(r"\.(?:jpe?g|png|webp|gif|avif)$")
_SIZE = re.compile(r"[-_]?\d{2,4}x\d{2,4}$|[-_](?:scaled|large|medium|small|thumb)$")
_SHORTEST_STEM = 4
_FOREIGN = sum(map(tags.hint, ("related", "advert", "newsletter", "comment", "share", "menu")))
_ASIDE = tags.landmarks_of("aside", "footer", "nav", "form")


@dataclass(frozen=True, slots=True)
class Picture:
    """One picture of the body."""

    url: str
    alternative: str
    width: int
    height: int


def picture_of(block: Block, *, base: str) -> Picture | None:
    """Return the picture of a block, unless it is a pixel, an icon or has no address."""
    if block.picture is None:
        return None
    element = block.picture
    url = _address(element, base)
    width, height = _number(element.get("width")), _number(element.get("height"))
    tiny = 0 < width < _SMALLEST or 0 < height < _SMALLEST
    if not url or tiny or _WORTHLESS.search(url):
        return None
    return Picture(url, " ".join((element.get("alt") or "").split())[:500], width, height)


def _address(element: _Element, base: str) -> str:
    for name in _LAZY:
        value = (element.get(name) or "").strip()
        if value and not value.startswith("data:"):
            return absolute(value, base=base)
    sources = [element, *_sources(element)]
    sets = [found for source in sources for name in _SETS if (found := source.get(name))]
    return absolute(_largest(sets[0]), base=base) if sets else ""


def _sources(element: _Element) -> list[_Element]:
    # To the parser an unclosed <source> holds what follows it, so the picture may be some levels up.
    picture = next(element.iterancestors("picture"), None)
    return list(picture.iter("source")) if picture is not None else []


def _largest(candidates: str) -> str:
    """Return the address with the largest width or density of a srcset."""
    best, best_size = "", -1.0
    for candidate in re.split(r",\s+", candidates.strip()):
        address, _, size = candidate.strip().partition(" ")
        number = float(size[:-1]) if re.fullmatch(r"\d{1,6}(?:\.\d{1,3})?[wx]", size.strip()) else 0.0
        if number > best_size and not address.startswith("data:"):
            best, best_size = address, number
    return best


def _number(value: str | None) -> int:
    digits = re.match(r"\d{1,5}", value or "")
    return int(digits.group()) if digits else 0


def same_picture(one: str, other: str) -> bool:
    """Say whether two addresses are renditions of one picture, going by the file's name."""
    return one == other or (bool(_stem(one)) and _stem(one) == _stem(other))


def _stem(url: str) -> str:
    name = urlsplit(url).path.rstrip("/").rsplit("/", 1)[-1].lower()
    stem = _SIZE.sub("", _SUFFIX.sub("", name))
    return stem if len(stem) > _SHORTEST_STEM else ""


def illustrated(blocks: list[Block], chosen: list[Block], *, lead: str, base: str) -> list[Block]:
    """Return the chosen blocks with the pictures and captions that stand between them.

    The lead picture is left out where the body repeats it, and so are those of advertisements, authors and links.
    """
    if not chosen:
        return []
    kept = set(map(id, chosen))
    figures: set[int] = set()
    shown = [lead]
    found = []
    for block in blocks[blocks.index(chosen[0]) : blocks.index(chosen[-1]) + 1]:
        figure = block.place.nearest("figure")
        if block.picture is not None and (picture := _worthy(block, chosen[0], base)):
            if not any(same_picture(picture.url, other) for other in shown):
                shown.append(picture.url)
                figures.add(id(figure))
                found.append(block)
        elif block.tag == "figcaption":
            if id(figure) in figures:
                found.append(block)
        elif id(block) in kept:
            found.append(block)
    return found


def _worthy(block: Block, beside: Block, base: str) -> Picture | None:
    """Return a block's picture if it belongs to the text beside it."""
    around = {id(place) for place in _ancestors(beside.place)}
    for place in _ancestors(block.place):
        if id(place) in around:
            break
        if place.own & _FOREIGN or place.landmark & _ASIDE:
            return None
    inside = block.place.nearest("figure") is not None or not block.links
    return picture_of(block, base=base) if inside else None


def _ancestors(place: Place) -> Iterator[Place]:
    here: Place | None = place
    while here is not None:
        yield here
        here = here.parent
