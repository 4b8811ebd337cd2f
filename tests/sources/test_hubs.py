"""What hubs may tell us, and what they may not."""

import hashlib
import hmac
from datetime import timedelta

import pytest

from daily8.sources import hubs
from daily8.sources.models import Feed, HubSubscription, Publisher, Status
from tests.pipeline.conftest import NOON

pytestmark = pytest.mark.django_db
HUB, TOPIC = "https://hub.example/", "https://quay.example/feed.xml"
BODY = b"<rss>something new</rss>"


@pytest.fixture(autouse=True)
def _public(settings):
    settings.SITE_URL = "https://news.example"


@pytest.fixture
def feed():
    publisher = Publisher.objects.create(domain="quay.example", added_at=NOON)
    return Feed.objects.create(
        publisher=publisher, url=TOPIC, added_at=NOON, due_at=NOON + timedelta(hours=3),
        last_asked_at=NOON - timedelta(hours=1),
    )  # fmt: skip


@pytest.fixture
def wished(feed):
    hubs.note([(feed, HUB, TOPIC)], NOON)
    return HubSubscription.objects.get()


def signature(secret: str, body: bytes = BODY, method: str = "sha256") -> str:
    return f"{method}={hmac.new(secret.encode(), body, getattr(hashlib, method)).hexdigest()}"


def test_a_feed_that_names_a_hub_is_asked_for_there_once(feed, wished):
    hubs.note([(feed, HUB, TOPIC)], NOON + timedelta(hours=1))

    kept = HubSubscription.objects.get()
    assert (kept.hub, kept.topic, kept.due_at, kept.key) == (HUB, TOPIC, NOON, wished.key)
    assert len(kept.secret) == 64
    assert kept.secret != kept.key


def test_another_hub_gets_another_key_and_secret(feed, wished):
    hubs.note([(feed, "https://other.example/", TOPIC)], NOON)

    kept = HubSubscription.objects.get()
    assert kept.hub == "https://other.example/"
    assert (kept.key, kept.secret) != (wished.key, wished.secret)


def test_a_feed_that_names_no_hub_any_more_is_not_asked_for_again(feed, wished):
    hubs.note([(feed, "", "")], NOON)

    assert not HubSubscription.objects.exists()


def test_a_site_that_nobody_reaches_asks_for_nothing(feed, settings):
    settings.SITE_URL = ""
    hubs.note([(feed, HUB, TOPIC)], NOON)

    assert not HubSubscription.objects.exists()


def test_an_endless_address_of_a_hub_is_left_alone(feed):
    hubs.note([(feed, f"https://hub.example/{'a' * 3000}", TOPIC)], NOON)

    assert not HubSubscription.objects.exists()


@pytest.mark.parametrize(
    ("asked", "given"),
    [
        (timedelta(days=5), timedelta(days=5)),
        (timedelta(0), timedelta(hours=1)),
        (timedelta(days=9999), timedelta(days=30)),
    ],
)
def test_what_a_hub_confirms_is_asked_for_again_before_it_ends(wished, asked, given):
    assert hubs.confirm(wished.key, topic=TOPIC, lease=asked, now=NOON)

    wished.refresh_from_db()
    assert wished.confirmed_until == NOON + given
    assert NOON < wished.due_at < wished.confirmed_until


def test_what_we_do_not_want_is_not_confirmed(wished):
    assert not hubs.confirm(wished.key, topic="https://other.example/feed", lease=hubs.LEASE, now=NOON)
    assert not hubs.confirm("0" * 32, topic=TOPIC, lease=hubs.LEASE, now=NOON)
    assert hubs.is_unwanted("0" * 32, topic=TOPIC)
    assert not hubs.is_unwanted(wished.key, topic=TOPIC)


def test_a_hub_that_refuses_is_asked_again_much_later(wished):
    hubs.deny(wished.key, topic=TOPIC, reason="too many", now=NOON)

    wished.refresh_from_db()
    assert wished.due_at == NOON + hubs.LEASE
    assert "too many" in wished.error


@pytest.mark.parametrize("method", ["sha1", "sha256", "sha384", "sha512"])
def test_a_word_that_the_hub_signed_has_the_feed_asked_at_once(feed, wished, method):
    assert hubs.told(wished.key, BODY, signature(wished.secret, method=method), NOON)

    feed.refresh_from_db()
    assert feed.due_at == NOON


@pytest.mark.parametrize(
    "forged",
    ["", "sha256=", "md5=0", f"sha256={'0' * 64}", "\u0661\u0662", "sha256=é", signature("another secret")],
)
def test_what_anybody_else_says_changes_nothing(feed, wished, forged):
    assert not hubs.told(wished.key, BODY, forged, NOON)
    assert not hubs.told(wished.key, BODY + b" ", signature(wished.secret), NOON)
    assert not hubs.told("0" * 32, BODY, signature(wished.secret), NOON)

    feed.refresh_from_db()
    assert feed.due_at == NOON + timedelta(hours=3)


def test_a_hub_that_tells_every_second_has_the_feed_asked_by_the_minute(feed, wished):
    Feed.objects.update(last_asked_at=NOON - timedelta(seconds=5))
    for second in range(3):
        hubs.told(wished.key, BODY, signature(wished.secret), NOON + timedelta(seconds=second))

    feed.refresh_from_db()
    assert NOON + timedelta(seconds=55) <= feed.due_at <= NOON + timedelta(minutes=1, seconds=3)


@pytest.mark.parametrize("state", [{"status": Status.PAUSED}, {"not_before": NOON + timedelta(hours=2)}])
def test_a_feed_that_rests_goes_on_resting(feed, wished, state):
    Feed.objects.update(**state)

    hubs.told(wished.key, BODY, signature(wished.secret), NOON)
    feed.refresh_from_db()
    assert feed.due_at == NOON + timedelta(hours=3)
