"""A feed that fails says why, and is asked ever more rarely."""

from datetime import timedelta
from itertools import pairwise

import pytest

from daily8.articles.models import Article
from daily8.sources.models import Feed, Health, Status
from tests.engine.http.publishing import answer, redirect
from tests.pipeline.press import RSS, rss


@pytest.mark.parametrize(
    ("response", "reason"),
    [
        (answer(status="500 Oops"), "the server answers 500"),
        (answer(status="404 Not Found"), "the server answers 404"),
        (answer(b"", **RSS), ""),
        (answer(b"<html><title>Our new site</title><p>Hello</p></html>", content_type="text/html"), ""),
        (answer(rss(), **RSS), "lists no items"),
        (redirect("/feed.xml"), "redirects"),
        (answer(b"\x00\x01\x02" * 400, **RSS), ""),
        (answer(b"PNG", content_type="image/png"), "image/png"),
        (redirect("http://10.0.0.1/feed.xml"), "10.0.0.1"),
    ],
)
def test_a_feed_that_gives_nothing_is_failing_and_says_why(press, add, pipeline, noon, response, reason):
    press.answers["/feed.xml"] = response
    feed = add(press.url("/feed.xml"))

    tally = pipeline()

    feed.refresh_from_db()
    assert tally["fetch"]["failed"] == 1
    assert feed.health(noon.now()) == Health.FAILING
    assert feed.error
    assert reason in feed.error
    assert feed.due_at > noon.now()
    assert (feed.etag, feed.digest) == ("", "")


def test_pauses_grow_while_a_feed_fails_and_end_when_it_answers(press, add, pipeline, noon):
    press.answers["/feed.xml"] = answer(status="500 Oops")
    feed = add(press.url("/feed.xml"))
    pauses = []
    for _ in range(5):
        pipeline()
        feed.refresh_from_db()
        pauses.append(feed.due_at - noon.now())
        noon.moment = feed.due_at

    assert all(later > earlier * 1.5 for earlier, later in pairwise(pauses))
    assert feed.failures == 5

    press.publish("bridge")
    pipeline()
    feed.refresh_from_db()
    assert (feed.failures, feed.error, feed.health(noon.now())) == (0, "", Health.GOOD)


@pytest.mark.parametrize("status", ["429 Too Many Requests", "503 Service Unavailable"])
def test_a_server_that_says_when_to_come_back_is_obeyed(press, add, pipeline, noon, status):
    press.answers["/feed.xml"] = answer(status=status, retry_after="7200")
    feed = add(press.url("/feed.xml"))

    pipeline()
    feed.refresh_from_db()
    assert feed.due_at == noon.now() + timedelta(hours=2)

    noon.wait(minutes=119)
    pipeline()
    assert press.asked("/feed.xml") == 1
    noon.wait(minutes=1)
    pipeline()
    assert press.asked("/feed.xml") == 2


def test_what_a_server_says_of_one_feed_holds_for_all_its_feeds(press, add, pipeline, noon):
    press.answers["/feed.xml"] = answer(status="429 Too Many Requests", retry_after="7200")
    press.answers["/other.xml"] = answer(status="429 Too Many Requests", retry_after="7200")
    feeds = [add(press.url("/feed.xml")), add(press.url("/other.xml"))]

    pipeline()

    assert press.asked("/feed.xml") + press.asked("/other.xml") == 1
    for feed in feeds:
        feed.refresh_from_db()
        assert feed.due_at == noon.now() + timedelta(hours=2)
    assert sorted(feed.failures for feed in feeds) == [0, 1]


def test_a_feed_that_is_gone_is_asked_no_more(press, add, pipeline, ask_again, noon):
    press.answers["/feed.xml"] = answer(status="410 Gone")
    feed = add(press.url("/feed.xml"))

    pipeline()
    ask_again(days=10)

    feed.refresh_from_db()
    assert press.asked("/feed.xml") == 1
    assert feed.status == Status.GONE
    assert feed.health(noon.now()) == Health.GONE
    assert "gone for good" in feed.error


def test_a_server_that_cannot_be_reached_is_a_failure_with_its_reason(add, pipeline):
    feed = add("http://127.0.0.1:9/feed.xml")

    pipeline()

    feed.refresh_from_db()
    assert "cannot be reached" in feed.error


def test_a_private_address_is_never_called(press, add, pipeline, settings):
    feed = add(press.publish("bridge"))
    settings.ALLOW_PRIVATE_NETWORKS = ()

    pipeline()

    feed.refresh_from_db()
    assert "not a public address" in feed.error
    assert press.requests == []


def test_a_failing_feed_hinders_no_other(press, add, pipeline):
    add("http://127.0.0.1:9/feed.xml")
    add(press.publish("bridge"))

    pipeline()

    assert Article.objects.get().visible


def test_what_a_failing_feed_gave_before_stays(press, add, pipeline, ask_again):
    add(press.publish("bridge", etag='"v1"'))
    pipeline()
    press.answers["/feed.xml"] = answer(b"", **RSS)

    ask_again()

    assert Article.objects.get().visible
    assert Feed.objects.get().etag == '"v1"'


def test_a_feed_paused_while_it_is_asked_stays_paused(press, add, pipeline):
    feed = add(press.publish("bridge"))
    press.meanwhile("/feed.xml", lambda: Feed.objects.get().pause())

    pipeline()

    feed.refresh_from_db()
    assert (feed.status, feed.due_at) == (Status.PAUSED, None)
