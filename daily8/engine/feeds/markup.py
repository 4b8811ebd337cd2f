"""The text of an XML feed becomes a tree, whatever is wrong with it."""

import html
import re
from functools import lru_cache

from lxml import etree

from daily8.engine.feeds.feed import FeedError
from daily8.engine.feeds.repair import repair

Element = etree._Element

_MOST_CHARACTERS = 10_000_000
_LONGEST_TAIL = 1_000
_ITEM_ENDS = ("</item>", "</entry>", "</url>")
_ROOTS = ["rss", "rdf", "feed", "entry", "channel", "urlset", "sitemapindex", "opml"]
_ROOT = re.compile(rf"<(?:[A-Za-z][\w.-]*:)?(?:{'|'.join(_ROOTS)})(?=[\s>/])", re.IGNORECASE)
_HTML = re.compile(r"<(?:html|body|head)[\s>]|<!doctype html", re.IGNORECASE)
_SURE = re.compile(r"xmlns|\sversion\s*=", re.IGNORECASE)
# What XML has no place for: control characters, halves of surrogate pairs, and references to either.
_IMPOSSIBLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_REFERENCE = re.compile(r"&#(?:[xX]([0-9a-fA-F]{1,8})|([0-9]{1,10}));?")
_DEFINED = re.compile(r"<!ENTITY\s+([\w.-]{1,40})\s")
_ENTITY = re.compile(r"""<!ENTITY\s+([\w.-]{1,40})\s+(?:"([^"%<&]{0,60})"|'([^'%<&]{0,60})')\s*>""")
_NAMESPACES = {
    "": "",
    "http://backend.userland.com/rss": "",
    "http://backend.userland.com/rss2": "",
    "http://blogs.law.harvard.edu/tech/rss": "",
    "http://my.netscape.com/rdf/simple/0.9": "",
    "http://channel.netscape.com/rdf/simple/0.9": "",
    "http://purl.org/rss/1.0": "",
    "http://purl.org/net/rss1.1": "",
    "http://www.w3.org/2005/atom": "atom",
    "http://purl.org/atom/ns": "atom",
    "http://purl.org/dc/elements/1.1": "dc",
    "http://purl.org/dc/elements/1.0": "dc",
    "http://purl.org/dc/terms": "dcterms",
    "http://purl.org/rss/1.0/modules/content": "content",
    "http://purl.org/rss/1.0/modules/syndication": "sy",
    "http://search.yahoo.com/mrss": "media",
    "http://tools.search.yahoo.com/mrss": "media",
    "http://www.itunes.com/dtds/podcast-1.0.dtd": "itunes",
    "http://www.google.com/schemas/play-podcasts/1.0": "googleplay",
    "http://www.w3.org/1999/02/22-rdf-syntax-ns": "rdf",
    "http://www.w3.org/1999/xhtml": "xhtml",
    "http://rssnamespace.org/feedburner/ext/1.0": "feedburner",
    "http://www.sitemaps.org/schemas/sitemap/0.9": "",
    "http://www.google.com/schemas/sitemap/0.9": "",
    "http://www.google.com/schemas/sitemap/0.84": "",
    "http://www.google.com/schemas/sitemap-news/0.9": "news",
    "http://www.google.com/schemas/sitemap-image/1.1": "image",
}


def tree_of(text: str, *, url: str = "") -> Element:
    """Return the root element of a feed's text, or raise FeedError for what is no feed.

    Well-formed XML is read as it is, all other is repaired first. No entity is expanded but the character
    names of HTML and short ones that the document defines itself; nothing outside is ever fetched.
    """
    start = _root_start(text)
    prologue, text = text[:start], clean(text[start:])
    try:
        return etree.fromstring(text.encode(), _parser(), base_url=url)
    except (etree.XMLSyntaxError, ValueError):
        pass
    mended = repair(text, entities=_entities(prologue))
    try:
        root = etree.fromstring(mended.encode(), _parser(recover=True), base_url=url)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise FeedError(f"not XML that could be repaired: {error}") from error
    if root is None:
        raise FeedError("not XML that could be repaired: no element is left")
    return root


def first_part(text: str) -> tuple[str, int]:
    """Return what is read of a text, and how many items stand in the rest.

    Of more than ten million characters only the whole items within the first ten million are read.
    """
    if len(text) <= _MOST_CHARACTERS:
        return text, 0
    end, mark = max((text.rfind(mark, 0, _MOST_CHARACTERS), mark) for mark in _ITEM_ENDS)
    if end < 0:
        return text[:_MOST_CHARACTERS], 0
    end += len(mark)
    # What follows the last item closes the document as it was opened.
    tail = text[text.rfind(mark) + len(mark) :][:_LONGEST_TAIL]
    return text[:end] + tail, text.count(mark, end)


def clean(text: str) -> str:
    """Return text without the characters, and references to characters, that XML forbids."""
    if "&#" in text:
        text = _REFERENCE.sub(_possible, text)
    return _IMPOSSIBLE.sub("", text)


@lru_cache(maxsize=2048)
def key_of(tag: str, prefix: str | None) -> str:
    """Return the name of an element as readers of feeds write it: `title`, `dc:creator`, `atom:link`.

    The usual prefix stands for its namespace, whatever prefix the feed itself uses.
    """
    uri, _, name = tag.rpartition("}")
    uri = uri[1:].strip().lower().rstrip("/#")
    known = _NAMESPACES.get(uri)
    space = known if known is not None else (prefix or "").lower()
    return f"{space}:{name.lower()}" if space else name.lower()


def _root_start(text: str) -> int:
    position = 0
    while match := _ROOT.search(text, position):
        comment = text.find("<!--", position, match.start())
        if comment < 0:
            break
        end = text.find("-->", comment)
        if end < 0:
            break
        position = end
    page = _HTML.search(text, 0, match.start() if match else len(text))
    if not match:
        raise FeedError(
            "an HTML page, not a feed" if page else "not a feed: no element of RSS, RDF, Atom or a sitemap in it"
        )
    # A feed may be wrapped in a page, but then it says clearly that it is one.
    if page and not _SURE.search(text[match.start() : match.start() + 1000].partition(">")[0]):
        raise FeedError("an HTML page, not a feed")
    return match.start()


def _possible(reference: re.Match[str]) -> str:
    number = int(reference[1], 16) if reference[1] else int(reference[2])
    possible = number in (9, 10, 13) or 0x20 <= number < 0xD800 or 0xE000 <= number < 0xFFFE
    return reference[0] if possible or 0x10000 <= number <= 0x10FFFF else ""


def _entities(prologue: str) -> dict[str, str]:
    """Return the entities that a document type defines; all but the short and simple ones as nothing."""
    prologue = prologue[:100_000]
    defined = dict.fromkeys(_DEFINED.findall(prologue)[:100], "")
    found = _ENTITY.findall(prologue)[:100]
    return defined | {name: html.unescape(double or single) for name, double, single in found}


def _parser(*, recover: bool = False) -> etree.XMLParser:
    return etree.XMLParser(
        encoding="utf-8",
        recover=recover,
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
        collect_ids=False,
    )
