"""What runs in the sandbox: bytes from outside in, readings out."""

import re
from dataclasses import fields, replace
from hashlib import blake2b
from typing import Any, TypeVar

from daily8.engine import addresses, feeds, reservations, sanitizing
from daily8.engine.extraction import Extract, Kind, extract
from daily8.engine.language import detection
from daily8.pipeline.readings import EntryReading, FeedReading, PageReading

Reading = TypeVar("Reading", EntryReading, FeedReading, PageReading)
EXCERPT_LENGTH = 280
# A feed's content of so many words is the article; less is its teaser.
FULL_TEXT_WORDS = 120
_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")
_SENTENCE_END = re.compile(r"[.!?؟。](?=\s|$)|[。！？]")


def read_feed(body: bytes, url: str, content_type: str) -> FeedReading:
    """Return the list that a feed holds; raise FeedError (a ValueError) where it is none."""
    parsed = feeds.parse(body, url=url, content_type=content_type)
    entries = [listed for entry in parsed.entries if (listed := _entry(entry, url))]
    reading = FeedReading(
        format=parsed.format,
        title=parsed.title[:500],
        home=addresses.normalise(parsed.home, base=url),
        language=_short(parsed.language),
        interval=parsed.interval,
        skip_hours=parsed.skip_hours,
        entries=_each_once(entries),
        left_out=parsed.omitted,
        hub=addresses.normalise(parsed.hub, base=url) if parsed.hub else "",
        topic=parsed.self_url,
    )
    return _storable(reading)


def read_page(body: bytes, url: str, content_type: str, entry: dict[str, str], agent: str) -> PageReading:
    """Return the article on a page; where the page holds none, the feed's own content if that is one.

    `agent` is the name that pages may call this robot by.
    """
    reserved = reservations.in_page(body, agent=agent)
    page = extract(body, url=url, content_type=content_type)
    if page.kind != Kind.ARTICLE:
        own = read_entry(url, entry)
        if own.words >= FULL_TEXT_WORDS:
            return replace(own, reserved=reserved)
    return replace(_storable(_reading(page, entry)), reserved=reserved)


def read_tdm_file(body: bytes) -> bool:
    """Return whether a tdmrep.json reserves articles; raise ValueError where it is none."""
    return reservations.in_tdm_file(body)


def read_entry(url: str, entry: dict[str, str]) -> PageReading:
    """Return the article as the feed gives it, or whoever handed it in: then however short it is."""
    html = sanitizing.clean(entry["content"], base=url)
    text = sanitizing.text_of(html)
    words = len(text.split())
    full = words >= (1 if entry.get("handed_in") else FULL_TEXT_WORDS)
    return PageReading(
        kind=(Kind.ARTICLE if full else Kind.EMPTY).value,
        title=entry["title"],
        text=text if full else "",
        html=html if full else "",
        excerpt=excerpt_of(text),
        words=words if full else 0,
        authors=(),
        published=None,
        language=detection.detect(f"{entry['title']}\n{text}", hint=entry["language"]),
        section="",
        image="",
        caption="",
        canonical="",
    )


def excerpt_of(text: str) -> str:
    """Return the first sentences, at most 280 characters; a longer first sentence is cut at a word."""
    flat = " ".join(text.split())
    if len(flat) <= EXCERPT_LENGTH:
        return flat
    ends = [match.end() for match in _SENTENCE_END.finditer(flat, 0, EXCERPT_LENGTH)]
    if ends and ends[-1] >= EXCERPT_LENGTH // 3:
        return flat[: ends[-1]]
    return flat[: EXCERPT_LENGTH - 1].rsplit(" ", 1)[0] + "…"


def _reading(page: Extract, entry: dict[str, str]) -> PageReading:
    """A page's article; what is none keeps its headline and teaser, never a body."""
    whole = page.kind == Kind.ARTICLE
    teaser = page.text or sanitizing.text_of(entry["content"])
    return PageReading(
        kind=page.kind.value,
        title=page.title or entry["title"],
        text=page.text if whole else "",
        html=page.html if whole else "",
        excerpt=excerpt_of(teaser),
        words=len(page.text.split()) if whole else 0,
        authors=page.authors,
        published=page.published,
        language=page.language or detection.detect(entry["title"], hint=entry["language"]),
        section=page.section,
        image=page.image,
        caption=page.caption,
        canonical=addresses.normalise(page.canonical),
    )


def _entry(entry: feeds.Entry, base: str) -> EntryReading | None:
    url = addresses.normalise(entry.url, base=base) if entry.url else ""
    if not url:
        return None
    content = entry.content or entry.summary
    reading = EntryReading(
        key=addresses.key(url),
        url=url,
        title=entry.title,
        authors=entry.authors,
        published=entry.published or entry.updated,
        content=content,
        categories=entry.categories,
        image=entry.image,
        digest=blake2b(f"{entry.title}\0{content}".encode("utf-8", "replace"), digest_size=16).hexdigest(),
    )
    return _storable(reading)


def _each_once(entries: list[EntryReading]) -> tuple[EntryReading, ...]:
    """The first of the entries of each address, in the publisher's order."""
    return tuple({entry.key: entry for entry in reversed(entries)}.values())[::-1]


def _short(tag: str) -> str:
    """The language of a language tag: "ar" of "ar-EG"."""
    return tag.replace("_", "-").split("-")[0].strip().lower()[:3] if tag else ""


def _storable(reading: Reading) -> Reading:
    """The reading without the characters that a database refuses: NUL and halves of a character."""
    values = {part.name: getattr(reading, part.name) for part in fields(reading)}
    changed = {name: better for name, value in values.items() if (better := _storable_value(value)) is not value}
    return replace(reading, **changed) if changed else reading


def _storable_value(value: Any) -> Any:
    if isinstance(value, str):
        return value if _UNSTORABLE.search(value) is None else _UNSTORABLE.sub("", value)
    if isinstance(value, tuple) and any(isinstance(part, str) and _UNSTORABLE.search(part) for part in value):
        return tuple(map(_storable_value, value))
    return value
