"""A feed as flat keys and values, to be compared with what other libraries read."""

from datetime import UTC, datetime
from textwrap import shorten

from daily8.engine.feeds.feed import Entry, ParsedFeed
from daily8.engine.feeds.fields import plain
from daily8.engine.feeds.parsing import parse


def flat(body: bytes, base_url: str | None) -> dict[str, object]:
    """Return the feed in `body` as `feed.title`, `items.count`, `items.0.link` and so on.

    Like those libraries it lets one thing stand for another that is missing: a summary for the content,
    the feed's author for the entry's, the first words for the title.
    """
    feed = parse(body, url=base_url or "")
    result = _feed_values(feed) | {"feed.link": feed.home or base_url or ""}
    for number, entry in enumerate(feed.entries):
        values = _entry_values(entry)
        values["author"] = values["author"] or feed.author
        values["link"] = values["link"] or result["feed.link"]
        result |= {f"items.{number}.{key}": value for key, value in values.items()}
    return {key: value for key, value in result.items() if value not in (None, "", [])}


def _feed_values(feed: ParsedFeed) -> dict[str, object]:
    newest = max(filter(None, (entry.updated or entry.published for entry in feed.entries)), default=None)
    return {
        "feed.title": feed.title or feed.home or feed.self_url,
        "feed.description": feed.description,
        "feed.language": feed.language,
        "feed.updated": _utc(feed.updated or newest),
        "feed.author": feed.author,
        "items.count": len(feed.entries) + feed.omitted,
    }


def _entry_values(entry: Entry) -> dict[str, object]:
    files = [enclosure.url for enclosure in entry.enclosures]
    content = entry.content or entry.summary
    return {
        "id": entry.id,
        "title": entry.title or shorten(plain(content), 100, placeholder="") or entry.url,
        "link": entry.url or next(iter(files), ""),
        "published": _utc(entry.published or entry.updated),
        "updated": _utc(entry.updated),
        "author": ", ".join(entry.authors),
        "summary": entry.summary,
        "content": content,
        "categories": list(entry.categories),
        "enclosures": files,
    }


def _utc(moment: datetime | None) -> str | None:
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ") if moment else None
