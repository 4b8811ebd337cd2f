"""The words of articles under a database's own index."""

import random
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from daily8.search import tables
from daily8.search.matching import Match, Run, Where
from daily8.search.places import KEYS, first_of, place_of
from daily8.search.tables import Span, table
from daily8.search.texts import Words

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 25, 12, 0, tzinfo=UTC)
# How often an article has a term, from nearly always to nearly never.
OFTEN = {"bridge": 0.9, "harbour": 0.3, "ferry": 0.03, "crane": 0.004}


POSTGRESQL = connection.vendor == "postgresql"


@pytest.fixture(params=[False, True] if POSTGRESQL else [False])
def kept(request: pytest.FixtureRequest) -> dict[int, set[str]]:
    """What a thousand articles have, by their places: most of the last days, some of the last years."""
    chance = random.Random(8)
    found = {}
    for number in range(1000):
        ago = timedelta(seconds=int(10 ** chance.uniform(0, 8)))
        found[place_of(NOW - ago, number)] = {term for term, often in OFTEN.items() if chance.random() < often}
    _keep(found, counted=request.param)
    return found


def _keep(found: dict[int, set[str]], *, counted: bool) -> None:
    """Put them into the table, as in a site's first minutes or, on PostgreSQL, after somebody has counted."""
    with connection.cursor() as cursor:
        if POSTGRESQL:
            cursor.execute("TRUNCATE search_words")
        table().insert([_words(place, terms) for place, terms in found.items()])
        if counted:
            cursor.execute("ANALYZE search_words")


def _words(place: int, terms: set[str]) -> Words:
    text = " ".join(sorted(terms))
    return Words(place, title=text if place % 2 else "", names="", lead="", text=text, facets="§a §len")


@pytest.mark.parametrize("most", [1, 7, 120, 5000])
@pytest.mark.parametrize(
    "span",
    [
        Span(),
        Span(end=place_of(NOW - timedelta(hours=3), 0)),
        Span(first=place_of(NOW - timedelta(days=40), 0), end=place_of(NOW - timedelta(minutes=2), 0)),
        Span(first=first_of(NOW.date()), end=first_of(NOW.date()) + 1),
        Span(first=place_of(NOW, 0) + KEYS),
    ],
    ids=["all", "before", "between", "nothing", "later"],
)
def test_the_newest_that_match_are_found_however_many_do(kept, span, most):
    for asked, has in (
        (Match(((Run(("bridge",)),),)), lambda terms: "bridge" in terms),
        (Match(((Run(("crane",)),),)), lambda terms: "crane" in terms),
        (Match(((Run(("harbour",)), Run(("ferry",))),)), lambda terms: terms & {"harbour", "ferry"}),
        (Match(((Run(("§a",)),),), (Run(("bridge",)),)), lambda terms: "bridge" not in terms),
        (
            Match(((Run(("bridge", "ferry")),),)),
            lambda terms: terms >= {"bridge", "ferry"} and "crane" not in terms,
        ),
        (Match(((Run(("none",)),),)), lambda _terms: False),
    ):
        fit = [
            place for place in sorted(kept, reverse=True) if span.first <= place < span.end and has(kept[place])
        ]
        assert table().find(asked, span, most=most) == fit[:most]


def test_terms_of_headlines_are_found_in_them_alone(kept):
    asked = Match(((Run(("harbour",), Where.HEAD),),))

    fit = [place for place in sorted(kept, reverse=True) if "harbour" in kept[place] and place % 2]

    assert table().find(asked, Span(), most=50) == fit[:50]


@pytest.mark.skipif(not POSTGRESQL, reason="the index of SQLite is in the order of time")
def test_a_term_that_most_articles_have_is_not_sought_in_all(kept, django_assert_num_queries):
    with django_assert_num_queries(2):
        assert len(table().find(Match(((Run(("bridge",)),),)), Span(), most=120)) == 120


@pytest.mark.skipif(not POSTGRESQL, reason="the index of SQLite is in the order of time")
@pytest.mark.parametrize("kept", [True], indirect=True)
def test_a_term_that_few_articles_have_is_soon_sought_in_all(kept, django_assert_num_queries):
    few = sum("crane" in terms for terms in kept.values())

    with django_assert_num_queries(4):
        assert len(table().find(Match(((Run(("crane",)),),)), Span(), most=120)) == few


@pytest.mark.skipif(not POSTGRESQL, reason="the index of SQLite is in the order of time")
def test_a_term_that_many_have_is_not_sought_in_all_where_the_newest_came_at_once(db, monkeypatch):
    monkeypatch.setattr(tables, "_SORTED", 1)
    times = [timedelta(0)] * 150 + [timedelta(minutes=number) for number in range(1, 851)]
    found = {place_of(NOW - ago, number): {"bridge"} if number % 5 else set() for number, ago in enumerate(times)}
    _keep(found, counted=True)

    with CaptureQueriesContext(connection) as asked:
        newest = table().find(Match(((Run(("bridge",)),),)), Span(), most=150)

    assert newest == sorted((place for place, terms in found.items() if terms), reverse=True)[:150]
    assert [one["sql"] for one in asked if "search_words_with" in one["sql"] and "§t" not in one["sql"]] == []


@pytest.mark.skipif(not POSTGRESQL, reason="the index of SQLite is in the order of time")
@pytest.mark.parametrize("told", [0, 1, 1e9])
@pytest.mark.parametrize("most", [1, 120])
def test_articles_of_one_second_are_found_whatever_was_counted(db, monkeypatch, told, most):
    monkeypatch.setattr(tables, "_NEWEST", tables._NEWEST.replace("reltuples FROM", f"{told}::real FROM"))
    found = {place_of(NOW, number): {"bridge"} if number % 3 == 0 else set() for number in range(500)}
    _keep(found, counted=False)

    newest = table().find(Match(((Run(("bridge",)),),)), Span(), most=most)

    assert newest == sorted((place for place, terms in found.items() if terms), reverse=True)[:most]
