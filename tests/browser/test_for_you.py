"""A reader switches on "for you", slides, begins anew, and takes what is followed into a feed reader."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.reading import watched
from tests.browser.test_every_page import axe_violations_in_both_themes

pytestmark = pytest.mark.browser

HASHTAGS = {"en": "hashtag/TheOldQuay", "ar": "hashtag/المدينة_القديمة"}
WIDER = "document.documentElement.scrollWidth > innerWidth"
FOLLOWED = {"en": "You follow", "ar": "تتابع"}
ANEW = {"en": "no longer counts", "ar": "لم يعد"}


@pytest.fixture(params=[390, 1280])
def reader(request: pytest.FixtureRequest, browser: Browser, newsroom: str) -> Iterator[Page]:
    """Somebody who is signed in; on the phone without scripts."""
    context = browser.new_context(
        viewport={"width": request.param, "height": 844},
        java_script_enabled=request.param == 1280,
        service_workers="block",
    )
    context.add_cookies([{"name": "sessionid", "value": "noor" * 8, "url": newsroom}])
    with watched(context.new_page()) as page:
        yield page
    context.close()


@pytest.mark.parametrize("language", ["en", "ar"])
def test_it_is_switched_on_slid_read_on_begun_anew_and_switched_off(newsroom, reader, language):
    reader.goto(f"{newsroom}/{language}/{HASHTAGS[language]}")
    reader.locator(".follow button").click()
    reader.goto(f"{newsroom}/{language}/for-you")
    reader.locator("button[value=on]").click()
    reasons = reader.locator(".card__reason")
    expect(reasons.first).to_contain_text(FOLLOWED[language])

    before = reasons.count()
    reader.locator("a[rel=next]").click()
    if reader.viewport_size["width"] == 1280:
        reader.wait_for_function(f"() => document.querySelectorAll('.card__reason').length > {before}")
    else:
        reader.wait_for_url("**ten=2")
    links = reader.locator(".card__title a").evaluate_all("all => all.map((one) => one.href)")
    assert len(links) == len(set(links))

    reader.goto(f"{newsroom}/{language}/for-you")
    slider = reader.get_by_role("slider")
    expect(slider).to_have_value("50")
    slider.focus()
    for _ in range(5):
        reader.keyboard.press("ArrowLeft" if language == "en" else "ArrowRight")
    reader.locator(".slider button").click()
    expect(slider).to_have_value("0")
    expect(reasons.first).not_to_contain_text(FOLLOWED[language])

    reader.locator("button[value=reset]").click()
    expect(reader.locator(".told")).to_contain_text(ANEW[language])
    expect(slider).to_have_value("50")
    reader.locator("button[value=off]").click()
    expect(reader.locator("button[value=on]")).to_be_visible()
    reader.goto(f"{newsroom}/{language}/{HASHTAGS[language]}")
    reader.locator(".follow button").click()


@pytest.mark.parametrize("language", ["en", "ar"])
def test_its_pages_and_those_beside_it_are_accessible_and_fit_and_a_feed_is_made(newsroom, browser, language):
    context = browser.new_context(
        viewport={"width": 390, "height": 844}, reduced_motion="reduce", service_workers="block"
    )
    context.add_cookies([{"name": "sessionid", "value": "rami" * 8, "url": newsroom}])
    with watched(context.new_page()) as page:
        page.goto(f"{newsroom}/{language}/for-you")
        faults = [*axe_violations_in_both_themes(page), *[page.url] * page.evaluate(WIDER)]
        page.locator("button[value=on]").click()
        page.locator(".slider").wait_for()
        faults += [*axe_violations_in_both_themes(page), *[page.url] * page.evaluate(WIDER)]
        page.locator("button[value=off]").click()

        page.goto(f"{newsroom}/{language}/{HASHTAGS[language]}")
        page.locator(".follow button").click()
        page.goto(f"{newsroom}/{language}/following")
        page.locator("form[action$='/following/feed'] button").click()
        links = page.locator("#own-feed ~ .settings__actions a")
        expect(links).to_have_count(3)
        faults += [*axe_violations_in_both_themes(page), *[page.url] * page.evaluate(WIDER)]
        addresses = links.evaluate_all("all => all.map(one => one.href)")
        answers = [context.request.get(address) for address in addresses]
        assert [answer.status for answer in answers] == [200, 200, 200]
        assert "<item>" in answers[0].text()
        page.locator("button[value=stop]").click()
        expect(links).to_have_count(0)
        assert context.request.get(addresses[0]).status == 404
        page.locator(".followed__line button").click()
    context.close()

    assert faults == []
