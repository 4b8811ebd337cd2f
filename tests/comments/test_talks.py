"""Where the comments of an article or a story are."""

import pytest

from daily8.articles import merging
from daily8.comments import talks
from daily8.comments.models import Discussion, Mode, Policy, Subject
from daily8.stories.models import FormerStory
from tests.conftest import NOON

pytestmark = pytest.mark.django_db


def test_an_article_nobody_spoke_of_takes_two_queries(article, django_assert_num_queries):
    with django_assert_num_queries(2):
        talk = talks.of_article(article)

    assert (talk.count, talk.key, talk.is_open(NOON), talk.shown) == (
        0,
        article.key,
        True,
        {f"comments:{article.key}"},
    )


def test_what_was_said_of_an_article_stays_when_it_becomes_one_with_another(say, leila, make_article):
    first, second = make_article(), make_article()
    say(leila, "Of the first.", talk=talks.of_article(first))
    say(leila, "Of the second.", talk=talks.of_article(second))

    merging.merge(first, into=second)

    talk = talks.of_article(second)
    assert (talk.count, talk.key) == (2, second.key)
    assert talk.shown == {f"comments:{second.key}", f"comments:{first.key}"}


def test_what_was_said_of_a_story_stays_when_it_becomes_one_with_another(say, leila, make_article, make_story):
    first, second = make_story(make_article()), make_story(make_article())
    best = second.reports.get().article
    say(leila, "Of the first.", talk=talks.of_story(first, best))
    FormerStory.objects.create(key=first.key, story=second, number=first.pk)
    first.reports.update(story=second)
    first.delete()

    assert talks.of_story(second, best).count == 1


def test_the_operator_may_want_one_discussion_for_all_reports(say, leila, settings, make_article, make_story):
    first, second, alone = make_article(), make_article(), make_article()
    story = make_story(first, second)
    make_story(alone)
    say(leila, "Before that was wanted.", talk=talks.of_article(second))
    settings.DISCUSSIONS = "story"

    say(leila, "Of the whole.", talk=talks.of_article(first))

    assert Discussion.objects.filter(subject=Subject.STORY).get().key == story.key
    assert (talks.of_article(first).count, talks.of_article(second).count) == (1, 2)
    assert talks.of_story(story, first).count == 1
    assert talks.of_article(alone).subject == Subject.ARTICLE


@pytest.mark.parametrize(
    ("site", "category", "theirs", "mode"),
    [
        ("newcomers", None, None, Mode.NEWCOMERS),
        ("newcomers", "all", None, Mode.ALL),
        ("newcomers", "all", "open", Mode.OPEN),
        ("newcomers", None, "all", Mode.ALL),
    ],
)
def test_a_publishers_mode_goes_before_a_categorys_and_that_before_the_sites(
    article, settings, site, category, theirs, mode
):
    settings.COMMENTS = site
    if category:
        Policy.objects.create(category="world", mode=category)
    if theirs:
        Policy.objects.create(publisher=article.publisher, mode=theirs)
    Policy.objects.create(category="sports", mode="off")

    assert talks.of_article(article).mode == mode


def test_where_there_are_no_comments_there_is_no_talk_but_of_what_was_said(say, leila, article, settings):
    Policy.objects.create(publisher=article.publisher, mode=Mode.OFF)
    assert talks.of_article(article) is None
    Policy.objects.all().delete()
    say(leila, "The crane is back.")
    settings.COMMENTS = "off"

    talk = talks.of_article(article)

    assert talk.count == 1
    assert not talk.is_open(NOON)


def test_a_policy_is_of_a_publisher_or_of_a_category(article):
    assert str(Policy.objects.create(category="world", mode=Mode.ALL)) == "world: all"
    assert str(Policy.objects.create(publisher=article.publisher, mode=Mode.ALL)).endswith(": all")
