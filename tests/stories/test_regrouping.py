from datetime import timedelta

import pytest

from daily8.sources import removing
from daily8.stories import correcting
from daily8.stories.models import FormerStory, Report, Story
from daily8.stories.regrouping import Regrouping, RegroupingError
from tests.conftest import NOON
from tests.stories.conftest import FLOOD, VOTE
from tests.stories.test_grouping import RETOLD, stories_of

BY = {"by": "amina", "now": NOON + timedelta(days=2)}


def regroup():
    regrouping = Regrouping()
    regrouping.place()
    return regrouping.write()


@pytest.fixture
def placed(report, place):
    articles = (
        report("Floods in Kisumu leave four thousand homeless", FLOOD),
        report("Four thousand homeless after Kisumu floods", RETOLD, hours=2),
        report("Lisbon votes for a tax on empty flats", VOTE, hours=3),
    )
    place(*articles)
    return articles


def test_stories_that_come_out_the_same_keep_their_rows_and_addresses(placed):
    before = dict(Report.objects.values_list("article", "story"))
    addresses = set(Story.objects.values_list("key", flat=True))

    assert regroup() == 0

    assert dict(Report.objects.values_list("article", "story")) == before
    assert set(Story.objects.values_list("key", flat=True)) == addresses


def test_a_publisher_may_be_removed_while_stories_are_made_anew(placed):
    *kept, removed = placed
    regrouping = Regrouping()
    regrouping.place()
    removing.remove(removed.publisher)

    assert regrouping.write() == 0

    assert len(set(stories_of(*kept))) == 1


def test_a_merge_by_an_operator_holds(placed):
    flood, _, vote = stories_of(*placed)
    correcting.merge(Story.objects.get(pk=vote), into=Story.objects.get(pk=flood), **BY)

    regroup()

    assert len(set(stories_of(*placed))) == 1


def test_a_split_by_an_operator_holds(placed):
    story = Story.objects.get(pk=stories_of(placed[0])[0])
    correcting.split(story, [placed[1].pk], **BY)

    regroup()

    assert len(set(stories_of(*placed))) == 3


def test_a_story_that_is_no_more_leads_to_where_its_articles_went(placed, make_story):
    first, second, _ = placed
    story = Story.objects.get(pk=stories_of(first)[0])
    Report.objects.filter(article=second).delete()
    wrong = make_story(second)

    assert regroup() == 1

    assert len(set(stories_of(first, second))) == 1
    kept, gone = sorted([story.key, wrong.key], key=lambda key: not Story.objects.filter(key=key).exists())
    assert FormerStory.objects.get(key=gone).story.key == kept
    assert not Story.objects.filter(reports=None).exists()


def test_articles_that_come_while_stories_are_made_anew_are_not_forgotten(placed, report, place):
    regrouping = Regrouping()
    regrouping.place()
    late = report("Kisumu floods leave four thousand homeless", (*RETOLD, FLOOD[2]), hours=4)
    place(late)

    regrouping.write()

    assert stories_of(late) == stories_of(placed[0])


def test_a_correction_made_meanwhile_is_not_written_over(placed):
    regrouping = Regrouping()
    regrouping.place()
    story = Story.objects.get(pk=stories_of(placed[0])[0])
    correcting.split(story, [placed[1].pk], **BY)

    with pytest.raises(RegroupingError, match="run this again"):
        regrouping.write()

    assert len(set(stories_of(*placed))) == 3
