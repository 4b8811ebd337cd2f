"""Which blocks of a page are the article."""

import trafilatura

from daily8.engine.extraction.blocks import Block
from daily8.engine.extraction.leads import Lead
from daily8.engine.extraction.page import Page
from daily8.engine.extraction.titles import fold


def select(page: Page, blocks: list[Block], *, title: str, lead: Lead) -> list[Block]:
    """Return the blocks of the article's body, in order."""
    found = trafilatura.extract(page.source, favor_precision=True) or ""
    whole = fold(found)
    chosen = [
        block for block in blocks if block.picture is None and fold(block.text) and fold(block.text) in whole
    ]
    while chosen and fold(chosen[0].text) == fold(title):
        chosen = chosen[1:]
    return chosen
