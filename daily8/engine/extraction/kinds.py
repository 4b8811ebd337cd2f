"""Whether a page is an article, and what else it is when it is not."""

from daily8.engine.extraction import structured
from daily8.engine.extraction.blocks import Block
from daily8.engine.extraction.page import Page
from daily8.engine.extraction.results import Kind

_SHORTEST = 250


def kind_of(page: Page, blocks: list[Block], chosen: list[Block], *, text: str) -> Kind:
    """Return the kind of a page from what it says of itself and from how much text was found."""
    if any("liveblogposting" in structured.types(found) for found in page.statements):
        return Kind.LIVE
    if not text:
        return Kind.EMPTY
    return Kind.ARTICLE
