"""Pictures: which address of an image element to show, and what stands under it."""

import re
from dataclasses import dataclass

from lxml.etree import _Element

from daily8.engine.extraction.blocks import Block
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
    sets = [value for source in sources for name in _SETS if (value := source.get(name))]
    return absolute(_largest(sets[0]), base=base) if sets else ""


def _sources(element: _Element) -> list[_Element]:
    parent = element.getparent()
    return list(parent.iterchildren("source")) if parent is not None and parent.tag == "picture" else []


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
