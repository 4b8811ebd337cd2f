"""Stories that a worker made part of others while an operator looked at them in the admin."""

import pytest

from daily8.stories import correcting, moving, regrouping
from daily8.stories.models import Correction, FormerStory, Report, Story
from daily8.stories.turns import turn
from tests.conftest import NOON
from tests.stories.test_admin import STORIES, main_of, merging, page_of, split, words_of


@pytest.fixture
def stories(make_article, make_story):
    """Three stories of two reports each."""
    return [make_story(make_article(title=f"Ships {name}"), make_article()) for name in ("leave", "sail", "go")]


def merged_meanwhile(story, *, into):
    with turn() as change:
        moving.join(Story.objects.get(pk=story.pk), into=into, change=change)


def test_the_page_of_a_story_that_became_part_of_another_leads_there(admin, stories):
    first, second, third = stories
    merged_meanwhile(first, into=second)
    merged_meanwhile(second, into=third)

    for story in (first, second):
        response = admin.get(page_of(story), follow=True)

        assert response.redirect_chain == [(page_of(third), 302)]
        assert "has become part of this one meanwhile" in words_of(response)


def test_a_split_of_a_story_that_became_part_of_another_is_asked_again_there(admin, stories):
    first, second, _third = stories
    report = first.reports.first().article_id
    merged_meanwhile(first, into=second)

    said = split(admin, first, report=[report])

    assert said.redirect_chain == [(page_of(second), 302)]
    assert "look at its reports again" in words_of(said)
    assert second.reports.count() == 4
    assert not Correction.objects.exists()


def test_a_story_that_became_part_of_another_while_it_is_split_leads_there(admin, stories, monkeypatch):
    first, second, _third = stories
    real = correcting.split

    def too_late(story, *told, **more):
        merged_meanwhile(story, into=second)
        return real(story, *told, **more)

    monkeypatch.setattr(correcting, "split", too_late)

    said = split(admin, first, report=[first.reports.first().article_id])

    assert said.redirect_chain[-1] == (page_of(second), 302)
    assert "The story has changed meanwhile" in words_of(said)


def test_reports_that_moved_or_went_meanwhile_are_not_split_off(admin, stories):
    first, second, _third = stories
    moved, stays = (report.article for report in first.reports.select_related("article"))
    Report.objects.filter(article=moved).update(story=second)
    gone = second.reports.exclude(article=moved).first().article
    ticked_gone = gone.pk
    gone.delete()

    for ticked in ([moved.pk, stays.pk], [ticked_gone]):
        assert "The story has changed meanwhile" in words_of(split(admin, first, report=ticked))
    assert not Correction.objects.exists()


@pytest.mark.parametrize("sent", [None, {"into": "1"}])
def test_of_chosen_stories_the_one_that_another_became_part_of_stands_in_its_place(admin, stories, sent):
    first, second, third = stories
    merged_meanwhile(first, into=third)

    address = merging(first, second)
    response = admin.post(address, sent, follow=True) if sent else admin.get(address, follow=True)

    assert response.redirect_chain == [(merging(third, second), 302)]
    assert "has become part of another meanwhile" in words_of(response)
    assert "· 4 reports" in words_of(response)
    assert Story.objects.count() == 2


def test_chosen_stories_that_became_one_by_themselves_lead_to_it(admin, stories):
    first, second, _third = stories
    merged_meanwhile(first, into=second)

    for response in (
        admin.post(merging(first, second), {"into": first.pk}, follow=True),
        admin.post(STORIES, {"action": "merge_chosen", "_selected_action": [first.pk, second.pk]}, follow=True),
    ):
        assert response.redirect_chain[-1] == (page_of(second), 302)
    assert second.reports.count() == 4


@pytest.mark.parametrize("lost", ["into", "story"])
def test_a_story_that_went_while_it_is_merged_is_asked_for_again(admin, stories, monkeypatch, lost):
    first, second, third = stories
    real = correcting.merge

    def too_late(story, *, into, **more):
        merged_meanwhile(into if lost == "into" else story, into=third)
        return real(story, into=into, **more)

    monkeypatch.setattr(correcting, "merge", too_late)

    response = admin.post(merging(first, second), {"into": second.pk}, follow=True)

    # What the worker did in the transaction of the click is undone with it.
    assert "The stories have changed meanwhile" in words_of(response)
    assert Story.objects.count() == 3
    assert not Correction.objects.exists()


def test_a_story_whose_reports_are_all_gone_is_said_to_be_gone(admin, stories):
    first, second, third = stories
    Story.objects.filter(pk=first.pk).delete()

    one_left = admin.get(merging(first, second), follow=True)
    two_left = admin.get(merging(first, second, third), follow=True)

    assert "Some of what was chosen is not there any more" in words_of(one_left)
    assert one_left.redirect_chain == [(page_of(second), 302)]
    assert two_left.redirect_chain == [(merging(second, third), 302)]
    assert "What was chosen is not there any more" in words_of(admin.get(merging(first), follow=True))


def test_a_story_of_which_nothing_went_on_when_stories_were_made_anew_is_found_too(admin, report, place):
    flood = ("Heavy rain flooded the lower streets of Kisumu on Tuesday night and left thousands without homes.",)
    one, other = report("Floods in Kisumu leave thousands homeless", flood), report("Floods in Kisumu", flood)
    place(one, other)
    kept = one.report.story
    split_off = correcting.split(kept, [other.pk], by="amina", now=NOON)
    Correction.objects.all().delete()

    anew = regrouping.Regrouping()
    anew.place()
    anew.write()

    gone = FormerStory.objects.get()
    assert gone.number in {kept.pk, split_off.pk}
    response = admin.get(f"{STORIES}{gone.number}/change/", follow=True)
    assert response.redirect_chain == [(page_of(gone.story), 302)]
    assert main_of(response).xpath("//tbody/tr")


@pytest.mark.parametrize("number", ["x", "999999", "9" * 30, "٣"])
def test_a_number_that_no_story_had_leads_to_the_list(admin, number):
    response = admin.get(f"{STORIES}{number}/change/", follow=True)

    assert response.redirect_chain == [(STORIES, 302)]
