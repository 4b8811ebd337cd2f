"""From a publisher's page to what it reports."""

from urllib.parse import urlsplit

from daily8.engine.extraction import dates, rendering, structured, titles
from daily8.engine.extraction.authors import authors
from daily8.engine.extraction.blocks import segment
from daily8.engine.extraction.canonical import canonical
from daily8.engine.extraction.kinds import kind_of
from daily8.engine.extraction.leads import lead_of
from daily8.engine.extraction.page import Page, read
from daily8.engine.extraction.pictures import illustrated
from daily8.engine.extraction.results import Extract
from daily8.engine.extraction.selection import claims_of, select
from daily8.engine.language import detection


def extract(html: bytes | str, *, url: str, content_type: str = "") -> Extract:
    """Return what a page reports; raises `ExtractionError` when there is no page at all."""
    page = read(html, url=url, content_type=content_type)
    title, names = titles.title(page), authors(page)
    blocks = segment(page.body)
    chosen = select(blocks, claims_of(page, title=title, authors=names), source=page.source)
    text = rendering.to_text(chosen)
    lead = lead_of(page, blocks, chosen)
    body = illustrated(blocks, chosen, lead=lead.url, base=page.base)
    return Extract(
        kind=kind_of(page, blocks, chosen, text=text),
        title=title,
        text=text,
        html=rendering.to_html(body, base=page.base),
        authors=names,
        published=dates.published(page, blocks),
        modified=dates.modified(page),
        language=detection.detect(text or title, hint=page.root.get("lang") or ""),
        section=_section(page),
        image=lead.url,
        caption=lead.caption,
        canonical=canonical(page),
    )


def _section(page: Page) -> str:
    named = page.meta("article:section", "parsely-section", "og:article:section", "section", "articlesection")
    if not named:
        stated = (structured.words(found.get("articleSection")) for found in structured.articles(page.statements))
        named = next((name for name in stated if name), "")
    section = " ".join(named.split())
    return "" if urlsplit(section).scheme else section[:80]
