"""What runs in the sandbox when feeds are looked for: an answer in, what it holds out."""

from urllib.parse import urljoin

from daily8.engine import feeds
from daily8.engine.decoding import decode
from daily8.engine.feeds import discovery, opml

Found = tuple[str, str, str, str]
Listing = tuple[list[opml.Outline], list[tuple[int, str]], bool]


def feed_in(body: bytes, url: str, content_type: str) -> Found | None:
    """Return address, title, home page and language of the feed in an answer; None for none with items."""
    try:
        feed = feeds.parse(body, url=url, content_type=content_type)
    except feeds.FeedError:
        return None
    if not feed.entries:
        return None
    return url, feed.title, feed.home or urljoin(url, "/"), feed.language.split("-")[0].lower()


def list_in(body: bytes) -> Listing:
    """Return what `opml.read_all` finds in a list: the outlines, what was refused with its line, whether more."""
    found = opml.read_all(body)
    return list(found.outlines), [(one.line, one.reason) for one in found.refused], found.more


def feeds_named(body: bytes, url: str) -> list[str]:
    """Return the addresses of feeds that a page names, the likeliest first."""
    return [link.url for link in discovery.feed_links(decode(body), url=url)]


def sitemaps_named(body: bytes) -> list[str]:
    """Return the addresses of news sitemaps that a robots.txt names."""
    return [url for url in discovery.sitemaps_in_robots(decode(body)) if "news" in url.lower()]
