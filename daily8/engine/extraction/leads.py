"""The lead picture of a page."""

from dataclasses import dataclass
from typing import Any

from daily8.engine.extraction import structured
from daily8.engine.extraction.blocks import Block
from daily8.engine.extraction.page import Page, absolute
from daily8.engine.extraction.pictures import picture_of, same_picture

_LONGEST_CAPTION = 500


@dataclass(frozen=True, slots=True)
class Lead:
    """The picture that stands for a page, and its caption."""

    url: str
    caption: str


def lead_of(page: Page, blocks: list[Block], chosen: list[Block]) -> Lead:
    """Return the picture that the page offers for sharing, else the one it tells machines or shows on top."""
    shown = _shown(page, blocks, chosen)
    url = _offered(page) or next((address for address, _ in shown), "")
    matching = [caption for address, caption in shown if caption and same_picture(address, url)]
    return Lead(url, matching[0] if matching else next((caption for _, caption in shown[:1]), ""))


def _offered(page: Page) -> str:
    offered = absolute(page.meta("og:image", "og:image:url", "og:image:secure_url"), base=page.base)
    stated = (_address(found.get("image"), page.base) for found in structured.articles(page.statements))
    url = offered or next((address for address in stated if address), "")
    return url or absolute(page.meta("twitter:image", "twitter:image:src"), base=page.base)


def _address(value: Any, base: str) -> str:
    if isinstance(value, list):
        return next((found for found in (_address(item, base) for item in value[:5]) if found), "")
    if isinstance(value, dict):
        return _address(value.get("url") or value.get("contentUrl"), base)
    return absolute(value, base=base) if isinstance(value, str) else ""


def _shown(page: Page, blocks: list[Block], chosen: list[Block]) -> list[tuple[str, str]]:
    """Return the figures from the headline to the end of the body, with their captions."""
    if not chosen:
        return []
    last = blocks.index(chosen[-1])
    first = next((at for at, block in enumerate(blocks) if block.tag == "h1"), 0)
    first = min(first, blocks.index(chosen[0]))
    found = []
    for at, block in enumerate(blocks[max(0, first - 4) : last], start=max(0, first - 4)):
        figure = block.place.nearest("figure") if block.picture is not None else None
        picture = picture_of(block, base=page.base) if figure else None
        if figure and picture:
            captions = [
                other.text
                for other in blocks[at : at + 6]
                if other.tag == "figcaption" and other.place.nearest("figure") is figure
            ]
            found.append((picture.url, " ".join(captions)[:_LONGEST_CAPTION]))
    return found
