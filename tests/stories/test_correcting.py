from datetime import timedelta

import pytest

from daily8.stories import correcting
from daily8.stories.constraints import Constraints
from daily8.stories.models import PLACING, Correction, FormerStory, Story
from daily8.work.models import PAGES, Version
from tests.conftest import NOON
from tests.stories.conftest import FLOOD, VOTE

BY = {"by": "amina", "now": NOON}


def keys_of(story):
    return {report.article.key for report in story.reports.select_related("article")}


def test_merged_stories_are_one_and_the_old_address_leads_there(make_article, make_story):
    first, second, third = make_article(), make_article(), make_article()
    small, large = make_story(first), make_story(second, third)

    correcting.merge(small, into=large, **BY)

    large.refresh_from_db()
    assert keys_of(large) == {first.key, second.key, third.key}
    assert large.reports_count == 3
    assert not Story.objects.filter(key=small.key).exists()
    assert FormerStory.objects.get(key=small.key).story == large


def test_a_story_that_got_an_old_address_again_can_be_merged_again(make_article, make_story):
    story, other = make_story(make_article(), make_article()), make_story(make_article())
    FormerStory.objects.create(key=other.key, story=story)

    correcting.merge(other, into=story, **BY)

    assert FormerStory.objects.get(key=other.key).story == story


def test_addresses_that_led_to_a_story_lead_on_when_it_is_merged(make_article, make_story):
    one, two, three = (make_story(make_article()) for _ in range(3))

    correcting.merge(one, into=two, **BY)
    correcting.merge(two, into=three, **BY)

    assert set(FormerStory.objects.values_list("key", "story_id")) == {(one.key, three.pk), (two.key, three.pk)}


def test_a_merge_is_remembered_as_one_event_of_all_articles(make_article, make_story):
    articles = [make_article() for _ in range(4)]
    correcting.merge(make_story(*articles[:2]), into=make_story(*articles[2:]), **BY)

    together = Constraints.stored().together(articles[0].key)

    assert together == {article.key for article in articles[1:]}
    assert set(Correction.objects.values_list("made_by", flat=True)) == {"amina"}


def test_a_split_takes_the_chosen_reports_to_a_story_of_their_own(make_article, make_story):
    articles = [make_article() for _ in range(5)]
    story = make_story(*articles)

    new = correcting.split(story, [articles[3].pk, articles[4].pk], **BY)

    story.refresh_from_db()
    assert keys_of(new) == {articles[3].key, articles[4].key}
    assert (new.reports_count, story.reports_count) == (2, 3)
    assert new.key != story.key


def test_a_split_is_remembered_for_both_parts(make_article, make_story):
    articles = [make_article() for _ in range(4)]
    correcting.split(make_story(*articles), [articles[2].pk, articles[3].pk], **BY)

    constraints = Constraints.stored()

    assert constraints.together(articles[2].key) == {articles[3].key}
    assert constraints.apart(articles[3].key) == {articles[0].key, articles[1].key}
    assert constraints.apart(articles[0].key) == {articles[2].key, articles[3].key}


def test_the_later_word_holds(make_article, make_story):
    first, second = make_article(), make_article()
    story = make_story(first, second)

    new = correcting.split(story, [second.pk], **BY)
    correcting.merge(new, into=story, by="amina", now=NOON + timedelta(hours=1))

    constraints = Constraints.stored()
    assert constraints.together(first.key) == {second.key}
    assert constraints.apart(first.key) == frozenset()


@pytest.mark.parametrize("chosen", [[], ["all"]])
def test_a_split_leaves_something_on_both_sides(make_article, make_story, chosen):
    articles = [make_article(), make_article()]
    story = make_story(*articles)

    with pytest.raises(correcting.CorrectionError, match="leave at least one"):
        correcting.split(story, [article.pk for article in articles] if chosen else [], **BY)

    story.refresh_from_db()
    assert story.reports_count == 2
    assert not Correction.objects.exists()


def test_a_story_cannot_be_merged_into_itself(make_article, make_story):
    story = make_story(make_article())

    with pytest.raises(correcting.CorrectionError, match="choose two"):
        correcting.merge(story, into=story, **BY)


def test_a_story_that_is_split_off_once_more_has_the_address_that_it_had(make_article, make_story):
    first, second = make_article(), make_article()
    story = make_story(first, second)

    new = correcting.split(story, [second.pk], **BY)
    correcting.merge(new, into=story, **BY)
    again = correcting.split(story, [second.pk], **BY)

    assert again.key == new.key
    assert not FormerStory.objects.exists()


def test_corrections_number_the_moved_reports_so_that_workers_take_them_in(make_article, make_story):
    first, second = make_article(), make_article()
    story = make_story(first)

    correcting.merge(make_story(second), into=story, **BY)
    correcting.split(story, [second.pk], **BY)

    second.report.refresh_from_db()
    assert second.report.change == Version.current(PLACING) == 2
    assert Version.current(PAGES) == 2


def test_corrections_are_labelled_pairs_for_the_bench(make_article, make_story):
    first, second, third = (
        make_article(title="Flood in Kisumu"),
        make_article(title="Kisumu floods"),
        make_article(),
    )
    story = make_story(first, second, third)
    correcting.split(story, [third.pk], **BY)

    pairs = list(correcting.labelled_pairs())

    assert {pair["same"] for pair in pairs} == {False}
    assert {pair["first"]["title"] for pair in pairs} | {pair["second"]["title"] for pair in pairs} >= {
        "Flood in Kisumu",
        "Kisumu floods",
    }


def test_a_pair_whose_article_is_gone_is_left_out_but_kept(make_article, make_story):
    first, second = make_article(), make_article()
    correcting.split(make_story(first, second), [second.pk], **BY)
    second.delete()

    assert list(correcting.labelled_pairs()) == []
    assert Correction.objects.count() == 1


def test_a_split_gives_a_story_that_was_merged_its_address_back(report, place, client):
    flood = report("Floods in Kisumu leave four thousand homeless", FLOOD)
    vote = report("Lisbon votes for a tax on empty flats", VOTE, hours=1)
    place(flood, vote)
    one, other = (Story.objects.get(reports__article=article) for article in (flood, vote))
    address = other.get_absolute_url()
    correcting.merge(other, into=one, **BY)
    assert client.get(address).headers["Location"] == one.get_absolute_url()

    again = correcting.split(one, [vote.pk], **BY)

    assert again.get_absolute_url() == address
    assert not FormerStory.objects.exists()


def test_a_split_gives_no_address_back_that_leads_elsewhere_by_now(report, place, make_article, make_story):
    flood = report("Floods in Kisumu leave four thousand homeless", FLOOD)
    vote = report("Lisbon votes for a tax on empty flats", VOTE, hours=1)
    place(flood, vote)
    one, other = (Story.objects.get(reports__article=article) for article in (flood, vote))
    correcting.merge(other, into=one, **BY)
    third = make_story(make_article(), make_article())
    FormerStory.objects.update(story=third)

    again = correcting.split(one, [vote.pk], **BY)

    assert again.key != other.key
    assert FormerStory.objects.get(key=other.key).story == third
