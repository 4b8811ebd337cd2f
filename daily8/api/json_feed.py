"""Feeds as JSON Feed 1.1."""

import json
from typing import Any

from daily8.api.feeds import Entry, Feed

TYPE = "application/feed+json; charset=utf-8"
_VERSION = "https://jsonfeed.org/version/1.1"


def written(feed: Feed) -> bytes:
    """Return the feed as a document."""
    document = {
        "version": _VERSION,
        "title": feed.title,
        "description": feed.description,
        "home_page_url": feed.page,
        "feed_url": feed.address,
        "language": feed.language,
        "icon": feed.icon,
        "items": [_item(entry) for entry in feed.entries],
    }
    return json.dumps(document, ensure_ascii=False, separators=(",", ":")).encode()


def _item(entry: Entry) -> dict[str, Any]:
    """What there is of an entry; what is empty is left out."""
    item = {
        "id": entry.id,
        "url": entry.page,
        "external_url": entry.original,
        "title": entry.title,
        **_content(entry),
        "image": entry.image,
        "date_published": entry.published_at.isoformat(timespec="seconds"),
        "date_modified": entry.updated_at.isoformat(timespec="seconds"),
        "authors": [{"name": author} for author in entry.authors],
        "tags": entry.categories,
        "language": entry.language,
        # An extension, as the format names them.
        "_publisher": {"name": entry.publisher, "url": entry.home},
    }
    return {name: value for name, value in item.items() if value}


def _content(entry: Entry) -> dict[str, str]:
    """The whole text, else its beginning, else the headline: an item must have one of the two."""
    if entry.html:
        return {"content_html": entry.html, "summary": entry.summary}
    return {"content_text": entry.summary or entry.title or entry.original}
