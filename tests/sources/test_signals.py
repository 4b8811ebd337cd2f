"""What publishers say against machines is noted host by host, and by many workers at once."""

import time
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.db import connection, transaction

from daily8.engine.reservations import Signal
from daily8.pipeline.reserving import Files
from daily8.sources import signals
from daily8.sources.models import Publisher, Record
from tests.beside import beside
from tests.conftest import NOON

WWW, SPORT = (f"https://{host}.daily.example/.well-known/tdmrep.json" for host in ("www", "sport"))
PAGE = {Signal.NOAI: ""}


@pytest.fixture
def say(publisher):
    """Let files say, so many days later, whether they reserve; return the publisher as it is then."""

    def say(*, days=0, **files):
        said = {{"www": WWW, "sport": SPORT}[host]: reserved for host, reserved in files.items()}
        signals.note([(publisher.pk, PAGE, said)], NOON + timedelta(days=days))
        publisher.refresh_from_db()
        return publisher

    return say


def test_a_host_that_reserves_nothing_takes_back_no_other_hosts_word(say):
    assert say(www=True).signals == {"tdmrep": "2026-11-25"}
    for days in range(1, 30):
        assert not say(days=days, sport=False).ai
    assert Record.objects.filter(said="lifted").count() == 0

    publisher = say(days=30, www=False)
    assert (publisher.ai, publisher.signals) == (True, {})
    assert list(Record.objects.values_list("about", "said")) == [
        ("ai", "yes"),
        ("tdmrep", "lifted"),
        ("ai", "no"),
        ("tdmrep", "reserved"),
    ]


def test_a_host_stands_by_its_word_for_a_week(say):
    say(www=True)

    assert not say(days=6, www=False).ai
    assert say(days=7, www=False).ai


def test_each_host_is_asked_once_a_day_whoever_asked_the_others(say, make_publisher):
    files, publisher = Files(), say(www=True)

    assert not files.is_due(publisher, "https://www.daily.example/news", NOON + timedelta(hours=23))
    assert files.is_due(publisher, "https://sport.daily.example/news", NOON)
    assert not files.is_due(publisher, "https://sport.daily.example/more", NOON + timedelta(hours=1))
    assert files.is_due(make_publisher(), "https://sport.daily.example/news", NOON)
    assert files.is_due(publisher, "https://www.daily.example/news", NOON + timedelta(hours=24))


def test_of_very_many_hosts_those_that_reserve_are_kept(publisher):
    places = [f"https://author{number}.daily.example/.well-known/tdmrep.json" for number in range(200)]
    for number, place in enumerate(places):
        signals.note([(publisher.pk, PAGE, {place: number == 3})], NOON + timedelta(minutes=number))

    publisher.refresh_from_db()
    assert len(publisher.tdm_files) == 50
    assert {places[3], places[199]} <= publisher.tdm_files.keys()
    assert publisher.reserved


@pytest.mark.skipif(connection.vendor != "postgresql", reason="runs in the round on PostgreSQL")
def test_who_waits_for_a_publisher_has_none_after_it_in_hand(transactional_db, make_publisher):
    first, second = make_publisher(), make_publisher()
    said = [(first.pk, {Signal.NOAI: "https://daily.example/"}, {}), (second.pk, PAGE, {WWW: True})]

    def note():
        try:
            # As where what was read is stored.
            with transaction.atomic():
                return signals.note(said, NOON)
        finally:
            connection.close()

    with ThreadPoolExecutor(1) as thread:
        with beside(lambda: _locked(first)):
            noting = thread.submit(note)
            _wait_until_somebody_waits()
            with transaction.atomic():
                assert _locked(second, nowait=True)
        assert noting.result() == 4


def test_a_publisher_that_is_left_to_say_it_has_said_what_came_a_moment_ago(publisher):
    seen = Publisher.objects.get(pk=publisher.pk)
    signals.note([(publisher.pk, {Signal.NOAI: "https://daily.example/news/1"}, {})], NOON)

    seen.let_it_say(by="samia")

    assert Publisher.objects.get(pk=publisher.pk).ai is False


@pytest.mark.skipif(connection.vendor != "postgresql", reason="runs in the round on PostgreSQL")
def test_who_finds_an_article_of_a_publisher_does_not_wait(transactional_db, make_publisher, make_article):
    publisher = make_publisher()

    with beside(lambda: signals.note([(publisher.pk, PAGE, {WWW: True})], NOON)):
        assert make_article(publisher=publisher).pk


def _locked(publisher, **how):
    return Publisher.objects.select_for_update(**how).get(pk=publisher.pk)


def _wait_until_somebody_waits():
    waiting = "SELECT 1 FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND datname = current_database()"
    for _ in range(1000):
        with connection.cursor() as cursor:
            cursor.execute(waiting)
            if cursor.fetchone():
                return
        time.sleep(0.01)
    pytest.fail("nobody waits")
