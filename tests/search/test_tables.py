"""The words of articles under a database's own index."""

import random
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection

from daily8.search.matching import Match, Run, Where
from daily8.search.places import KEYS, first_of, place_of
from daily8.search.tables import Span, table
from daily8.search.texts import Words

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 25, 12, 0, tzinfo=UTC)
# How often an article has a term, from nearly always to nearly never.
OFTEN = {"bridge": 0.9, "harbour": 0.3, "ferry": 0.03, "crane": 0.004}


@pytest.fixture(params=[False, True], ids=["", "counted"])
def kept(request: pytest.FixtureRequest) -> dict[int, set[str]]:
    """What a thousand articles have, by their places: most of the last days, some of the last years."""
    chance = random.Random(8)
    found = {}
    for number in range(1000):
        ago = timedelta(seconds=int(10 ** chance.uniform(0, 8)))
        found[place_of(NOW - ago, number)] = {term for term, often in OFTEN.items() if chance.random() < often}
    table().insert([_words(place, terms) for place, terms in found.items()])
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            # As in a site's first minutes, or after somebody has counted.
            cursor.execute("UPDATE pg_class SET reltuples = -1 WHERE relname = 'search_words'")
            if request.param:
                cursor.execute("ANALYZE search_words")
    return found


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


@pytest.mark.skipif(connection.vendor != "postgresql", reason="the index of SQLite is in the order of time")
def test_a_term_that_most_articles_have_is_not_sought_in_all(kept, django_assert_num_queries):
    with django_assert_num_queries(2):
        assert len(table().find(Match(((Run(("bridge",)),),)), Span(), most=120)) == 120


@pytest.mark.skipif(connection.vendor != "postgresql", reason="the index of SQLite is in the order of time")
@pytest.mark.parametrize("kept", [True], indirect=True)
def test_a_term_that_few_articles_have_is_soon_sought_in_all(kept, django_assert_num_queries):
    few = sum("crane" in terms for terms in kept.values())

    with django_assert_num_queries(3):
        assert len(table().find(Match(((Run(("crane",)),),)), Span(), most=120)) == few
