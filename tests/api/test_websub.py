"""The address at which hubs ask and tell."""

from datetime import timedelta

import pytest
from django.utils import timezone

from daily8.sources import hubs
from daily8.sources.models import Feed, HubSubscription
from tests.sources.test_hubs import BODY, HUB, TOPIC, _public, feed, signature, wished  # noqa: F401

pytestmark = pytest.mark.django_db


def question(**more: str) -> dict[str, str]:
    asked = {"mode": "subscribe", "topic": TOPIC, "challenge": "<b>42</b>", "lease_seconds": "86400"} | more
    return {f"hub.{name}": value for name, value in asked.items()}


def test_a_hub_that_asks_whether_we_want_it_hears_its_own_challenge(client, wished):  # noqa: F811
    answer = client.get(f"/websub/{wished.key}", question())

    assert (answer.status_code, answer.content) == (200, b"<b>42</b>")
    assert answer["Content-Type"].startswith("text/plain")
    assert answer["Cache-Control"] == "no-store"
    wished.refresh_from_db()
    assert abs(wished.confirmed_until - timezone.now() - timedelta(days=1)) < timedelta(minutes=1)


@pytest.mark.parametrize(
    "wrong",
    [
        {"topic": "https://other.example/"},
        {"topic": "\0"},
        {"mode": "publish"},
        {"mode": "unsubscribe"},
        {"challenge": ""},
        {"challenge": "a" * 3000},
    ],
)
def test_what_we_do_not_want_is_not_found(client, wished, wrong):  # noqa: F811
    assert client.get(f"/websub/{wished.key}", question(**wrong)).status_code == 404
    assert HubSubscription.objects.get().confirmed_until is None


def test_what_we_never_asked_for_may_be_ended(client, db):
    assert client.get(f"/websub/{'0' * 32}", question(mode="unsubscribe")).status_code == 200
    assert client.get(f"/websub/{'0' * 32}", question()).status_code == 404


@pytest.mark.parametrize("lease", ["", "-5", "soon", "9" * 30])
def test_a_lease_that_is_none_is_our_own(client, wished, lease):  # noqa: F811
    assert client.get(f"/websub/{wished.key}", question(lease_seconds=lease)).status_code == 200

    wished.refresh_from_db()
    assert abs(wished.confirmed_until - timezone.now() - hubs.LEASE) < timedelta(minutes=1)


def test_a_refusal_is_kept(client, wished):  # noqa: F811
    assert client.get(f"/websub/{wished.key}", question(mode="denied", reason="n\0o")).status_code == 200

    wished.refresh_from_db()
    assert wished.error == "the hub refuses: no"


def test_what_a_hub_tells_has_the_feed_asked(client, feed, wished):  # noqa: F811
    Feed.objects.update(due_at=timezone.now() + timedelta(hours=3))

    answer = client.post(
        f"/websub/{wished.key}",
        BODY,
        content_type="application/rss+xml",
        HTTP_X_HUB_SIGNATURE=signature(wished.secret),
    )

    assert answer.status_code == 202
    assert Feed.objects.get().due_at <= timezone.now()


def test_a_stranger_is_thanked_and_learns_nothing(client, wished):  # noqa: F811
    before = Feed.objects.get().due_at
    known = client.post(f"/websub/{wished.key}", BODY, content_type="text/xml")
    unknown = client.post(f"/websub/{'0' * 32}", BODY, content_type="text/xml")

    assert (known.status_code, known.content) == (unknown.status_code, unknown.content)
    assert Feed.objects.get().due_at == before


def test_other_methods_are_refused(client, wished):  # noqa: F811
    assert client.put(f"/websub/{wished.key}").status_code == 405
    assert client.get("/websub/short").status_code == 404
