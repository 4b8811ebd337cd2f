from datetime import timedelta

import pytest

from daily8.stories.top import top_stories
from tests.conftest import NOON

PICTURE = "https://daily.example/picture.jpg"


@pytest.fixture
def press(make_publisher):
    return [make_publisher(country=country) for country in ("KE", "EG", "IN", "FR", "BR", "JP", "US", "AU")]


@pytest.fixture
def make_event(press, make_article, make_story):
    """Make a story that so many publishers report, each with one article."""

    def make(title: str, publishers: int = 3, *, hours: float = 1, first: int = 0, **fields):
        articles = [
            make_article(
                title=f"{title} {number}",
                publisher=press[first + number],
                published_at=NOON - timedelta(hours=hours, minutes=number),
                **fields,
            )
            for number in range(publishers)
        ]
        return make_story(*articles)

    return make


def keys(language: str = "en", *, size: int = 5) -> list[str]:
    return [story.key for story in top_stories(language, size=size, now=NOON)]


def test_the_most_reported_story_is_first(make_event):
    small = make_event("Small", 2, category="science")
    large = make_event("Large", 6, category="health")

    assert keys() == [large.key, small.key]


def test_a_story_of_one_publisher_is_none(make_article, make_story):
    make_story(*(make_article() for _ in range(9)))

    assert keys() == []


def test_a_story_that_one_publisher_reports_in_the_readers_language_is_an_article_to_them(
    press, make_article, make_story
):
    languages = ["en", "ar", "ar", "ar"]
    story = make_story(
        *(
            make_article(language=language, publisher=paper)
            for language, paper in zip(languages, press, strict=False)
        )
    )

    assert keys("en") == []
    assert keys("ar") == [story.key]
    assert keys("") == [story.key]


def test_reports_in_every_language_count(make_article, make_story, press):
    languages = ["en", "en", "ar", "ar", "ar"]
    make_story(
        *(
            make_article(language=language, publisher=paper)
            for language, paper in zip(languages, press, strict=False)
        )
    )

    (story,) = top_stories("en", size=5, now=NOON)

    assert story.sources == story.coverage.publishers == 5
    assert story.coverage.countries == 5
    assert {article.language for article in [story.article, *story.others]} == {"en"}


def test_old_stories_are_gone(make_event):
    make_event("Old", 8, hours=40)

    assert keys() == []


def test_reports_that_readers_may_not_see_do_not_count(make_event):
    story = make_event("Withdrawn", 3)
    for report in story.reports.all()[1:]:
        report.article.visible = False
        report.article.save(update_fields=["visible"])

    assert keys() == []


def test_among_many_larger_but_older_stories_a_fresh_one_is_found(make_event):
    for number in range(14):
        make_event(f"Yesterday {number}", 5, hours=26, category="world")
    fresh = make_event("Fresh", 3, hours=0.2, category="world")

    assert keys()[0] == fresh.key


@pytest.mark.parametrize(
    ("better", "worse"),
    [
        ({}, {"kind": "paywalled"}),
        ({}, {"text": "", "words": 0}),
        ({"image": ""}, {"category": "opinion", "image": PICTURE}),
        ({"image": PICTURE}, {"image": ""}),
    ],
    ids=["readable here", "with a text", "news", "with a picture"],
)
def test_the_headline_is_of_the_report_that_tells_most(press, make_article, make_story, better, worse):
    expected = make_article(publisher=press[0], published_at=NOON - timedelta(hours=2), **better)
    other = make_article(publisher=press[1], **worse)
    make_story(other, expected)

    (story,) = top_stories("en", size=5, now=NOON)

    assert story.article == expected
    assert story.others == [other]


def test_the_headline_is_of_an_original_where_there_is_one(press, make_article, make_story):
    original = make_article(publisher=press[0], published_at=NOON - timedelta(hours=2))
    copy = make_article(publisher=press[1], copy_of=original, image=PICTURE)
    make_story(original, copy)

    (story,) = top_stories("en", size=5, now=NOON)

    assert story.article == original
    assert (story.coverage.originals, story.coverage.independents, story.coverage.copying) == (1, 1, 1)


def test_a_publisher_that_lets_only_links_be_shown_does_not_lead(make_publisher, make_article, make_story):
    link = make_article(publisher=make_publisher(rights="link"), image=PICTURE)
    whole = make_article(publisher=make_publisher(rights="excerpt"), published_at=NOON - timedelta(hours=2))
    make_story(link, whole)

    (story,) = top_stories("en", size=5, now=NOON)

    assert story.article == whole


def test_of_reports_as_good_the_newest_gives_the_headline(make_event):
    make_event("Event", 4)

    (story,) = top_stories("en", size=5, now=NOON)

    assert story.article.title == "Event 0"
    assert [article.title for article in story.others] == ["Event 1", "Event 2", "Event 3"]


def test_the_other_headlines_are_of_other_publishers(press, make_article, make_story):
    articles = [make_article(publisher=press[number // 3]) for number in range(9)]
    make_story(*articles)

    (story,) = top_stories("en", size=5, now=NOON)

    assert [article.publisher for article in [story.article, *story.others]] == press[:3]


def test_stories_of_a_kind_give_way_to_others(make_event):
    first = make_event("World one", 6, category="world")
    alike = make_event("World two", 6, hours=1.2, category="world")
    other = make_event("Science", 6, hours=1.4, category="science")

    assert keys() == [first.key, other.key, alike.key]


def test_it_takes_five_queries_however_many_stories_there_are(make_event, django_assert_num_queries):
    make_event("One", 3)
    with django_assert_num_queries(5):
        keys()

    for number in range(6):
        make_event(f"Event {number}", 2)
    with django_assert_num_queries(5):
        stories = top_stories("en", size=5, now=NOON)
        [article.publisher.domain for story in stories for article in [story.article, *story.others]]


def test_without_stories_three_queries_say_so(make_article, django_assert_num_queries):
    make_article()

    with django_assert_num_queries(3):
        assert keys() == []
