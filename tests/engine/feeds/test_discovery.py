from pathlib import Path

from daily8.engine.feeds.discovery import COMMON_PATHS, FeedLink, feed_links, sitemaps_in_robots

HERE = Path(__file__).parent
HOME = "https://news.example/"


def test_the_feeds_a_page_names_come_best_first():
    found = feed_links((HERE / "home-page.html").read_text(encoding="utf-8"), url=HOME)

    assert found == [
        FeedLink("https://news.example/en/atom.xml", ""),
        FeedLink("https://news.example/feed/", "News Example"),
        FeedLink("https://news.example/services/world.php?format=rss&x=1", "World"),
        FeedLink("https://news.example/services/all", "Our RSS service"),
        FeedLink("https://news.example/comments/feed/", "Comments"),
    ]


def test_an_arabic_page_that_calls_its_feeds_summaries_is_understood():
    page = '<a href="/k/1">خلاصات الموقع</a><a href="/about">عن الموقع</a>'

    assert feed_links(page, url=HOME) == [FeedLink("https://news.example/k/1", "خلاصات الموقع")]


def test_a_page_does_not_offer_itself():
    assert feed_links('<a href="#rss">RSS</a><a href="/">RSS feed</a>', url=HOME) == []


def test_pages_that_are_none_have_no_feeds():
    for page in ("", "\0\0", "{}", "<", "<b>" * 50_000, "&#xD800;"):
        assert feed_links(page, url=HOME) == []


def test_a_page_of_nothing_but_feeds_is_cut_to_fifty():
    page = "".join(f'<a href="/rss/{number}">x</a>' for number in range(5_000))

    assert len(feed_links(page, url=HOME)) == 50


def test_the_sitemaps_of_a_robots_file_are_found_with_news_first():
    robots = (
        "\ufeffSitemap: https://a.example/all.xml\r\nUser-agent: *\nDisallow: /x # Sitemap: https://no.example/\n"
        "  SITEMAP :https://a.example/news.xml\nSitemap: https://a.example/all.xml\nSitemap: /relative.xml\n"
        "Sitemap: javascript:x\n"
    )

    assert sitemaps_in_robots(robots) == ["https://a.example/news.xml", "https://a.example/all.xml"]


def test_common_paths_start_at_the_root_and_differ():
    assert all(path.startswith("/") for path in COMMON_PATHS)
    assert len(set(COMMON_PATHS)) == len(COMMON_PATHS)
    assert {"/feed", "/rss.xml", "/atom.xml", "/feed.json", "/sitemap-news.xml"} <= set(COMMON_PATHS)
