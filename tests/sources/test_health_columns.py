"""How publishers and feeds do, in the lists and forms of the admin."""

from datetime import timedelta

import pytest

from daily8.sources import counting
from daily8.sources.models import FeedDay, Status
from daily8.work import clock
from tests.conftest import NOON
from tests.sources.test_admin import FEEDS, PUBLISHERS, rows


@pytest.fixture(autouse=True)
def noon(monkeypatch):
    """It is noon on 25 November 2026."""
    monkeypatch.setattr(clock, "now", lambda: NOON)


def test_a_page_tells_how_often_a_feed_is_asked_and_how_many_pages_were_articles(admin, publisher, make_feed):
    feed = make_feed(publisher, interval=timedelta(minutes=30))
    counting.count([(feed.pk, True), (feed.pk, True), (feed.pk, True)], NOON - timedelta(days=1))
    counting.count([(feed.pk, False)], NOON)

    for address in (f"{FEEDS}{feed.pk}/change/", f"{PUBLISHERS}{publisher.pk}/change/"):
        page = admin.get(address).content.decode()
        assert "30 minutes" in page
        assert "75% of 4" in page


def test_only_the_last_days_count(admin, publisher, make_feed):
    feed = make_feed(publisher)
    counting.count([(feed.pk, False)], NOON - timedelta(days=7))

    assert "% of" not in admin.get(f"{FEEDS}{feed.pk}/change/").content.decode()
    assert counting.forget(NOON) == 1
    assert not FeedDay.objects.exists()


def test_pages_of_a_feed_that_is_gone_are_not_counted(publisher, make_feed):
    feed = make_feed(publisher)

    counting.count([(feed.pk, True), (feed.pk + 1, True)], NOON)

    assert [day.feed for day in FeedDay.objects.all()] == [feed]


@pytest.mark.parametrize(
    ("chosen", "found"),
    [("failing", ["bad", "new"]), ("stale", ["mute", "old"]), ("unanswered", ["new"]), ("paused", ["off"])],
)
def test_feeds_are_found_by_what_is_wrong(admin, make_publisher, make_feed, chosen, found):
    make_feeds(make_publisher, make_feed)

    listed = [row[0].split("/")[2].partition(".")[0] for row in rows(admin.get(FEEDS, {"state": chosen}))]

    assert listed == found


@pytest.mark.parametrize(
    ("chosen", "found"), [("failing", ["bad", "new"]), ("stale", ["mute", "old"]), ("unanswered", ["new"])]
)
def test_a_publisher_with_one_good_feed_is_no_worry(admin, make_publisher, make_feed, chosen, found):
    feeds = make_feeds(make_publisher, make_feed)
    for number, feed in enumerate((feeds["good"], feeds["off"])):
        make_feed(feed.publisher, url=f"https://more.example/{number}", failures=3, newest_at=None)
    make_feed(feeds["off"].publisher, url="https://more.example/good")

    listed = [row[0].partition(".")[0] for row in rows(admin.get(PUBLISHERS, {"state": chosen}))]

    assert listed == found


def make_feeds(make_publisher, make_feed):
    """A feed of each kind, each of a publisher of its own."""
    long_ago = NOON - timedelta(days=30)
    kinds = {
        "good": {},
        "bad": {"failures": 2, "error": "the server answers 404"},
        "new": {"failures": 1, "last_success_at": None, "newest_at": None, "last_new_at": None},
        "old": {"newest_at": long_ago},
        "mute": {"newest_at": None, "last_new_at": None},
        "off": {"status": Status.PAUSED, "failures": 1},
    }
    # Keys of publishers and of feeds that are not the same by chance.
    make_publisher("silent.example")
    return {name: make_feed(make_publisher(f"{name}.example"), **fields) for name, fields in kinds.items()}
