"""What the browser keeps for its reader: saved articles, history, places."""

import re
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.reading import ARTICLE, SECOND, STORY, address, entry, erase, keep, kept, save, watched

pytestmark = pytest.mark.browser

AXE = (Path(__file__).parent / "vendor" / "axe.min.js").read_text(encoding="utf-8")

# The words that an eye sees of what stands in one place.
SEEN = """(button) => [...button.querySelectorAll(".save__word > *")].filter((word) =>
  word.checkVisibility({ opacityProperty: true, visibilityProperty: true })).map((word) => word.textContent)"""


@pytest.fixture
def browser_context_args():
    viewport = {"width": 1280, "height": 844}
    # What the worker keeps is not asked here, and each test would make it fetch the whole shell.
    return {"viewport": viewport, "reduced_motion": "reduce", "service_workers": "block"}


@pytest.fixture
def reader(page: Page) -> Iterator[Page]:
    with watched(page) as reader:
        yield reader


@pytest.mark.parametrize(
    ("at", "title", "publisher", "language"),
    [
        (ARTICLE, "Ships leave the harbour at dawn after a winter on land", "The Harbour Post", "en"),
        (STORY, "Ships leave the harbour at dawn after a winter on land", "", "en"),
        (address("ar", 0, of="en"), "السفن تغادر الميناء فجرًا بعد شتاء على اليابسة", "Al-Wadi", "ar"),
    ],
)
def test_what_is_saved_is_on_the_readers_page_in_its_own_language(site, reader, at, title, publisher, language):
    reader.goto(site + at)
    save(reader)
    expect(reader.locator(".share save-button button")).to_have_attribute("aria-pressed", "true")
    assert reader.evaluate("told") == [{"articles": [{"address": at, "title": title}], "saved": True}]

    reader.locator(".masthead a[href$='/reading']").click()
    line = reader.locator("[data-kind=saved] .line")
    expect(line.locator("a")).to_have_text(title)
    expect(line.locator("a")).to_have_attribute("lang", language)
    expect(line.locator("a")).to_have_attribute("dir", "rtl" if language == "ar" else "ltr")
    expect(line.locator("bdi")).to_have_text(publisher)
    assert abs(datetime.now().timestamp() - kept(reader, "saved")[0]["published"] / 1000) < 3600
    line.locator("a").click()
    expect(reader).to_have_url(site + at)


@pytest.mark.parametrize(("language", "unsaved", "saved"), [("en", "Save", "Saved"), ("ar", "حفظ", "محفوظ")])
def test_the_button_says_what_is_saved_under_one_name_and_moves_nothing(site, reader, language, unsaved, saved):
    reader.goto(site + ARTICLE.replace("/en/", f"/{language}/"))
    beside = reader.locator(".share > li:nth-child(2)").bounding_box()
    for change, pressed, word in [(save, True, saved), (Page.reload, True, saved), (save, False, unsaved)]:
        change(reader)
        button = reader.locator(".share").get_by_role("button", name=unsaved, exact=True, pressed=pressed)
        expect(button).to_be_visible()
        assert button.evaluate(SEEN) == [word]
        assert reader.locator(".share > li:nth-child(2)").bounding_box() == beside


def test_cards_save_too_and_an_article_is_saved_in_every_language_of_the_page(site, reader):
    reader.goto(f"{site}/en/latest")
    button = reader.locator(".card save-button button").first
    expect(button).to_have_attribute("aria-label", "Save: Ships leave the harbour at dawn after a winter on land")
    button.click()
    expect(button).to_have_attribute("aria-pressed", "true")
    reader.goto(site + ARTICLE.replace("/en/", "/ar/"))
    expect(reader.locator(".share save-button button")).to_have_attribute("aria-pressed", "true")
    save(reader)

    assert kept(reader, "saved") == []
    assert reader.evaluate("told.map((one) => [one.articles[0].address, one.saved])") == [[ARTICLE, False]]


def test_the_sign_for_saving_moves_nothing_when_it_comes(site, reader):
    reader.add_init_script(
        """window.shift = 0;
        new PerformanceObserver((list) => list.getEntries().forEach(({ value }) => { shift += value; }))
          .observe({ type: "layout-shift", buffered: true });"""
    )
    for page in ("/en/", "/en/latest", ARTICLE, STORY):
        reader.goto(site + page)
        reader.locator("save-button button").first.wait_for()
        reader.evaluate("() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")
        assert reader.evaluate("shift") == 0, page


def test_what_is_removed_can_be_put_back_where_it_was_by_keyboard(site, reader):
    reader.goto(f"{site}/en/reading")
    keep(reader, "saved", [entry(number, at=number) for number in range(3)])
    reader.reload()
    titles = reader.locator("[data-kind=saved] .line a")
    expect(titles).to_have_text(["Title 0", "Title 1", "Title 2"])
    reader.get_by_role("button", name="Remove: Title 1").first.focus()
    reader.keyboard.press("Enter")

    expect(titles).to_have_text(["Title 0", "Title 2"])
    expect(reader.get_by_role("button", name="Undo: Title 1")).to_be_focused()
    reader.keyboard.press("Enter")
    expect(titles).to_have_text(["Title 0", "Title 1", "Title 2"])
    expect(reader.get_by_role("button", name="Remove: Title 1")).to_be_focused()
    assert [told["saved"] for told in reader.evaluate("told")] == [False, True]


def test_another_tab_follows(site, reader, context):
    reader.goto(site + ARTICLE)
    other = context.new_page()
    other.goto(f"{site}/en/reading")
    expect(other.locator("[data-kind=saved] .reading__empty")).to_be_visible()
    save(reader)
    expect(other.locator("[data-kind=saved] .line a")).to_have_count(1)
    other.get_by_role("button", name="Remove: Ships").first.click()

    expect(reader.locator(".share save-button button")).to_have_attribute("aria-pressed", "false")


def test_a_page_that_was_put_aside_learns_what_happened_meanwhile(site, reader):
    reader.goto(site + ARTICLE)
    keep(reader, "saved", [entry(1, address=ARTICLE)])
    reader.evaluate("dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }))")

    expect(reader.locator(".share save-button button")).to_have_attribute("aria-pressed", "true")


def test_one_goes_on_reading_where_one_was(site, reader):
    reader.goto(site + ARTICLE)
    reader.mouse.wheel(0, 1200)
    paragraphs = "[...document.querySelectorAll('.prose > *')]"
    reader.wait_for_function("() => scrollY > 1000")
    there = reader.evaluate(
        f"{paragraphs}.findIndex((one) => one.getBoundingClientRect().bottom > innerHeight / 3)"
    )
    reader.goto(f"{site}/en/reading")
    expect(reader.locator("[data-kind=history] .line__place")).to_contain_text("Read to")
    with reader.expect_navigation():
        reader.locator("[data-kind=history] .line a").click()
    assert reader.evaluate("scrollY") == 0
    reader.get_by_role("button", name="Continue where you were").click()

    assert there > 0
    now = reader.evaluate(f"{paragraphs}.findIndex((one) => one === document.activeElement)")
    assert abs(now - there) <= 1
    expect(reader.locator("reading-place")).to_be_hidden()


def test_what_was_read_to_the_end_is_not_offered_again(site, reader):
    reader.goto(site + ARTICLE)
    reader.locator(".onward, .hashtags").first.scroll_into_view_if_needed()
    reader.mouse.wheel(0, 900)
    reader.wait_for_function("() => JSON.parse(localStorage.getItem('daily8.history')).items[0].done")
    reader.goto(site + ARTICLE)
    expect(reader.locator("reading-place")).to_be_hidden()

    reader.goto(f"{site}/en/reading")
    expect(reader.locator("[data-kind=history] .line__place")).to_have_text(
        re.compile(r"^Read to the end on \d+ \w+ \d{4}$")
    )


def test_no_history_is_kept_when_it_is_switched_off_and_it_can_be_erased(site, reader):
    reader.goto(site + ARTICLE)
    reader.goto(f"{site}/en/reading")
    reader.get_by_label("Remember what I open").uncheck()
    reader.goto(site + SECOND)
    reader.goto(f"{site}/en/reading")
    expect(reader.get_by_label("Remember what I open")).not_to_be_checked()
    expect(reader.locator("[data-kind=history] .line")).to_have_count(1)
    reader.get_by_role("button", name="Erase the history").click()
    reader.get_by_role("button", name="Keep it").click()
    expect(reader.locator("[data-kind=history] .line")).to_have_count(1)
    erase(reader, "Erase the history")

    expect(reader.locator("[data-kind=history] .reading__empty")).to_be_visible()


@pytest.mark.parametrize(("what", "left"), [("Erase the history", 1), ("Erase everything", 0)])
def test_what_is_erased_cannot_be_put_back_in_any_tab(site, reader, context, what, left):
    reader.goto(f"{site}/en/reading")
    keep(reader, "saved", [entry(1), entry(2, at=1)])
    keep(reader, "history", [entry(3), entry(4, at=1)])
    other = context.new_page()
    for tab, numbers in ((reader, (1, 3)), (other, (2, 4))):
        tab.goto(f"{site}/en/reading")
        for number in numbers:
            tab.get_by_role("button", name=f"Remove: Title {number}").click()
            tab.get_by_role("button", name=f"Undo: Title {number}").wait_for()
    erase(other, what)

    for tab in (reader, other):
        expect(tab.locator("[data-kind=history] li")).to_have_count(0)
        expect(tab.get_by_role("button", name="Undo")).to_have_count(left)


def test_the_history_forgets_what_is_older_than_the_last_500(site, reader):
    reader.goto(f"{site}/en/about")
    keep(reader, "history", [entry(number, at=number + 1) for number in range(500)])
    reader.goto(site + ARTICLE)
    reader.goto(f"{site}/en/reading")
    history = kept(reader, "history")

    assert len(history) == 500
    assert (history[0]["address"], history[-1]["title"]) == (ARTICLE, "Title 498")
    lines = reader.locator("[data-kind=history] .line")
    expect(lines).to_have_count(50)
    reader.locator("[data-kind=history]").get_by_role("button", name="Show more").click()
    expect(lines).to_have_count(100)
    expect(lines.nth(50).locator("a")).to_be_focused()


@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize("language", ["en", "ar"])
def test_the_readers_page_is_accessible_with_all_that_it_can_hold(site, reader, language, width):
    reader.set_viewport_size({"width": width, "height": 844})
    reader.goto(f"{site}/{language}/about")
    keep(reader, "saved", [entry(1), entry(2, language="ar", title="السفن تغادر"), entry(3, at=9, publisher="")])
    keep(reader, "history", [entry(4, place=0.4), entry(5, done=True, place=1)])
    reader.goto(f"{site}/{language}/reading")
    reader.locator("[data-kind=saved] .line__act").first.click()
    reader.evaluate(AXE)

    assert reader.evaluate("axe.run().then(({ violations }) => violations.map((one) => one.id))") == []
    assert reader.evaluate("document.documentElement.scrollWidth <= innerWidth")
