"""Feeds as RSS 2.0."""

import html
import re
from datetime import datetime
from typing import Any
from xml.sax.xmlreader import AttributesImpl

from django.utils.feedgenerator import Rss201rev2Feed, rfc3339_date
from django.utils.xmlutils import SimplerXMLGenerator

from daily8.api.feeds import Entry, Feed

TYPE = "application/rss+xml; charset=utf-8"
# Programs that keep to it ask no more often; news are minutes old, not hours.
_MINUTES = 5
_TAG = re.compile(r"<[A-Za-z/!?]")


def written(feed: Feed) -> bytes:
    """Return the feed as a document."""
    rss = _Rss(
        title=_read_as_html(feed.title),
        link=feed.page,
        description=_read_as_html(feed.description),
        language=feed.language,
        feed_url=feed.address,
        ttl=_MINUTES,
        feed=feed,
    )
    for entry in feed.entries:
        rss.add_item(
            title=_read_as_html(entry.title),
            link=entry.page,
            # Django leaves out what is None, and its types do not know.
            description=html.escape(entry.summary, quote=False) if entry.summary else None,  # type: ignore[arg-type]
            pubdate=entry.published_at,
            unique_id=entry.id,
            unique_id_is_permalink=False,
            categories=entry.categories,
            entry=entry,
        )
    return rss.writeString("utf-8").encode()


def _read_as_html(words: str) -> str:
    """Words that mean themselves to programs that take titles for HTML, as many do, and to those that do not.

    Where they would not, they are written for the first.
    """
    means_itself = html.unescape(words) == words and not _TAG.search(words)
    return words if means_itself else html.escape(words, quote=False)


class _Rss(Rss201rev2Feed):
    """Django's, with whole texts, pictures, and where each came from."""

    def rss_attributes(self) -> dict[str, str]:
        return {
            **super().rss_attributes(),
            "xmlns:content": "http://purl.org/rss/1.0/modules/content/",
            "xmlns:dc": "http://purl.org/dc/elements/1.1/",
            "xmlns:media": "http://search.yahoo.com/mrss/",
        }

    def latest_post_date(self) -> datetime:
        moment: datetime = self.feed["feed"].updated_at
        return moment

    def add_root_elements(self, handler: SimplerXMLGenerator) -> None:
        super().add_root_elements(handler)
        handler.startElement("image", AttributesImpl({}))
        for name, words in (("url", self.feed["feed"].icon), ("title", self.feed["title"])):
            handler.addQuickElement(name, words)
        handler.addQuickElement("link", self.feed["link"])
        handler.endElement("image")

    def add_item_elements(self, handler: SimplerXMLGenerator, item: dict[str, Any]) -> None:
        super().add_item_elements(handler, item)
        entry: Entry = item["entry"]
        for author in entry.authors:
            handler.addQuickElement("dc:creator", author)
        for name, words in (
            ("dc:publisher", entry.publisher),
            ("dc:source", entry.original),
            ("dc:language", entry.language),
            ("atom:updated", rfc3339_date(entry.updated_at)),
            ("content:encoded", entry.html),
        ):
            if words:
                handler.addQuickElement(name, words)
        if entry.image:
            picture = {"url": entry.image, "medium": "image", "type": "image/webp"}
            handler.addQuickElement("media:content", None, picture)
