"""Storages that are spoilt, hostile, full or forbidden; and all that is kept as a file."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from tests.browser.reading import ARTICLE, SECOND, entry, erase, keep, kept, save, take_in, watched

pytestmark = pytest.mark.browser


@pytest.fixture
def browser_context_args():
    viewport = {"width": 1280, "height": 844}
    # What the worker keeps is not asked here, and each test would make it fetch the whole shell.
    return {"viewport": viewport, "reduced_motion": "reduce", "service_workers": "block"}


@pytest.fixture
def reader(page: Page) -> Iterator[Page]:
    with watched(page) as reader:
        yield reader


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
    erase(reader)
    expect(reader.get_by_role("status")).to_have_text("Everything is erased.")
    expect(reader.locator(".line")).to_have_count(0)
    expect(reader.locator("html")).to_have_attribute("data-size", "3")
    assert reader.evaluate("Object.keys(localStorage)") == []
    reader.locator("input[type=file]").set_input_files(file)

    expect(reader.get_by_role("status")).to_have_text("Imported. Saved: 1. History: 1.")
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
    take_in(
        reader,
        saved=[
            entry(2, at=9),
            entry(1, at=99, title="Another"),
            {"address": "javascript:alert(1)", "title": "x"},
        ],
        history=[entry(3), None],
        settings={"size": 5, "face": "comic", "__proto__": {"keys": False}, "constructor": 1},
    )

    expect(reader.locator("[data-kind=saved] .line a")).to_have_text(["Title 1", "Title 2"])
    assert kept(reader, "settings") == {"size": 5, "face": "serif", "keys": True, "history": True}


def test_a_file_of_a_thousand_articles_is_written_once_and_told_once(site, reader):
    reader.goto(f"{site}/en/reading")
    keep(reader, "saved", [entry(0, at=5), entry(1001, at=2000)])
    reader.evaluate(
        """() => {
          window.written = [];
          const write = Storage.prototype.setItem;
          Storage.prototype.setItem = function (name, words) {
            written.push(name);
            write.call(this, name, words);
          };
        }"""
    )
    take_in(reader, saved=[entry(number, at=number) for number in range(1000)])

    expect(reader.get_by_role("status")).to_have_text("Imported. Saved: 1000. History: 0.")
    assert reader.evaluate("written.filter((name) => name === 'daily8.saved')") == ["daily8.saved"]
    assert reader.evaluate("told.map((one) => [one.articles.length, one.saved])") == [[999, True]]
    titles = [one["title"] for one in kept(reader, "saved")]
    assert (len(titles), titles[0], titles[-1]) == (1000, "Title 1", "Title 999")
    erase(reader)
    expect(reader.locator(".line")).to_have_count(0)
    assert reader.evaluate("told.map((one) => [one.articles.length, one.saved])") == [[999, True], [1000, False]]
