"""The table of words, one face over two databases: FTS5 on SQLite, `tsvector` on PostgreSQL."""

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from django.db import connection
from django.db.models.expressions import RawSQL

from daily8.articles.models import Article
from daily8.search.matching import Match, for_fts5, for_tsquery
from daily8.search.places import KEYS
from daily8.search.texts import Words, facet

# Joins to the column of places the articles that readers may see: what was withdrawn is in the index until it is
# published again.
_VISIBLE = f" JOIN {Article._meta.db_table} AS article ON article.visible AND article.id = %s & {KEYS - 1}"
# No place is as large.
AFTER_ALL = 1 << 62
# Bits of the seconds of times that articles have a sign of on PostgreSQL: from four minutes to three months.
TIMES = (8, 11, 14, 17, 20, 23)
_NEWEST = "SELECT place FROM search_words WHERE place >= %s AND place < %s ORDER BY place DESC LIMIT %s"
_OF_ALL = (
    "SELECT place FROM search_words WHERE terms @@ %s::tsquery AND place >= %s AND place < %s"
    " ORDER BY place DESC LIMIT %s"
)
# By the index of terms alone: that of places would have every article of the time read whole.
_OF_TIMES = (
    "WITH found AS MATERIALIZED (SELECT place FROM search_words WHERE terms @@ %s::tsquery)"
    " SELECT place FROM found WHERE place >= %s AND place < %s ORDER BY place DESC LIMIT %s"
)
# What the positions of a `tsvector` can be at most, and the gap that keeps runs within one column.
_LAST_POSITION, _GAP = 16_383, 10


@dataclass(frozen=True, slots=True)
class Head:
    """The beginning of an article's words: enough to tell how well it fits, its whole text stays where it is."""

    place: int
    title: str
    names: str
    facets: str
    lead: str


@dataclass(frozen=True, slots=True)
class Span:
    """Places from `first` on and before `end`."""

    first: int = 0
    end: int = AFTER_ALL


class Table(Protocol):
    """Keeps the words of articles and finds them."""

    def insert(self, words: Sequence[Words]) -> None:
        """Keep the words of articles whose places are free."""

    def find(self, match: Match, span: Span, *, most: int) -> list[int]:
        """Return the places of the newest articles that match."""

    def among(self, match: Match, places: Sequence[int]) -> list[int]:
        """Return those of these places that match."""

    def matching(self, match: Match) -> RawSQL:
        """Return the primary keys of all articles that match, as a part of another question."""

    def heads(self, places: Sequence[int]) -> list[Head]:
        """Return the beginnings of the words of those of these articles that readers may see, newest first."""

    def newest(self, most: int) -> list[Head]:
        """Return the beginnings of the newest articles' words, newest first."""


def table() -> Table:
    """Return the table of the database in use."""
    return _Tsvector() if connection.vendor == "postgresql" else _Fts5()


class _Fts5:
    """A virtual table whose row ids are the places."""

    def insert(self, words: Sequence[Words]) -> None:
        statement = (
            "INSERT INTO search_words (rowid, title, names, facets, lead, text) VALUES (%s, %s, %s, %s, %s, %s)"
        )
        _many(statement, ((one.place, one.title, one.names, one.facets, one.lead, one.text) for one in words))

    def find(self, match: Match, span: Span, *, most: int) -> list[int]:
        statement = (
            "SELECT rowid FROM search_words WHERE search_words MATCH %s AND rowid >= %s AND rowid < %s"
            " ORDER BY rowid DESC LIMIT %s"
        )
        return [place for (place,) in _rows(statement, [for_fts5(match), span.first, span.end, most])]

    def among(self, match: Match, places: Sequence[int]) -> list[int]:
        statement = "SELECT rowid FROM search_words WHERE search_words MATCH %s"
        statement += " AND rowid IN (SELECT value FROM json_each(%s))"
        return [place for (place,) in _rows(statement, [for_fts5(match), json.dumps(list(places))])]

    def matching(self, match: Match) -> RawSQL:
        statement = f"SELECT rowid & {KEYS - 1} FROM search_words WHERE search_words MATCH %s"  # noqa: S608  # nosec
        return RawSQL(statement, [for_fts5(match)])  # noqa: S611  # nosec

    def heads(self, places: Sequence[int]) -> list[Head]:
        # The list is one value, and its order leads: the statement is ready from one question to the next.
        statement = (
            "SELECT words.rowid, words.title, names, facets, lead FROM json_each(%s) AS asked"
            " CROSS JOIN search_words AS words ON words.rowid = asked.value"
        )
        newest_first = json.dumps(sorted(places, reverse=True))
        return [Head(*row) for row in _rows(statement + _VISIBLE % "words.rowid", [newest_first])]

    def newest(self, most: int) -> list[Head]:
        statement = "SELECT rowid, title, names, facets, lead FROM search_words ORDER BY rowid DESC LIMIT %s"
        return [Head(*row) for row in _rows(statement, [most])]


class _Tsvector:
    """A table with a column of positions under a GIN index."""

    def insert(self, words: Sequence[Words]) -> None:
        statement = (
            "INSERT INTO search_words (place, title, names, facets, lead, terms)"
            " VALUES (%s, %s, %s, %s, %s, %s::tsvector)"
        )
        _many(statement, ((one.place, one.title, one.names, one.facets, one.lead, _vector(one)) for one in words))

    def find(self, match: Match, span: Span, *, most: int) -> list[int]:
        found: list[int] = []
        asked, end = for_tsquery(match), span.end
        for first, times in self._windows(span, most):
            statement = _OF_TIMES if times else _OF_ALL
            wanted = f"({asked}) & ({times})" if times else asked
            found += [row[0] for row in _rows(statement, [wanted, first, end, most - len(found)])]
            if len(found) == most:
                break
            end = first
        return found

    def _windows(self, span: Span, most: int) -> Iterator[tuple[int, str]]:
        """The first place of longer and longer times before the newest article, with the signs of what is in them.

        The index of terms gives all that match, in no order: of the terms that most articles have, a longer time
        gives more than are wanted. The first one is so long that it has as many articles as are wanted.
        """
        newest = _rows(_NEWEST, [span.first, span.end, most])
        if not newest:
            return
        last, seconds = newest[0][0] // KEYS, (newest[0][0] - newest[-1][0]) // KEYS
        for bits in TIMES if len(newest) == most else ():
            bucket = (last >> bits) - 1
            first = (bucket << bits) * KEYS
            if first <= span.first:
                break
            if seconds <= 1 << bits:
                yield first, f"'{_time(bits, bucket)}' | '{_time(bits, bucket + 1)}'"
        yield span.first, ""

    def among(self, match: Match, places: Sequence[int]) -> list[int]:
        statement = "SELECT place FROM search_words WHERE place = ANY(%s) AND terms @@ %s::tsquery"
        return [place for (place,) in _rows(statement, [list(places), for_tsquery(match)])]

    def matching(self, match: Match) -> RawSQL:
        statement = f"SELECT place & {KEYS - 1} FROM search_words WHERE terms @@ %s::tsquery"  # noqa: S608  # nosec
        return RawSQL(statement, [for_tsquery(match)])  # noqa: S611  # nosec

    def heads(self, places: Sequence[int]) -> list[Head]:
        statement = "SELECT place, search_words.title, names, facets, lead FROM search_words"
        statement += f"{_VISIBLE % 'place'} WHERE place = ANY(%s) ORDER BY place DESC"
        return [Head(*row) for row in _rows(statement, [list(places)])] if places else []

    def newest(self, most: int) -> list[Head]:
        statement = "SELECT place, title, names, facets, lead FROM search_words ORDER BY place DESC LIMIT %s"
        return [Head(*row) for row in _rows(statement, [most])]


def _times_of(place: int) -> list[str]:
    """Return the signs of the times that an article is of."""
    return [_time(bits, (place // KEYS) >> bits) for bits in TIMES]


def _time(bits: int, bucket: int) -> str:
    return f"{facet('t', bits)}x{bucket:x}"


def _vector(words: Words) -> str:
    """Return the text of a `tsvector`: each term with its positions, in the title A, in names B, else none."""
    found: dict[str, list[str]] = {}
    position = 1
    for column, weight in ((words.title, "A"), (words.names, "B"), (words.text, "")):
        for term in column.split():
            found.setdefault(term, []).append(f"{min(position, _LAST_POSITION)}{weight}")
            position += 1
        position += _GAP
    for term in (*words.facets.split(), *_times_of(words.place)):
        found.setdefault(term, []).append(str(_LAST_POSITION))
    return " ".join(f"'{term}':{','.join(positions)}" for term, positions in found.items())


def _rows(statement: str, values: Sequence[Any]) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return list(cursor.fetchall())


def _many(statement: str, values: Iterable[tuple[Any, ...]]) -> None:
    with connection.cursor() as cursor:
        cursor.executemany(statement, list(values))
