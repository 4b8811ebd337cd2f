"""Reading articles' pages, and what is shown where a page cannot be had."""

from datetime import UTC, datetime, timedelta

import pytest

from daily8.articles.models import Article, Stage
from daily8.sources.models import Feed, FeedDay, Rights
from tests.engine.http.publishing import answer, redirect
from tests.pipeline.press import HTML, PARAGRAPHS, RSS, item, page, rss, title_of

LONG = "".join(f"<p>{paragraph.format(topic='the feed itself')}</p>" for paragraph in PARAGRAPHS * 2)
TEASER = "<p>The council met on Wednesday. More at our site.</p>"


def publish_without_page(press, content: str) -> str:
    return press.list(press.item("bridge", content=content))


def test_where_the_page_is_gone_the_feeds_full_text_is_the_article(press, add, pipeline):
    add(publish_without_page(press, LONG))

    pipeline()

    article = Article.objects.get()
    assert article.visible
    assert article.is_article
    assert "the feed itself had changed" in article.text
    assert article.error == "the server answers 404"


def test_where_only_a_teaser_is_left_the_article_is_headline_and_link(press, add, pipeline):
    add(publish_without_page(press, TEASER))

    pipeline()

    article = Article.objects.get()
    assert article.visible
    assert not article.is_article
    assert (article.text, article.html, article.words) == ("", "", 0)
    assert article.excerpt.startswith("The council met on Wednesday.")


def test_it_is_counted_how_many_pages_of_a_feed_were_articles(press, add, pipeline, noon):
    press.page("tunnel")
    add(press.list(press.item("bridge", content=TEASER), press.item("tunnel")))

    pipeline()

    day = FeedDay.objects.get()
    assert (day.feed, day.day, day.pages, day.articles) == (Feed.objects.get(), noon.now().date(), 2, 1)


@pytest.mark.parametrize("status", ["401 Unauthorized", "403 Forbidden", "410 Gone", "451 Unavailable"])
def test_an_answer_that_will_not_change_is_not_asked_for_again(press, add, pipeline, noon, status):
    add(publish_without_page(press, TEASER))
    press.answers["/bridge"] = answer(status=status)

    pipeline()
    noon.wait(days=2)
    pipeline()

    assert press.asked("/bridge") == 1
    assert Article.objects.get().visible


def test_what_robots_txt_disallows_is_not_read(press, add, pipeline):
    press.answers["/robots.txt"] = answer(b"User-agent: *\nDisallow: /bridge\n", content_type="text/plain")
    press.page("bridge")
    press.page("tunnel")
    add(press.list(press.item("bridge", content=LONG), press.item("tunnel")))

    pipeline()

    assert press.asked("/bridge") == 0
    bridge, tunnel = Article.objects.order_by("title")
    assert "robots.txt disallows" in bridge.error
    assert "the feed itself" in bridge.text
    assert tunnel.error == ""


def test_a_robots_txt_that_cannot_be_had_is_waited_for(press, add, pipeline, noon):
    press.answers["/robots.txt"] = answer(status="500 Oops")
    add(press.publish("bridge"))
    pipeline()
    assert press.asked("/bridge") == 0
    assert not Article.objects.get().visible

    press.answers["/robots.txt"] = answer(status="404 Not Found")
    noon.wait(minutes=30)
    pipeline()

    assert Article.objects.get().is_article


def test_a_page_in_trouble_is_tried_four_times_then_the_feed_has_to_do(press, add, pipeline, noon):
    add(publish_without_page(press, LONG))
    press.answers["/bridge"] = answer(status="500 Oops")
    for tries in range(1, 4):
        pipeline()
        article = Article.objects.get()
        assert (press.asked("/bridge"), article.failures, article.visible) == (tries, tries, False)
        assert article.error == "the server answers 500"
        noon.moment = article.due_at

    pipeline()

    article = Article.objects.get()
    assert press.asked("/bridge") == 4
    assert article.visible
    assert article.is_article
    assert article.due_at is None


def test_a_page_that_recovers_is_read(press, add, pipeline, noon):
    press.publish("bridge")
    whole = press.answers["/bridge"]
    press.answers["/bridge"] = answer(status="502 Bad Gateway")
    add(press.url("/feed.xml"))
    pipeline()
    press.answers["/bridge"] = whole
    noon.wait(minutes=5)

    pipeline()

    article = Article.objects.get()
    assert article.is_article
    assert (article.error, article.failures) == ("", 0)


def test_a_host_that_names_a_time_is_left_alone_until_then(press, add, pipeline, noon):
    press.publish("bridge", "tunnel", "ferry")
    whole = {name: press.answers[name] for name in ("/bridge", "/tunnel", "/ferry")}
    for path in whole:
        press.answers[path] = answer(status="429 Too Many Requests", retry_after="1800")
    add(press.url("/feed.xml"))

    pipeline()

    assert sum(map(press.asked, whole)) == 1
    assert {article.due_at for article in Article.objects.all()} == {noon.now() + timedelta(minutes=30)}

    press.answers.update(whole)
    noon.wait(minutes=30)
    pipeline()
    assert Article.objects.visible().count() == 3


def test_an_article_behind_a_private_address_is_never_asked_for(press, add, pipeline):
    inside = "http://10.0.0.1/admin"
    press.answers["/feed.xml"] = answer(rss(item(inside, "Council opens its books", content=LONG)), **RSS)
    add(press.url("/feed.xml"))

    pipeline()

    article = Article.objects.get()
    assert article.visible
    assert "not a public address" in article.error
    assert article.is_article


def test_a_page_that_leads_in_circles_is_made_do_without(press, add, pipeline):
    add(publish_without_page(press, LONG))
    press.answers["/bridge"] = redirect("/bridge")

    pipeline()

    assert "redirects" in Article.objects.get().error
    assert press.asked("/bridge") <= 10


def test_a_page_that_is_no_article_is_shown_as_headline_and_link(press, add, pipeline):
    shell = (
        b"<!doctype html><title>Council weighs bridge plan</title><div id=app></div><script src=/app.js></script>"
    )
    press.answers["/bridge"] = answer(shell, **HTML)
    add(press.list(press.item("bridge", content=TEASER)))

    pipeline()

    article = Article.objects.get()
    assert article.visible
    assert (article.is_article, article.text) == (False, "")
    assert article.title == title_of("bridge")


def test_an_article_without_a_headline_stays_hidden(press, add, pipeline):
    press.answers["/x"] = answer(b"<!doctype html><p></p>", **HTML)
    press.answers["/feed.xml"] = answer(rss(f"<item><link>{press.url('/x')}</link></item>"), **RSS)
    add(press.url("/feed.xml"))

    tally = pipeline()

    article = Article.objects.get()
    assert (article.visible, article.stage, article.due_at) == (False, Stage.PUBLISHED, None)
    assert "headline" in article.error
    assert tally["publish"]["hidden"] == 1


def test_a_picture_where_a_page_should_be_is_refused(press, add, pipeline):
    add(publish_without_page(press, TEASER))
    press.answers["/bridge"] = answer(b"\x89PNG", content_type="image/png")

    pipeline()

    assert "image/png" in Article.objects.get().error


@pytest.mark.parametrize(
    ("date", "expected"),
    [
        ("Wed, 25 Nov 2026 09:00:00 GMT", datetime(2026, 11, 25, 9, 0, tzinfo=UTC)),
        ("Wed, 25 Nov 2026 09:00:00 +0300", datetime(2026, 11, 25, 6, 0, tzinfo=UTC)),
        ("Thu, 25 Nov 2027 09:00:00 GMT", datetime(2026, 11, 25, 12, 0, tzinfo=UTC)),
        ("Thu, 01 Jan 1970 00:00:00 GMT", datetime(2026, 11, 25, 12, 0, tzinfo=UTC)),
        ("Wed, 25 Nov 2026 12:30:00 GMT", datetime(2026, 11, 25, 12, 0, tzinfo=UTC)),
        ("the day before yesterday", datetime(2026, 11, 25, 12, 0, tzinfo=UTC)),
        ("", datetime(2026, 11, 25, 12, 0, tzinfo=UTC)),
    ],
)
def test_a_date_is_believed_from_1990_until_now(press, add, pipeline, date, expected):
    press.page("bridge")
    add(press.list(press.item("bridge", date=date)))

    pipeline()

    assert Article.objects.get().published_at == expected


def test_the_pages_date_is_taken_where_the_feed_gives_none(press, add, pipeline):
    press.page("bridge", date="2026-11-25T07:15:00Z")
    press.page("tunnel", date="2031-01-01T00:00:00Z")
    add(press.list(press.item("bridge"), press.item("tunnel")))

    pipeline()

    bridge, tunnel = Article.objects.order_by("title")
    assert bridge.published_at == datetime(2026, 11, 25, 7, 15, tzinfo=UTC)
    assert tunnel.published_at.date() == datetime(2026, 11, 25).date()


def test_articles_without_dates_keep_the_publishers_order(press, add, pipeline):
    add(press.publish("first", "second", "third"))

    pipeline()

    assert [article.url.rpartition("/")[2] for article in Article.objects.newest_first()] == [
        "first",
        "second",
        "third",
    ]


def test_a_publishers_rights_do_not_change_what_is_kept(press, add, pipeline, settings):
    settings.DEFAULT_RIGHTS = Rights.LINK
    add(press.publish("bridge"))

    pipeline()

    article = Article.objects.get()
    assert article.text
    assert (article.is_whole, article.shown_excerpt) == (False, "")


def test_a_redirected_article_is_known_by_where_it_ended(press, add, pipeline, ask_again):
    press.page("bridge")
    press.answers["/short/1"] = redirect("/bridge", "302 Found")
    add(press.list(item(press.url("/short/1"), title_of("bridge"))))
    pipeline()

    article = Article.objects.get()
    assert article.url == press.url("/bridge")

    press.list(item(press.url("/short/1"), title_of("bridge")), press.item("bridge"))
    assert ask_again()["fetch"]["new"] == 0


def test_pages_of_one_host_are_read_one_after_another(press, add, pipeline):
    add(press.publish(*(f"story-{number}" for number in range(20))))

    pipeline()

    assert press.most_open_requests == 1


def test_hostile_markup_of_a_page_never_reaches_the_table(press, add, pipeline):
    poison = "<p onclick=steal()>" + PARAGRAPHS[0] + "<script>steal()</script></p>"
    press.answers["/bridge"] = answer(page(title_of("bridge"), text=poison * 6), **HTML)
    add(press.list(press.item("bridge")))

    pipeline()

    article = Article.objects.get()
    assert "steal" not in article.html + article.text
