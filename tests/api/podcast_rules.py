"""What directories and programs ask of a podcast, as rules that a feed keeps or breaks (see docs/podcast.md).

The sources: RSS 2.0 and the RSS Advisory Board's profile of it, Apple's requirements for podcasts, and the tags of
the Podcasting 2.0 namespace that the feed uses.
"""

import re
from collections.abc import Callable, Iterator
from email.utils import parsedate_to_datetime
from uuid import UUID

from lxml import etree

Answer = Callable[[str], tuple[int, dict[str, str], bytes]]
NAMES = {
    "itunes": "http://www.itunes.com/dtds/podcast-1.0.dtd",
    "podcast": "https://podcastindex.org/namespace/1.0",
    "atom": "http://www.w3.org/2005/Atom",
    "content": "http://purl.org/rss/1.0/modules/content/",
}
_AUDIO = {"audio/mpeg": ".mp3", "audio/x-m4a": ".m4a"}
_LONGEST = {"title": 255, "itunes:author": 255, "description": 4000}
_WORDS = {
    "itunes:explicit": ("true", "false"),
    "itunes:type": ("episodic", "serial"),
    "podcast:locked": ("yes", "no"),
    "podcast:medium": ("podcast",),
}
_LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")
_MARKUP = re.compile(r"<[a-zA-Z/!]|&[a-z]+;")


def rules(body: bytes, answer: Answer) -> list[str]:
    """Return the names of the rules that a feed breaks; `answer` asks for an address by HEAD."""
    try:
        rss = etree.fromstring(body)
    except etree.XMLSyntaxError as error:
        return [f"not XML: {error}"]
    channel = rss.find("channel")
    if rss.tag != "rss" or rss.get("version") != "2.0" or channel is None:
        return ["RSS 2.0 with a channel"]
    return [*_channel(channel, answer), *_items(channel.findall("item"), answer)]


def _channel(channel: etree._Element, answer: Answer) -> Iterator[str]:
    once = (
        *("title", "link", "description", "language", "lastBuildDate", "itunes:author", "itunes:image"),
        *("itunes:explicit", "itunes:type", "podcast:guid", "podcast:locked", "podcast:medium"),
    )
    yield from (f"channel: {name} once" for name in once if len(_all(channel, name)) != 1)
    for name in ("title", "link", "description", "itunes:author"):
        yield from (f"channel: {name} has words" for one in _all(channel, name) if not (one.text or "").strip())
    for name, most in _LONGEST.items():
        yield from (f"channel: {name} is short" for one in _all(channel, name) if len(one.text or "") > most)
    for name, words in _WORDS.items():
        if _text(channel, name) not in words:
            yield f"channel: {name} is {' or '.join(words)}"
    if not _LANGUAGE.fullmatch(_text(channel, "language")):
        yield "channel: language by RFC 5646"
    if not _is_guid(_text(channel, "podcast:guid")):
        yield "channel: guid is a UUID of version 5"
    if not _is_date(_text(channel, "lastBuildDate")):
        yield "channel: date by RFC 822"
    selves = [one for one in _all(channel, "atom:link") if one.get("rel") == "self"]
    if len(selves) != 1 or not _is_address(selves[0].get("href", "")):
        yield "channel: atom:link to itself"
    yield from _category_and_owner(channel)
    for one in _all(channel, "itunes:image"):
        yield from _picture(one.get("href", ""), answer)


def _category_and_owner(channel: etree._Element) -> Iterator[str]:
    if [one.get("text") for one in _all(channel, "itunes:category")][:1] != ["News"]:
        yield "channel: category of Apple's list"
    for owner in _all(channel, "itunes:owner"):
        if "@" not in _text(owner, "itunes:email") or not _text(owner, "itunes:name"):
            yield "channel: owner has a name and an address"


def _picture(address: str, answer: Answer) -> Iterator[str]:
    status, headers, body = answer(address)
    if status != 200 or headers.get("Content-Type") not in ("image/png", "image/jpeg"):
        yield "channel: picture is PNG or JPEG and can be had"
    elif headers["Content-Type"] == "image/png":
        width, height = (int.from_bytes(body[at : at + 4], "big") for at in (16, 20))
        if width != height or not 1400 <= width <= 3000:
            yield "channel: picture is a square of 1400 to 3000 pixels"


def _items(items: list[etree._Element], answer: Answer) -> Iterator[str]:
    guids = [_text(item, "guid") for item in items]
    if len(set(guids)) != len(guids):
        yield "items: guids differ"
    dates = [_text(item, "pubDate") for item in items]
    if all(map(_is_date, dates)):
        moments = [parsedate_to_datetime(one) for one in dates]
        if moments != sorted(moments, reverse=True):
            yield "items: newest first"
    for item in items:
        yield from _item(item, answer)


def _item(item: etree._Element, answer: Answer) -> Iterator[str]:
    once = ("title", "guid", "pubDate", "enclosure", "itunes:duration", "itunes:explicit", "description", "link")
    yield from (f"item: {name} once" for name in once if len(_all(item, name)) != 1)
    if not _text(item, "title") or _MARKUP.search(_text(item, "title")):
        yield "item: title is plain words"
    if not _is_date(_text(item, "pubDate")):
        yield "item: date by RFC 822"
    if not re.fullmatch(r"[1-9]\d*", _text(item, "itunes:duration")):
        yield "item: duration in seconds"
    if not _is_address(_text(item, "guid")) and [one.get("isPermaLink") for one in _all(item, "guid")] != [
        "false"
    ]:
        yield "item: guid that is no address says so"
    yield from (fault for one in _all(item, "enclosure") for fault in _enclosure(one, answer))
    for name, kind in (("transcript", "text/vtt"), ("chapters", "application/json+chapters")):
        for one in _all(item, f"podcast:{name}"):
            status, headers, _body = answer(one.get("url", ""))
            told = headers.get("Content-Type", "").partition(";")[0]
            if status != 200 or one.get("type") != kind or told != kind:
                yield f"item: {name} of its type can be had"
            elif headers.get("Access-Control-Allow-Origin") != "*":
                yield f"item: {name} may be read by players in other pages"


def _enclosure(enclosure: etree._Element, answer: Answer) -> Iterator[str]:
    address, kind = enclosure.get("url", ""), enclosure.get("type", "")
    if not _is_address(address) or not address.partition("?")[0].endswith(_AUDIO.get(kind, "\0")):
        yield "item: enclosure is an address that ends as its type does"
        return
    status, headers, _body = answer(address)
    if status != 200 or headers.get("Content-Type") != kind:
        yield "item: enclosure of its type can be had"
    elif enclosure.get("length") != headers.get("Content-Length"):
        yield "item: enclosure has the length that it tells"
    elif headers.get("Accept-Ranges") != "bytes":
        yield "item: enclosure can be had in parts"


def _all(of: etree._Element, name: str) -> list[etree._Element]:
    return of.findall(name, NAMES)


def _text(of: etree._Element, name: str) -> str:
    return (of.findtext(name, "", NAMES) or "").strip()


def _is_address(words: str) -> bool:
    return re.fullmatch(r"https?://[^\s/]+(/\S*)?", words) is not None


def _is_date(words: str) -> bool:
    try:
        return parsedate_to_datetime(words).tzinfo is not None
    except (TypeError, ValueError):
        return False


def _is_guid(words: str) -> bool:
    try:
        return UUID(words).version == 5
    except ValueError:
        return False
