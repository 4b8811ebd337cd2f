"""Where a site keeps its feeds."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from lxml import etree

from daily8.engine.feeds.links import web_address
from daily8.engine.feeds.markup import Element, clean

# What to try, in this order, on a site that names no feed.
COMMON_PATHS = (
    "/feed",
    "/rss",
    "/rss.xml",
    "/feed.xml",
    "/atom.xml",
    "/index.xml",
    "/feed.json",
    "/feeds",
    "/rss/news.xml",
    "/ar/rss.xml",
    "/en/rss.xml",
    "/arc/outboundfeeds/rss/?outputType=xml",
    "/?feed=rss2",
    "/news-sitemap.xml",
    "/sitemap-news.xml",
    "/sitemap_news.xml",
    "/sitemaps/news.xml",
)
_TYPES = {
    "application/atom+xml": 0,
    "application/rss+xml": 1,
    "application/rdf+xml": 2,
    "application/feed+json": 2,
    "text/rss+xml": 2,
    "application/xml": 3,
    "text/xml": 3,
}
_JSON = "application/json"
_FEED_ADDRESS = re.compile(
    r"(?:^|[/._?&=-])(?:rss|atom|feeds?|rdf)(?:\d|[/._?&=-]|$)|\.(?:rss|atom|rdf)$", re.IGNORECASE
)
_FEED_WORDS = re.compile(r"\b(?:rss|atom feed|news feed|xml feed)\b|خلاصات|خدمة\s*rss", re.IGNORECASE)
_NOT_A_FEED = re.compile(r"\.(?:png|jpe?g|gif|svg|css|js|pdf|mp3|mp4)(?:[?#]|$)", re.IGNORECASE)
_ASIDE = re.compile(r"comments?\b|تعليقات|oembed|podcast|/tag/|/author/", re.IGNORECASE)
_MOST = 50
_MOST_ANCHORS = 10_000
_MOST_CHARACTERS = 10_000_000


@dataclass(frozen=True, slots=True)
class FeedLink:
    """A place where a page says, or seems to say, that a feed is."""

    url: str
    title: str = ""


def feed_links(html: str, *, url: str) -> list[FeedLink]:
    """Return the feeds that a page names, the best first.

    Declared ones come before links that only look like feeds; feeds of comments come last. Anything here is
    a guess until it has been fetched and read.
    """
    root = _page(html)
    if root is None:
        return []
    base = next((web_address(each.get("href") or "", base=url) for each in root.iter("base")), "") or url
    ranked: dict[str, tuple[int, FeedLink]] = {}
    for rank, address, title in (*_declared(root), *_linked(root)):
        whole = web_address(address, base=base)
        if whole and whole.partition("#")[0] != url:
            rank += 20 if _ASIDE.search(f"{whole} {title}") else 0
            ranked.setdefault(whole, (rank, FeedLink(whole, title)))
    best = sorted(ranked.values(), key=lambda candidate: candidate[0])
    return [link for _, link in best[:_MOST]]


def sitemaps_in_robots(text: str) -> list[str]:
    """Return the sitemaps that a robots.txt names, news sitemaps first."""
    found = re.findall(r"^[ \t\ufeff]*sitemap[ \t]*:[ \t]*(\S+)", text[:500_000], re.IGNORECASE | re.MULTILINE)
    whole = [address for address in map(web_address, found) if address.startswith("http")]
    return sorted(dict.fromkeys(whole), key=lambda address: "news" not in address.lower())[:_MOST]


def _page(html: str) -> Element | None:
    parser = etree.HTMLParser(encoding="utf-8", no_network=True, huge_tree=False, remove_comments=True)
    try:
        return etree.fromstring(clean(html[:_MOST_CHARACTERS]).encode(), parser)
    except (etree.XMLSyntaxError, ValueError):
        return None


def _declared(root: Element) -> Iterator[tuple[int, str, str]]:
    for link in islice(root.iter("link"), _MOST_ANCHORS):
        relations = (link.get("rel") or "").lower().split()
        kind = (link.get("type") or "").partition(";")[0].strip().lower()
        address = (link.get("href") or "").strip()
        feed = kind in _TYPES or (kind == _JSON and "feed" in address)
        if address and (("alternate" in relations and feed) or "feed" in relations):
            yield _TYPES.get(kind, 4), address, " ".join((link.get("title") or "").split())


def _linked(root: Element) -> Iterator[tuple[int, str, str]]:
    for anchor in islice(root.iter("a"), _MOST_ANCHORS):
        address = (anchor.get("href") or "").strip()
        if not address or _NOT_A_FEED.search(address):
            continue
        title = " ".join("".join(map(str, anchor.itertext())).split())[:100]
        looks, says = bool(_FEED_ADDRESS.search(address)), bool(_FEED_WORDS.search(title))
        if looks or says:
            yield 10 if looks and says else 11 if looks else 12, address, title
