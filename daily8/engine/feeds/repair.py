"""Broken mark-up becomes well-formed: the tags are balanced again, without guessing at what was cut."""

import html
import re
from collections import Counter
from html.entities import html5

_DEEPEST = 200
_MOST_ATTRIBUTES = 60
_LONGEST_VALUE = 10_000
_LONGEST_TEXT = 1_000_000
_NEAR = 6
_MOST_MARKS = 400_000
_MOST_EXPANDED = 100_000

_TAG = re.compile(
    r"""<(?P<end>/?)(?P<name>[A-Za-z_][\w.:-]*+)(?P<attributes>(?:[^<>"']|"[^"<]*+"|'[^'<]*+')*+)>"""
    r"""|<(?P<loose_end>/?)(?P<loose_name>[A-Za-z_][\w.:-]*+)(?P<loose_attributes>[^<>]*+)>"""
)
_ATTRIBUTE = re.compile(r"""([A-Za-z_][\w.:-]*+)\s*+=\s*+(?:"([^"]*+)"|'([^']*+)'|([^\s"'>]++))""")
_AMPERSAND = re.compile(r"&(?:(#\d+|#[xX][0-9a-fA-F]+|[A-Za-z][\w.-]*);|)")
_BUILT_IN = {"amp", "lt", "gt", "quot", "apos"}
_ITEMS = {"item", "entry"}
_VOID = {"br", "hr", "img", "input", "wbr", "embed"}
# Elements that hold only text, and elements that then must stand beside them, not within.
_LEAVES = {"title", "link", "guid", "pubdate", "language", "ttl", "dc:date", "dc:creator", "published", "updated"}
_FIELDS = _LEAVES | {
    "description",
    "author",
    "category",
    "enclosure",
    "content:encoded",
    "summary",
    "content",
    "id",
}


def repair(text: str, *, entities: dict[str, str]) -> str:
    """Return `text`, which starts with its root element, as well-formed XML.

    End tags that are missing are added, those that match nothing are dropped, and so is a field that the
    end of the text cuts short. Names in `entities` are replaced, others of HTML too, unknown ones stand as
    they are written.
    """
    return _Repair(text, entities).run()


class _Repair:
    def __init__(self, text: str, entities: dict[str, str]) -> None:
        self._text = text
        self._entities = entities
        self._expanded = 0
        self._output: list[str] = []
        self._open: list[tuple[str, str, int]] = []
        self._open_count: Counter[str] = Counter()
        self._prefixes: set[str] = set()

    def run(self) -> str:
        position = 0
        marks = 0
        while position < len(self._text) and marks < _MOST_MARKS:
            marks += 1
            mark = self._text.find("<", position)
            if mark < 0:
                mark = len(self._text)
            if mark > position:
                self._add_text(self._text[position:mark])
            if mark < len(self._text):
                mark = self._read_mark(mark)
                if not self._open and self._output:
                    break
            position = mark
        self._close_cut()
        return self._with_prefixes()

    def _read_mark(self, start: int) -> int:
        """Read what begins with the `<` at `start`; return where it ends."""
        text = self._text
        if text.startswith("<![CDATA[", start):
            return self._read_character_data(start + 9)
        for opening, closing in (("<!--", "-->"), ("<?", "?>"), ("<!", ">")):
            if text.startswith(opening, start):
                end = text.find(closing, start)
                return end + len(closing) if end >= 0 else len(text)
        match = _TAG.match(text, start)
        if not match:
            self._output.append("&lt;")
            return start + 1
        self._read_tag(match)
        return match.end()

    def _read_character_data(self, start: int) -> int:
        """Read a CDATA section; one that lacks its end stops where its element does."""
        text = self._text
        end = text.find("]]>", start)
        after = end + 3
        another = text.find("<![CDATA[", start, end) if end >= 0 else len(text)
        if another >= 0 and self._open:
            closing = text.find(f"</{self._open[-1][0]}", start, another)
            if end < 0 or closing >= 0:
                end = after = closing if closing >= 0 else len(text)
        self._output.append(_escape(text[start:end][:_LONGEST_TEXT]))
        return after

    def _read_tag(self, match: re.Match[str]) -> None:
        name = match["name"] or match["loose_name"]
        attributes = match["attributes"] or match["loose_attributes"] or ""
        if match["end"] or match["loose_end"]:
            self._close(name.lower())
        else:
            self._open_tag(name, attributes)

    def _open_tag(self, name: str, attributes: str) -> None:
        lower = name.lower()
        self._make_room(lower)
        empty = attributes.endswith("/") or lower in _VOID
        self._note_prefix(name)
        if len(self._open) < _DEEPEST:
            self._output.append(f"<{name}{self._attributes(attributes)}{'/' if empty else ''}>")
        if not empty:
            self._open.append((name, lower, len(self._output) - 1))
            self._open_count[lower] += 1

    def _make_room(self, name: str) -> None:
        """Close what cannot hold an element of this name: an item holds no item, a title no link."""
        if name in _ITEMS:
            for item in _ITEMS:
                self._close(item)
        elif name in _FIELDS:
            for _, lower, _ in self._open[-_NEAR:]:
                if lower in _LEAVES:
                    self._close(lower)
                    break

    def _close(self, name: str) -> None:
        if self._open_count[name]:
            while self._pop() != name:
                pass

    def _pop(self) -> str:
        name, lower, _ = self._open.pop()
        self._open_count[lower] -= 1
        if len(self._open) < _DEEPEST:
            self._output.append(f"</{name}>")
        return lower

    def _close_cut(self) -> None:
        """Close what is open at the end; the field that was being read is not whole, so it goes."""
        for depth, (_, lower, _) in enumerate(self._open[:-1]):
            if lower in _ITEMS:
                del self._output[self._open[depth + 1][2] :]
                del self._open[depth + 1 :]
                break
        while self._open:
            self._pop()

    def _add_text(self, text: str) -> None:
        text = text[:_LONGEST_TEXT]
        if "&" in text:
            text = _AMPERSAND.sub(self._reference, text)
        self._output.append(text.replace("]]>", "]]&gt;"))

    def _reference(self, match: re.Match[str]) -> str:
        name = match[1]
        if not name:
            return "&amp;"
        if name in _BUILT_IN or name[0] == "#":
            return match[0]
        value = self._entities.get(name, html5.get(f"{name};"))
        if value is None:
            return f"&amp;{name};"
        self._expanded += len(value)
        return _escape(value) if self._expanded <= _MOST_EXPANDED else ""

    def _attributes(self, text: str) -> str:
        found: dict[str, str] = {}
        for match in _ATTRIBUTE.finditer(text):
            value = match[2] or match[3] or (match[4] or "").removesuffix("/")
            found.setdefault(match[1], value[:_LONGEST_VALUE])
            if len(found) >= _MOST_ATTRIBUTES:
                break
        for name in found:
            self._note_prefix(name)
        return "".join(f' {name}="{_quote(value)}"' for name, value in found.items())

    def _note_prefix(self, name: str) -> None:
        prefix, colon, _ = name.partition(":")
        if colon and prefix.lower() not in ("xml", "xmlns"):
            self._prefixes.add(prefix)

    def _with_prefixes(self) -> str:
        """Declare in the root every prefix that is used, unless the root does so already."""
        if not self._output:
            return ""
        root = self._output[0]
        missing = [prefix for prefix in sorted(self._prefixes) if f"xmlns:{prefix}=" not in root]
        declared = "".join(f' xmlns:{prefix}="urn:prefix:{prefix}"' for prefix in missing[:_MOST_ATTRIBUTES])
        tag = re.match(r"<[^\s/>]+", root)
        cut = tag.end() if tag else 0
        return root[:cut] + declared + root[cut:] + "".join(self._output[1:])


def _escape(text: str) -> str:
    return html.escape(text, quote=False)


def _quote(value: str) -> str:
    return html.escape(html.unescape(value)).replace("\n", " ")
