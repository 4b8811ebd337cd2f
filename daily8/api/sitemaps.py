"""Sitemaps as documents: pages in each language of the interface, and the index of all sitemaps."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from xml.sax.saxutils import escape, quoteattr

from daily8.work import branding

TYPE = "application/xml; charset=utf-8"
_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
_NAMESPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"
_XHTML = "http://www.w3.org/1999/xhtml"


@dataclass(frozen=True, slots=True)
class Page:
    """One page of this site in one language of the interface."""

    language: str
    path: str
    changed_at: datetime | None = None


def urlset(things: Iterable[Sequence[Page]], *, origin: str) -> bytes:
    """Return the sitemap of these things, each with its page in every language that it has one in."""
    lines = (line for pages in things for line in _entries(pages, origin))
    body = "\n".join(lines)
    return f'{_HEAD}<urlset xmlns="{_NAMESPACE}" xmlns:xhtml="{_XHTML}">\n{body}\n</urlset>\n'.encode()


def _entries(pages: Sequence[Page], origin: str) -> Iterator[str]:
    alternates = "".join(_alternate(language, origin + path) for language, path in _hreflang(pages))
    for page in pages:
        yield f"<url><loc>{escape(origin + page.path)}</loc>{lastmod(page.changed_at)}{alternates}</url>"


def _hreflang(pages: Sequence[Page]) -> list[tuple[str, str]]:
    """The pages by language, and the one for readers of any other; nothing where there is no choice."""
    if len(pages) < 2:
        return []
    told = [(page.language, page.path) for page in pages]
    others = next((page.path for page in pages if page.language == branding.current().language), pages[0].path)
    return [*told, ("x-default", others)]


def _alternate(language: str, address: str) -> str:
    return f'<xhtml:link rel="alternate" hreflang="{language}" href={quoteattr(address)}/>'


def index(sitemaps: Iterable[tuple[str, datetime | None]], *, origin: str) -> bytes:
    """Return the index of sitemaps, given by path and when they changed, where that is known."""
    body = "\n".join(
        f"<sitemap><loc>{escape(origin + path)}</loc>{lastmod(moment)}</sitemap>" for path, moment in sitemaps
    )
    return f'{_HEAD}<sitemapindex xmlns="{_NAMESPACE}">\n{body}\n</sitemapindex>\n'.encode()


def lastmod(moment: datetime | None) -> str:
    """Return the element that says when, nothing where that is not known."""
    return f"<lastmod>{moment.isoformat(timespec='seconds')}</lastmod>" if moment else ""
