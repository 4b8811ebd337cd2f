"""Keys for readers: walking, opening, saving, help; and the ways in which they must not be in the way."""

import hashlib

import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser

ARTICLE = f"article/{hashlib.md5(b'en 0').hexdigest()}"


@pytest.fixture
def browser_context_args():
    viewport = {"width": 1280, "height": 844}
    # What the worker keeps is not asked here, and each test would make it fetch the whole shell.
    return {"viewport": viewport, "reduced_motion": "reduce", "service_workers": "block"}


def struck(page: Page, key: str) -> None:
    """Strike a key and wait until what it asks for is there."""
    page.keyboard.press(key)
    page.wait_for_load_state("networkidle")


def test_with_the_keyboard_alone_one_walks_saves_opens_and_comes_back(site, page):
    page.goto(f"{site}/en/latest")
    titles = page.locator(".listing .card__title a")
    for key, number in (("j", 0), ("j", 1), ("j", 2), ("k", 1)):
        page.keyboard.press(key)
        expect(titles.nth(number)).to_be_focused()
        expect(titles.nth(number)).to_be_in_viewport()
    address = titles.nth(1).get_attribute("href")
    page.keyboard.press("s")
    expect(page.locator(".listing save-button button").nth(1)).to_have_attribute("aria-pressed", "true")
    expect(page.locator("body > [aria-live]")).to_have_text("Saved for later.")
    page.keyboard.press("o")
    expect(page).to_have_url(f"{site}{address}")
    expect(page.locator(".share save-button button")).to_have_attribute("aria-pressed", "true")
    page.locator("h1").wait_for()
    page.keyboard.press("s")
    expect(page.locator(".share save-button button")).to_have_attribute("aria-pressed", "false")


def test_an_article_is_walked_by_its_sections_and_then_by_what_follows(site, page):
    page.goto(f"{site}/en/{ARTICLE}")
    for _ in range(3):
        page.keyboard.press("j")
        page.locator(":focus").wait_for()
    places = page.evaluate("document.activeElement.closest('.next, .headline, .prose').className")

    assert places in ("prose", "next", "headline")
    page.keyboard.press("k")
    expect(page.locator(".prose h2, .prose h3").first).to_be_visible()


def test_the_sheet_of_keys_opens_closes_and_gives_the_focus_back(site, page):
    for language, title in (("en", "Keys for reading"), ("ar", "مفاتيح القراءة")):
        page.goto(f"{site}/{language}/latest")
        page.keyboard.press("j")
        expect(page.locator(".card__title a").first).to_be_focused()
        page.keyboard.press("?")
        sheet = page.get_by_role("dialog", name=title)
        expect(sheet.locator("kbd")).to_have_text(["j", "k", "o", "s", "/", "?", "Esc"])
        page.keyboard.press("j")
        page.keyboard.press("Escape")
        expect(sheet).to_be_hidden()
        expect(page.locator(".card__title a").first).to_be_focused()


def test_where_the_sheet_cannot_be_loaded_its_page_is_opened(site, page):
    page.goto(f"{site}/en/latest")
    page.route("**/en/keys", lambda route: route.abort() if route.request.resource_type == "fetch" else None)
    with page.expect_request(lambda request: request.is_navigation_request() and request.url.endswith("/en/keys")):
        page.keyboard.press("?")


def test_keys_of_an_arabic_keyboard_do_the_same(site, page):
    page.goto(f"{site}/ar/latest")
    page.evaluate(
        """() => document.body.dispatchEvent(
          new KeyboardEvent("keydown", { key: "ت", code: "KeyJ", bubbles: true, cancelable: true }))"""
    )
    expect(page.locator(".card__title a").first).to_be_focused()
    page.evaluate(
        """() => document.activeElement.dispatchEvent(
          new KeyboardEvent("keydown", { key: "؟", code: "Slash", shiftKey: true, bubbles: true }))"""
    )
    expect(page.get_by_role("dialog")).to_be_visible()


def test_who_types_writes_letters(site, page):
    page.goto(f"{site}/en/sources")
    box = page.locator("main input").first
    box.focus()
    page.keyboard.type("jks?/")
    struck(page, "o")

    expect(box).to_have_value("jks?/o")
    expect(box).to_be_focused()


@pytest.mark.parametrize("key", ["Control+j", "Alt+k", "Meta+s", "x"])
def test_keys_of_the_browser_stay_the_browsers(site, page, key):
    page.goto(f"{site}/en/latest")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    struck(page, key)

    assert not [url for url in asked if "walking" in url]


def test_the_keys_can_be_switched_off(site, page):
    page.goto(f"{site}/en/reading")
    page.get_by_label("Keys for reading").uncheck()
    page.goto(f"{site}/en/latest")
    struck(page, "j")
    struck(page, "?")
    page.evaluate(
        "addEventListener('keydown', ({ key, defaultPrevented }) => { window.left = [key, !defaultPrevented]; })"
    )
    struck(page, "/")
    assert page.evaluate("left") == ["/", True]
    expect(page.locator("body")).to_be_focused()
    expect(page.get_by_role("dialog")).to_have_count(0)
    page.goto(f"{site}/en/reading")
    page.get_by_label("Keys for reading").check()
    page.goto(f"{site}/en/latest")
    page.keyboard.press("j")

    expect(page.locator(".card__title a").first).to_be_focused()


def test_the_key_of_search_goes_to_the_box_or_to_the_page_of_search(site, page):
    page.goto(f"{site}/en/about")
    page.evaluate(
        """() => document.querySelector("main").insertAdjacentHTML(
          "beforeend", '<a class="masthead__search" href="#found">x</a>')"""
    )
    page.evaluate("() => document.querySelector('[data-search]')?.removeAttribute('data-search')")
    page.evaluate(
        "() => document.querySelectorAll('.masthead__search').forEach((one) => { one.href = '#found'; })"
    )
    page.keyboard.press("/")
    page.wait_for_function("() => location.hash === '#found'")
    page.evaluate(
        """() => document.querySelector("main").insertAdjacentHTML("beforeend", "<input data-search>")"""
    )
    page.keyboard.press("/")

    expect(page.locator("[data-search]")).to_be_focused()
    expect(page.locator("[data-search]")).to_have_value("")
