"""When a page was published and last changed."""

import re
from collections.abc import Iterator
from datetime import datetime

from lxml.etree import _Element

from daily8.engine.dates import parse_date
from daily8.engine.extraction import structured, tags
from daily8.engine.extraction.blocks import Block
from daily8.engine.extraction.page import Page

_PUBLISHED_METAS = (
    "article:published_time",
    "og:article:published_time",
    "og:published_time",
    "datepublished",
    "parsely-pub-date",
    "sailthru.date",
    "date.release",
    "dc.date.issued",
    "dcterms.issued",
    "dcterms.created",
    "dcterms.date",
    "dc.date.created",
    "dc.date",
    "publish-date",
    "publish_date",
    "publication_date",
    "publicationdate",
    "pubdate",
    "published_at",
    "published-date",
    "article.published",
    "article:published",
    "cxenseparse:recs:publishtime",
    "citation_publication_date",
    "displaydate",
    "iso-8601-publish-date",
    "last-published",
    "date",
    "datecreated",
    "article:post_date",
    "article_date_original",
    "originalpublicationdate",
    "og:pubdate",
    "rnews:datepublished",
    "bt:pubdate",
)
_MODIFIED_METAS = (
    "article:modified_time",
    "og:updated_time",
    "datemodified",
    "dcterms.modified",
    "dc.date.modified",
    "last-modified",
    "lastmod",
)
_EARLIEST = 1990
# A line that tells when an article was published is short and stands near the headline.
_SHORT = 90
_NEAR = 12
_URL_DATE = re.compile(r"/((?:19|20)\d\d)[/-](\d\d?)[/-](\d\d?)(?:[/_-]|$)|/((?:19|20)\d\d)(\d\d)(\d\d)[/_-]")
_YEAR = re.compile(r"(?:19|20)[0-9]{2}|[١٢][٠-٩]{3}|[۱۲][۰-۹]{3}")
_FULL_DATE = re.compile(r"\d{1,2}[./-]\d{1,2}[./-](?:19|20)\d\d|(?:19|20)\d\d[./-]\d{1,2}[./-]\d{1,2}")
_DATED = tags.hint("meta") | tags.hint("article")


def published(page: Page, blocks: list[Block]) -> datetime | None:
    """Return when the page was first published: as it tells machines, else as it tells readers."""
    told = _statements(page, "datePublished")
    moment = _first(told) or _first(_metas(page, _PUBLISHED_METAS)) or _first(_marked(page, "datepublished"))
    return moment or _first(_statements(page, "dateCreated", "uploadDate")) or _first(_shown(page, blocks))


def modified(page: Page) -> datetime | None:
    """Return when the page says that it was last changed."""
    told = _first(_statements(page, "dateModified")) or _first(_metas(page, _MODIFIED_METAS))
    return told or _first(_marked(page, "datemodified"))


def _first(values: Iterator[str]) -> datetime | None:
    return next((moment for moment in map(_believed, values) if moment), None)


def _believed(text: str) -> datetime | None:
    moment = parse_date(text)
    return moment if moment and moment.year >= _EARLIEST else None


def _statements(page: Page, *names: str) -> Iterator[str]:
    found = structured.articles(page.statements) or page.statements
    for name in names:
        for statement in found:
            value = structured.words(statement.get(name))
            if value:
                yield value


def _metas(page: Page, names: tuple[str, ...]) -> Iterator[str]:
    for name in names:
        yield from page.metas.get(name, ())


def _marked(page: Page, name: str) -> Iterator[str]:
    """Yield the dates of elements that carry an itemprop or pubdate."""
    for element in page.body.iter("time", "span", "div", "p", "abbr"):
        marks = (element.get("itemprop") or "").lower()
        if name in marks.split() or (name == "datepublished" and "pubdate" in element.attrib):
            yield element.get("datetime") or element.get("content") or _words(element)


def _words(element: _Element) -> str:
    return " ".join("".join(map(str, element.itertext())).split())


def _shown(page: Page, blocks: list[Block]) -> Iterator[str]:
    """Yield what the page shows its readers that may be its date, the likeliest first."""
    for element in page.body.iter("time"):
        yield element.get("datetime") or _words(element)
    title = page.meta("og:title") + "\n" + (page.root.findtext(".//title") or "")
    yield from _FULL_DATE.findall(title)
    heading = next((at for at, block in enumerate(blocks) if block.tag == "h1"), 0)
    near = [block for block in blocks[max(0, heading - _NEAR) : heading + 2 * _NEAR] if len(block.text) < _SHORT]
    near.sort(key=lambda block: not block.place.own & _DATED)
    for block in near:
        if _YEAR.search(block.text) and any(map(str.isdigit, block.text)):
            yield block.text
    found = _URL_DATE.search(page.url)
    if found:
        yield "-".join(part.zfill(2) for part in found.groups() if part)
