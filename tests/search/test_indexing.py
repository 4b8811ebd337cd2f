from datetime import timedelta

import pytest
from click.testing import CliRunner
from django.db import connection

from daily8 import cli
from daily8.search import indexing, memory
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


def test_articles_that_were_shown_before_there_was_an_index_are_added_when_nothing_else_is_to_do(
    make_article, titles
):
    make_article(title="Storm on the coast")
    make_article(title="Storm to come", visible=False)

    assert indexing.complete() == 1
    assert indexing.complete() == 0
    assert titles("storm") == ["Storm on the coast"]
    with connection.execute_wrapper(
        lambda execute, sql, *rest: pytest.fail(sql) if "article" in sql else execute(sql, *rest)
    ):
        assert indexing.complete() == 0


def test_a_command_makes_the_index_anew(findable, titles):
    article = findable("Storm on the coast")
    type(article).objects.update(title="Calm on the coast")
    done = CliRunner().invoke(cli.daily8, ["reprocess", "--step", "index"])
    memory.forget()

    assert done.output.strip() == "1 article can be found anew"
    assert titles("calm") == ["Calm on the coast"]


def test_a_place_tells_day_and_article():
    place = place_of(NOON, 7)

    assert pk_of(place) == 7
    assert first_of(NOON.date()) <= place < first_of(NOON.date() + timedelta(days=1))
    assert place_of(NOON + timedelta(seconds=1), 1) > place_of(NOON, 10**9)
