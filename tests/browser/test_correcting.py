"""Operators correcting hashtags and stories, in a real browser."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser import test_admin
from tests.browser.test_admin import sign_in, violations

pytestmark = pytest.mark.browser

# The same desks; what a test changes here it takes back.
desk = test_admin.desk
PAGES = [
    "topics/hashtag/",
    "topics/hashtag/2/change/",
    "topics/hashtag/merge/?chosen=2",
    "topics/hashtag/merge/?chosen=2&chosen=3",
    "topics/hashtag/split/?chosen=2&spelling=boats",
    "topics/hashtag/ban/?chosen=2",
    "stories/story/",
    "stories/story/1/change/",
    "stories/story/merge/?chosen=1",
    "stories/story/merge/?chosen=1&chosen=2",
]


def go(desk: Page, newsroom: str, address: str, language: str = "en") -> None:
    desk.goto(f"{newsroom}/{language}/admin/{address}")


def find(desk: Page, words: str, offered: str) -> None:
    """Open the field in which a row is found, and choose what is offered, by keyboard."""
    desk.focus(".decision .select2-selection")
    desk.keyboard.press("Enter")
    desk.keyboard.type(words)
    expect(desk.locator(".select2-results__option").first).to_contain_text(offered)
    desk.keyboard.press("Enter")


@pytest.mark.parametrize("language", ["en", "ar"])
def test_every_page_for_correcting_is_accessible_and_keeps_the_policy(newsroom, desk, language):
    sign_in(desk, newsroom, language)
    faults = {}
    for address in PAGES:
        go(desk, newsroom, address, language)
        faults[address] = violations(desk)

    assert {address: found for address, found in faults.items() if found} == {}


@pytest.mark.parametrize("language", ["en", "ar"])
def test_pages_for_correcting_fit_a_phone(newsroom, desk, language):
    desk.set_viewport_size({"width": 390, "height": 844})
    sign_in(desk, newsroom, language)
    wide = {}
    for address in PAGES:
        go(desk, newsroom, address, language)
        wide[address] = desk.evaluate(
            "document.documentElement.scrollWidth - document.documentElement.clientWidth"
        )

    assert {address: extra for address, extra in wide.items() if extra > 0} == {}


def test_what_is_wrong_is_said_where_it_is_put_right(newsroom, desk):
    sign_in(desk, newsroom, "en")
    go(desk, newsroom, "topics/hashtag/split/?chosen=2&spelling=boats")
    desk.click("text=Split off")
    expect(desk.locator(".errors")).to_contain_text("Choose the hashtag that is meant")
    assert violations(desk) == []

    go(desk, newsroom, "stories/story/1/change/")
    desk.click("text=Split off the ticked reports")
    expect(desk.locator("#main")).to_contain_text("tick the reports that are of another event")
    assert violations(desk) == []


def test_a_hashtag_is_merged_by_keyboard_and_the_merge_is_taken_back(newsroom, desk):
    sign_in(desk, newsroom, "en")
    go(desk, newsroom, "topics/hashtag/4/change/")
    desk.focus("text=Merge…")
    desk.keyboard.press("Enter")
    find(desk, "القوارب", "#Boats")
    desk.focus("text=Go on")
    desk.keyboard.press("Enter")
    desk.focus(".decision input[type=radio] >> nth=0")
    desk.keyboard.press("ArrowDown")
    desk.focus(".decision button[type=submit]")
    desk.keyboard.press("Enter")
    expect(desk.locator("#main")).to_contain_text("/en/hashtag/October leads to #Boats from now on.")

    reader = desk.context.browser.new_context(service_workers="block").new_page()
    reader.goto(f"{newsroom}/en/hashtag/October")
    assert reader.url.endswith("/en/hashtag/Boats")

    go(desk, newsroom, "topics/hashtag/4/change/")
    desk.click("text=Take the merge back")
    expect(desk.locator("#main")).to_contain_text("is a hashtag of its own again.")
    reader.goto(f"{newsroom}/en/hashtag/October")
    expect(reader.locator("h1")).to_contain_text("October")
    reader.context.close()


@pytest.mark.parametrize("language", ["en", "ar"])
def test_reports_are_split_off_and_readers_see_it_until_it_is_taken_back(newsroom, desk, language):
    sign_in(desk, newsroom, language)
    go(desk, newsroom, "stories/story/1/change/", language)
    count = desk.locator("[name=report]").count()
    for box in desk.locator("[name=report]").all()[:2]:
        box.focus()
        desk.keyboard.press("Space")
    desk.click("form.decision > div > button[type=submit]")
    expect(desk.locator("[name=report]")).to_have_count(count - 2)
    address = desk.locator("#content a[href*='/story/']").first.get_attribute("href")
    reader = desk.context.browser.new_context(service_workers="block").new_page()
    reader.goto(f"{newsroom}{address}")
    listed = reader.locator("ol li, article").count()

    desk.locator("a[href*='/merge/?chosen=1&']").first.click()
    assert violations(desk) == []
    desk.click(".decision button[type=submit]")
    expect(desk.locator("[name=report]")).to_have_count(count)
    expect(desk.locator(".decision-table").last).to_contain_text("samia")
    reader.goto(f"{newsroom}{address}")
    assert reader.locator("ol li, article").count() >= listed
    reader.context.close()


def test_another_story_is_found_by_its_headline(newsroom, desk):
    sign_in(desk, newsroom, "en")
    go(desk, newsroom, "stories/story/3/change/")
    desk.click("text=Merge…")
    find(desk, "bread third", "12 reports")
    desk.click("text=Go on")

    expect(desk.locator(".decision label", has_text=re.compile("report"))).to_have_count(2)
    desk.click("text=Cancel")
    expect(desk.locator("#result_list")).to_be_visible()
