"""The table of words, one face over two databases: FTS5 on SQLite, `tsvector` on PostgreSQL."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import inf
from typing import Any, NamedTuple, Protocol

from django.db import connection
from django.db.models.expressions import RawSQL

from daily8.articles.models import Article
from daily8.search.matching import Match, for_fts5, for_tsquery, in_head
from daily8.search.places import KEYS
from daily8.search.texts import Words, facet

# Joins to the column of places the articles that readers may see: what was withdrawn is in the index until it is
# published again. SQLite would rather read the rows of articles than the index that has all that is asked.
_VISIBLE = f" JOIN {Article._meta.db_table} AS article%s ON article.visible AND article.id = %s & {KEYS - 1}"
_SEEN = " INDEXED BY article_seen"
# No place is as large.
AFTER_ALL = 1 << 62
# Bits of the seconds of times that articles have a sign of on PostgreSQL: from four minutes to three months.
TIMES = (8, 11, 14, 17, 20, 23)
# With them, about how many articles there are at all: below nothing before anybody counted.
_NEWEST = (
    "SELECT place, (SELECT reltuples FROM pg_class WHERE oid = 'search_words'::regclass) FROM search_words"
    " WHERE place >= %s AND place < %s ORDER BY place DESC LIMIT %s"
)
# How many articles lie between two places; of many, that there are many.
_BETWEEN = "SELECT count(*) FROM (SELECT FROM search_words WHERE place >= %s AND place < %s LIMIT 5000) AS between"
# How fast articles come is told by so many of the newest.
_PACE = 60
# So many times as many as are wanted are faster sorted than told apart by the signs of their times.
_SORTED = 20
# Few articles are looked through. Many are asked for by the index of terms, whatever the planner thinks of it.
_OF_FEW = (
    "SELECT place FROM search_words WHERE terms @@ %s::tsquery AND place >= %s AND place < %s"
    " ORDER BY place DESC LIMIT %s"
)
_OF_MANY = (
    "SELECT place FROM search_words_with(%s::tsquery) AS place WHERE place >= %s AND place < %s"
    " ORDER BY place DESC LIMIT %s"
)
# What the positions of a `tsvector` can be at most, and the gap that keeps runs within one column.
_LAST_POSITION, _GAP = 16_383, 10


class Head(NamedTuple):
    """The beginning of an article's words: enough to tell how well it fits, its whole text stays where it is.

    A search makes a hundred of them, as tuples in a third of the time.
    """

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
        return _places(statement, [for_fts5(match), span.first, span.end, most])

    def among(self, match: Match, places: Sequence[int]) -> list[int]:
        statement = "SELECT rowid FROM search_words WHERE search_words MATCH %s"
        statement += " AND rowid IN (SELECT value FROM json_each(%s))"
        return _places(statement, [for_fts5(match), json.dumps(list(places))])

    def matching(self, match: Match) -> RawSQL:
        statement = f"SELECT rowid & {KEYS - 1} FROM search_words WHERE search_words MATCH %s"  # noqa: S608  # nosec
        return RawSQL(statement, [for_fts5(match)])  # noqa: S611  # nosec

    def heads(self, places: Sequence[int]) -> list[Head]:
        # The list is one value, and its order leads: the statement is ready from one question to the next. The
        # columns are read where FTS5 keeps them (its manual, "data structures"): two thirds of the cost.
        statement = (
            "SELECT words.id, c0, c1, c2, c3 FROM json_each(%s) AS asked"
            " CROSS JOIN search_words_content AS words ON words.id = asked.value"
        )
        newest_first = json.dumps(sorted(places, reverse=True))
        return _heads(statement + _VISIBLE % (_SEEN, "words.id"), [newest_first])

    def newest(self, most: int) -> list[Head]:
        statement = "SELECT rowid, title, names, facets, lead FROM search_words ORDER BY rowid DESC LIMIT %s"
        return _heads(statement, [most])


class _Tsvector:
    """A table with a column of positions under a GIN index."""

    def insert(self, words: Sequence[Words]) -> None:
        statement = (
            "INSERT INTO search_words (place, title, names, facets, lead, terms)"
            " VALUES (%s, %s, %s, %s, %s, %s::tsvector)"
        )
        _many(statement, ((one.place, one.title, one.names, one.facets, one.lead, _vector(one)) for one in words))

    def find(self, match: Match, span: Span, *, most: int) -> list[int]:
        # The index of terms gives all that match, in no order, and of the terms that most articles have far more
        # than are wanted. So the newest are sought first in a time that has as many articles as are wanted, then
        # in one that should do by how many of those matched, until so few are left that all of them can be sorted.
        asked, found, end = for_tsquery(match), list[int](), span.end
        rows = _rows(_NEWEST, [span.first, span.end, max(most, _PACE)])
        if len(rows) < most:
            return _places(_OF_FEW, [asked, span.first, span.end, most])
        times = [place // KEYS for place, _articles in rows]
        newest, wide = times[0], times[0] - times[most - 1]
        all_seconds = _seconds_of_all(times, articles=rows[0][1])
        for bits in TIMES:
            if wide > 1 << bits:
                continue
            bucket = (newest >> bits) - 1
            first = max((bucket << bits) * KEYS, span.first)
            signs = f"('{_time(bits, bucket)}' | '{_time(bits, bucket + 1)}')"
            found += _places(_OF_MANY, [f"({asked}) & {signs}", first, end, most - len(found)])
            if len(found) == most or first == span.first:
                return found
            end, seconds, matching = first, newest - (bucket << bits), len(found) + 1
            # The newest may all have come at once: then what there is in that time is counted.
            if matching * all_seconds / seconds < _SORTED * most and (
                matching * rows[0][1] / _between(first, span.end) < _SORTED * most
            ):
                break
            wide = seconds * most // matching
        return found + _places(_OF_MANY, [asked, span.first, end, most - len(found)])

    def among(self, match: Match, places: Sequence[int]) -> list[int]:
        statement = "SELECT place FROM search_words WHERE place = ANY(%s) AND terms @@ %s::tsquery"
        return _places(statement, [list(places), for_tsquery(match)])

    def matching(self, match: Match) -> RawSQL:
        statement = f"SELECT place & {KEYS - 1} FROM search_words_with(%s::tsquery) AS place"  # noqa: S608  # nosec
        return RawSQL(statement, [for_tsquery(match)])  # noqa: S611  # nosec

    def heads(self, places: Sequence[int]) -> list[Head]:
        statement = "SELECT place, search_words.title, names, facets, lead FROM search_words"
        statement += f"{_VISIBLE % ('', 'place')} WHERE place = ANY(%s) ORDER BY place DESC"
        return _heads(statement, [list(places)]) if places else []

    def newest(self, most: int) -> list[Head]:
        statement = "SELECT place, title, names, facets, lead FROM search_words ORDER BY place DESC LIMIT %s"
        return _heads(statement, [most])


def _seconds_of_all(times: Sequence[int], *, articles: float) -> float:
    """How long all articles would take if they came as fast as these, the newest; for ever if nobody counted."""
    return (times[0] - times[-1]) * articles / len(times) if articles > 0 else inf


def _between(first: int, end: int) -> int:
    (count,) = _places(_BETWEEN, [first, end])
    return max(count, 1)


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
    placed = (f"'{term}':{','.join(positions)}" for term, positions in found.items())
    heads = (f"'{in_head(term)}'" for term in {*words.title.split(), *words.names.split()})
    return " ".join([*placed, *heads])


def _places(statement: str, values: Sequence[Any]) -> list[int]:
    return [place for (place,) in _rows(statement, values)]


def _heads(statement: str, values: Sequence[Any]) -> list[Head]:
    return [*map(Head._make, _rows(statement, values))]


def _rows(statement: str, values: Sequence[Any]) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return list(cursor.fetchall())


def _many(statement: str, values: Iterable[tuple[Any, ...]]) -> None:
    with connection.cursor() as cursor:
        cursor.executemany(statement, list(values))
