"""One piece under several addresses is one article, and no publisher can take another's."""

import pytest

from daily8.articles.models import Address, Article
from daily8.engine import addresses
from daily8.sources.models import Publisher
from daily8.stories.models import Story
from tests.engine.http.publishing import answer
from tests.pipeline.press import HTML, RSS, item, page, rss, title_of


def test_two_addresses_with_one_canonical_address_become_one_article(press, add, pipeline):
    canonical = press.url("/bridge")
    for name in ("a/bridge", "b/bridge"):
        press.page(name, title_of("bridge"), canonical=canonical)
    add(press.list(*(press.item(name, title_of("bridge")) for name in ("a/bridge", "b/bridge"))))

    tally = pipeline()

    article = Article.objects.get()
    assert (article.url, article.key) == (canonical, addresses.key(canonical))
    assert tally["extract"]["merged"] == 1
    for path in ("/bridge", "/a/bridge", "/b/bridge"):
        assert Address.objects.get(key=addresses.key(press.url(path))).article == article


def test_every_address_leads_readers_to_the_same_page(press, add, pipeline, client):
    canonical = press.url("/bridge")
    press.page("mobile/bridge", title_of("bridge"), canonical=canonical)
    add(press.list(press.item("mobile/bridge", title_of("bridge"))))
    pipeline()

    response = client.get(f"/en/article/{addresses.key(press.url('/mobile/bridge'))}")

    assert response.status_code == 301
    assert response.headers["Location"] == f"/en/article/{addresses.key(canonical)}"


def test_a_copy_that_is_found_later_joins_the_first(press, add, pipeline, ask_again):
    press.page("bridge")
    add(press.list(press.item("bridge")))
    pipeline()
    key = Article.objects.get().key
    press.page("live/bridge", title_of("bridge"), canonical=press.url("/bridge"))
    press.list(press.item("bridge"), press.item("live/bridge", title_of("bridge")))

    tally = ask_again()

    assert tally["extract"]["merged"] == 1
    assert Article.objects.get().key == key
    assert ask_again()["fetch"]["new"] == 0


def test_an_article_that_an_operator_withdrew_stays_when_its_page_becomes_anothers(
    press, add, pipeline, ask_again
):
    press.page("bridge")
    press.page("live", text="Engineers close a lane of the road to the airport for a week from Monday. " * 5)
    add(press.list(press.item("bridge"), press.item("live")))
    pipeline()
    live = Article.objects.get(url__endswith="/live")
    Article.objects.filter(pk=live.pk).withdraw()
    press.page("live", title_of("bridge"), canonical=press.url("/bridge"))
    press.list(press.item("bridge"), press.item("live", content="Now at another address."))

    ask_again()

    live.refresh_from_db()
    assert (live.withdrawn, live.visible) == (True, False)
    assert not Story.objects.filter(reports=None).exists()


def test_articles_listed_without_a_title_merge_by_their_pages_titles(press, add, pipeline):
    canonical = press.url("/bridge")
    for name in ("a", "b"):
        press.page(name, title_of("bridge"), canonical=canonical)
    items = "".join(f"<item><link>{press.url('/' + name)}</link></item>" for name in ("a", "b"))
    press.answers["/feed.xml"] = answer(rss(items), **RSS)
    add(press.url("/feed.xml"))

    pipeline()

    assert Article.objects.get().title == title_of("bridge")


def test_three_addresses_of_one_piece_merge_in_one_batch(press, add, pipeline):
    press.page("c")
    press.page("a", title_of("c"), canonical=press.url("/b"))
    press.page("b", title_of("c"), canonical=press.url("/c"))
    add(press.list(*(press.item(name, title_of("c")) for name in ("a", "b", "c"))))

    pipeline()

    assert Article.objects.count() == 1
    assert Address.objects.filter(article=Article.objects.get()).count() == 3


@pytest.mark.parametrize("shared", ["/", "/latest"])
def test_one_canonical_address_for_all_pages_does_not_make_them_one(press, add, pipeline, shared):
    names = ("bridge", "tunnel", "ferry")
    for name in names:
        press.page(name, canonical=press.url(shared))
    add(press.list(*map(press.item, names)))

    pipeline()

    assert Article.objects.visible().count() == 3
    assert {article.title for article in Article.objects.all()} == set(map(title_of, names))


def test_the_front_page_is_no_articles_address(press, add, pipeline):
    press.page("bridge", canonical=press.url("/"))
    add(press.list(press.item("bridge")))

    pipeline()

    assert Article.objects.get().url == press.url("/bridge")


def test_a_publisher_cannot_take_the_address_of_anothers_article(press, add, pipeline):
    victim = press.url("/scoop", host="127.0.0.2")
    press.page("trap", "Scoop of the year", canonical=victim)
    add(press.list(press.item("trap", "Scoop of the year")))
    pipeline()

    press.answers["/scoop"] = answer(page("Scoop of the year"), **HTML)
    press.answers["/theirs.xml"] = answer(rss(item(victim, "Scoop of the year")), **RSS)
    add(press.url("/theirs.xml", host="127.0.0.2"))
    pipeline()

    trap, scoop = Article.objects.order_by("publisher__domain")
    assert (trap.url, trap.publisher.domain) == (press.url("/trap"), f"127.0.0.1:{press.port}")
    assert (scoop.url, scoop.publisher.domain) == (victim, f"127.0.0.2:{press.port}")


def test_a_copy_that_names_the_original_elsewhere_stays_its_publishers_report(press, add, pipeline):
    original = press.url("/bridge", host="127.0.0.2")
    press.page("bridge")
    add(press.list(item(original, title_of("bridge")), path="/theirs.xml").replace("127.0.0.1", "127.0.0.2"))
    pipeline()
    press.page("copy", title_of("bridge"), canonical=original)
    add(press.list(press.item("copy", title_of("bridge"))))

    pipeline()

    assert Article.objects.visible().count() == 2
    assert Publisher.objects.filter(articles__isnull=False).distinct().count() == 2


def test_a_page_that_readers_have_keeps_its_address(press, add, pipeline, ask_again):
    press.page("bridge")
    add(press.list(press.item("bridge")))
    pipeline()
    key = Article.objects.get().key
    press.page("bridge", canonical=press.url("/news/bridge"))
    press.list(press.item("bridge", content="<p>Now with a corrected figure.</p>"))

    ask_again()

    article = Article.objects.get()
    assert article.key == key
    assert Address.objects.get(key=addresses.key(press.url("/news/bridge"))).article == article
