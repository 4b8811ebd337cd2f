from datetime import timedelta

from daily8.sources import removing
from daily8.stories import counting
from daily8.stories.models import Story
from tests.conftest import NOON


def test_a_story_counts_reports_originals_and_outlets_apart(make_article, make_publisher, make_story):
    agency, paper = make_publisher(), make_publisher()
    original = make_article(publisher=agency, published_at=NOON - timedelta(hours=3))
    copy = make_article(publisher=paper, copy_of=original, published_at=NOON - timedelta(hours=2))
    later = make_article(publisher=paper, published_at=NOON)
    story = make_story(original, copy, later, reports_count=0, originals_count=9, publishers_count=9)

    counting.recount([story.pk])

    story.refresh_from_db()
    assert (story.reports_count, story.originals_count, story.publishers_count) == (3, 2, 2)
    assert (story.first_at, story.last_at) == (NOON - timedelta(hours=3), NOON)


def test_counting_leaves_other_stories_as_they_are(make_article, make_story):
    counted, other = make_story(make_article()), make_story(make_article(), reports_count=7)

    counting.recount([counted.pk])

    other.refresh_from_db()
    assert other.reports_count == 7


def test_more_stories_are_counted_than_one_statement_can_name(make_article, make_story):
    story = make_story(make_article(), reports_count=7)

    counting.recount([*range(10_000_000, 10_260_000), story.pk])

    story.refresh_from_db()
    assert story.reports_count == 1


def test_a_story_without_reports_is_deleted_when_it_is_counted(make_article, make_story):
    article = make_article()
    story = make_story(article)
    article.report.delete()

    counting.recount([story.pk])

    assert not Story.objects.exists()


def test_stories_are_counted_anew_after_a_publisher_is_removed(make_article, make_publisher, make_story):
    leaving, staying = make_publisher(), make_publisher()
    gone = make_story(make_article(publisher=leaving))
    smaller = make_story(make_article(publisher=leaving), make_article(publisher=staying))
    same = make_story(make_article(publisher=staying))
    assert counting.count_after_removals() == 0

    removing.remove(leaving)

    assert counting.count_after_removals() == 2
    assert dict(Story.objects.values_list("pk", "reports_count")) == {smaller.pk: 1, same.pk: 1}
    assert not Story.objects.filter(pk=gone.pk).exists()
    assert counting.count_after_removals() == 0
