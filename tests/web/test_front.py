import pytest

from daily8.articles.models import Article

PICTURE = "https://daily.example/picture.jpg"


def titles(page):
    return [title.text_content().strip() for title in page.find_class("card__title")]


@pytest.fixture
def many(make_publisher, make_article):
    publishers = [make_publisher() for _ in range(6)]
    for number in range(60):
        category = ["world", "science", "health"][number % 3]
        make_article(publisher=publishers[number % 6], category=category, image=PICTURE if number % 2 else "")


def test_the_front_page_takes_three_queries(many, client, django_assert_num_queries):
    with django_assert_num_queries(3):
        client.get("/en/")


def test_no_headline_is_on_the_front_page_twice(many, read):
    found = titles(read("/en/"))

    assert len(found) == len(set(found)) > 20


def test_the_front_page_has_a_lead_blocks_and_the_latest(many, read):
    front = read("/en/")

    assert len(front.find_class("card--lead")) == 1
    assert [title.text_content().strip() for title in front.find_class("block__title")] == [
        "World",
        "Science",
        "Health",
        "Latest",
    ]


def test_english_pages_list_english_articles_and_arabic_pages_arabic_ones(make_article, read):
    make_article(title="Ships leave", language="en")
    make_article(title="سفن تغادر", language="ar")

    assert titles(read("/en/")) == ["Ships leave"]
    assert titles(read("/ar/")) == ["سفن تغادر"]


def test_a_reader_can_see_all_languages(make_article, make_publisher, read):
    make_article(title="Ships leave", language="en")
    make_article(title="سفن تغادر", language="ar", publisher=make_publisher())

    front = read("/en/?languages=all")

    assert titles(front) == ["Ships leave", "سفن تغادر"]
    assert [title.get("dir") for title in front.find_class("card__title")] == ["ltr", "rtl"]
    assert all("languages=all" in link.get("href") for link in front.cssselect(".sections a"))


def test_what_is_not_visible_is_not_shown(make_article, read):
    make_article(title="Visible")
    make_article(title="Not yet", visible=False)

    assert titles(read("/en/")) == ["Visible"]


def test_pictures_come_from_this_site_only(many, read):
    sources = [picture.get("src") for picture in read("/en/").iter("img")]

    assert sources
    assert all(source.startswith("/picture/") for source in sources)


def test_a_new_site_says_how_to_add_sources(db, read):
    assert "daily8 sources add" in read("/en/").text_content()


def test_a_site_that_is_reading_for_the_first_time_says_how_far_it_is(publisher, make_feed, read):
    make_feed(publisher)
    make_feed(publisher, url="https://daily.example/two.xml", last_asked_at=None, last_success_at=None)

    assert "1 of 2 feeds have been asked so far." in read("/en/").text_content()
    assert "قُرئ حتى الآن 1 من أصل مصدرين." in read("/ar/").text_content()


def test_a_site_without_a_network_says_so_and_offers_the_demo_world(publisher, make_feed, read):
    for number in range(3):
        make_feed(publisher, url=f"https://daily.example/{number}", failures=1, error="there is no host named 'x'")

    words = read("/en/").text_content()

    assert "no connection to the internet" in words
    assert "daily8 demo" in words


def test_a_site_where_every_feed_fails_otherwise_points_to_the_sources(publisher, make_feed, read):
    make_feed(publisher, failures=1, error="the server answers 403")

    words = read("/en/").text_content()

    assert "No publisher could be read" in words
    assert "daily8 demo" not in words


def test_a_language_without_articles_offers_the_others(publisher, make_feed, make_article, read):
    make_feed(publisher)
    make_article(language="ar")

    front = read("/en/")

    assert "No articles in this language yet" in front.text_content()
    assert front.xpath("//main//a[@href='/en/?languages=all']")


def test_an_empty_front_page_takes_four_queries(publisher, make_feed, client, django_assert_num_queries):
    make_feed(publisher)

    with django_assert_num_queries(4):
        client.get("/en/")
    assert Article.objects.count() == 0
