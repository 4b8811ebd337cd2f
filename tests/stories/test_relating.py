from datetime import UTC, datetime, timedelta

import pytest

from daily8.stories import relating
from daily8.stories.models import Relation

NOON = datetime(2026, 11, 25, 12, 0, tzinfo=UTC)


@pytest.fixture
def relate(db):
    """Say that two articles are related."""

    def relate(newer, older, reason="background", score=0.5):
        return Relation.objects.create(newer=newer, older=older, reason=reason, score=score)

    return relate


def found(article):
    return [(one.article.title, str(one.reason)) for one in relating.related(article)]


def led_to(story, hashtags=()):
    return [one.best.title for one in relating.earlier(story, hashtags, language="en")]


def test_the_strongest_relations_come_first_whichever_side_they_are_seen_from(make_article, relate):
    article = make_article()
    relate(article, make_article(title="Weak"), score=0.3)
    relate(make_article(title="Strong"), article, reason="people", score=0.9)
    relate(make_article(), make_article())

    assert found(article) == [("Strong", "Same people"), ("Weak", "Background")]


def test_what_leads_on_from_the_story_comes_before_its_other_reports(make_article, make_story, relate):
    article, *reports = (make_article(title=f"Report {number}") for number in range(21))
    make_story(article, *reports)
    other = make_article(title="Earlier")
    make_story(other)
    for report in reports:
        relate(article, report, reason="story", score=0.9)
    relate(article, other, reason="earlier", score=0.4)
    relate(article, make_article(title="Of no story"), reason="people", score=0.5)

    assert [title for title, _reason in found(article)[:3]] == ["Of no story", "Earlier", "Report 20"]


def test_background_is_shown_last_however_strong_it_is(make_article, make_story, relate):
    article, report = make_article(), make_article(title="Report")
    make_story(article, report)
    relate(article, make_article(title="Background"), score=0.9)
    relate(article, report, reason="story", score=0.5)
    relate(article, make_article(title="Same place"), reason="place", score=0.3)

    assert [title for title, _reason in found(article)] == ["Same place", "Report", "Background"]


def test_at_most_eight_are_related(make_article, relate):
    article = make_article()
    for _ in range(12):
        relate(article, make_article())

    assert len(found(article)) == 8


def test_one_text_is_related_once_and_never_to_itself(make_article, relate):
    original = make_article(title="Original")
    article = make_article(copy_of=original)
    other = make_article(title="Other")
    relate(article, original, score=0.9)
    relate(article, make_article(copy_of=original, title="Copy of the same"), score=0.8)
    relate(article, make_article(copy_of=other, title="Copy of the other"), score=0.7)
    relate(article, other, score=0.6)

    assert found(article) == [("Copy of the other", "Background")]


@pytest.mark.parametrize(
    ("stored", "in_one", "said"),
    [
        ("story", True, "Same story"),
        ("earlier", True, "Earlier in this story"),
        ("place", True, "Same story"),
        ("story", False, "Same event"),
        ("earlier", False, "Same event"),
        ("place", False, "Same place"),
    ],
)
def test_a_reason_speaks_of_the_stories_as_they_are_now(make_article, make_story, relate, stored, in_one, said):
    article, other = make_article(), make_article(title="Other")
    if in_one:
        make_story(article, other)
    else:
        make_story(article)
        make_story(other)
    relate(article, other, reason=stored)

    assert found(article) == [("Other", said)]


def test_what_nobody_may_see_is_not_related(make_article, relate):
    article = make_article()
    relate(article, make_article(visible=False))

    assert found(article) == []


def test_related_articles_take_two_queries_and_none_takes_one(make_article, relate, django_assert_num_queries):
    article = make_article()
    with django_assert_num_queries(1):
        found(article)
    for _ in range(3):
        relate(article, make_article())
    with django_assert_num_queries(2):
        [one.article.publisher.names for one in relating.related(article)]


def test_what_its_articles_call_earlier_led_to_a_story(make_article, make_story, relate):
    first, second = make_article(), make_article()
    story = make_story(first, second)
    old, older = make_article(title="Old"), make_article(title="Older")
    make_story(old, last_at=NOON - timedelta(days=1))
    make_story(older, last_at=NOON - timedelta(days=2))
    related_only = make_article(title="Only related")
    make_story(related_only)
    relate(first, older, reason="earlier")
    relate(second, old, reason="earlier")
    relate(second, first, reason="earlier")
    relate(second, related_only, reason="people")

    assert led_to(story) == ["Old", "Older"]


def test_the_report_that_stands_for_an_earlier_story_is_in_the_readers_language(make_article, make_story, relate):
    article, old = make_article(), make_article(title="Old")
    story = make_story(article)
    make_story(old, make_article(title="قديم", language="ar"), make_article(title="Hidden", visible=False))
    relate(article, old, reason="earlier")

    assert [one.best.title for one in relating.earlier(story, [], language="ar")] == ["قديم"]
    assert led_to(story) == ["Old"]


def test_without_relations_a_story_with_the_same_hashtags_led_here(make_article, make_story, make_hashtag):
    def told(title, days):
        return [
            make_article(title=title, published_at=NOON - timedelta(days=days, hours=hours)) for hours in (0, 1)
        ]

    now, before, once, long_ago, later = (
        told("Now", 0), told("Before", 3), told("Shares one", 4), told("Long ago", 45), told("Later", -2)
    )  # fmt: skip
    story, *_ = (make_story(*reports) for reports in (now, before, once, long_ago, later))
    nairobi = make_hashtag("Nairobi", on=[*now, *before, *once, *long_ago, *later])
    floods = make_hashtag("Floods", on=[*now, *before, *long_ago, *later])

    assert led_to(story, [nairobi, floods]) == ["Before"]
    assert led_to(story, []) == []
