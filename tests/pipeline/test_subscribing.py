"""The worker asks a hub on loopback, as the standard says, and keeps what came of it."""

import asyncio
from datetime import timedelta
from ipaddress import ip_network
from urllib.parse import parse_qs

import pytest

from daily8.pipeline.subscribing import Subscribing
from daily8.sources import hubs
from daily8.sources.models import HubSubscription
from tests.engine.http.publishing import answer
from tests.pipeline.press import RSS, rss


@pytest.fixture
def ask(transactional_db, settings, noon):
    """Let the worker ask what is due."""
    settings.SITE_URL = "https://news.example"
    settings.ALLOW_PRIVATE_NETWORKS = (ip_network("127.0.0.0/8"),)

    def once() -> None:
        async def look() -> None:
            subscribing = Subscribing("tester")
            await subscribing.look()
            await subscribing._database.close()

        asyncio.run(look())

    return once


@pytest.fixture
def feed_with_hub(press, add, ask, pipeline):
    """A feed that was read and names the hub of the press."""
    body = rss(press.item("bridge")).replace(
        b"<channel>",
        f'<channel xmlns:atom="http://www.w3.org/2005/Atom"><atom:link rel="hub" href="{press.url("/hub")}"/>'
        f'<atom:link rel="self" href="{press.url("/feed.xml")}"/>'.encode(),
    )
    press.answers["/feed.xml"] = answer(body, **RSS)
    press.page("bridge")
    feed = add(press.url("/feed.xml"))
    pipeline()
    return feed


def test_the_hub_of_a_feed_is_asked_with_an_address_and_a_secret_of_its_own(press, feed_with_hub, ask):
    press.answers["/hub"] = answer(status="202 Accepted")

    ask()

    kept = HubSubscription.objects.get()
    (request,) = [one for one in press.requests if one.path == "/hub"]
    wish = {name: value[0] for name, value in parse_qs(request.body.decode()).items()}
    assert wish == {
        "hub.mode": "subscribe",
        "hub.topic": press.url("/feed.xml"),
        "hub.callback": f"https://news.example/websub/{kept.key}",
        "hub.secret": kept.secret,
        "hub.lease_seconds": "864000",
    }
    assert request.headers["content-type"] == "application/x-www-form-urlencoded"


def test_a_hub_that_does_not_confirm_is_asked_again(press, feed_with_hub, ask, noon):
    press.answers["/hub"] = answer(status="202 Accepted")
    ask()
    ask()
    assert press.asked("/hub") == 1

    noon.wait(hours=1)
    ask()
    assert press.asked("/hub") == 2


def test_a_hub_that_fails_is_asked_more_and_more_seldom(press, feed_with_hub, ask, noon):
    press.answers["/hub"] = answer(status="500 Internal Server Error")
    ask()

    kept = HubSubscription.objects.get()
    assert (kept.failures, kept.error, kept.claimed_by) == (1, "the hub answers 500", "")
    assert kept.due_at > noon.now()


def test_a_hub_in_the_own_network_is_not_asked(press, feed_with_hub, ask, settings):
    settings.ALLOW_PRIVATE_NETWORKS = ()

    ask()

    assert press.asked("/hub") == 0
    assert HubSubscription.objects.get().failures == 1


def test_what_the_hub_confirmed_while_it_was_asked_stays_confirmed(press, feed_with_hub, ask, noon):
    press.answers["/hub"] = answer(status="202 Accepted")
    kept = HubSubscription.objects.get()
    press.meanwhile(
        "/hub", lambda: hubs.confirm(kept.key, topic=kept.topic, lease=timedelta(days=10), now=noon.now())
    )

    ask()

    kept.refresh_from_db()
    assert kept.confirmed_until == noon.now() + timedelta(days=10)
    assert kept.due_at == noon.now() + timedelta(days=9)
