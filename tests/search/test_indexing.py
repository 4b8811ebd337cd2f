from datetime import timedelta

import pytest
from django.db import connection

from daily8.search import indexing
from daily8.search.models import Entry
from daily8.search.places import first_of, pk_of, place_of
from tests.conftest import NOON

pytestmark = pytest.mark.django_db


def words_kept() -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM search_words")
        return cursor.fetchone()[0]


def test_an_article_that_is_indexed_again_is_found_as_it_is_now(findable, titles):
    article = findable("Storm on the coast")
    article.title, article.published_at = "Calm on the coast", NOON - timedelta(days=1)
    article.save()
    indexing.index([article])

    assert titles("storm") == []
    assert titles("calm") == ["Calm on the coast"]
    assert words_kept() == Entry.objects.count() == 1


def test_an_article_that_is_gone_takes_its_words_along(findable):
    findable("Storm on the coast").delete()

    assert words_kept() == Entry.objects.count() == 0


def test_articles_that_are_found_no_more_leave_nothing(findable, titles):
    article = findable("Storm on the coast")
    indexing.forget([article.pk])

    assert titles("storm") == []
    assert words_kept() == Entry.objects.count() == 0


def test_a_place_tells_day_and_article():
    place = place_of(NOON, 7)

    assert pk_of(place) == 7
    assert first_of(NOON.date()) <= place < first_of(NOON.date() + timedelta(days=1))
    assert place_of(NOON + timedelta(seconds=1), 1) > place_of(NOON, 10**9)
