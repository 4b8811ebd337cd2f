"""Articles as apps read them: as much as a feed would give, with what the reader did with each."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from daily8.api.entries import entries
from daily8.api.feeds import Entry
from daily8.api.reader import ids
from daily8.articles.models import Article
from daily8.engine.language.directions import direction
from daily8.reading import feed_addresses, marks, things
from daily8.reading.models import Kept, KeptKind, Kind
from daily8.reading.streams import Library, Subscription, label_of, title_of


@dataclass(frozen=True, slots=True)
class Item:
    """One article for an app: the feed that it is told to be in, and the states that it has."""

    pk: int
    found_at: datetime
    entry: Entry
    feed: Subscription
    states: tuple[str, ...]

    @property
    def html(self) -> SafeString:
        """What may be shown of it, with the publisher named and linked, whose text it is."""
        # Cleaned where it was stored, and escaped where it is plain text.
        body = mark_safe(self.entry.html) if self.entry.html else _paragraph(self.entry.summary)  # noqa: S308  # nosec
        link = format_html('<p><a href="{}">{}</a></p>', self.entry.original, self.entry.publisher)
        return format_html("{}{}", body, link)


def read(library: Library, pks: Sequence[int], *, origin: str) -> list[Item]:
    """Return these articles in this order, in as many queries as one; those that nobody may see are left out."""
    rows = Article.objects.visible().filter(pk__in=pks).select_related("publisher")
    known = {row.key: row for row in rows.only("key", "found_at", "publisher")}
    told = {known[key].pk: one for one in entries(pks, origin=origin) if (key := _key(one)) in known}
    found = {row.pk: row for row in known.values()}
    why, unread = library.why(pks), marks.unread_among(pks, library.user, library.now)
    saved = set(
        Kept.objects.filter(user=library.user, kind=KeptKind.SAVED, article__in=pks).values_list(
            "article", flat=True
        )
    )
    return [
        Item(
            pk,
            found[pk].found_at,
            told[pk],
            why.get(pk) or _of_publisher(found[pk]),
            tuple(_states(is_read=pk not in unread, is_saved=pk in saved)),
        )
        for pk in pks
        if pk in told
    ]


def told(item: Item, *, origin: str, language: str) -> dict[str, Any]:
    """Return an article as JSON."""
    entry, feed = item.entry, item.feed
    address = feed_addresses.feed_of(feed.thing, origin=origin, language=language)
    link = [{"href": entry.page, "type": "text/html"}]
    categories = [ids.state(name) for name in item.states]
    if feed.label:
        categories.append(ids.label(feed.label))
    return {
        "id": ids.long_id(item.pk),
        "crawlTimeMsec": str(ids.microseconds(item.found_at) // 1000),
        "timestampUsec": str(ids.microseconds(item.found_at)),
        "published": int(entry.published_at.timestamp()),
        "updated": int(entry.updated_at.timestamp()),
        "title": entry.title,
        "canonical": link,
        "alternate": link,
        "summary": {"direction": direction(entry.language), "content": item.html},
        "author": ", ".join(entry.authors),
        "categories": categories,
        "enclosure": [{"href": entry.image, "type": "image/webp"}] if entry.image else [],
        "origin": {
            "streamId": ids.feed(address),
            "title": feed.title,
            "htmlUrl": feed_addresses.page_of(feed.thing, origin=origin, language=language),
        },
    }


def _key(entry: Entry) -> str:
    return entry.id.rpartition("/")[2]


def _of_publisher(article: Article) -> Subscription:
    """What is in no feed of the reader's (any more), such as what was saved long ago, is its publisher's."""
    thing = things.of_publisher(article.publisher)
    return Subscription(thing, None, title_of(thing), label_of(Kind.SOURCE))


def _states(*, is_read: bool, is_saved: bool) -> list[str]:
    return ["reading-list", *(["read"] if is_read else []), *(["starred"] if is_saved else [])]


def _paragraph(words: str) -> SafeString:
    return format_html("<p>{}</p>", words) if words else SafeString("")
