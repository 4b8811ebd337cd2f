"""Links around the first mention of each hashtag in an article's body."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from lxml import etree, html

from daily8.articles.models import Article, Stage, Tag

# What a link may not stand in: other links, and words that are not running text.
_BARRED = frozenset({"a", "h1", "h2", "h3", "h4", "h5", "h6", "code", "pre", "kbd", "samp", "var"})
# A body has captions, but an article's text has none.
_NO_TEXT = frozenset({"figcaption"})
# Text and body differ in spaces, and in the signs between the cells of a table.
_SPACES = re.compile(r"[\s|]+")
# What a parser reads but nobody can write.
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_CONTEXT = 24
_TRIED = 20
_LONGEST_PREFIX = 4
_ARABIC = re.compile(r"[\u0621-\u064a]")
# Until the step that finds mentions is done again, those of an earlier text are all there are.
_TAGGED = frozenset({Stage.ENRICHED, Stage.GROUPED, Stage.PUBLISHED})


@dataclass(frozen=True, slots=True)
class Target:
    """A hashtag's address, and its mentions in the text as [start, end]."""

    address: str
    mentions: Sequence[Sequence[int]]


@dataclass(frozen=True, slots=True)
class Links:
    """What is to be linked in the body of a text."""

    text: str
    targets: Sequence[Target]


@dataclass(slots=True)
class _Piece:
    """Words between two tags: `start` counts from the beginning of the body, without spaces."""

    element: html.HtmlElement
    is_tail: bool
    words: str
    start: int
    free: bool
    taken: "list[tuple[int, int, str]]"


def tags(article: Article) -> list[Tag]:
    """Return the hashtags of an article that have a page, most telling first, in one query."""
    shown = article.tags.filter(hashtag__banned=False, hashtag__merged_into=None)
    return list(shown.select_related("hashtag").order_by("place", "pk"))


def links(article: Article, tags: Iterable[Tag]) -> Links:
    """Return the links that the article's body is to have."""
    if article.stage not in _TAGGED:
        return Links("", [])
    return Links(article.text, [Target(tag.hashtag.get_absolute_url(), tag.mentions) for tag in tags])


def put_in(root: html.HtmlElement, links: Links) -> None:
    """Link the first mention of each target that stands free in the body; only words of the text are linked.

    A mention is found by the words around it. Where the body says something else, there is no link.
    """
    pieces = list(_pieces(root))
    body = "".join(_squeezed(piece.words) for piece in pieces)
    for target in links.targets:
        for place in target.mentions[:_TRIED]:
            if _take(place, target.address, links.text, body, pieces):
                break
    for piece in pieces:
        _write(piece)


def _pieces(root: html.HtmlElement) -> Iterator[_Piece]:
    """The words of the body in their order, but for captions."""
    start = barred = unread = 0
    for event, element in etree.iterwalk(root, events=("start", "end", "comment", "pi")):
        step = {"start": 1, "end": -1}.get(event, 0)
        barred += step * (element.tag in _BARRED)
        unread += step * (element.tag in _NO_TEXT)
        words = element.text if event == "start" else element.tail if element is not root else None
        if words and not unread:
            words = _CONTROL.sub("", words)
            yield _Piece(element, event != "start", words, start, not barred, [])
            start += len(_squeezed(words))


def _squeezed(words: str) -> str:
    return _SPACES.sub("", words)


def _take(place: Sequence[int], address: str, text: str, body: str, pieces: list[_Piece]) -> bool:
    """Whether a link was put down for this mention."""
    start, end = place
    words = _squeezed(text[start:end]) if 0 <= start < end <= len(text) else ""
    at = _found(words, text[:start], text[end:], body) if words else -1
    if at < 0:
        return False
    piece = pieces[bisect_right(pieces, at, key=lambda one: one.start) - 1]
    span = _span(piece, at - piece.start, len(words))
    if span is None or any(span[0] < other[1] and other[0] < span[1] for other in piece.taken):
        return False
    piece.taken.append((*span, address))
    return True


def _found(words: str, before: str, after: str, body: str) -> int:
    """Where the body has these words between the same others, at least on one side; -1 where it has not."""
    before = _squeezed(before[-2 * _CONTEXT :])[-_CONTEXT:]
    after = _squeezed(after[: 2 * _CONTEXT])[:_CONTEXT]
    for head, tail in ((before, after), (before, ""), ("", after)):
        at = body.find(head + words + tail) if head or tail or body == words else -1
        if at >= 0:
            return at + len(head)
    return -1


def _span(piece: _Piece, start: int, length: int) -> tuple[int, int] | None:
    """Where those letters are in the piece, as whole words; nothing where the piece is no place for a link."""
    letters = [index for index, letter in enumerate(piece.words) if not _SPACES.match(letter)]
    if not piece.free or start + length > len(letters):
        return None
    first, last = letters[start], letters[start + length - 1] + 1
    first = _with_prefix(piece.words, first)
    cuts = (first > 0 and piece.words[first - 1].isalnum()) or piece.words[last : last + 1].isalnum()
    return None if cuts else (first, last)


def _with_prefix(words: str, first: int) -> int:
    """Where the word begins that an Arabic mention is the end of: "and", "by" and "the" are written onto it."""
    for place in range(first, max(first - _LONGEST_PREFIX, 0), -1):
        if not (_ARABIC.match(words[place]) and _ARABIC.match(words[place - 1])):
            return place
    return max(first - _LONGEST_PREFIX, 0)


def _write(piece: _Piece) -> None:
    """Put the links of a piece into the body, the last one first: what is before it keeps its place."""
    element, words = piece.element, piece.words
    for start, end, address in sorted(piece.taken, reverse=True):
        link = etree.Element("a", {"class": "mention", "href": address})
        link.text, link.tail, words = words[start:end], words[end:], words[:start]
        if piece.is_tail:
            element.tail = words
            parent = element.getparent()
            parent.insert(parent.index(element) + 1, link)
        else:
            element.text = words
            element.insert(0, link)
