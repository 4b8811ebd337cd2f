"""Messages reach the browser that subscribed, and nobody else can read or send them."""

from datetime import UTC, datetime, timedelta
from ipaddress import ip_network

import pytest

from daily8.engine.push import (
    Delayed,
    Gone,
    Refused,
    Signer,
    SubscriptionError,
    send,
    subscription,
)
from tests.push_service import Browser, PushService, serving

NOW = datetime(2026, 11, 26, 8, 0, tzinfo=UTC)
LOOPBACK = (ip_network("127.0.0.0/8"),)
SIGNER = Signer("a secret of the site", contact="mailto:news@example.org")


@pytest.fixture
def service():
    with serving() as one:
        yield one


def push(
    browser: Browser, text: bytes = b'{"title": "Harbour"}', topic: str = "one", signer: Signer = SIGNER
) -> None:
    to = subscription(browser.subscription, allowed_networks=LOOPBACK)
    send(text, to, topic=topic, signer=signer, now=NOW, allowed_networks=LOOPBACK)


def test_the_browser_opens_what_was_sent_to_it(service: PushService):
    browser, other = Browser(service.origin), Browser(service.origin)
    push(browser, '{"title": "الميناء"}'.encode())

    assert service.waiting(browser) == [{"title": "الميناء"}]
    assert service.waiting(other) == []
    (taken,) = service.taken
    assert taken.headers["content-encoding"] == "aes128gcm"
    assert int(taken.headers["ttl"]) == 86_400
    assert "الميناء".encode() not in taken.body


def test_the_same_message_is_never_sealed_alike(service):
    browser = Browser(service.origin)
    push(browser)
    push(browser)

    assert service.taken[0].body != service.taken[1].body
    assert len(service.waiting(browser)) == 1


def test_one_secret_has_one_key_and_another_secret_another():
    same, other = Signer("a secret of the site", contact="x"), Signer("another", contact="x")

    assert SIGNER.public_key == same.public_key != other.public_key
    assert len(SIGNER.public_key) == 87


@pytest.mark.parametrize(
    ("status", "error"), [(404, Gone), (410, Gone), (403, Delayed), (413, Refused), (400, Refused), (500, Delayed)]
)
def test_what_the_service_says_is_told_apart(service, status, error):
    browser = Browser(service.origin)
    service.statuses[browser.name] = status

    with pytest.raises(error, match=str(status)):
        push(browser)


def test_a_service_that_is_busy_says_when_to_come_back(service):
    browser = Browser(service.origin)
    service.statuses[browser.name], service.retry_after = 429, "120"

    with pytest.raises(Delayed) as told:
        push(browser)

    assert told.value.until == NOW + timedelta(minutes=2)


def test_a_service_that_is_away_is_tried_again():
    with serving() as service:
        browser = Browser(service.origin)

    with pytest.raises(Delayed):
        push(browser)


def test_an_address_that_leads_inside_is_never_called(service):
    browser = Browser(service.origin)
    to = subscription(browser.subscription, allowed_networks=LOOPBACK)

    with pytest.raises(Refused):
        send(b"{}", to, topic="one", signer=SIGNER, now=NOW)
    assert service.taken == []


GOOD = Browser("https://push.example.org").subscription
KEYS = GOOD["keys"]


@pytest.mark.parametrize(
    "told",
    [
        None,
        [],
        "https://push.example.org",
        {},
        {"endpoint": GOOD["endpoint"]},
        {"endpoint": 5, "keys": KEYS},
        {"endpoint": "http://push.example.org/1", "keys": KEYS},
        {"endpoint": "https://127.0.0.1/1", "keys": KEYS},
        {"endpoint": "https://169.254.169.254/latest", "keys": KEYS},
        {"endpoint": "https://localhost/1", "keys": KEYS},
        {"endpoint": "https://user:word@push.example.org/1", "keys": KEYS},
        {"endpoint": "https://push.example.org:22/1", "keys": KEYS},
        {"endpoint": "javascript:alert(1)", "keys": KEYS},
        {"endpoint": f"https://push.example.org/{'a' * 1000}", "keys": KEYS},
        {"endpoint": GOOD["endpoint"], "keys": KEYS | {"auth": "c2hvcnQ"}},
        {"endpoint": GOOD["endpoint"], "keys": KEYS | {"auth": "ليس مفتاحا"}},
        {"endpoint": GOOD["endpoint"], "keys": KEYS | {"p256dh": KEYS["auth"]}},
        {"endpoint": GOOD["endpoint"], "keys": KEYS | {"p256dh": "B" + "A" * 86}},
        {"endpoint": GOOD["endpoint"], "keys": KEYS | {"p256dh": ["list"]}},
    ],
)
def test_what_is_no_subscription_is_refused(told):
    with pytest.raises(SubscriptionError):
        subscription(told)


def test_a_subscription_is_taken_as_it_is():
    taken = subscription(GOOD)

    assert taken.endpoint == GOOD["endpoint"]
    assert (len(taken.key), len(taken.secret)) == (65, 16)
