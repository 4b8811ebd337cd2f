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
    "twitter:misc:written by",
    "cxenseparse:author",
)
_MAX_AUTHORS = 12
_PREFIX = re.compile(
    r"^\s*(?:(?:written |reported |story |posted |words |text )?by|von|par|por|di|door|av|af|od|autor(?:in)?|"
    r"text|автор|بقلم|كتب|كتبت|نوشته|إعداد)\s*[:：]?\s+",
    re.IGNORECASE,
)
_PARTS = re.compile(r"\s*[;|•،、]\s*|\s+·\s+|\s*,\s+|\s+(?:and|und|et|y|og|och|&)\s+")
_UNLIKELY = re.compile(r"https?:|www\.|@|\d{2,}|[<>{}=_#]", re.IGNORECASE)
_ADDRESS = re.compile(r"https?:|www\.|^/|@\w", re.IGNORECASE)
_DOMAIN = re.compile(r"\.(?:com|net|org|de)$", re.IGNORECASE)
_ROLE = re.compile(r"\s*[(\[].*[)\]]\s*$")


def authors(page: Page) -> tuple[str, ...]:
    """Return the names of the people who wrote the page, as it spells them, else of its newsroom."""
    sources = [list(_stated(page)), list(_meta(page)), list(_linked(page))]
    barred = site_names(page)
    for source in sources:
        names = _names(source, barred)
        if names:
            return names
    # An unsigned article is its newsroom's, when the page says so.
    return next((names for source in sources[:2] if (names := _names(source, set()))), ())


def _names(values: list[str], barred: set[str]) -> tuple[str, ...]:
    found: dict[str, str] = {}
    for value in values:
        if _ADDRESS.search(value):
            continue
        for part in _PARTS.split(_PREFIX.sub("", value)):
            name = _ROLE.sub("", _PREFIX.sub("", part)).strip(" .,:-–")
            if _plausible(name) and fold(name) not in barred and not (barred and _DOMAIN.search(name)):
                found.setdefault(fold(name), name)
    return tuple(found.values())[:_MAX_AUTHORS]


def _plausible(name: str) -> bool:
    letters = sum(character.isalpha() for character in name)
    return (
        2 <= len(name) <= 60 and letters > len(name) / 2 and len(name.split()) <= 6 and not _UNLIKELY.search(name)
    )


def _stated(page: Page) -> Iterator[str]:
    for statement in structured.articles(page.statements):
        yield from _people(statement.get("author") or statement.get("creator"), page)


def _people(value: Any, page: Page) -> Iterator[str]:
    if isinstance(value, list):
        for item in value[:_MAX_AUTHORS]:
            yield from _people(item, page)
    elif isinstance(value, dict):
        yield structured.words(value.get("name")) or _in_parts(value) or _by_id(page, value.get("@id"))
    elif isinstance(value, str):
        yield structured.words(value)


def _in_parts(person: structured.Statement) -> str:
    return f"{structured.words(person.get('givenName'))} {structured.words(person.get('familyName'))}".strip()


def _by_id(page: Page, identity: object) -> str:
    for statement in page.statements:
        if identity and statement.get("@id") == identity and structured.types(statement) & {"person"}:
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
