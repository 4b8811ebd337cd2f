"""Searching as a reader does."""

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser


def results(page):
    return page.locator(".card--found .card__title a")


def addresses(page) -> list[str]:
    results(page).first.wait_for()
    return [link.get_attribute("href") for link in results(page).all()]


def follow(page, link) -> None:
    """Follow a link or press a button, and wait for the page it leads to."""
    with page.expect_navigation():
        link.click()


def test_a_search_from_any_page_by_keyboard_alone(site, page):
    page.goto(f"{site}/en/latest")
    page.keyboard.press("/")
    page.wait_for_url("**/en/search")
    expect(page.locator("#search")).to_be_focused()
    page.keyboard.type("old quay")
    page.keyboard.press("Enter")
    page.wait_for_url("**/en/search?q=old+quay*")

    assert results(page).count() > 0
    assert page.locator("mark").count() > 0


def test_suggestions_come_while_one_types_and_arrows_choose_one(site, page):
    page.goto(f"{site}/en/search")
    page.locator("#search").press_sequentially("old q")
    option = page.get_by_role("option", name="#The Old Quay")
    expect(option).to_be_visible()
    page.keyboard.press("ArrowDown")
    expect(option).to_have_attribute("aria-selected", "true")
    expect(page.locator("#search")).to_have_attribute("aria-activedescendant", option.get_attribute("id"))
    page.keyboard.press("Enter")

    page.wait_for_url("**/en/hashtag/TheOldQuay")


def test_escape_closes_the_suggestions_and_keeps_what_was_typed(site, page):
    page.goto(f"{site}/en/search")
    page.locator("#search").press_sequentially("old q")
    expect(page.get_by_role("listbox")).to_be_visible()
    page.keyboard.press("Escape")

    expect(page.get_by_role("listbox")).to_be_hidden()
    expect(page.locator("#search")).to_have_value("old q")


def test_without_a_network_the_box_is_a_box(site, page):
    page.goto(f"{site}/en/search")
    page.route("**/search/suggest**", lambda route: route.abort())
    page.locator("#search").press_sequentially("old q")
    page.wait_for_timeout(400)

    expect(page.locator("#search")).to_have_value("old q")
    expect(page.get_by_role("listbox")).to_be_hidden()


@pytest.mark.parametrize("language", ["en", "ar"])
def test_without_javascript_a_search_is_narrowed_down_sorted_and_gone_on_with(site, browser, language):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{site}/{language}/search")
    page.locator("#search").fill("lang:en")
    follow(page, page.locator(".search__button"))
    first = addresses(page)
    follow(page, page.locator(".search__orders a").nth(1))
    newest = addresses(page)
    follow(page, page.locator(".paging a[rel=next]"))
    later = addresses(page)
    page.goto(f"{site}/{language}/search?q=lang:en")
    page.locator(".choices summary").click() if page.locator(".choices summary").is_visible() else None
    follow(page, page.locator(".choices__kind").last.locator("a").first)
    narrowed = addresses(page)
    context.close()

    assert len(first) == len(newest) == 10
    assert later
    assert not set(newest) & set(later)
    assert narrowed != first


def test_a_result_in_the_other_direction_keeps_its_own(site, page):
    page.goto(f"{site}/en/search?q=lang:ar")

    assert page.locator(".card--found .card__title").first.get_attribute("dir") == "rtl"
    assert page.locator(".found__language").first.inner_text() == "Arabic"


def test_what_was_looked_for_before_is_offered_again_and_can_be_erased(site, page):
    page.goto(f"{site}/en/search?q=council")
    page.goto(f"{site}/en/latest")
    page.goto(f"{site}/en/search")
    page.locator("#search").click()
    expect(page.get_by_role("option")).to_have_text(["council"])
    page.get_by_role("option").click()
    page.wait_for_url("**/en/search?q=council")
    page.evaluate("localStorage.clear()")
    page.goto(f"{site}/en/search")
    page.locator("#search").click()

    expect(page.get_by_role("listbox")).to_be_hidden()


def test_nothing_is_remembered_where_no_history_is_wanted(site, page):
    page.goto(f"{site}/en/about")
    page.evaluate("localStorage.setItem('daily8.settings', JSON.stringify({version: 1, items: {history: false}}))")
    page.goto(f"{site}/en/search?q=council")

    assert page.evaluate("localStorage.getItem('daily8.searches')") is None
