"""HTML from outside made safe to show."""

import re
from html.parser import HTMLParser
from urllib.parse import urljoin, urlsplit

import nh3

_TAGS = frozenset({
    "a", "abbr", "b", "bdi", "bdo", "blockquote", "br", "caption", "cite", "code", "col", "colgroup",
    "dd", "del", "dfn", "div", "dl", "dt", "em", "figcaption", "figure", "h1", "h2", "h3", "h4", "h5",
    "h6", "hr", "i", "img", "ins", "kbd", "li", "mark", "ol", "p", "pre", "q", "rp", "rt", "ruby", "s",
    "samp", "small", "span", "strong", "sub", "sup", "table", "tbody", "td", "tfoot", "th", "thead",
    "time", "tr", "u", "ul", "var", "wbr",
})  # fmt: skip
_ATTRIBUTES = {
    "*": {"lang", "dir", "title"},
    "a": {"href", "hreflang"},
    "abbr": {"title"},
    "bdo": {"dir"},
    "blockquote": {"cite"},
    "col": {"span"},
    "colgroup": {"span"},
    "del": {"datetime"},
    "img": {"src", "alt", "width", "height"},
    "ins": {"datetime"},
    "li": {"value"},
    "ol": {"start", "reversed", "type"},
    "q": {"cite"},
    "td": {"colspan", "rowspan"},
    "th": {"colspan", "rowspan", "scope", "abbr"},
    "time": {"datetime"},
}
_ADDRESSES = frozenset({("a", "href"), ("img", "src"), ("blockquote", "cite"), ("q", "cite")})
_NUMBERS = frozenset({"width", "height", "colspan", "rowspan", "span", "value", "start"})
_DROPPED_WITH_CONTENT = frozenset({
    "script", "style", "noscript", "template", "svg", "math", "iframe", "object", "embed", "applet",
    "frameset", "frame", "noframes", "noembed", "xmp", "plaintext", "textarea", "select", "button",
    "audio", "video", "canvas", "head", "title",
})  # fmt: skip
_LANGUAGE = re.compile(r"[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8}){0,3}")
_LONGEST = 1_000_000
_SCHEMES = frozenset({"http", "https", "mailto"})
# Browsers read over these inside an address, so that "java\nscript:" is a script to them.
_INVISIBLE = re.compile("[\x00-\x1f\x7f-\xa0\xad\u2000-\u200f\u2028-\u202f\u205f-\u206f\u3000\ufeff]+")
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
_BLOCKS = frozenset({
    "address", "article", "aside", "blockquote", "caption", "dd", "div", "dl", "dt", "figcaption",
    "figure", "footer", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "li", "main", "nav", "ol",
    "p", "pre", "section", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul",
})  # fmt: skip


def clean(html: str, *, base: str) -> str:
    """Return HTML that cannot run, restyle or name anything; cleaning it again changes nothing.

    Relative addresses become absolute from `base`; what is not http, https or mailto goes. What is
    longer than a million characters is cut.
    """
    return nh3.clean(
        _CONTROL.sub("", html[:_LONGEST]),
        tags=set(_TAGS),
        clean_content_tags=set(_DROPPED_WITH_CONTENT),
        attributes={tag: set(names) for tag, names in _ATTRIBUTES.items()},
        attribute_filter=_Filter(base),
        url_schemes=set(_SCHEMES),
        link_rel="nofollow noopener noreferrer",
        strip_comments=True,
    )


class _Filter:
    """Decides on the value of each attribute that is allowed by name."""

    def __init__(self, base: str) -> None:
        self.base = base

    def __call__(self, tag: str, name: str, value: str) -> str | None:
        if (tag, name) in _ADDRESSES:
            return _address(value, self.base, mail=tag == "a")
        if name == "lang":
            return value if _LANGUAGE.fullmatch(value) else None
        if name == "dir":
            return value.lower() if value.lower() in ("ltr", "rtl", "auto") else None
        if name in _NUMBERS:
            return value if value.isascii() and value.isdigit() and len(value) < 6 else None
        return value


def _address(value: str, base: str, *, mail: bool) -> str | None:
    """Return an absolute address of an allowed scheme, or nothing."""
    try:
        address = urljoin(base, _INVISIBLE.sub("", value).strip().replace(" ", "%20"))
        parts = urlsplit(address)
    except ValueError:
        return None
    if parts.scheme.lower() == "mailto":
        return address if mail else None
    return address if parts.scheme.lower() in ("http", "https") and parts.netloc else None


def text_of(html: str) -> str:
    """Return the words of a fragment: references decoded, a line break between blocks, none of its scripts."""
    reader = _TextReader()
    reader.feed(html)
    reader.close()
    lines = (" ".join(line.split()) for line in "".join(reader.pieces).split("\n"))
    return "\n".join(line for line in lines if line)


class _TextReader(HTMLParser):
    """Collects the visible text of a fragment."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.pieces: list[str] = []
        self.silent = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002
        if not self.silent and tag in ("script", "style", "noscript", "template", "title"):
            self.silent = tag
        elif tag == "br" or tag in _BLOCKS:
            self.pieces.append("\n")

    def handle_endtag(self, tag: str) -> None:
        if tag == self.silent:
            self.silent = ""
        elif tag in _BLOCKS:
            self.pieces.append("\n")

    def handle_data(self, data: str) -> None:
        if not self.silent:
            # Only mark-up breaks lines; a newline in the source is a space.
            self.pieces.append(data.replace("\n", " "))
