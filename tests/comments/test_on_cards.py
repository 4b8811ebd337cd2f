"""How many comments cards tell of."""

from datetime import timedelta

import pytest

from daily8.articles import merging
from daily8.comments import moderating, on_cards, talks, writing
from daily8.comments.models import Deed
from daily8.stories.models import FormerStory, Story
from tests.conftest import NOON

pytestmark = pytest.mark.django_db


@pytest.fixture
def story(article, make_article, make_story) -> Story:
    return make_story(article, make_article())


def test_a_card_tells_what_everybody_sees(say, leila, omar, moderator, article):
    say(leila, "The crane is back.")
    refused = say(omar, "A heron.")
    moderating.decide(refused, Deed.REJECT, moderator, NOON)
    removed = say(omar, "A stork.")
    writing.remove(removed, omar, NOON)

    assert on_cards.counts(NOON) == {article.pk: 1}


def test_articles_that_became_one_have_the_comments_of_both(say, leila, article, make_article):
    other = make_article()
    say(leila, "The crane is back.")
    say(leila, "Where is it?", talk=talks.of_article(other))

    merging.merge(other, into=article)

    assert on_cards.counts(NOON) == {article.pk: 2}


def test_where_reports_share_a_discussion_each_card_tells_all_of_it(settings, say, leila, story, make_article):
    first, second = (report.article for report in story.reports.order_by("pk"))
    say(leila, "Said before they were one.", talk=talks.of_article(first))
    settings.DISCUSSIONS = "story"
    say(leila, "The crane is back.", talk=talks.of_article(second))
    FormerStory.objects.create(key="f" * 32, story=story)
    make_article()

    assert on_cards.counts(NOON) == {first.pk: 2, second.pk: 1}


def test_a_story_that_changed_its_address_keeps_its_number(settings, say, leila, story):
    settings.DISCUSSIONS = "story"
    article = story.reports.first().article
    say(leila, "The crane is back.", talk=talks.of_article(article))
    FormerStory.objects.create(key=story.key, story=story)
    Story.objects.filter(pk=story.pk).update(key="f" * 32)

    assert on_cards.counts(NOON)[article.pk] == 1


def test_old_discussions_are_not_read(say, leila):
    say(leila, "The crane is back.")

    assert not on_cards.counts(NOON + timedelta(days=61))


def test_all_numbers_are_one_query(django_assert_num_queries, settings, say, leila, story):
    say(leila, "The crane is back.")

    with django_assert_num_queries(1):
        on_cards.counts(NOON)
    settings.DISCUSSIONS = "story"
    with django_assert_num_queries(4):
        on_cards.counts(NOON)
