"""A feed's new address is taken over once it can be believed."""

import pytest

from daily8.articles.models import Article
from daily8.sources.models import Feed
from tests.engine.http.publishing import redirect


@pytest.mark.parametrize("status", ["301 Moved Permanently", "308 Permanent Redirect"])
def test_an_address_given_three_times_over_a_day_is_taken_over(press, add, pipeline, ask_again, status):
    press.publish("bridge")
    press.answers["/old.xml"] = redirect("/feed.xml", status)
    feed = add(press.url("/old.xml"))

    pipeline()
    ask_again(hours=13)
    feed.refresh_from_db()
    assert feed.url == press.url("/old.xml")
    assert feed.moved_to == press.url("/feed.xml")

    ask_again(hours=13)
    feed.refresh_from_db()
    assert feed.url == press.url("/feed.xml")
    assert feed.moved_to == ""
    assert Article.objects.count() == 1


def test_three_times_within_an_hour_are_not_enough(press, add, pipeline, ask_again):
    press.publish("bridge")
    press.answers["/old.xml"] = redirect("/feed.xml", "301 Moved Permanently")
    feed = add(press.url("/old.xml"))
    pipeline()
    for _ in range(3):
        ask_again(minutes=20)

    feed.refresh_from_db()
    assert feed.url == press.url("/old.xml")


def test_a_redirect_for_now_is_followed_and_forgotten(press, add, pipeline, ask_again):
    press.publish("bridge")
    press.answers["/old.xml"] = redirect("/feed.xml", "302 Found")
    feed = add(press.url("/old.xml"))
    pipeline()
    for _ in range(4):
        ask_again(hours=13)

    feed.refresh_from_db()
    assert (feed.url, feed.moved_to) == (press.url("/old.xml"), "")


def test_a_move_that_is_taken_back_counts_from_the_start(press, add, pipeline, ask_again):
    whole = press.publish("bridge") and press.answers["/feed.xml"]
    press.answers["/old.xml"] = moved = redirect("/feed.xml", "301 Moved Permanently")
    feed = add(press.url("/old.xml"))
    pipeline()
    ask_again(hours=13)
    press.answers["/old.xml"] = whole
    ask_again(hours=13)
    press.answers["/old.xml"] = moved
    ask_again(hours=13)

    feed.refresh_from_db()
    assert (feed.url, feed.moved_count) == (press.url("/old.xml"), 1)


def test_two_feeds_that_move_to_one_address_stay_two(press, add, pipeline, ask_again):
    press.publish("bridge")
    for path in ("/one.xml", "/two.xml"):
        press.answers[path] = redirect("/feed.xml", "301 Moved Permanently")
        add(press.url(path))
    pipeline()
    ask_again(hours=13)
    ask_again(hours=13)

    feeds = list(Feed.objects.order_by("url"))
    assert len(feeds) == 2
    assert feeds[0].url == press.url("/feed.xml")
    assert not any(feed.error for feed in feeds)


def test_a_new_address_that_is_too_long_to_keep_is_not_taken_over(press, add, pipeline, ask_again):
    press.publish("bridge")
    long = "/feed.xml?" + "x" * 2500
    press.answers[long] = press.answers["/feed.xml"]
    press.answers["/old.xml"] = redirect(long, "301 Moved Permanently")
    feed = add(press.url("/old.xml"))
    pipeline()
    for _ in range(3):
        ask_again(hours=13)

    feed.refresh_from_db()
    assert (feed.url, feed.error) == (press.url("/old.xml"), "")
    assert Article.objects.count() == 1
