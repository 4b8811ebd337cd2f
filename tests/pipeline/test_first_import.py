"""From a publisher's address to pages that readers may see."""

from collections import Counter

import pytest

from daily8.articles.models import Address, Article, Stage
from daily8.sources.models import Feed, Health
from daily8.work.models import Change
from tests.engine.http.publishing import answer


def test_a_feed_becomes_articles_that_readers_see(press, add, pipeline, noon):
    add(press.publish("bridge", "tunnel"))

    tally = pipeline()

    articles = list(Article.objects.order_by("title"))
    assert [article.title for article in articles] == ["Council weighs bridge plan", "Council weighs tunnel plan"]
    for article in articles:
        assert article.visible
        assert article.stage == Stage.PUBLISHED
        assert article.is_article
        assert article.text.startswith("Harbour pilots in the northern port")
        assert "All rights reserved" not in article.text
        assert article.language == "en"
        assert article.due_at is None
        assert article.claimed_by == ""
    assert tally["fetch"]["new"] == tally["extract"]["read"] == tally["publish"]["published"] == 2


def test_what_the_feed_says_of_itself_is_kept(press, add, pipeline, noon):
    feed = add(press.publish("bridge", etag='"v1"', last_modified="Wed, 25 Nov 2026 11:00:00 GMT"))

    pipeline()

    feed.refresh_from_db()
    assert (feed.etag, feed.last_modified) == ('"v1"', "Wed, 25 Nov 2026 11:00:00 GMT")
    assert (feed.title, feed.language, feed.error, feed.failures) == ("The Tide", "en", "", 0)
    assert feed.last_success_at == feed.last_asked_at == feed.last_new_at == noon.now()
    assert feed.due_at > noon.now()
    assert feed.claimed_by == ""
    assert feed.health(noon.now()) == Health.GOOD


def test_pages_that_are_ready_are_told_that_they_are_old(press, add, pipeline):
    add(press.publish("bridge"))

    pipeline()

    article = Article.objects.get()
    told = set(Change.objects.values_list("key", flat=True))
    assert told >= {
        f"article:{article.pk}",
        f"story:{article.report.story_id}",
        f"source:{article.publisher_id}",
        "latest:",
        "latest:en",
        *(f"hashtag:{tag.hashtag_id}" for tag in article.tags.all()),
    }


def test_importing_twice_gives_the_same_articles(press, add, pipeline):
    url = press.publish("bridge", "tunnel")
    add(url)
    pipeline()
    first = set(Article.objects.values_list("key", "title", "text"))
    Feed.objects.get().publisher.delete()
    assert not Article.objects.exists()

    add(url)
    pipeline()

    assert set(Article.objects.values_list("key", "title", "text")) == first


def test_an_article_that_two_feeds_list_is_one(press, add, pipeline):
    add(press.publish("bridge"))
    add(press.list(press.item("bridge"), path="/second.xml"))

    tally = pipeline()

    assert Article.objects.count() == 1
    assert tally["fetch"]["new"] == 1


def test_one_article_linked_with_and_without_tracking_is_one(press, add, pipeline):
    press.page("bridge")
    add(press.list(press.item("bridge"), press.item("bridge?utm_source=rss&utm_medium=feed")))

    pipeline()

    assert Article.objects.get().url == press.url("/bridge")
    assert press.asked("/bridge") == 1


def test_a_feed_of_ten_thousand_items_gives_its_first_thousand(press, add, pipeline):
    feed = add(press.list(*(press.item(f"item-{number}") for number in range(10_000))))
    # The pages are not what this is about: they are not there, and the feed's words have to do.

    tally = pipeline()

    assert tally["fetch"]["new"] == Article.objects.count() == Address.objects.count() == 1000
    feed.refresh_from_db()
    assert feed.failures == 0
    assert feed.error == "the feed lists more items than are read at once; its last 9000 are left out"


def test_an_entry_without_a_link_is_left_out(press, add, pipeline):
    press.page("bridge")
    add(press.list("<item><title>No way to read this</title></item>", press.item("bridge")))

    pipeline()

    assert Article.objects.get().title == "Council weighs bridge plan"


@pytest.mark.parametrize(
    ("charset", "prolog", "content_type"),
    [
        ("utf-8", "utf-8", "text/xml; charset=iso-8859-1"),
        ("windows-1251", "windows-1251", "text/xml"),
        ("windows-1251", "windows-1251", "application/rss+xml"),
    ],
)
def test_a_feed_in_another_charset_than_its_header_says_is_read(
    press, add, pipeline, charset, prolog, content_type
):
    press.page("bridge", title="Мэр города рассказал о строительстве моста")
    body = f"""<?xml version="1.0" encoding="{prolog}"?><rss version="2.0"><channel><title>Прилив</title>
      {press.item("bridge", title="Мэр города рассказал о строительстве моста")}</channel></rss>"""
    press.answers["/feed.xml"] = answer(body.encode(charset), content_type=content_type)
    feed = add(press.url("/feed.xml"))

    pipeline()

    feed.refresh_from_db()
    assert feed.title == "Прилив"
    assert Article.objects.get().entry["title"] == "Мэр города рассказал о строительстве моста"


def test_every_article_is_asked_for_once(press, add, pipeline):
    names = [f"story-{number}" for number in range(30)]
    add(press.publish(*names))

    pipeline()

    asked = Counter(press.paths)
    assert {asked[f"/{name}"] for name in names} == {1}
    assert asked["/robots.txt"] == 1
