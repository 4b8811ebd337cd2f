"""What the browser keeps for its reader: saved articles, history, places, settings; and what spoils a storage."""

import hashlib
import json
from datetime import datetime
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser

AXE = (Path(__file__).parent / "vendor" / "axe.min.js").read_text(encoding="utf-8")


def address(language: str, number: int, of: str = "", kind: str = "article") -> str:
    return f"/{of or language}/{kind}/{hashlib.md5(f'{language} {number}'.encode()).hexdigest()}"


ARTICLE, SECOND, STORY = address("en", 0), address("en", 1), address("en", 0, kind="story")


@pytest.fixture
def browser_context_args():
    return {"viewport": {"width": 1280, "height": 844}, "reduced_motion": "reduce"}


@pytest.fixture
def reader(page: Page) -> Page:
    """A page whose mistakes fail the test, and which keeps what is told of saved articles."""
    page.set_default_timeout(10_000)
    mistakes: list[str] = []
    page.on("pageerror", lambda error: mistakes.append(str(error)))
    page.add_init_script(
        "window.told = []; addEventListener('daily8:saved', ({ detail }) => told.push(detail));"
        "document.addEventListener('securitypolicyviolation', () => { throw new Error('policy') });"
    )
    yield page
    assert mistakes == []


def kept(page: Page, kind: str) -> list[dict]:
    return page.evaluate(f"JSON.parse(localStorage.getItem('daily8.{kind}')).items")


def keep(page: Page, kind: str, items: object) -> None:
    written = json.dumps({"version": 1, "items": items})
    page.evaluate(f"(written) => localStorage.setItem('daily8.{kind}', written)", written)


def entry(number: int, at: int = 0, **fields: object) -> dict[str, object]:
    """An article that was saved or opened, `at` minutes ago."""
    moment = int(datetime.now().timestamp() * 1000) - at * 60_000
    values = {"address": f"/en/article/{number:032x}", "title": f"Title {number}", "publisher": "The Post"}
    return {**values, "language": "en", "published": moment, "at": moment, **fields}


def save(page: Page) -> None:
    page.locator(".share save-button button").click()


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
    assert reader.evaluate("told") == [{"address": at, "title": title, "saved": True}]

    reader.locator(".masthead a[href$='/reading']").click()
    line = reader.locator("[data-kind=saved] .line")
    expect(line.locator("a")).to_have_text(title)
    expect(line.locator("a")).to_have_attribute("lang", language)
    expect(line.locator("a")).to_have_attribute("dir", "rtl" if language == "ar" else "ltr")
    expect(line.locator("bdi")).to_have_text(publisher)
    assert abs(datetime.now().timestamp() - kept(reader, "saved")[0]["published"] / 1000) < 3600
    line.locator("a").click()
    expect(reader).to_have_url(site + at)


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
    assert reader.evaluate("told.map((one) => [one.address, one.saved])") == [[ARTICLE, False]]


def test_the_sign_for_saving_moves_nothing_when_it_comes(site, reader):
    reader.add_init_script(
        """window.shift = 0;
        new PerformanceObserver((list) => list.getEntries().forEach(({ value }) => { shift += value; }))
          .observe({ type: "layout-shift", buffered: true });"""
    )
    for page in ("/en/", "/en/latest", ARTICLE, STORY):
        reader.goto(site + page, wait_until="networkidle")
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
    expect(reader.locator("[data-kind=history] .line__place")).to_have_text("Read to the end")


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
    reader.get_by_role("button", name="Erase the history").click()
    reader.get_by_role("dialog").get_by_role("button", name="Erase the history").click()

    expect(reader.locator("[data-kind=history] .reading__empty")).to_be_visible()


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


SPOILT = [
    "",
    "{",
    "null",
    "[]",
    '"words"',
    '{"version": 99, "items": {"size": 99, "face": {}, "keys": "no", "__proto__": 1}}',
    '{"version": 1, "items": [null, 1, "x", {}, {"address": "javascript:alert(1)", "title": "x"}]}',
    '{"items": [{"address": "//evil.example/en/article/' + "0" * 32 + '", "title": "x", "at": "now"}]}',
]


def test_a_spoilt_storage_spoils_no_page(site, reader):
    reader.goto(f"{site}/en/reading")
    for spoilt in SPOILT:
        for kind in ("saved", "history", "visits", "settings"):
            reader.evaluate("([kind, words]) => localStorage.setItem(`daily8.${kind}`, words)", [kind, spoilt])
        reader.reload()
        expect(reader.locator(".reading__empty:visible")).to_have_count(2)
        expect(reader.get_by_label("Normal")).to_be_checked()
    reader.goto(f"{site}/en/latest")
    reader.goto(site + ARTICLE)
    save(reader)

    assert [one["address"] for one in kept(reader, "saved")] == [ARTICLE]


def test_html_in_the_storage_is_words(site, reader):
    reader.goto(f"{site}/en/reading")
    hostile = "<img src=x onerror=alert(1)>"
    keep(reader, "saved", [entry(1, title=hostile, publisher=hostile, language='en" onload="', at=-999)])
    reader.reload()

    expect(reader.locator(".line a")).to_have_text(hostile)
    expect(reader.locator(".line a")).to_have_attribute("lang", "en")
    assert reader.locator(".line img").count() == 0


def test_a_full_storage_gives_up_old_history_for_what_is_saved(site, reader):
    reader.goto(f"{site}/en/about")
    keep(reader, "history", [entry(number, at=number, title="x" * 500) for number in range(400)])
    reader.evaluate(
        """() => {
          let size = 2 ** 20;
          for (let number = 0; size > 16; number++) {
            try { localStorage.setItem(`others.${number}`, "x".repeat(size)); } catch { size = size >> 1; }
          }
        }"""
    )
    reader.goto(site + SECOND)
    save(reader)

    expect(reader.locator(".share save-button button")).to_have_attribute("aria-pressed", "true")
    assert 0 < len(kept(reader, "history")) <= 201


def test_where_nothing_can_be_kept_one_is_told(site, reader):
    reader.goto(site + ARTICLE)
    reader.evaluate("""() => {
          Storage.prototype.setItem = () => { throw new DOMException("full", "QuotaExceededError"); };
        }""")
    save(reader)

    expect(reader.get_by_role("alert")).to_contain_text("no room left")
    expect(reader.locator(".share save-button button")).to_have_attribute("aria-pressed", "false")


def test_a_browser_that_forbids_the_storage_shows_no_sign_for_saving(site, reader):
    reader.add_init_script(
        """Object.defineProperty(window, "localStorage",
          { get() { throw new DOMException("no", "SecurityError"); } });"""
    )
    reader.goto(site + ARTICLE)
    expect(reader.locator("save-button")).to_have_count(0)
    reader.goto(f"{site}/en/reading")
    expect(reader.locator("[data-kind=saved] .reading__empty")).to_be_visible()


def test_all_of_it_goes_into_a_file_and_comes_back_from_it(site, reader, tmp_path):
    reader.goto(site + ARTICLE)
    save(reader)
    reader.goto(f"{site}/en/reading")
    reader.locator("label", has=reader.locator("[name=size][value='4']")).click()
    with reader.expect_download() as download:
        reader.get_by_role("button", name="Export", exact=True).click()
    file = tmp_path / download.value.suggested_filename
    download.value.save_as(file)
    reader.get_by_role("button", name="Erase everything").click()
    reader.get_by_role("dialog").get_by_role("button", name="Erase everything").click()
    expect(reader.get_by_role("status")).to_have_text("Everything is erased.")
    expect(reader.locator(".line")).to_have_count(0)
    expect(reader.locator("html")).to_have_attribute("data-size", "3")
    assert reader.evaluate("Object.keys(localStorage)") == []
    reader.locator("input[type=file]").set_input_files(file)

    expect(reader.get_by_role("status")).to_have_text("Taken in. Saved: 1. History: 1.")
    expect(reader.locator("[data-kind=saved] .line a")).to_have_attribute("href", ARTICLE)
    expect(reader.locator("html")).to_have_attribute("data-size", "4")
    assert [told["saved"] for told in reader.evaluate("told")] == [False, True]


def test_a_file_that_is_not_ours_changes_nothing(site, reader):
    reader.goto(f"{site}/en/reading")
    keep(reader, "saved", [entry(1)])
    for written in ("", "{}", "[1]", '{"format": "other"}', "<html>"):
        file = {"name": "x.json", "mimeType": "application/json", "buffer": written.encode()}
        reader.locator("input[type=file]").set_input_files(file)
        expect(reader.get_by_role("status")).to_contain_text("Nothing was changed")
        reader.get_by_role("status").evaluate("(status) => { status.textContent = ''; }")

    assert len(kept(reader, "saved")) == 1


def test_a_file_adds_to_what_is_there_and_its_hostile_lines_do_not(site, reader):
    reader.goto(f"{site}/en/reading")
    keep(reader, "saved", [entry(1, at=5)])
    file = {
        "format": "daily8-reading",
        "saved": [
            entry(2, at=9),
            entry(1, at=99, title="Another"),
            {"address": "javascript:alert(1)", "title": "x"},
        ],
        "history": [entry(3), None],
        "settings": {"size": 5, "face": "comic", "__proto__": {"keys": False}, "constructor": 1},
    }
    payload = {"name": "x.json", "mimeType": "application/json", "buffer": json.dumps(file).encode()}
    reader.locator("input[type=file]").set_input_files(payload)

    expect(reader.locator("[data-kind=saved] .line a")).to_have_text(["Title 1", "Title 2"])
    assert kept(reader, "settings") == {"size": 5, "face": "serif", "keys": True, "history": True}


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
