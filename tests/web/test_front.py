from datetime import timedelta

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


@pytest.fixture
def event(make_publisher, make_article, make_story):
    """Seven outlets of four countries report one event in two languages, two of them with a copy."""
    first = make_article(
        title="Dam breaks", publisher=make_publisher(country="EG"), image=PICTURE, category="world"
    )
    rest = [
        make_article(
            title=f"Dam breaks, says paper {number}",
            publisher=make_publisher(country=country),
            language=language,
            copy_of=first if number > 4 else None,
        )
        for number, (country, language) in enumerate(
            [("EG", "en"), ("KE", "en"), ("SD", "ar"), ("SD", "ar"), ("ET", "en"), ("ET", "ar")], 1
        )
    ]
    return make_story(first, *rest)


def test_without_stories_and_hashtags_the_front_page_takes_seven_queries(many, client, django_assert_num_queries):
    with django_assert_num_queries(7):
        client.get("/en/")


def test_with_a_top_story_the_front_page_takes_two_more(many, event, client, django_assert_num_queries):
    with django_assert_num_queries(9):
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


def test_an_empty_front_page_takes_seven_queries(publisher, make_feed, client, django_assert_num_queries):
    make_feed(publisher)

    with django_assert_num_queries(7):
        client.get("/en/")
    assert Article.objects.count() == 0


def test_the_top_story_leads_with_its_best_headline_and_the_count_of_its_sources(many, event, read):
    front = read("/en/")
    (lead,) = front.find_class("top__lead")

    assert titles(lead) == ["Dam breaks"]
    assert [(link.text, link.get("href")) for link in lead.find_class("told__sources")] == [
        ("7 sources", f"/en/story/{event.key}")
    ]
    assert [item.text_content().split() for item in lead.cssselect(".told__others li")] == [
        ["The", f"Paper{number + 7}", "Dam", "breaks,", "says", "paper", str(number)] for number in (1, 2, 5)
    ]


def test_an_event_at_the_top_is_nowhere_else_on_the_page(many, event, read):
    front = read("/en/")

    assert [title for title in titles(front) if "Dam" in title] == ["Dam breaks"]


def test_why_a_story_is_there_is_told_in_words_and_numbers(many, event, read):
    why, *_filled = read("/en/").find_class("why")

    assert why.tag == "details"
    assert why.find("summary").text == "Why is this here"
    rows = [[" ".join(cell.text_content().split()) for cell in row] for row in why.iter("tr")]
    assert rows == [
        ["5 sources with reports of their own, 2 with copies only", "2.7"],
        ["5 original reports", "1.3"],
        ["5 of them in the last 3 hours", "1.4"],
        ["4 countries", "1.0"],
        ["Newest: 1 hour ago, 1 hour ago, 1 hour ago", "× 0.91"],
        ["Score", "5.9"],
    ]


def test_everything_at_the_top_says_why_it_is_there(many, event, read):
    for language, words in (("en", "this place goes to a new article"), ("ar", "يشغل هذا المكان مقال جديد")):
        (top,) = read(f"/{language}/?languages=all").find_class("top")
        places = [place.find_class("why") for place in top.find_class("told")]

        assert [len(whys) for whys in places] == [1] * 5
        assert [why.find("table") is not None for (why,) in places] == [True, False, False, False, False]
        assert all(words in why.text_content() for (why,) in places[1:])


def test_why_a_story_is_there_is_told_in_arabic_too(many, event, read):
    why, *_filled = read("/ar/").find_class("why")

    words = " ".join(why.text_content().split())
    assert "5 مصادر لكل منها تقرير خاص به، واثنان ينقلان عن غيرهما فقط" in words
    assert "4 بلدان" in words


def test_a_second_story_of_a_category_says_that_it_gave_way(
    many, event, make_publisher, make_article, make_story, read
):
    make_story(*(make_article(publisher=make_publisher(country="EG"), title="Canal opens") for _ in range(3)))

    _lead, second, *_filled = read("/en/").find_class("why")

    assert "Like 1 story above in category, country or source" in " ".join(second.text_content().split())


def test_an_article_of_a_story_in_a_block_leads_to_the_story(
    many, event, make_publisher, make_article, make_story, read, noon
):
    for category in ("world", "sports", "health", "culture", "politics"):
        make_story(*(make_article(publisher=make_publisher(), category=category) for _ in range(5)))
    pair = make_story(*(make_article(publisher=make_publisher(), published_at=noon) for _ in range(2)))

    links = read("/en/").xpath("//*[contains(@class, 'card__meta')]//a[contains(@class, 'told__sources')]")

    assert [(link.text, link.get("href")) for link in links] == [("2 sources", f"/en/story/{pair.key}")]


def test_a_story_that_one_outlet_tells_in_the_readers_language_has_no_place_of_a_story(
    make_publisher, make_article, make_story, read
):
    make_story(*(make_article(publisher=make_publisher(), language=language) for language in ("en", "ar", "ar")))

    front = read("/en/")

    (why,) = front.find_class("why")
    assert why.find("table") is None
    assert "Too few stories of the last hours have more than one source" in why.find("p").text
    assert [link.text for link in front.find_class("told__sources")] == ["3 sources"]


def test_rising_hashtags_lead_to_their_pages(many, make_publisher, make_article, make_hashtag, read, noon):
    articles = [make_article(publisher=make_publisher()) for _ in range(8)]
    make_hashtag("Lake Victoria", names={"en": "Lake Victoria", "ar": "بحيرة فيكتوريا"}, on=articles)
    make_hashtag("Nairobi", on=articles[:2])
    for days in range(1, 14):
        for _ in range(8):
            make_article(published_at=noon - timedelta(days=days))

    (link,) = read("/en/").cssselect(".trends a")

    assert (link.text_content(), link.get("href")) == ("#Lake Victoria", "/en/hashtag/LakeVictoria")


def test_where_no_hashtag_rises_there_is_no_list_of_them(many, read):
    assert read("/en/").find_class("trends") == []
