"""The worker deletes what is over, and merges the index of words, while the site runs."""

import asyncio
from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session
from django.db import connection
from django.utils import timezone

from daily8.engine.words.queries import parse
from daily8.pipeline.tidying import Tidying
from daily8.search.finding import Order, find
from daily8.search.indexing import index
from daily8.search.merging import merge


def test_sessions_that_are_over_are_deleted_by_the_worker(transactional_db):
    now = timezone.now()
    for number in range(3):
        Session.objects.create(session_key=f"over-{number}", session_data="", expire_date=now - timedelta(days=1))
    Session.objects.create(session_key="living", session_data="", expire_date=now + timedelta(days=1))

    _look()

    assert [session.pk for session in Session.objects.all()] == ["living"]


@pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL keeps its index by itself")
def test_the_parts_of_the_index_of_words_are_merged_and_all_is_found_as_before(transactional_db, make_article):
    articles = [
        make_article(title=f"Harbour {number}", text="The harbour was quiet. " * 40) for number in range(40)
    ]
    for article in articles:
        index([article])
    assert _parts() > 1
    before = [hit.place for hit in find(parse("harbour"), Order.NEWEST).hits]

    _look()

    assert _parts() == 1
    assert [hit.place for hit in find(parse("harbour"), Order.NEWEST).hits] == before
    assert len(before) == 40


def test_an_index_that_is_merged_is_left_as_it_is(transactional_db, make_article):
    index([make_article(title="Harbour")])
    _look()

    assert merge(timezone.now()) == 0


@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite keeps its index in parts")
def test_postgresql_keeps_little_that_is_not_in_its_index_yet(transactional_db, make_article):
    for number in range(40):
        text = " ".join(f"harbour{number}word{place}" for place in range(400))
        index([make_article(title=f"Harbour {number}", text=text)])

    with connection.cursor() as cursor:
        cursor.execute("SELECT gin_clean_pending_list('search_words_terms'::regclass)")
        assert cursor.fetchone()[0] <= 16


def _look() -> None:
    async def look() -> None:
        tidying = Tidying()
        assert await tidying.look() == 0
        await tidying._database.close()

    asyncio.run(look())


def _parts() -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(DISTINCT segid) FROM search_words_idx")
        return int(cursor.fetchone()[0])
