"""Feeds as Atom."""

import html
from datetime import datetime
from typing import Any
from xml.sax.xmlreader import AttributesImpl

from django.utils.feedgenerator import Atom1Feed
from django.utils.xmlutils import SimplerXMLGenerator

from daily8.api.feeds import Entry, Feed

TYPE = "application/atom+xml; charset=utf-8"


def written(feed: Feed) -> bytes:
    """Return the feed as a document."""
    atom = _Atom(
        title=feed.title,
        link=feed.page,
        description="",
        subtitle=feed.description,
        language=feed.language,
        feed_url=feed.address,
        feed=feed,
    )
    for entry in feed.entries:
        atom.add_item(
            title=entry.title,
            link=entry.page,
            # A summary is HTML. Django leaves out what is None, and its types do not know.
            description=html.escape(entry.summary, quote=False) if entry.summary else None,  # type: ignore[arg-type]
            pubdate=entry.published_at,
            updateddate=entry.updated_at,
            unique_id=entry.id,
            categories=entry.categories,
            entry=entry,
        )
    return atom.writeString("utf-8").encode()


class _Atom(Atom1Feed):
    """Django's, with whole texts, pictures, languages, and where each came from."""

    def root_attributes(self) -> dict[str, str]:
        return {**super().root_attributes(), "xmlns:dc": "http://purl.org/dc/elements/1.1/"}

    def latest_post_date(self) -> datetime:
        moment: datetime = self.feed["feed"].updated_at
        return moment

    def add_root_elements(self, handler: SimplerXMLGenerator) -> None:
        super().add_root_elements(handler)
        handler.addQuickElement("icon", self.feed["feed"].icon)

    def item_attributes(self, item: dict[str, Any]) -> dict[str, str]:
        language = item["entry"].language
        return {"xml:lang": language} if language else {}

    def add_item_elements(self, handler: SimplerXMLGenerator, item: dict[str, Any]) -> None:
        super().add_item_elements(handler, item)
        entry: Entry = item["entry"]
        for author in entry.authors:
            handler.startElement("author", AttributesImpl({}))
            handler.addQuickElement("name", author)
            handler.endElement("author")
        handler.addQuickElement("dc:publisher", entry.publisher)
        handler.addQuickElement("link", None, {"rel": "via", "href": entry.original})
        if entry.image:
            picture = {"rel": "enclosure", "type": "image/webp", "href": entry.image}
            handler.addQuickElement("link", None, picture)
        if entry.html:
            handler.addQuickElement("content", entry.html, {"type": "html"})
