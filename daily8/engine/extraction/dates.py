"""When a page was published and last changed."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from htmldate import find_date

from daily8.engine.extraction import structured
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
_EARLIEST, _LATEST = 1990, 2100
_FRACTION = re.compile(r"(\.\d{6})\d+")
_ZONE_SPACE = re.compile(r"\s+(?=[+-]\d\d:?\d\d$)")
_ZONE_NAME = re.compile(r"\s*(?:UTC|GMT)$")
_DAY_FIRST = re.compile(r"(\d{1,2})[./](\d{1,2})[./](\d{4})(?:,?\s+(\d{1,2}):(\d{2}))?")
_STAMP = re.compile(r"1\d{9}(?:\d{3})?")


def published(page: Page) -> datetime | None:
    """Return when the page was first published: as it tells machines, else as it tells readers."""
    told = _statements(page, "datePublished")
    moment = _first(told) or _first(_metas(page, _PUBLISHED_METAS)) or _first(_marked(page, "datepublished"))
    return moment or _first(_statements(page, "dateCreated", "uploadDate")) or _searched(page)


def modified(page: Page) -> datetime | None:
    """Return when the page says that it was last changed."""
    told = _first(_statements(page, "dateModified")) or _first(_metas(page, _MODIFIED_METAS))
    return told or _first(_marked(page, "datemodified"))


def parse_moment(value: str) -> datetime | None:
    """Return the moment in UTC that a machine-readable date names; without a zone it is taken as UTC."""
    value = value.strip()[:64]
    moment = _from_iso(value) or _from_mail(value) or _from_numbers(value)
    if moment is None or not _EARLIEST <= moment.year <= _LATEST:
        return None
    return moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)


def _from_iso(value: str) -> datetime | None:
    value = _ZONE_NAME.sub("+00:00", _ZONE_SPACE.sub("", _FRACTION.sub(r"\1", value)))
    for candidate in (value, value[:19], value[:10].replace("/", "-")):
        try:
            return datetime.fromisoformat(candidate)
        except ValueError:
            continue
    return None


def _from_mail(value: str) -> datetime | None:
    try:
        return parsedate_to_datetime(value)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None


def _from_numbers(value: str) -> datetime | None:
    if _STAMP.fullmatch(value):
        return datetime.fromtimestamp(int(value[:10]), UTC)
    found = _DAY_FIRST.match(value)
    if not found:
        return None
    day, month, year, hour, minute = (int(number or 0) for number in found.groups())
    try:
        return datetime(year, month, day, hour, minute)
    except ValueError:
        return None


def _first(values: Iterator[str]) -> datetime | None:
    return next((moment for moment in map(parse_moment, values) if moment), None)


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
            yield element.get("datetime") or element.get("content") or "".join(element.itertext())


def _searched(page: Page) -> datetime | None:
    found = find_date(page.source, url=page.url or None, original_date=True)
    return parse_moment(found) if found else None
