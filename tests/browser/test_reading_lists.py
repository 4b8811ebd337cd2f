"""Lists that go on in place, and what is new in them since the last visit."""

import json
import re

import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser

HOUR = 3600 * 1000


@pytest.fixture
def browser_context_args():
    viewport = {"width": 1280, "height": 844}
    # What the worker keeps is not asked here, and each test would make it fetch the whole shell.
    return {"viewport": viewport, "reduced_motion": "reduce", "service_workers": "block"}


def cards(page: Page):
    return page.locator(".listing .card__title a")


def older(page: Page):
    return page.locator("load-more a")


def test_older_articles_come_below_in_place_until_there_are_none(site, page):
    page.goto(f"{site}/en/latest")
    address = page.url
    for number in (24, 48, 72):
        expect(cards(page)).to_have_count(number)
        older(page).click()
    expect(cards(page)).to_have_count(80)

    expect(older(page)).to_be_hidden()
    expect(page.locator("load-more [aria-live]")).to_have_text("Older articles were added above.")
    assert page.url == address
    addresses = cards(page).evaluate_all("(links) => links.map((link) => link.href)")
    assert len(set(addresses)) == 80
    expect(page.locator(".listing save-button button")).to_have_count(80)


def test_by_keyboard_one_goes_on_at_the_first_that_was_added(site, page):
    page.goto(f"{site}/ar/category/world")
    page.goto(f"{site}/ar/latest")
    older(page).focus()
    page.keyboard.press("Enter")

    expect(cards(page).nth(24)).to_be_focused()


def test_back_returns_to_the_same_place_of_the_same_list(site, page):
    # Without the browser's own memory of whole pages, which would do it, too.
    page.add_init_script("addEventListener('unload', () => {})")
    page.goto(f"{site}/en/latest")
    older(page).click()
    link = cards(page).nth(40)
    link.scroll_into_view_if_needed()
    place, address = link.bounding_box(), link.get_attribute("href")
    link.click()
    expect(page).to_have_url(re.compile("article"))
    page.go_back()

    expect(cards(page)).to_have_count(48)
    expect(cards(page).nth(40)).to_be_focused()
    assert cards(page).nth(40).get_attribute("href") == address
    assert abs(cards(page).nth(40).bounding_box()["y"] - place["y"]) < 3


def test_a_page_that_cannot_be_loaded_is_left_to_the_link(site, page):
    page.goto(f"{site}/en/latest")
    page.route("**/latest?before=*", lambda route: route.fulfill(status=503))
    older(page).click()
    expect(page.locator("load-more [aria-live]")).to_contain_text("could not be loaded")
    expect(cards(page)).to_have_count(24)
    page.unroute("**/latest?before=*")
    older(page).click()

    expect(page).to_have_url(re.compile("before="))
    expect(page.get_by_role("link", name="Back to the newest")).to_be_visible()


def test_a_spoilt_memory_of_pages_spoils_nothing(site, page):
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.goto(f"{site}/en/latest")
    for state in ({"more": ["https://evil.example/"]}, {"more": "x", "left": 1}, {"more": [1, None]}, 5):
        page.evaluate("(state) => history.replaceState(state, '')", state)
        page.reload()
        expect(cards(page)).to_have_count(24)
    page.evaluate("history.replaceState(null, '')")

    assert errors == []


def visited(page: Page, path: str, *, ago: int, newest: int) -> None:
    """The last visit of a list was so long ago, and its newest card then appeared so long ago."""
    items = f"[{{list: {json.dumps(path)}, since: 0, at: Date.now() - {ago}, newest: Date.now() - {newest}}}]"
    page.evaluate(f"localStorage.setItem('daily8.visits', JSON.stringify({{version: 1, items: {items}}}))")


def test_nothing_is_marked_on_the_first_visit_and_what_came_since_on_the_next(site, page):
    page.goto(f"{site}/en/latest")
    expect(page.locator(".listing save-button button").first).to_be_visible()
    assert page.locator(".card__new").count() == 0
    visited(page, "/en/latest", ago=5 * HOUR, newest=5 * HOUR)
    page.reload()
    # One every 53 minutes, the first 7 minutes ago.
    expect(page.locator(".card__new")).to_have_count(6)
    expect(page.locator(".card__new").first).to_have_text("New since your last visit")
    page.reload()
    expect(page.locator(".card__new")).to_have_count(6)
    older(page).click()
    expect(cards(page)).to_have_count(48)
    expect(page.locator(".card__new")).to_have_count(6)


def test_what_was_opened_is_not_new(site, page):
    page.goto(f"{site}/en/about")
    visited(page, "/en/latest", ago=5 * HOUR, newest=HOUR + HOUR // 2)
    page.goto(f"{site}/en/latest")
    expect(page.locator(".card__new")).to_have_count(2)
    cards(page).first.click()
    expect(page.locator("h1")).to_be_visible()
    page.goto(f"{site}/en/latest")

    expect(page.locator(".card__new")).to_have_count(1)


def test_cards_added_below_are_marked_too(site, page):
    page.goto(f"{site}/en/about")
    visited(page, "/en/latest", ago=30 * HOUR, newest=30 * HOUR)
    page.goto(f"{site}/en/latest")
    expect(page.locator(".card__new")).to_have_count(24)
    older(page).click()

    expect(page.locator(".card__new")).to_have_count(34)
