"""Asking feeds again: what is unchanged costs nothing, and nothing is vouched for that was not stored."""

import pytest

from daily8.articles.models import Address, Article
from daily8.sources.models import Feed, FeedQuerySet
from tests.engine.http.publishing import answer
from tests.pipeline.press import rss


def test_validators_are_sent_back_as_they_came(press, add, pipeline, ask_again):
    add(press.publish("bridge", etag='W/"odd , one"', last_modified="yesterday, about noon"))
    pipeline()

    ask_again()

    headers = press.requests[-1].headers
    assert headers["if-none-match"] == 'W/"odd , one"'
    assert headers["if-modified-since"] == "yesterday, about noon"


def test_an_unchanged_feed_changes_nothing(press, add, pipeline, ask_again, noon):
    feed = add(press.publish("bridge", etag='"v1"'))
    pipeline()
    press.answers["/feed.xml"] = answer(status="304 Not Modified")

    tally = ask_again()

    feed.refresh_from_db()
    assert tally["fetch"]["unchanged"] == 1
    assert tally["fetch"]["new"] == 0
    assert feed.last_success_at == noon.now()
    assert feed.last_new_at < noon.now()
    assert feed.etag == '"v1"'
    assert press.asked("/bridge") == 1


def test_the_same_list_without_validators_is_unchanged_too(press, add, pipeline, ask_again):
    feed = add(press.publish("bridge"))
    pipeline()
    feed.refresh_from_db()
    interval = feed.interval

    tally = ask_again()

    feed.refresh_from_db()
    assert tally["fetch"]["unchanged"] == 1
    assert feed.interval > interval


def test_new_validators_replace_the_old(press, add, pipeline, ask_again):
    feed = add(press.publish("bridge", etag='"v1"', last_modified="Wed, 25 Nov 2026 11:00:00 GMT"))
    pipeline()
    press.publish("bridge", "tunnel", etag='"v2"')

    ask_again()

    feed.refresh_from_db()
    assert (feed.etag, feed.last_modified) == ('"v2"', "")


def test_a_new_entry_is_the_only_one_that_is_read(press, add, pipeline, ask_again):
    add(press.publish("bridge", "tunnel"))
    pipeline()
    press.publish("ferry", "bridge", "tunnel")

    tally = ask_again()

    assert tally["fetch"]["new"] == tally["publish"]["published"] == 1
    assert [press.asked(path) for path in ("/ferry", "/bridge", "/tunnel")] == [1, 1, 1]


@pytest.mark.parametrize("broken", [FeedQuerySet, Address.objects.all().__class__])
def test_validators_are_never_stored_without_their_items(press, add, pipeline, ask_again, monkeypatch, broken):
    feed = add(press.publish("bridge", etag='"v1"'))
    name = "write" if broken is FeedQuerySet else "bulk_create"

    def fail(*arguments, **named):
        raise ValueError("the disk turned pink")

    with monkeypatch.context() as patch:
        patch.setattr(broken, name, fail)
        tally = pipeline()

    feed.refresh_from_db()
    assert tally["fetch"]["failed"] == 1
    assert not Article.objects.exists()
    assert not Address.objects.exists()
    assert (feed.etag, feed.digest, feed.last_success_at) == ("", "", None)
    assert "own" in feed.error

    assert ask_again()["fetch"]["new"] == 1


def test_a_list_that_was_cut_is_read_but_not_vouched_for(press, add, pipeline, ask_again, noon):
    press.page("bridge")
    press.page("tunnel")
    whole = rss(press.item("bridge"), press.item("tunnel"))
    cut = whole[: whole.index(b"</item>") + len("</item>")]
    head = b'HTTP/1.1 200 OK\r\nContent-Type: application/rss+xml\r\nETag: "v1"\r\nConnection: close\r\n'
    press.answers["/feed.xml"] = head + b"Content-Length: %d\r\n\r\n" % len(whole) + cut
    feed = add(press.url("/feed.xml"))

    pipeline()

    feed.refresh_from_db()
    assert Article.objects.get().url == press.url("/bridge")
    assert (feed.etag, feed.digest, feed.error) == ("", "", "")

    press.answers["/feed.xml"] = answer(whole, content_type="application/rss+xml", etag='"v1"')
    assert ask_again()["fetch"]["new"] == 1
    feed.refresh_from_db()
    assert feed.etag == '"v1"'


def test_a_feed_is_not_asked_before_its_answer_is_stale(press, add, pipeline, noon):
    add(press.publish("bridge", cache_control="max-age=7200"))
    pipeline()

    noon.wait(minutes=119)
    assert pipeline()["fetch"]["asked"] == 0
    noon.wait(minutes=30)
    assert pipeline()["fetch"]["asked"] == 1


def test_feeds_that_are_not_due_are_left_alone(press, add, pipeline):
    add(press.publish("bridge"))
    pipeline()

    tally = pipeline()

    assert tally["fetch"]["asked"] == 0
    assert press.asked("/feed.xml") == 1


def test_asking_all_feeds_spares_those_whose_server_named_a_time(press, add, pipeline, ask_again):
    press.answers["/feed.xml"] = answer(status="503 Service Unavailable", retry_after="86400")
    add(press.url("/feed.xml"))
    pipeline()

    ask_again()

    assert press.asked("/feed.xml") == 1
    assert Feed.objects.get().due_at is not None
