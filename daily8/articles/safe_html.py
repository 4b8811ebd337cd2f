"""The one place where HTML of publishers is let out; it was cleaned when it was stored."""

from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from lxml import etree, html

from daily8.articles import linking, pictures

_PICTURE_WIDTH = 960
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")


def body(cleaned: str, links: linking.Links | None = None) -> SafeString:
    """Return an article's body as a page shows it.

    Pictures come through this site and when they are needed; headings go on from the page's own; wide
    tables scroll by themselves; what the body mentions is linked.
    """
    if not cleaned.strip():
        return SafeString("")
    root = html.fragment_fromstring(cleaned, create_parent="div")
    _drop_empty(root)
    _readdress_pictures(root)
    _order_headings(root)
    _let_tables_scroll(root)
    if links:
        linking.put_in(root, links)
    _close_empty(root)
    return _inner(root)


def elsewhere(cleaned: str, *, origin: str) -> str:
    """Return an article's body as HTML for a page of somebody else; pictures come through the site at `origin`."""
    if not cleaned.strip():
        return ""
    root = html.fragment_fromstring(cleaned, create_parent="div")
    _drop_empty(root)
    _readdress_pictures(root, origin=origin)
    _order_headings(root)
    _close_empty(root)
    return _inner(root)


def without_pictures(shown: SafeString) -> SafeString:
    """Return a shown body with a link to each of its pictures in its place: nothing is fetched unasked."""
    root = html.fragment_fromstring(shown, create_parent="div")
    for picture in list(root.iter("img")):
        words = picture.get("alt") or _("See the picture")
        # Within a link there can be no other.
        linked = any(ancestor.tag == "a" for ancestor in picture.iterancestors())
        stand_in = etree.Element("span") if linked else etree.Element("a", {"href": picture.get("src", "")})
        stand_in.text, stand_in.tail = words, picture.tail
        picture.getparent().replace(picture, stand_in)
    _close_empty(root)
    return _inner(root)


def _inner(root: html.HtmlElement) -> SafeString:
    inner = str(html.tostring(root, encoding="unicode"))
    return mark_safe(inner.removeprefix("<div>").removesuffix("</div>"))  # noqa: S308  # nosec


def _drop_empty(root: html.HtmlElement) -> None:
    """Links and headings without words help nobody, and screen readers stop at them."""
    for element in list(root.iter("a", *_HEADINGS)):
        if not element.text_content().strip() and element.find(".//img") is None:
            element.drop_tag()


def _readdress_pictures(root: html.HtmlElement, *, origin: str = "") -> None:
    for picture in list(root.iter("img")):
        address = picture.get("src", "")
        if not address.startswith(("http://", "https://")):
            picture.drop_tree()
            continue
        picture.set("src", origin + pictures.address(address, _PICTURE_WIDTH))
        picture.set("alt", picture.get("alt", ""))
        picture.set("loading", "lazy")
        picture.set("decoding", "async")


def _order_headings(root: html.HtmlElement) -> None:
    """Make the highest heading an h2, the next an h3, without gaps."""
    headings = list(root.iter(*_HEADINGS))
    levels = sorted({heading.tag for heading in headings})
    for heading in headings:
        heading.tag = f"h{min(2 + levels.index(heading.tag), 6)}"


def _let_tables_scroll(root: html.HtmlElement) -> None:
    for table in list(root.iter("table")):
        frame = etree.Element("div", {"class": "scroll", "tabindex": "0"})
        frame.tail, table.tail = table.tail, None
        parent = table.getparent()
        if parent is not None:
            parent.replace(table, frame)
            frame.append(table)


def _close_empty(root: html.HtmlElement) -> None:
    """Have the end of an empty list item written too: lxml leaves it out, and what follows would be inside."""
    for element in root.iter("li", "p", "dd", "dt", "td", "th", "tr"):
        if not len(element) and not element.text:
            element.text = ""
