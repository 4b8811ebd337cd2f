from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

pytestmark = pytest.mark.browser


@pytest.fixture(params=[390, 1280])
def plain(request: pytest.FixtureRequest, browser: Browser) -> Iterator[Page]:
    """A reader without scripts."""
    context = browser.new_context(viewport={"width": request.param, "height": 844}, java_script_enabled=False)
    context.set_default_timeout(15_000)
    yield context.new_page()
    context.close()


@pytest.mark.parametrize("language", ["en", "ar"])
def test_why_a_story_leads_opens_by_the_keyboard_without_scripts(site, plain, language):
    plain.goto(f"{site}/{language}/")
    lead = plain.locator(".top__lead")
    table, summary = lead.locator(".why table"), lead.locator(".why summary")
    expect(table).to_be_hidden()

    summary.focus()
    plain.keyboard.press("Enter")

    expect(table).to_be_visible()
    expect(lead.locator(".told__sources")).to_be_in_viewport()


def test_the_count_of_sources_leads_to_the_story_and_the_headline_to_the_article(site, plain):
    plain.goto(f"{site}/en/")
    plain.locator(".top__lead .told__sources").click()
    assert "/story/" in plain.url

    plain.goto(f"{site}/en/")
    plain.locator(".top__lead .card__title a").click()
    assert "/article/" in plain.url


def test_the_question_stays_where_it_is_when_its_answer_opens(site, plain):
    plain.goto(f"{site}/en/")
    summary = plain.locator(".top__lead .why summary")
    summary.click(trial=True)
    before = summary.bounding_box()
    summary.click()

    assert summary.bounding_box() == before


@pytest.mark.parametrize("width", [320, 390])
@pytest.mark.parametrize("language", ["en", "ar"])
@pytest.mark.parametrize("name", ["Harbour Post", "Nachrichtenportal", "The Harbour Courier and Evening Post"])
def test_a_site_of_another_name_fits_on_a_phone(site, browser, width, language, name):
    context = browser.new_context(viewport={"width": width, "height": 844}, is_mobile=True)
    page = context.new_page()
    page.goto(f"{site}/{language}/about")
    page.evaluate("(name) => document.querySelector('.masthead__name').replaceChildren(name)", name)

    too_wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    context.close()
    assert too_wide == 0
