from datetime import timedelta

import pytest

from daily8.articles import selection
from daily8.articles.categories import CATEGORIES
from daily8.articles.models import Article

PICTURE = "https://daily.example/picture.jpg"


def shown(front: selection.Front) -> list[int]:
    top = [article.pk for article in [front.lead, *front.secondary] if article]
    blocks = [article.pk for section in front.sections for article in section.articles]
    return top + blocks + [article.pk for article in front.latest]


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


def test_the_front_page_is_chosen_in_three_queries(busy_day, django_assert_num_queries):
    with django_assert_num_queries(3):
        front = selection.front(Article.objects.visible())
        [article.publisher.domain for article in [front.lead, *front.secondary, *front.latest]]


def test_no_article_is_on_the_front_page_twice(busy_day):
    found = shown(selection.front(Article.objects.visible()))

    assert len(found) == len(set(found)) > 60


def test_the_lead_is_the_newest_that_can_be_read_and_has_a_picture(make_article, make_publisher):
    make_article(title="No picture")
    make_article(title="A video", image=PICTURE, kind="video")
    make_article(title="Too short to lead", image=PICTURE, text="Breaking.")
    make_article(title="Link only", image=PICTURE, publisher=make_publisher(rights="link"))
    expected = make_article(title="Leads", image=PICTURE)

    assert selection.front(Article.objects.visible()).lead == expected


def test_an_excerpt_is_enough_to_lead(make_article, make_publisher):
    expected = make_article(image=PICTURE, publisher=make_publisher(rights="excerpt"))
    make_article(title="Without a picture")

    assert selection.front(Article.objects.visible()).lead == expected


def test_a_publisher_has_one_place_in_the_lead_area(make_publisher, make_article):
    loud, quiet, late = (make_publisher() for _ in range(3))
    for _ in range(20):
        make_article(publisher=loud, image=PICTURE)
    make_article(publisher=quiet, image=PICTURE)
    make_article(publisher=late)

    front = selection.front(Article.objects.visible())

    assert [article.publisher for article in [front.lead, *front.secondary]] == [loud, quiet, late]


def test_the_lead_area_is_filled_without_pictures_where_there_are_none(make_publisher, make_article):
    for _ in range(3):
        make_article(publisher=make_publisher())

    front = selection.front(Article.objects.visible())

    assert front.lead is not None
    assert len(front.secondary) == 2


def test_a_category_needs_three_articles_for_a_block_of_its_own(make_publisher, make_article):
    for _ in range(5):
        make_article(publisher=make_publisher(), category="")
    for _ in range(3):
        make_article(category="science", publisher=make_publisher())
    for _ in range(2):
        make_article(category="health", publisher=make_publisher())

    front = selection.front(Article.objects.visible())

    assert [section.category.id for section in front.sections] == ["science"]
    assert {article.category for article in front.latest} == {"health"}


def test_blocks_stand_in_the_order_of_the_navigation(busy_day):
    order = [category.id for category in CATEGORIES]
    found = [section.category.id for section in selection.front(Article.objects.visible()).sections]

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

    (block,) = selection.front(Article.objects.visible()).sections

    assert block.articles[0] == pictured
    assert last in block.articles
    assert len(block.articles) == 4


def test_the_rest_of_the_newest_is_listed_newest_first(busy_day):
    moments = [article.published_at for article in selection.front(Article.objects.visible()).latest]

    assert moments == sorted(moments, reverse=True)
    assert len(moments) > 4


def test_an_empty_site_has_an_empty_front_page(db):
    front = selection.front(Article.objects.visible())

    assert front == selection.Front(None, [], [], [])


def test_the_newest_of_several_lists_are_found_in_one_query(make_article, django_assert_num_queries):
    for hour in range(4):
        make_article(
            category="world", published_at=make_article(category="health").published_at - timedelta(hours=hour)
        )
    world = Article.objects.filter(category="world")
    health = Article.objects.filter(category="health")

    with django_assert_num_queries(1):
        found = selection.newest_of([world, health], size=2)

    assert sorted(article.category for article in found) == ["health", "health", "world", "world"]
    assert found == sorted(found, key=lambda article: article.published_at, reverse=True)


def test_the_newest_of_no_list_is_nothing(db):
    assert selection.newest_of([], size=3) == []
