"""Operators at work, in a real browser."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.test_every_page import COLOURS
from tests.conftest import PASSWORD

pytestmark = pytest.mark.browser

HERE = Path(__file__).parent
AXE = (HERE / "vendor" / "axe.min.js").read_text(encoding="utf-8")
# Pages about the site as a whole.
SITE = ["ai/", "settings/", "branding/"]
LISTS = ["sources/publisher/", "sources/feed/", "articles/article/"]
MORE = [
    "sources/feed/look/", "sources/record/", "sources/takedown/", "sources/takedown/add/",
    "password_change/",
]  # fmt: skip
SAVED = {
    "en": "The publisher “harbour.example” was changed successfully.",
    "ar": "حُفظت التعديلات على ناشر «harbour.example».",
}


@pytest.fixture
def desk(browser: Browser) -> Iterator[Page]:
    """A browser that keeps what the policy forbade and what scripts got wrong."""
    context = browser.new_context(
        service_workers="block",
        viewport={"width": 1280, "height": 844},
        color_scheme="light",
        reduced_motion="reduce",
    )
    context.set_default_timeout(15_000)
    page = context.new_page()
    page.add_init_script(
        "window.reports = [];"
        "document.addEventListener('securitypolicyviolation',"
        " (event) => reports.push(event.violatedDirective + ' ' + event.blockedURI));"
    )
    page.on("pageerror", lambda error: pytest.fail(f"a script of the admin failed: {error}"))
    yield page
    context.close()


def sign_in(desk: Page, newsroom: str, language: str, password: str = PASSWORD) -> None:
    desk.goto(f"{newsroom}/{language}/admin/")
    desk.fill("[name=login]", "samia")
    desk.fill("[name=password]", password)
    desk.click(".account__form [type=submit]")


def violations(desk: Page) -> list[str]:
    """What axe finds against WCAG, of colours in the dark too, and whatever the policy forbade."""
    desk.evaluate(AXE)
    light = found_by_axe(desk)
    in_the_dark(desk, on=True)
    dark = found_by_axe(desk, runOnly=COLOURS)
    in_the_dark(desk, on=False)
    return light + [f"dark: {one}" for one in dark] + desk.evaluate("reports")


def found_by_axe(desk: Page, **options: object) -> list[str]:
    options = {"resultTypes": ["violations"], **options}
    found = desk.evaluate("(options) => axe.run(document, options)", options)["violations"]
    return [f"{one['id']}: {one['nodes'][0]['html'][:150]}" for one in found if "best-practice" not in one["tags"]]


def in_the_dark(desk: Page, *, on: bool) -> None:
    """Show the page as it is where the system is dark, which it looks at as it is opened."""
    desk.emulate_media(color_scheme="dark" if on else "light")
    desk.evaluate("(on) => document.documentElement.classList.toggle('dark', on)", on)


def test_a_dark_system_gets_a_dark_page(newsroom, desk):
    desk.emulate_media(color_scheme="dark")
    sign_in(desk, newsroom, "en")

    expect(desk.locator("html")).to_have_class(re.compile(r"\bdark\b"))


@pytest.mark.parametrize("language", ["en", "ar"])
def test_an_operator_edits_a_publisher_and_readers_see_it(newsroom, desk, language):
    name = {"en": "The Harbour Times", "ar": "أوقات الميناء"}[language]
    sign_in(desk, newsroom, language)
    desk.click("a[href$='/sources/publisher/'] >> nth=0")
    desk.click("text=harbour.example")
    desk.fill(f"[name=name_{language}]", name)
    desk.select_option("[name=country]", "TZ")
    assert violations(desk) == []
    desk.click("[name=_save]")

    expect(desk.locator("#main")).to_contain_text(SAVED[language])
    reader = desk.context.browser.new_context(service_workers="block").new_page()
    reader.goto(f"{newsroom}/{language}/source/harbour.example")
    expect(reader.locator("h1")).to_contain_text(name)
    reader.context.close()


@pytest.mark.parametrize("language", ["en", "ar"])
def test_every_page_of_the_admin_is_accessible_and_keeps_the_policy(newsroom, desk, language):
    sign_in(desk, newsroom, language)
    faults = {}
    for address in ["", *SITE, *LISTS, *(f"{one}1/change/" for one in LISTS), *MORE, "accounts/user/"]:
        desk.goto(f"{newsroom}/{language}/admin/{address}")
        faults[address] = violations(desk)

    assert {address: found for address, found in faults.items() if found} == {}


@pytest.mark.parametrize("language", ["en", "ar"])
def test_where_no_source_is_found_the_reason_is_read_and_the_address_is_there_to_mend(newsroom, desk, language):
    sign_in(desk, newsroom, language)
    desk.set_viewport_size({"width": 390, "height": 844})
    desk.goto(f"{newsroom}/{language}/admin/sources/feed/look/")
    desk.fill("[name=address]", "http://169.254.169.254/latest")
    desk.keyboard.press("Enter")

    reason = {"en": "169.254.169.254 is not a public address", "ar": "عنوانه داخل شبكة خاصة"}[language]
    expect(desk.locator("body")).to_contain_text(reason)
    expect(desk.locator("[name=address]")).to_have_value("http://169.254.169.254/latest")
    assert violations(desk) == []


def test_feeds_are_paused_from_their_list(newsroom, desk):
    sign_in(desk, newsroom, "en")
    desk.goto(f"{newsroom}/en/admin/sources/feed/")
    desk.locator("tr", has_text="hill.example").locator(".action-select").first.check()
    desk.select_option("[name=action]", "pause")
    desk.click("#changelist-actions button[type=submit]")

    expect(desk.locator("#main")).to_contain_text("1 feed paused.")
    expect(desk.locator("tr", has_text="hill.example").first).to_contain_text("Paused")


def test_the_arabic_admin_is_the_english_one_in_a_mirror(newsroom, desk):
    sign_in(desk, newsroom, "en")

    def places(language: str) -> list[float]:
        desk.goto(f"{newsroom}/{language}/admin/sources/publisher/")
        width = desk.evaluate("document.documentElement.clientWidth")
        boxes = [
            desk.locator(one).first.bounding_box() for one in ("#nav-sidebar", "#result_list", ".action-select")
        ]
        return [box["x"] if language == "en" else width - box["x"] - box["width"] for box in boxes]

    assert places("ar") == pytest.approx(places("en"), abs=2)


@pytest.mark.parametrize("language", ["en", "ar"])
@pytest.mark.parametrize("rows", ["publisher", "feed"])
def test_all_columns_of_sources_are_seen_at_once(newsroom, desk, language, rows):
    sign_in(desk, newsroom, language)
    desk.goto(f"{newsroom}/{language}/admin/sources/{rows}/")
    # The list lies in a frame that would scroll; the page itself never did.
    frames = "[document.documentElement, ...document.querySelectorAll('.simplebar-content-wrapper:has(table)')]"

    over = desk.evaluate(f"{frames}.map((one) => one.scrollWidth - one.clientWidth)")

    assert over == [0, 0]


@pytest.mark.parametrize("language", ["en", "ar"])
def test_the_admin_fits_a_phone(newsroom, desk, language):
    desk.set_viewport_size({"width": 390, "height": 844})
    sign_in(desk, newsroom, language)
    wide = {}
    for address in ["", *SITE, *LISTS, "sources/publisher/1/change/", *MORE]:
        desk.goto(f"{newsroom}/{language}/admin/{address}")
        wide[address] = desk.evaluate(
            "document.documentElement.scrollWidth - document.documentElement.clientWidth"
        )

    assert {address: extra for address, extra in wide.items() if extra > 0} == {}
