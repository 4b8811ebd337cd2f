"""What somebody types into the box, as what it means.

Words, "phrases", -exclusions, and `source:` `lang:` `category:` `hashtag:` `before:` `after:` with a value, in
English or Arabic. Nothing that is typed is an error: what cannot be meant is looked for as words, and noted.
"""

import dataclasses
import re
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from daily8.engine.words.terms import plain, terms

# More than that nobody means.
LONGEST = 500
MOST_CLAUSES = 24

_PIECE = re.compile(
    r"""(?P<sign>-)?
        (?:(?P<key>[^\W\d_]+):(?=\S))?
        (?:["“”„](?P<quoted>[^"“”„]*)["“”„]?|«(?P<guillemets>[^»]*)»?|(?P<plain>[^\s"“”„«]+))""",
    re.VERBOSE,
)
_DATE = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?")


class Field(StrEnum):
    """What a result can be asked to have."""

    SOURCE = "source"
    LANGUAGE = "lang"
    CATEGORY = "category"
    HASHTAG = "hashtag"


_BEFORE, _AFTER = "before", "after"
_KEYS: dict[str, str] = {
    **{field.value: field.value for field in Field},
    "language": Field.LANGUAGE,
    "site": Field.SOURCE,
    "tag": Field.HASHTAG,
    "before": _BEFORE,
    "until": _BEFORE,
    "after": _AFTER,
    "since": _AFTER,
    "مصدر": Field.SOURCE,
    "لغه": Field.LANGUAGE,
    "قسم": Field.CATEGORY,
    "وسم": Field.HASHTAG,
    "قبل": _BEFORE,
    "بعد": _AFTER,
}


@dataclass(frozen=True, slots=True)
class Clause:
    """Terms of which a result holds all, right behind each other if they are a phrase, or none if excluded.

    One that is `literal` was put in quotation marks: nothing like it will do.
    """

    terms: tuple[str, ...]
    text: str
    phrase: bool = False
    excluded: bool = False
    literal: bool = False


@dataclass(frozen=True, slots=True)
class Condition:
    """A value that a field of each result has, or has not if excluded; `typed` is how it was said."""

    field: Field
    value: str
    excluded: bool = False
    typed: str = dataclasses.field(default="", compare=False)


@dataclass(frozen=True, slots=True)
class Query:
    """What is looked for. Results are of days since `after`, and older than the day `before`.

    `meant_as_words` are pieces that look like operators and cannot be any.
    """

    clauses: tuple[Clause, ...] = ()
    conditions: tuple[Condition, ...] = ()
    after: date | None = None
    before: date | None = None
    meant_as_words: tuple[str, ...] = dataclasses.field(default=())

    @property
    def wanted(self) -> tuple[Clause, ...]:
        """What results hold."""
        return tuple(clause for clause in self.clauses if not clause.excluded)

    @property
    def text(self) -> str:
        """The wanted words as they were typed: what the query is about."""
        return " ".join(clause.text for clause in self.wanted)

    @property
    def is_empty(self) -> bool:
        """Whether it asks for nothing: no words to find and no condition to fulfil."""
        return not (self.wanted or self.conditions or self.after or self.before)


def parse(typed: str) -> Query:
    """Return what was meant by what was typed; the rest of something very long is not looked at."""
    clauses: list[Clause] = []
    conditions: list[Condition] = []
    dates: dict[str, date] = {}
    odd: list[str] = []
    for piece in _pieces(typed):
        moment = _moment(piece)
        if moment:
            dates[piece.key] = moment
        elif piece.key in set(Field) and piece.value:
            conditions.append(Condition(Field(piece.key), piece.value, piece.excluded, piece.whole))
        else:
            if piece.key:
                odd.append(piece.whole)
            clauses += _clauses(piece)
    return Query(
        clauses=tuple(clauses[:MOST_CLAUSES]),
        conditions=tuple(dict.fromkeys(conditions))[:MOST_CLAUSES],
        after=dates.get(_AFTER),
        before=dates.get(_BEFORE),
        meant_as_words=tuple(odd[:MOST_CLAUSES]),
    )


def cleaned(typed: str) -> str:
    """Return what was typed as it is kept and shown again: on one line, and no longer than is looked at."""
    return " ".join(typed.replace("\0", "").split())[:LONGEST]


def without(typed: str, *keys: str, value: str | None = None) -> str:
    """Return what was typed less its operators of these names: all of them, or those with this value."""
    kept = [
        piece.whole
        for piece in _pieces(typed)
        if piece.key not in keys or (value is not None and piece.value != value)
    ]
    return " ".join(kept)


@dataclass(frozen=True, slots=True)
class _Piece:
    """One piece of what was typed; its key is one of ours, or ""."""

    whole: str
    key: str
    value: str
    excluded: bool
    quoted: bool


def _pieces(typed: str) -> Iterator[_Piece]:
    for found in _PIECE.finditer(typed[:LONGEST]):
        key = _KEYS.get(plain(found["key"] or ""), "")
        value = next((found[name] for name in ("quoted", "guillemets", "plain") if found[name] is not None), "")
        if found["key"] and not key:
            # A word with a colon: "Trump: we will", "12:30".
            value = f"{found['key']} {value}"
        quoted = not found["key"] and found["plain"] is None
        yield _Piece(found[0].strip(), key, value.strip(), excluded=bool(found["sign"]), quoted=quoted)


def _clauses(piece: _Piece) -> Iterator[Clause]:
    found = tuple(term.text for term in terms(piece.value))
    if found:
        # A word that is written with a sign within, like COVID-19, stands together as a phrase does.
        phrase = len(found) > 1
        yield Clause(found, piece.value, phrase=phrase, excluded=piece.excluded, literal=piece.quoted)


def _moment(piece: _Piece) -> date | None:
    """Return the day that a date begins, or ends before: a year and a month are as good as a day."""
    found = _DATE.fullmatch(plain(piece.value)) if piece.key in (_BEFORE, _AFTER) and not piece.excluded else None
    if found is None:
        return None
    year, month, day = (int(part or 1) for part in found.groups())
    if not (1 <= year <= date.max.year and 1 <= month <= 12):
        return None
    return date(year, month, min(max(day, 1), monthrange(year, month)[1]))
