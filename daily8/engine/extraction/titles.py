"""The headline of a page, without the name of the site."""

import html
import re
import unicodedata
from collections.abc import Iterator

from daily8.engine.extraction import structured
from daily8.engine.extraction.page import Page

_SEPARATOR = re.compile(r"\s+[|\-–—•·:»›/*]+\s+|\s*[|｜]\s*|(?<=\S):\s+|\s+::\s+")
_LONGEST = 1000


def title(page: Page) -> str:
    """Return the page's headline; a site suffix goes when the page confirms that it is one."""
    headings = list(_headings(page))
    offered = _tidy(page.meta("og:title", "twitter:title", "title", "dc.title"))
    headline = next((found for found in _headlines(page)), "")
    best = offered or headline or (headings[0] if headings else "") or _tidy(page.root.findtext(".//title") or "")
    return _without_site(best, confirming=[headline, *headings], sites=site_names(page))


def site_names(page: Page) -> set[str]:
    """Return the folded names that the page gives its site."""
    names = {page.meta("og:site_name"), page.meta("application-name"), page.meta("twitter:site").lstrip("@")}
    for statement in page.statements:
        names.add(structured.words(statement.get("publisher")))
        if structured.types(statement) & {"website", "organization", "newsmediaorganization"}:
            names.add(structured.words(statement.get("name")))
    return {fold(name) for name in names if name}


def fold(text: str) -> str:
    """Return the words of a text alone, for comparing."""
    return " ".join(re.findall(r"\w+", unicodedata.normalize("NFKC", text).casefold()))


def _headings(page: Page) -> Iterator[str]:
    for element in page.body.iter("h1"):
        text = _tidy(" ".join(str(text) for text in element.itertext()))
        if text:
            yield text


def _headlines(page: Page) -> Iterator[str]:
    for statement in structured.articles(page.statements):
        text = _tidy(structured.words(statement.get("headline")) or structured.words(statement.get("name")))
        if text:
            yield text


def _tidy(text: str) -> str:
    return " ".join(html.unescape(html.unescape(text[:_LONGEST])).split())


def _without_site(text: str, *, confirming: list[str], sites: set[str]) -> str:
    for found in reversed(list(_SEPARATOR.finditer(text))):
        head, tail = text[: found.start()].strip(), text[found.end() :].strip()
        if not head or not tail:
            continue
        if fold(head) in {fold(other) for other in confirming} or fold(tail) in sites:
            return _without_site(head, confirming=confirming, sites=sites)
        if fold(tail) in {fold(other) for other in confirming}:
            return tail
    return text
