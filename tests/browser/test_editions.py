"""A reader reads the eight, moves the weights with the keyboard, and walks through the archive."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import HERE, serving
from tests.browser.reading import watched
from tests.browser.test_every_page import axe_violations_in_both_themes
from tests.browser.test_fingers import SMALL

pytestmark = pytest.mark.browser

WIDER = "document.documentElement.scrollWidth > innerWidth"
DONE = {"en": "You are done for today.", "ar": "انتهيت لهذا اليوم."}
OWN = {"en": "The eight by your weights", "ar": "الثمانية وفق أوزانك"}
USUAL = {"en": "The formula’s own eight", "ar": "ثمانية المعادلة"}
# What makes a weight larger.
MORE = {"en": "ArrowRight", "ar": "ArrowLeft"}


@pytest.fixture(scope="module")
def papers(tmp_path_factory: pytest.TempPathFactory, pictures: str) -> Iterator[str]:
    """The address of a site with editions."""
    with serving(tmp_path_factory.mktemp("editions"), [str(HERE / "editions.py"), pictures]) as address:
        yield address


@pytest.fixture(params=[390, 1280])
def reader(request: pytest.FixtureRequest, browser: Browser) -> Iterator[Page]:
    context = browser.new_context(
        viewport={"width": request.param, "height": 844}, reduced_motion="reduce", service_workers="block"
    )
    with watched(context.new_page()) as page:
        yield page
    context.close()


@pytest.mark.parametrize("language", ["en", "ar"])
def test_the_eight_are_read_chosen_otherwise_and_found_again(papers, reader, language):
    faults = {}

    def look(name: str) -> None:
        faults[name] = [*axe_violations_in_both_themes(reader), *[name] * reader.evaluate(WIDER)]

    reader.goto(f"{papers}/{language}/daily")
    reader.locator(".eight__why summary").first.click()
    expect(reader.locator(".eight__why table").first).to_be_visible()
    expect(reader.locator(".done__title")).to_have_text(re.compile(re.escape(DONE[language])))
    reader.locator(".edition__index a").nth(2).focus()
    reader.keyboard.press("Enter")
    expect(reader.locator("#story-3")).to_be_in_viewport()

    reader.locator(".weights").scroll_into_view_if_needed()
    result = reader.locator(".weights__result")
    expect(result).to_contain_text(USUAL[language])
    assert result.is_visible() == (reader.viewport_size["width"] == 1280)
    growth = reader.get_by_role("slider").nth(2)
    growth.focus()
    for _ in range(3):
        reader.keyboard.press(MORE[language])
    expect(result).to_contain_text(OWN[language])
    expect(result).to_be_visible()
    expect(reader.locator("output[for=weight-growth]")).to_have_text("1.5")
    look("edition")
    reader.locator(".weights__reset").click()
    expect(result).to_contain_text(USUAL[language])
    expect(growth).to_have_value("0.75")

    reader.locator(".weights__words a").click()
    expect(reader.locator(".ballot__row").first).to_be_visible()
    look("ballot")
    reader.goto(f"{papers}/{language}/daily")
    reader.locator(".edition__all a").first.click()
    expect(reader.locator("a.calendar__day").first).to_be_visible()
    look("archive")
    before = reader.locator(".calendar__name").text_content()
    reader.locator(".calendar__arrow--back").focus()
    reader.keyboard.press("Enter")
    expect(reader.locator(".calendar__name")).not_to_have_text(before)
    reader.locator("a.calendar__day").focus()
    reader.keyboard.press("Enter")
    expect(reader.locator(".edition__title")).to_be_visible()
    assert {name: found for name, found in faults.items() if found} == {}


def test_without_scripts_weights_are_sent_as_a_form(papers, browser):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{papers}/en/daily")
    expect(page.get_by_role("slider")).to_have_count(0)
    page.locator(".weights__words a").click()
    page.get_by_role("slider").nth(2).fill("3")
    page.locator(".weights__apply").click()

    expect(page).to_have_url(re.compile("/ballot.*growth=3"))
    expect(page.locator(".weights__result")).to_contain_text(OWN["en"])
    expect(page.get_by_role("slider").nth(2)).to_have_value("3")
    page.locator(".weights__reset").click()
    expect(page.get_by_role("slider").nth(2)).to_have_value("0.75")
    context.close()


def test_where_the_site_cannot_be_had_the_weights_are_a_link(papers, browser):
    context = browser.new_context(service_workers="block")
    page = context.new_page()
    page.goto(f"{papers}/en/daily")
    page.route("**/ballot?*", lambda route: route.abort())
    page.locator(".weights").scroll_into_view_if_needed()
    page.get_by_role("slider").first.fill("2")

    expect(page.locator(".weights__result > a")).to_have_attribute("href", re.compile("breadth=2"))
    context.close()


def test_a_finger_reaches_all_that_can_be_touched(papers, browser):
    context = browser.new_context(
        service_workers="block", viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True
    )
    page = context.new_page()
    small = {}
    for link in ("", ".weights__words a", ".heading__above a", ".edition__all a"):
        if link:
            page.locator(link).first.click()
        else:
            page.goto(f"{papers}/ar/daily")
        page.locator("save-button:not(:defined)").wait_for(state="detached")
        small[page.url] = page.evaluate(SMALL)

    assert [one for found in small.values() for one in found] == []
    context.close()


@pytest.mark.parametrize(("language", "other", "figure"), [("en", "ar", "1400"), ("ar", "en", "nine")])
def test_a_figure_in_the_other_script_fetches_no_font_of_it(papers, reader, language, other, figure):
    reader.goto(f"{papers}/{language}/daily")
    row = f'<dl><div class="eight__row"><dd><b lang="{other}">{figure}</b></dd></div></dl>'
    fonts = reader.evaluate(
        """async (row) => {
          const place = document.querySelector(".eight__body");
          place.insertAdjacentHTML("beforeend", row);
          // Fonts are asked for when the page is laid out.
          place.getBoundingClientRect();
          await document.fonts.ready;
          const loaded = [...document.fonts].filter((font) => font.status !== "unloaded");
          return loaded.map((font) => font.family.replaceAll('"', ""));
        }""",
        row,
    )

    assert (
        not {"Markazi Text", "Readex Pro"} & set(fonts) if language == "en" else "Newsreader Display" not in fonts
    )
