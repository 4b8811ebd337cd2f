"""A reader follows a hashtag, a source and a story, and reads what is new of them."""

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.reading import address
from tests.browser.test_admin import sign_in
from tests.browser.test_every_page import axe_violations_in_both_themes

pytestmark = pytest.mark.browser

WORDS = {
    "en": {"follow": "Follow", "unfollow": "Unfollow", "nothing": "You follow nothing yet", "title": "Following"},
    "ar": {"follow": "متابعة", "unfollow": "إلغاء المتابعة", "nothing": "لا تتابع شيئا بعد", "title": "ما تتابعه"},
}
HASHTAGS = {"en": "hashtag/TheOldQuay", "ar": "hashtag/المدينة_القديمة"}
SOURCES = {"en": "source/harbour.example", "ar": "source/wadi.example"}


@pytest.fixture(params=[390, 1280])
def reader(request: pytest.FixtureRequest, browser: Browser, newsroom: str) -> Page:
    """Somebody who is signed in; on the phone without scripts."""
    with browser.new_context(service_workers="block") as door:
        sign_in(door.new_page(), newsroom, "en")
        known = door.storage_state()
    context = browser.new_context(
        service_workers="block",
        storage_state=known,
        viewport={"width": request.param, "height": 844},
        java_script_enabled=request.param == 1280,
    )
    yield context.new_page()
    context.close()


@pytest.mark.parametrize("language", ["en", "ar"])
def test_what_is_followed_is_read_in_one_list_until_it_is_unfollowed(newsroom, reader, language):
    words = WORDS[language]
    reader.goto(f"{newsroom}/{language}/following")
    expect(reader.locator(".notice__title")).to_have_text(words["nothing"])
    story = address("en", 0, of=language, kind="story")
    for page in (f"/{language}/{HASHTAGS[language]}", f"/{language}/{SOURCES[language]}", story):
        reader.goto(f"{newsroom}{page}")
        reader.locator(".follow button").click()
        expect(reader.locator(".follow button")).to_have_text(words["unfollow"])

    reader.goto(f"{newsroom}/{language}/following")
    expect(reader.locator(".followed__line")).to_have_count(3)
    assert reader.locator(".listing .card").count() > 3
    assert reader.locator(".card__kicker a").count() > 0
    for left in (2, 1, 0):
        reader.locator(".followed__line button").first.click()
        expect(reader.locator(".followed__line")).to_have_count(left)
    expect(reader.locator(".notice__title")).to_have_text(words["nothing"])


@pytest.mark.parametrize("language", ["en", "ar"])
def test_pages_of_what_is_followed_are_accessible_and_fit(newsroom, browser, language):
    context = browser.new_context(
        service_workers="block", viewport={"width": 390, "height": 844}, reduced_motion="reduce"
    )
    page = context.new_page()
    sign_in(page, newsroom, language)
    faults = []
    for step in ("following", f"follow?kind=source&name={SOURCES[language].removeprefix('source/')}"):
        page.goto(f"{newsroom}/{language}/{step}")
        faults += axe_violations_in_both_themes(page)
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    page.locator(".following__choice button").click()
    expect(page.locator("h1")).to_have_text(WORDS[language]["title"])
    faults += axe_violations_in_both_themes(page)
    page.locator(".followed__line button").click()
    context.close()

    assert faults == []


@pytest.mark.parametrize("language", ["en", "ar"])
def test_who_is_not_signed_in_is_told_why_and_finds_it_followed_after_signing_in(newsroom, browser, language):
    context = browser.new_context(
        service_workers="block", viewport={"width": 390, "height": 844}, reduced_motion="reduce"
    )
    page = context.new_page()
    page.goto(f"{newsroom}/{language}/{SOURCES[language]}")
    page.locator(".follow a").click()
    faults = axe_violations_in_both_themes(page)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    page.locator("button[value=login]").click()
    page.locator("[name=login]").fill("samia")
    page.locator("[name=password]").fill("sails-by-the-quay")
    page.locator(".account__form button").first.click()

    page.wait_for_url(f"**/{SOURCES[language]}")
    expect(page.locator(".follow button")).to_have_text(WORDS[language]["unfollow"])
    page.locator(".follow button").click()
    expect(page.locator(".follow button")).to_have_text(WORDS[language]["follow"])
    context.close()
    assert faults == []


@pytest.mark.parametrize("language", ["en", "ar"])
def test_words_are_looked_at_muted_and_shown_again(newsroom, reader, language):
    word = {"en": "harbour", "ar": "الميناء"}[language]
    reader.goto(f"{newsroom}/{language}/latest")
    before = reader.locator(".card__title", has_text=word).count()
    reader.goto(f"{newsroom}/{language}/muted")
    reader.locator(".muting input[name=name]").fill(word)
    reader.locator(".muting button").click()
    hidden = reader.locator(".muting__hidden .card__title", has_text=word)
    hidden.first.wait_for()
    assert hidden.count() >= before > 0
    reader.locator(".following__choice button").click()

    expect(reader.locator(".followed__line")).to_have_count(1)
    reader.goto(f"{newsroom}/{language}/latest")
    expect(reader.locator(".card__title", has_text=word)).to_have_count(0)
    reader.goto(f"{newsroom}/{language}/muted")
    reader.locator(".followed__line button").click()
    expect(reader.locator(".followed__line")).to_have_count(0)


@pytest.mark.parametrize("language", ["en", "ar"])
def test_a_source_is_muted_from_its_own_page_and_the_pages_are_accessible(newsroom, browser, language):
    context = browser.new_context(
        service_workers="block", viewport={"width": 390, "height": 844}, reduced_motion="reduce"
    )
    page = context.new_page()
    sign_in(page, newsroom, language)
    page.goto(f"{newsroom}/{language}/{SOURCES[language]}")
    page.locator(".follow__mute").click()
    faults = axe_violations_in_both_themes(page)
    page.locator(".following__choice button").click()
    expect(page.locator(".followed__line")).to_have_count(1)
    faults += axe_violations_in_both_themes(page)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    page.locator(".followed__line button").click()
    expect(page.locator(".followed__line")).to_have_count(0)
    context.close()

    assert faults == []
