"""Who wrote a page."""

import re
from collections.abc import Iterator
from typing import Any

from daily8.engine.extraction import structured
from daily8.engine.extraction.page import Page
from daily8.engine.extraction.titles import fold, site_names

_METAS = (
    "author",
    "article:author_name",
    "dc.creator",
    "dcterms.creator",
    "parsely-author",
    "sailthru.author",
    "byl",
    "citation_author",
    "article:author",
    "twitter:data1",
    "cxenseparse:author",
)
_MAX_AUTHORS = 12
_PREFIX = re.compile(
    r"^\s*(?:(?:written |reported |story |posted |words |text )?by|von|par|por|di|door|av|af|od|autor(?:in)?|text|автор|"
    r"بقلم|كتب|كتبت|نوشته|إعداد)\s*[:：]?\s+",
    re.IGNORECASE,
)
_PARTS = re.compile(r"\s*[;|/•·،、]\s*|\s*,\s+|\s+(?:and|und|et|y|og|och|&)\s+")
_UNLIKELY = re.compile(r"https?:|www\.|@|\d{2,}|[<>{}=_#]|\.(?:com|net|org|de)\b", re.IGNORECASE)
_ROLE = re.compile(r"\s*[(\[].*[)\]]\s*$")


def authors(page: Page) -> tuple[str, ...]:
    """Return the names of the people who wrote the page, as it spells them, without its own site's name."""
    barred = site_names(page)
    for source in (_stated(page), _meta(page), _linked(page)):
        names = _names(source, barred)
        if names:
            return names
    return ()


def _names(values: Iterator[str], barred: set[str]) -> tuple[str, ...]:
    found: dict[str, str] = {}
    for value in values:
        for part in _PARTS.split(_PREFIX.sub("", value)):
            name = _ROLE.sub("", _PREFIX.sub("", part)).strip(" .,:-–")
            if _plausible(name) and fold(name) not in barred:
                found.setdefault(fold(name), name)
    return tuple(found.values())[:_MAX_AUTHORS]


def _plausible(name: str) -> bool:
    letters = sum(character.isalpha() for character in name)
    return (
        3 <= len(name) <= 60 and letters > len(name) / 2 and len(name.split()) <= 6 and not _UNLIKELY.search(name)
    )


def _stated(page: Page) -> Iterator[str]:
    for statement in structured.articles(page.statements):
        yield from _people(statement.get("author") or statement.get("creator"), page)


def _people(value: Any, page: Page) -> Iterator[str]:
    if isinstance(value, list):
        for item in value[:_MAX_AUTHORS]:
            yield from _people(item, page)
    elif isinstance(value, dict):
        if not structured.types(value) & {"organization", "newsmediaorganization"}:
            name = structured.words(value.get("name"))
            if not name and "@id" in value:
                name = _by_id(page, value["@id"])
            yield name
    elif isinstance(value, str):
        yield structured.words(value)


def _by_id(page: Page, identity: object) -> str:
    for statement in page.statements:
        if statement.get("@id") == identity and structured.types(statement) & {"person"}:
            return structured.words(statement.get("name"))
    return ""


def _meta(page: Page) -> Iterator[str]:
    for name in _METAS:
        if name in page.metas:
            yield from page.metas[name]
            return


def _linked(page: Page) -> Iterator[str]:
    for element in page.body.iter("a", "span", "div", "p"):
        if (element.get("rel") or "").lower() == "author" or "author" in (element.get("itemprop") or "").lower():
            yield " ".join("".join(str(text) for text in element.itertext()).split())[:200]
