"""Editors change editions in the admin, and what they did is kept."""

from datetime import UTC, datetime

import pytest
from django.contrib.admin.models import LogEntry
from lxml import html

from daily8.editions import making, newsroom
from daily8.editions.models import Edition
from daily8.work import clock
from daily8.work.models import PAGES, Version
from tests.editions.conftest import DAY, nothing_new

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 26, 6, 1, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _now(monkeypatch):
    monkeypatch.setattr(clock, "now", lambda: NOW)


@pytest.fixture
def edition(tell) -> Edition:
    for number in range(4):
        tell(f"Story {3 * number}", 6 - number)
    made = making.make("en", DAY, NOW, nothing_new)
    assert made
    return made


def address(edition: Edition) -> str:
    return f"/en/admin/editions/edition/{edition.pk}/change/"


def save(admin, edition: Edition, **changed: object):
    """Send the form as a browser would, with these changes."""
    page = html.document_fromstring(admin.get(address(edition)).content.decode())
    (form,) = page.xpath("//form[@id='edition_form']")
    values = {name: value for name, value in form.form_values() if name != "csrfmiddlewaretoken"}
    return admin.post(address(edition), values | changed, follow=True)


def told(edition: Edition) -> list[str]:
    entries = edition.entries.filter(place__gt=0).select_related("headline").order_by("place")
    return [entry.headline.title.rsplit(" ", 1)[0] for entry in entries]


def test_the_list_shows_editions_with_how_many_stories_they_have(admin, edition):
    page = html.document_fromstring(admin.get("/en/admin/editions/edition/").content.decode())
    (row,) = page.xpath("//table[@id='result_list']//tr[td]")

    assert "4" in [cell.text_content().strip() for cell in row.xpath("td")]
    assert row.xpath(f".//a[@href='/en/daily/{DAY}']")


def test_editors_order_stories_and_take_one_out(admin, edition):
    version = Version.current(PAGES)
    save(admin, edition, **{"entries-2-place": 1, "entries-1-place": 0})

    assert told(edition) == ["Story 6", "Story 0", "Story 9"]
    moved = edition.entries.get(chosen=3)
    assert (moved.place, moved.edited_by, moved.edited_at) == (1, "samia", NOW)
    assert edition.entries.get(chosen=1).edited_by == ""
    assert edition.entries.get(chosen=2).place == 0
    assert Version.current(PAGES) > version
    assert LogEntry.objects.get().user.username == "samia"


def test_one_that_was_taken_out_comes_back(admin, edition):
    save(admin, edition, **{"entries-1-place": 0})
    save(admin, edition, **{"entries-3-place": 2})

    assert told(edition) == ["Story 0", "Story 3", "Story 6", "Story 9"]


def test_editors_write_over_words_and_give_them_back(admin, edition):
    save(admin, edition, **{"entries-0-title": "Ours", "entries-0-words": "We say so."})
    entry = edition.entries.get(place=1)
    assert (entry.title, entry.words, entry.edited_by) == ("Ours", "We say so.", "samia")

    save(admin, edition, **{"entries-0-title": "", "entries-0-words": ""})
    entry.refresh_from_db()
    assert (entry.title, entry.words) == ("", "")


def test_a_story_that_is_not_on_the_ballot_is_put_in_by_its_address(admin, edition, tell):
    late = tell("Late", 3, hours=-2)
    save(admin, edition, pinned=f"https://daily.example/en/story/{late.key}", at=2)

    assert told(edition) == ["Story 0", "Late", "Story 3", "Story 6", "Story 9"]
    entry = edition.entries.get(place=2)
    assert (entry.chosen, entry.story_key, len(entry.reports)) == (0, late.key, 2)


def test_what_is_no_story_is_said(admin, edition):
    answer = save(admin, edition, pinned="https://elsewhere.example/")

    assert "No story is found by this" in answer.content.decode()
    assert edition.entries.count() == 4


def test_a_story_that_is_told_in_no_such_language_stays_out(admin, edition, tell):
    other = tell("قصة", 3, language="ar")
    answer = save(admin, edition, pinned=other.key)

    assert "Nobody tells this story in the language of the edition" in answer.content.decode()
    assert edition.entries.count() == 4


def test_eight_are_eight(admin, edition, tell):
    extra = [tell(f"More {number}", 2, hours=-2) for number in range(5)]
    for story in extra[:4]:
        save(admin, edition, pinned=story.key)
    answer = save(admin, edition, pinned=extra[4].key)
    assert "take one out first" in answer.content.decode()

    save(admin, edition, **{"entries-7-place": 0, "pinned": extra[4].key})
    assert len(told(edition)) == 8

    (out,) = edition.entries.filter(place=0)
    with pytest.raises(newsroom.EditingError):
        newsroom.arrange(edition, {out.pk: 1}, by="samia", now=NOW)
    assert len(told(edition)) == 8
    assert told(edition)[0] == "More 4"


def test_what_the_formula_chose_is_chosen_again_whatever_editors_did(admin, edition):
    before = edition.ballot()
    save(admin, edition, **{"entries-2-place": 1, "entries-1-place": 0})
    edition.refresh_from_db()

    assert edition.ballot() == before
    chosen = edition.entries.filter(chosen__gt=0).order_by("chosen").values_list("story_key", flat=True)
    assert [line.entrant.story for line in before if line.is_in] == list(chosen)


def test_the_language_of_an_edition_is_told_by_name(admin, edition):
    page = admin.get(f"/ar/admin/editions/edition/{edition.pk}/change/").content.decode()

    assert "الإنجليزية" in page
    assert "الإنجليزية" in admin.get("/ar/admin/editions/edition/").content.decode()
