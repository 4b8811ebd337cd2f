from datetime import timedelta

import pytest

from daily8.articles.categories import CATEGORIES
from daily8.articles.models import Article
from daily8.stories import front
from daily8.stories.front import Front
from tests.conftest import NOON

PICTURE = "https://daily.example/picture.jpg"


def chosen(language: str = "") -> Front:
    return front.front(language, now=NOON)


def top(page: Front) -> list[Article]:
    return [headline.article for headline in [page.lead, *page.secondary] if headline]


def shown(page: Front) -> list[Article]:
    blocks = [headline.article for section in page.sections for headline in section.headlines]
    return top(page) + blocks + [headline.article for headline in page.latest]


@pytest.fixture
def busy_day(make_publisher, make_article) -> list[Article]:
    """Two hundred articles of eight publishers, two in three with a picture."""
    publishers = [make_publisher() for _ in range(8)]
    return [
        make_article(
            publisher=publishers[number % 8],
            category=CATEGORIES[number % len(CATEGORIES)].id,
            image=PICTURE if number % 3 else "",
        )
        for number in range(200)
    ]


def test_without_stories_and_hashtags_the_front_page_takes_seven_queries(busy_day, django_assert_num_queries):
    with django_assert_num_queries(7):
        [article.publisher.domain for article in shown(chosen())]


def test_no_article_is_on_the_front_page_twice(busy_day):
    found = shown(chosen())

    assert len(found) == len(set(found)) > 60


def test_the_lead_is_the_newest_that_can_be_read_and_has_a_picture(make_article, make_publisher):
    make_article(title="No picture")
    make_article(title="A video", image=PICTURE, kind="video")
    make_article(title="Too short to lead", image=PICTURE, text="Breaking.")
    make_article(title="Link only", image=PICTURE, publisher=make_publisher(rights="link"))
    expected = make_article(title="Leads", image=PICTURE)

    assert top(chosen())[0] == expected


def test_an_excerpt_is_enough_to_lead(make_article, make_publisher):
    expected = make_article(image=PICTURE, publisher=make_publisher(rights="excerpt"))
    make_article(title="Without a picture")

    assert top(chosen())[0] == expected


def test_a_publisher_has_one_place_in_the_lead_area(make_publisher, make_article):
    loud, quiet, late = (make_publisher() for _ in range(3))
    for _ in range(20):
        make_article(publisher=loud, image=PICTURE)
    make_article(publisher=quiet, image=PICTURE)
    make_article(publisher=late)

    page = chosen()

    assert [article.publisher for article in top(page)] == [loud, quiet, late]


def test_the_lead_area_is_filled_without_pictures_where_there_are_none(make_publisher, make_article):
    for _ in range(3):
        make_article(publisher=make_publisher())

    page = chosen()

    assert len(top(page)) == 3


def test_a_category_needs_three_articles_for_a_block_of_its_own(make_publisher, make_article):
    for _ in range(5):
        make_article(publisher=make_publisher(), category="")
    for _ in range(3):
        make_article(category="science", publisher=make_publisher())
    for _ in range(2):
        make_article(category="health", publisher=make_publisher())

    page = chosen()

    assert [section.category.id for section in page.sections] == ["science"]
    assert {headline.article.category for headline in page.latest} == {"health"}


def test_blocks_stand_in_the_order_of_the_navigation(busy_day):
    order = [category.id for category in CATEGORIES]
    found = [section.category.id for section in chosen().sections]

    assert found == [category for category in order if category in found]
    assert len(found) == len(order)


def test_a_block_begins_with_a_picture_and_shows_several_publishers(make_publisher, make_article):
    for _ in range(5):
        make_article(publisher=make_publisher(), category="")
    loud, other = make_publisher(), make_publisher()
    for _ in range(6):
        make_article(publisher=loud, category="sports")
    pictured = make_article(publisher=loud, category="sports", image=PICTURE, text="word " * 20)
    last = make_article(publisher=other, category="sports")

    (block,) = chosen().sections

    articles = [headline.article for headline in block.headlines]
    assert articles[0] == pictured
    assert last in articles
    assert len(articles) == 4


def test_the_rest_of_the_newest_is_listed_newest_first(busy_day):
    moments = [headline.article.published_at for headline in chosen().latest]

    assert moments == sorted(moments, reverse=True)
    assert len(moments) > 4


def test_an_empty_site_has_an_empty_front_page(db):
    page = chosen()

    assert page == Front(None, [], [], [], [])


def test_top_stories_lead_and_articles_fill_what_is_left(busy_day, make_story):
    story = make_story(*busy_day[3:9])

    page = chosen()

    assert page.lead is not None
    assert (page.lead.key, page.lead.sources) == (story.key, 6)
    assert [headline.key for headline in page.secondary] == [""] * 4
    assert len({article.publisher for article in top(page)}) == 5


def test_no_event_is_on_the_front_page_twice(busy_day, make_story):
    """Sixty articles report nine events: five lead, the other four are once in a block or in the latest."""
    events = [make_story(*busy_day[number : number + 61 : 10]) for number in range(9)]
    event_of = {report.article_id: story.pk for story in events for report in story.reports.all()}

    found = [event_of.get(article.pk, -article.pk) for article in shown(chosen())]

    assert len(found) == len(set(found)) > 50
    assert {story.pk for story in events} <= set(found)


def test_an_article_in_a_block_says_how_many_report_its_event(busy_day, make_publisher, make_article, make_story):
    for number in range(5):
        make_story(*busy_day[number::41])
    fields = {"category": "science", "published_at": NOON - timedelta(minutes=1)}
    pair = make_story(*(make_article(publisher=make_publisher(), **fields) for _ in range(2)))

    found = [
        headline for section in chosen().sections for headline in section.headlines if headline.key == pair.key
    ]

    assert [headline.sources for headline in found] == [2]


def test_a_withdrawn_report_is_no_source(busy_day, make_publisher, make_article, make_story):
    fields = {"category": "science", "published_at": NOON - timedelta(minutes=1)}
    shown_one, *others = (make_article(publisher=make_publisher(), **fields) for _ in range(3))
    make_story(shown_one, *others)
    Article.objects.filter(pk__in=[article.pk for article in others]).update(visible=False)

    found = [
        headline
        for headline in (headline for section in chosen().sections for headline in section.headlines)
        if headline.article == shown_one
    ]

    assert [(headline.key, headline.sources) for headline in found] == [("", 1)]


def test_a_story_of_one_publisher_is_an_article_like_any(busy_day, make_story):
    make_story(*busy_day[0:80:8])

    page = chosen()

    assert all(headline.key == "" for headline in [page.lead, *page.secondary, *page.latest] if headline)


def test_the_front_page_of_a_language_has_its_articles_only(busy_day, make_publisher, make_article, make_story):
    arabic = [make_article(language="ar", publisher=make_publisher(), category="world") for _ in range(6)]
    make_story(busy_day[0], *arabic[:3])

    assert set(shown(chosen("ar"))) == {arabic[0], *arabic[3:]}
    assert {article.language for article in shown(chosen("en"))} == {"en"}


def test_the_front_page_takes_seventeen_queries_with_everything_on_it(
    busy_day, make_publisher, make_article, make_story, make_hashtag, django_assert_num_queries
):
    make_story(*busy_day[0:9])
    old = [make_article(published_at=NOON - timedelta(days=3)) for _ in range(100)]
    make_hashtag("Football", on=[*busy_day[:10], *old])
    make_hashtag("Cyclone", on=busy_day[:40])

    with django_assert_num_queries(17):
        page = chosen()

    assert page.lead
    assert page.lead.key
    assert [trend.hashtag.slug for trend in page.trends] == ["Cyclone"]
