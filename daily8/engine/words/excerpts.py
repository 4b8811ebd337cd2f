"""Where a text says what was looked for, as pieces of plain text with marks; whoever shows them escapes them."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice

from daily8.engine.words.queries import Clause, Query
from daily8.engine.words.terms import Term, terms

# A text is looked through for so many characters, and so many of them are shown.
_LOOKED_THROUGH = 20_000
LENGTH = 220
_ELLIPSIS = "…"
# Only so much around the place where it may stand is read word by word.
_READ_BEFORE, _READ_AFTER = 60, 280
_MOST_PLACES = 100
# A pattern of more stems takes long to make, and says no more of where to look.
_MOST_STEMS = 8
# How a folded letter may be written, and what may stand on or between letters.
_WRITTEN = {
    "ا": "[اأإآٱ]", "ه": "[هةھ]", "ي": "[يىئیۍ]", "و": "[وؤ]", "ك": "[كکگ]",
    "a": "[aàáâãäåā]", "e": "[eèéêëēěę]", "i": "[iyìíîïīıİ]", "o": "[oòóôõöøōő]", "u": "[uùúûüūůű]",
    "c": "[cçćč]", "s": "[sśşšș]", "n": "[nñńň]", "z": "[zźżž]", "g": "[gğ]", "y": "[yýÿi]",
    **{str(digit): f"[{digit}{chr(0x660 + digit)}{chr(0x6F0 + digit)}]" for digit in range(10)},
}  # fmt: skip
_BETWEEN = "[\u0640\u064b-\u065f\u0670]*"
# Words are cut between them, unless one is longer than that.
_LONGEST_WORD = 40


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of a text, and whether it is what was looked for."""

    text: str
    marked: bool = False


def marked(text: str, query: Query) -> list[Piece]:
    """Return a whole text, a headline say, in pieces."""
    return _pieces(text, 0, len(text), [(first, last) for first, last, _ in _found(text, query.wanted)])


def excerpt(text: str, query: Query, *, length: int = LENGTH) -> list[Piece]:
    """Return the part of a text that says most of what was looked for, its beginning where it says nothing of it.

    Of parts that say the same the first is taken. It is cut between words; an ellipsis tells where.
    """
    text = " ".join(text[:_LOOKED_THROUGH].split())
    likely = _best(_maybe(text, query.wanted), length)
    begin, close = max(0, likely - _READ_BEFORE), likely + _READ_AFTER
    found = [
        (begin + first, begin + last, number) for first, last, number in _found(text[begin:close], query.wanted)
    ]
    start, end = _cut(text, _best(found, length) or likely, length)
    inside = [(first, last) for first, last, _ in found if start <= first and last <= end]
    pieces = _pieces(text, start, end, inside)
    return [*[Piece(_ELLIPSIS)] * (start > 0), *pieces, *[Piece(_ELLIPSIS)] * (end < len(text))]


def _maybe(text: str, clauses: Sequence[Clause]) -> list[tuple[int, int, int]]:
    """Return where each clause may stand, told by its letters alone: from, up to, and which clause it is."""
    if len(text) <= _READ_AFTER or not clauses:
        return []
    pattern = _pattern(tuple(clause.terms[0] for clause in clauses[:_MOST_STEMS]))
    places = islice(pattern.finditer(text), _MOST_PLACES)
    return [(place.start(), place.end(), (place.lastindex or 1) - 1) for place in places]


@lru_cache(64)
def _pattern(stems: tuple[str, ...]) -> re.Pattern[str]:
    """What looks like one of these stems, each in a group."""
    # Nothing stands between Latin letters, and to look for it there costs a millisecond of each new search.
    betweens = ("" if stem.isascii() else _BETWEEN for stem in stems)
    written = (
        between.join(_WRITTEN.get(letter, re.escape(letter)) for letter in stem)
        for between, stem in zip(betweens, stems, strict=True)
    )
    return re.compile("|".join(f"({letters})" for letters in written), re.IGNORECASE)


def _found(text: str, clauses: Sequence[Clause]) -> list[tuple[int, int, int]]:
    """Return where each clause stands, in the order of the text: from, up to, and which clause it is."""
    standing = list(terms(text))
    places: dict[str, list[int]] = {}
    for place, term in enumerate(standing):
        places.setdefault(term.text, []).append(place)
    return sorted(
        (standing[place].start, standing[place + len(clause.terms) - 1].end, number)
        for number, clause in enumerate(clauses)
        for place in places.get(clause.terms[0], ())
        if _stands(standing, place, clause)
    )


def _stands(standing: Sequence[Term], place: int, clause: Clause) -> bool:
    return tuple(term.text for term in standing[place : place + len(clause.terms)]) == clause.terms


def _best(found: Sequence[tuple[int, int, int]], length: int) -> int:
    """Return where the stretch begins in which most different clauses stand, and of those most often."""
    best, most, first = 0, (0, 0), 0
    for last, (_, end, _number) in enumerate(found):
        while end - found[first][0] > length and first < last:
            first += 1
        within = found[first : last + 1]
        value = len({number for _, _, number in within}), len(within)
        if value > most:
            best, most = found[first][0], value
    return best


def _cut(text: str, begin: int, length: int) -> tuple[int, int]:
    """Return a stretch of at most that length around a place near its beginning, cut between words."""
    if len(text) <= length:
        return 0, len(text)
    start = max(0, min(begin - length // 5, len(text) - length))
    end = start + length
    if start and (space := text.find(" ", start, min(begin, start + _LONGEST_WORD))) >= 0:
        start = space + 1
    if end < len(text) and (space := text.rfind(" ", end - _LONGEST_WORD, end + 1)) > start:
        end = space
    return start, end


def _pieces(text: str, start: int, end: int, spans: Sequence[tuple[int, int]]) -> list[Piece]:
    pieces, at = [], start
    for first, last in _joined(spans):
        pieces += [Piece(text[at:first]), Piece(text[first:last], marked=True)]
        at = last
    pieces.append(Piece(text[at:end]))
    return [piece for piece in pieces if piece.text]


def _joined(spans: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return sorted spans with those that overlap made one."""
    joined: list[tuple[int, int]] = []
    for first, last in spans:
        if joined and first < joined[-1][1]:
            joined[-1] = joined[-1][0], max(joined[-1][1], last)
        else:
            joined.append((first, last))
    return joined
