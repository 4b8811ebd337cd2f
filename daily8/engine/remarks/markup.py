"""The small markup of comments: *emphasis*, lines that quote (>), lines of a list (-), and bare links."""

import re
from collections.abc import Iterator
from html import escape
from itertools import groupby
from urllib.parse import urlsplit

import nh3

from daily8.engine.remarks.hosts import host
from daily8.engine.remarks.spelling import tidy

# Longer than any letter to an editor that was printed.
LONGEST = 5000
_TAGS = frozenset({"a", "bdi", "blockquote", "br", "em", "li", "p", "ul"})
_ATTRIBUTES = {"a": {"href", "dir"}, **{tag: {"dir"} for tag in ("blockquote", "p", "ul")}}
_INLINE = re.compile(
    r"(?P<link>https?://[^\s<>\"*]+)|(?<![\w*])\*(?P<emphasis>[^\s*](?:[^*\n]*[^\s*])?)\*(?![\w*])", re.I
)
_LINK = re.compile(r"https?://[^\s<>\"*]+", re.IGNORECASE)
# What stands behind an address belongs to the sentence; a bracket only where none was opened in it.
_BEHIND = ".,;:!?'’”»،؛؟…"
_QUOTE, _LIST, _PARAGRAPH, _NOTHING = ">", "-", "p", ""


class TooLong(Exception):
    """A comment may have LONGEST characters; this one has `length`."""

    def __init__(self, length: int):
        super().__init__(f"a comment of {length} characters; at most {LONGEST}")
        self.length = length


def accepted(text: str) -> str:
    """Return what somebody typed as it is kept.

    Raises TooLong, before anything is done with a text that is endless.
    """
    if len(text) > 4 * LONGEST:
        raise TooLong(len(text))
    kept = tidy(text)
    if len(kept) > LONGEST:
        raise TooLong(len(kept))
    return kept


def shown(text: str) -> str:
    """Return the HTML of a comment: whatever is no markup is text, and each block finds its own direction."""
    kinds = ((_kind(line), line) for line in tidy(text[: 4 * LONGEST])[:LONGEST].split("\n"))
    blocks = (_block(kind, [line for _, line in lines]) for kind, lines in groupby(kinds, lambda one: one[0]))
    # The last door: what the lines above let through by mistake would not pass here.
    return nh3.clean(
        "".join(blocks),
        tags=set(_TAGS),
        attributes=_ATTRIBUTES,
        url_schemes={"http", "https"},
        link_rel="nofollow ugc noopener",
        strip_comments=True,
    )


def spoken(text: str) -> str:
    """Return what a comment itself says, in one line: without what it quotes, and without the signs of markup."""
    own = (line for line in text.split("\n") if _kind(line) != _QUOTE)
    plain = (_INLINE.sub(lambda found: found["link"] or found["emphasis"], line) for line in own)
    return " ".join(" ".join(plain).split())


def links(text: str) -> list[str]:
    """Return the addresses in a text."""
    return [_without_what_follows(found[0]) for found in _LINK.finditer(text)]


def _kind(line: str) -> str:
    if line.startswith(">"):
        return _QUOTE
    if line.startswith(("- ", "* ", "• ")):
        return _LIST
    return _PARAGRAPH if line.strip() else _NOTHING


def _block(kind: str, lines: list[str]) -> str:
    if kind == _QUOTE:
        # A browser that looks for a direction passes over what has one of its own.
        return f'<blockquote dir="auto"><p>{_lines(line.lstrip("> ") for line in lines)}</p></blockquote>'
    if kind == _LIST:
        items = "".join(f"<li>{_inline(line[2:].strip())}</li>" for line in lines)
        return f'<ul dir="auto">{items}</ul>'
    return f'<p dir="auto">{_lines(iter(lines))}</p>' if kind == _PARAGRAPH else ""


def _lines(lines: Iterator[str]) -> str:
    return "<br>".join(_inline(line.strip()) for line in lines)


def _inline(line: str) -> str:
    pieces, at = [], 0
    for found in _INLINE.finditer(line):
        pieces.append(escape(line[at : found.start()]))
        if found["link"]:
            address = _without_what_follows(found["link"])
            pieces.append(_link(address) + escape(found["link"][len(address) :]))
        else:
            pieces.append(f"<em>{escape(found['emphasis'])}</em>")
        at = found.end()
    return "".join(pieces) + escape(line[at:])


def _link(address: str) -> str:
    """A link that says where it leads; text where it would not be what it seems."""
    try:
        written = urlsplit(address).netloc
    except ValueError:
        return escape(address)
    known = host(written) if "\\" not in address else None
    if known is None:
        return escape(address)
    scheme, behind = address.split("://", 1)
    rest = behind[len(written) :]
    # Apart from what is around it: letters from right to left would change places with the path.
    shown = escape(known.shown) if known.shown.isascii() else f"<bdi>{escape(known.shown)}</bdi>"
    target = f"{scheme}://{known.address}{rest}"
    return f'<a href="{escape(target)}" dir="ltr">{escape(scheme)}://{shown}{escape(rest)}</a>'


def _without_what_follows(address: str) -> str:
    while address and (
        address[-1] in _BEHIND or (address[-1] in ")]}" and address.count(address[-1]) > _opened(address))
    ):
        address = address[:-1]
    return address


def _opened(address: str) -> int:
    return address.count({")": "(", "]": "[", "}": "{"}[address[-1]])
