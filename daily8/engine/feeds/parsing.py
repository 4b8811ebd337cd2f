"""The body of a response becomes a feed."""

import re
from collections.abc import Iterator
from dataclasses import replace

from daily8.engine.decoding import decode
from daily8.engine.feeds.feed import FeedError, ParsedFeed
from daily8.engine.feeds.json_feed import read_json_feed
from daily8.engine.feeds.markup import clean, first_part, tree_of
from daily8.engine.feeds.sitemaps import is_sitemap, read_sitemap
from daily8.engine.feeds.syndication import read_syndication

_CHARSET = re.compile(r"charset\s*=\s*[\"']?([\w.:-]+)", re.IGNORECASE)
_XML_ENCODING = re.compile(rb"""<\?xml[^>]{0,100}?encoding\s*=\s*["']([\w.:-]+)""")
_BINARY = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"%PDF", b"PK\x03\x04", b"\x1f\x8b", b"RIFF")


def parse(body: bytes, *, url: str = "", content_type: str = "", limit: int = 1000) -> ParsedFeed:
    """Return the feed in `body`, or raise FeedError naming what the body is instead.

    RSS 0.90 to 2.0, RDF, Atom 0.3 and 1.0, JSON Feed, CDF and sitemaps are read, well-formed or not.
    `url` is where it came from: relative links start there. `content_type` is the header of that name.
    At most `limit` entries are read, the first ones; `omitted` counts the others.
    """
    text = text_of_body(body, content_type=content_type)
    start = text[:1000].lstrip("\ufeff \t\r\n\0")
    if start.startswith(("{", "[")):
        return read_json_feed(clean(text), url=url, limit=limit)
    text, beyond = first_part(text)
    root = tree_of(text, url=url)
    feed = read_sitemap(root, limit=limit) if is_sitemap(root) else read_syndication(root, limit=limit)
    return replace(feed, omitted=feed.omitted + beyond) if beyond else feed


def text_of_body(body: bytes, *, content_type: str = "") -> str:
    """Return the text of a body that should be XML or JSON, or raise FeedError when it is no text."""
    if not body.strip(b"\0 \t\r\n\xef\xbb\xbf"):
        raise FeedError("empty")
    if body.startswith(_BINARY):
        raise FeedError("a binary file, not a feed")
    return decode(body, declared=list(_declared(body, content_type)))


def _declared(body: bytes, content_type: str) -> Iterator[str]:
    if match := _CHARSET.search(content_type):
        yield match[1]
    if found := _XML_ENCODING.search(body[:1000]):
        yield found[1].decode("ascii")
