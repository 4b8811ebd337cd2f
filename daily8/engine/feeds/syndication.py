"""RSS, RDF, Atom and CDF: one reading for all, because feeds borrow each other's elements."""

from collections.abc import Iterator
from datetime import timedelta

from daily8.engine.dates import parse_date
from daily8.engine.feeds.feed import Entry, FeedError, ParsedFeed
from daily8.engine.feeds.fields import Fields, line_of, plain, text_of
from daily8.engine.feeds.links import link_at
from daily8.engine.feeds.markup import Element, key_of
from daily8.engine.feeds.people import authors_of, distinct
from daily8.engine.feeds.pictures import enclosures_of, image_of

_FORMATS = {
    "rss": "rss", "channel": "rss", "rdf:rdf": "rdf", "rdf": "rdf", "atom:feed": "atom", "feed": "atom",
    "atom:entry": "atom", "entry": "atom",
}  # fmt: skip
_ENTRIES = {"item", "atom:entry", "entry", "atom:item"}
_CHANNELS = {"channel", "items"}
_PERIODS = {
    "hourly": timedelta(hours=1),
    "daily": timedelta(days=1),
    "weekly": timedelta(weeks=1),
    "monthly": timedelta(days=30),
    "yearly": timedelta(days=365),
}
_LONGEST_INTERVAL = timedelta(days=365)


def read_syndication(root: Element, *, limit: int) -> ParsedFeed:
    """Return the feed in a tree whose root is that of RSS, RDF, Atom or CDF."""
    elements = list(_entry_elements(root))
    form = _form(root, elements)
    channel = _channel(root)
    fields = Fields(channel)
    authors = authors_of(fields)
    home = _page_link(fields)
    if home:
        # Publishers who write relative links mean their site, not the place of the feed file.
        root.getroottree().docinfo.URL = home
    inherited = authors if form == "atom" else ()
    return ParsedFeed(
        format=form,
        title=fields.title("title", "atom:title", "dc:title"),
        home=home,
        description=fields.html(*_DESCRIPTIONS),
        language=fields.text("language", "dc:language") or _language(root, channel),
        updated=fields.date(*_FEED_UPDATED),
        author=", ".join(authors),
        interval=_interval(fields),
        skip_hours=_skip_hours(fields),
        hub=_related_link(fields, "hub"),
        self_url=_related_link(fields, "self"),
        next_url=_related_link(fields, "next"),
        entries=tuple(_entry(Fields(element), inherited=inherited) for element in elements[:limit]),
        omitted=max(0, len(elements) - limit),
    )


def _form(root: Element, entries: list[Element]) -> str:
    form = _FORMATS.get(key_of(root.tag, root.prefix))
    if form is None:
        what = "an OPML list of feeds" if root.tag == "opml" else f"<{root.tag}>"
        raise FeedError(f"not a feed but {what}")
    bare_channel = root.tag.lower() == "channel"
    return "cdf" if bare_channel and entries and _attribute(entries[0], "href") else form


_DESCRIPTIONS = (
    "description", "atom:subtitle", "atom:tagline", "subtitle", "tagline", "dc:description", "itunes:summary",
    "abstract", "itunes:subtitle",
)  # fmt: skip
_FEED_UPDATED = (
    "lastbuilddate", "atom:updated", "atom:modified", "updated", "dcterms:modified", "pubdate", "dc:date",
)  # fmt: skip
_TITLES = ("title", "atom:title", "dc:title", "media:title", "itunes:title")
_PUBLISHED = (
    "pubdate", "atom:published", "atom:issued", "published", "issued", "dcterms:issued", "dc:date",
    "dcterms:created", "atom:created", "created", "date", "pubdatetime",
)  # fmt: skip
_UPDATED = ("atom:updated", "atom:modified", "updated", "modified", "dcterms:modified", "dc:date")
_SUMMARIES = (
    "atom:summary", "description", "summary", "dc:description", "abstract", "itunes:summary",
    "media:description", "googleplay:description", "itunes:subtitle",
)  # fmt: skip
_CONTENTS = ("content:encoded", "atom:content", "xhtml:body", "fulltext", "body", "content", "xhtml:div")
_CATEGORIES = ("dc:subject", "atom:category", "itunes:category", "media:category")


def _entry(fields: Fields, *, inherited: tuple[str, ...]) -> Entry:
    summary, content = fields.html(*_SUMMARIES), fields.html(*_CONTENTS)
    url = _page_link(fields)
    return Entry(
        id=fields.text("guid", "atom:id", "id", "dc:identifier") or _about(fields) or url,
        url=url,
        title=fields.title(*_TITLES),
        authors=authors_of(fields) or inherited,
        published=fields.date(*_PUBLISHED),
        updated=fields.date(*_UPDATED) or parse_date(_attribute(fields.element, "lastmod")),
        summary=summary,
        content=content,
        categories=distinct(_categories(fields)),
        image=image_of(fields, markup=content or summary),
        enclosures=enclosures_of(fields),
    )


def _entry_elements(root: Element) -> Iterator[Element]:
    """Yield the entries where they belong, or, when none is there, wherever they are."""
    if key_of(root.tag, root.prefix) in _ENTRIES:
        yield root
        return
    found = False
    for child in root:
        key = key_of(child.tag, child.prefix)
        if key in _ENTRIES:
            found = True
            yield child
        elif key in _CHANNELS:
            for item in child:
                if key_of(item.tag, item.prefix) in _ENTRIES:
                    found = True
                    yield item
    if not found:
        yield from (each for each in root.iter() if key_of(each.tag, each.prefix) in _ENTRIES)


def _channel(root: Element) -> Element:
    for child in root:
        if key_of(child.tag, child.prefix) == "channel":
            return child
    return root


def _page_link(fields: Fields) -> str:
    """Return the address of the page that a feed or entry stands for."""
    return (
        fields.link("feedburner:origlink")
        or _alternate_link(fields)
        or _permanent_guid(fields)
        or link_at(fields.element, _attribute(fields.element, "href") or _about(fields))
    )


def _alternate_link(fields: Fields) -> str:
    others = ""
    for element in fields.all("link", "atom:link", "url"):
        relation = (element.get("rel") or "alternate").strip().lower().rpartition("/")[2]
        if relation == "alternate":
            url = link_at(element, element.get("href") or text_of(element))
            kind = element.get("type") or "text/html"
            if url and "html" in kind:
                return url
            others = others or url
    return others


def _related_link(fields: Fields, relation: str) -> str:
    for element in fields.all("atom:link", "atom10:link", "link"):
        if (element.get("rel") or "").strip().lower() == relation:
            return link_at(element, element.get("href"))
    return ""


def _permanent_guid(fields: Fields) -> str:
    for element in fields.all("guid", "atom:id", "id"):
        text = text_of(element)
        if text[:4].lower() == "http" and (element.get("isPermaLink") or "").strip().lower() != "false":
            return link_at(element, text)
    return ""


def _attribute(element: Element, name: str) -> str:
    """Return an attribute of CDF, which is often written in capitals."""
    return element.get(name) or element.get(name.upper()) or ""


def _about(fields: Fields) -> str:
    return fields.element.get("{http://www.w3.org/1999/02/22-rdf-syntax-ns#}about") or ""


def _categories(fields: Fields) -> Iterator[str]:
    yield from map(_category, fields.all("category"))
    for keywords in fields.all("itunes:keywords", "media:keywords"):
        yield from map(plain, text_of(keywords).split(",")[:100])
    yield from map(_category, fields.all(*_CATEGORIES))


def _category(element: Element) -> str:
    return line_of(element) or plain(element.get("label") or element.get("term") or element.get("text") or "")


def _language(root: Element, channel: Element) -> str:
    name = "{http://www.w3.org/XML/1998/namespace}lang"
    return channel.get(name) or root.get(name) or ""


def _interval(fields: Fields) -> timedelta | None:
    minutes = fields.text("ttl")
    if minutes.isdecimal() and int(minutes[:9]) > 0:
        return min(timedelta(minutes=int(minutes[:9])), _LONGEST_INTERVAL)
    period = _PERIODS.get(fields.text("sy:updateperiod").lower())
    times = fields.text("sy:updatefrequency")
    return period / int(times[:6]) if period and times.isdecimal() and int(times[:6]) else period


def _skip_hours(fields: Fields) -> frozenset[int]:
    element = fields.first("skiphours")
    hours = [text_of(hour) for hour in element] if element is not None else []
    return frozenset(int(hour) % 24 for hour in hours if hour.isdecimal() and len(hour) < 3)
