from datetime import datetime, timedelta

import pytest

from daily8.sources import health, reasons
from daily8.sources.models import Health, Publisher
from tests.conftest import NOON


@pytest.fixture
def noon() -> datetime:
    return NOON


def of(publisher, now):
    return health.of(Publisher.objects.prefetch_related("feeds").get(pk=publisher.pk), now)


def test_one_working_feed_is_enough_for_a_publisher_to_work(publisher, make_feed, noon):
    make_feed(publisher, url="https://daily.example/1", failures=1, error="the server answers 404")
    make_feed(publisher, url="https://daily.example/2")

    assert of(publisher, noon).state == Health.GOOD


def test_a_failure_speaks_before_a_feed_that_is_merely_quiet(publisher, make_feed, noon):
    make_feed(publisher, url="https://daily.example/1", newest_at=noon - timedelta(days=60))
    make_feed(publisher, url="https://daily.example/2", failures=1, error="the server answers 404")

    found = of(publisher, noon)

    assert found.state == Health.FAILING
    assert str(found.reason) == "Its feed is not at this address any more."


def test_the_last_success_is_that_of_the_best_feed(publisher, make_feed, noon):
    make_feed(publisher, url="https://daily.example/1", last_success_at=noon - timedelta(days=2))
    make_feed(publisher, url="https://daily.example/2", last_success_at=noon - timedelta(minutes=5))

    assert of(publisher, noon).last_success_at == noon - timedelta(minutes=5)


def test_a_closed_feed_is_closed(publisher, make_feed, noon):
    make_feed(publisher, status="gone")

    assert of(publisher, noon).label == "Closed"


@pytest.mark.parametrize(
    ("error", "words"),
    [
        ("there is no host named 'x.example'", "Its address cannot be found on the network."),
        ("the server cannot be reached: connection refused", "Its server cannot be reached."),
        ("no complete answer within 20 seconds", "Its server takes too long to answer."),
        ("the server's certificate is not valid: expired", "No secure connection to its server is possible."),
        ("the server answers 403", "Its server refuses to be read by this site."),
        ("the server answers 404", "Its feed is not at this address any more."),
        ("the server answers 429", "Its server asks us to come back later."),
        ("the server answers 503", "Its server reports an error of its own."),
        ("the server answers 304", "Its address leads from one redirect to the next."),
        ("more than 5 redirects, the last to '/x'", "Its address leads from one redirect to the next."),
        ("more than 5,000,000 bytes as sent", "What it sends is larger than a feed may be."),
        ("7,000,000 bytes are announced, 5,000,000 are the limit", "What it sends is larger than a feed may be."),
        ("an HTML page, not a feed", "What it sends is not a feed that can be read."),
        ("the feed answers, but lists no items", "Its feed answers, but lists no articles."),
        (
            "127.0.0.1 is not a public address",
            "Its address lies in a private network, which this site does not ask.",
        ),
        ("something nobody foresaw", "It cannot be read at the moment."),
        ("", "It cannot be read at the moment."),
    ],
)
def test_every_error_has_plain_words(error, words):
    assert str(reasons.plain(error)) == words


def test_only_errors_without_any_answer_mean_that_the_network_is_missing():
    assert reasons.is_about_network("there is no host named 'x'")
    assert not reasons.is_about_network("the server answers 503")


def test_a_site_is_offline_when_none_of_several_feeds_could_be_reached(publisher, make_feed):
    def unreachable(number):
        address = f"https://daily.example/{number}"
        make_feed(publisher, url=address, failures=1, error="there is no host named 'x'")

    make_feed(publisher, url="https://daily.example/waits", last_asked_at=None)
    for number in range(4):
        unreachable(number)
    assert not health.of_site().is_offline

    unreachable(4)
    assert health.of_site().is_offline

    make_feed(publisher, url="https://daily.example/answers")
    assert not health.of_site().is_offline


def test_a_site_without_feeds_is_not_offline(db):
    assert not health.of_site().is_offline
