"""A feed as flat keys and values, to be compared with what other libraries read."""

from datetime import UTC, datetime

from daily8.engine.feeds.feed import Entry, ParsedFeed
from daily8.engine.feeds.parsing import parse


def flat(body: bytes, base_url: str | None) -> dict[str, object]:
    """Return the feed in `body` as `feed.title`, `items.count`, `items.0.link` and so on."""
    feed = parse(body, url=base_url or "")
    result = _feed_values(feed)
    for number, entry in enumerate(feed.entries):
        result |= {f"items.{number}.{key}": value for key, value in _entry_values(entry).items()}
    return {key: value for key, value in result.items() if value not in (None, "", [])}


def _feed_values(feed: ParsedFeed) -> dict[str, object]:
    return {
        "feed.title": feed.title,
        "feed.link": feed.home,
        "feed.description": feed.description,
        "feed.language": feed.language,
        "feed.updated": _utc(feed.updated),
        "feed.author": feed.author,
        "items.count": len(feed.entries) + feed.omitted,
    }


def _entry_values(entry: Entry) -> dict[str, object]:
    return {
        "id": entry.id,
        "title": entry.title,
        "link": entry.url,
        "published": _utc(entry.published),
        "updated": _utc(entry.updated),
        "author": ", ".join(entry.authors),
        "summary": entry.summary,
        "content": entry.content,
        "categories": list(entry.categories),
        "enclosures": [enclosure.url for enclosure in entry.enclosures],
    }


def _utc(moment: datetime | None) -> str | None:
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ") if moment else None
