"""Publishers and feeds: whose an address is, and how a feed does."""

from datetime import timedelta

import pytest

from daily8.sources import removing
from daily8.sources.models import STALE_AFTER, Feed, Health, Publisher, Status
from daily8.work.models import Version
from tests.conftest import NOON


def test_a_publisher_has_a_name_in_each_readers_language(make_publisher):
    publisher = make_publisher(names={"en": "The Tide", "ar": "المد"}, language="en")

    assert (publisher.name_in("ar"), publisher.name_in("en"), publisher.name_in("fr")) == (
        "المد",
        "The Tide",
        "The Tide",
    )


@pytest.mark.parametrize(("names", "name"), [({"und": "Tide"}, "Tide"), ({}, "tide.example"), ({"fr": ""}, "")])
def test_a_publisher_without_a_name_in_the_language_has_another(make_publisher, names, name):
    assert make_publisher("tide.example", names=names).name_in("ar") == name


@pytest.mark.parametrize(
    ("fields", "health"),
    [
        ({"last_success_at": None}, Health.NEW),
        ({}, Health.GOOD),
        ({"failures": 1}, Health.FAILING),
        ({"failures": 1, "last_success_at": None}, Health.FAILING),
        ({"newest_at": NOON - STALE_AFTER - timedelta(hours=1)}, Health.STALE),
        ({"newest_at": None, "last_new_at": None}, Health.STALE),
        ({"newest_at": None}, Health.GOOD),
        ({"status": Status.PAUSED, "failures": 3}, Health.PAUSED),
        ({"status": Status.GONE, "failures": 1}, Health.GONE),
    ],
)
def test_a_feeds_health_is_told_at_a_glance(publisher, make_feed, fields, health):
    assert make_feed(publisher, **fields).health(NOON) == health


def test_only_active_feeds_are_asked_now_and_only_those_that_may_be(publisher, make_feed):
    ready = make_feed(publisher, url="https://a.example/1", due_at=NOON + timedelta(hours=3))
    patient = make_feed(
        publisher,
        url="https://a.example/2",
        due_at=NOON + timedelta(hours=3),
        not_before=NOON + timedelta(hours=3),
    )
    make_feed(publisher, url="https://a.example/3", status=Status.PAUSED)

    assert Feed.objects.ask_now(NOON) == 1

    assert list(Feed.objects.due(NOON)) == [ready]
    assert patient not in Feed.objects.due(NOON)


def test_resuming_forgets_old_failures(publisher, make_feed):
    feed = make_feed(publisher, status=Status.GONE, failures=4, error="gone")

    feed.resume(NOON)

    feed.refresh_from_db()
    assert (feed.status, feed.due_at, feed.failures, feed.error) == (Status.ACTIVE, NOON, 0, "")


def test_a_status_is_known_of_feeds_that_exist(publisher, make_feed):
    feed = make_feed(publisher, status=Status.PAUSED)
    gone = Feed(pk=feed.pk + 1)

    assert Feed.objects.statuses([feed, gone]) == {feed.pk: Status.PAUSED}


def test_removing_a_publisher_is_seen_at_once(make_publisher, make_feed):
    publisher, other = make_publisher(), make_publisher()
    make_feed(publisher)
    version = Version.current("pages")

    removing.remove(publisher)

    assert list(Publisher.objects.all()) == [other]
    assert not Feed.objects.exists()
    assert Version.current("pages") == version + 1
