"""What unfolds on cards and stories does so by the keyboard, without scripts, in both directions of writing."""

import hashlib
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

pytestmark = pytest.mark.browser

ARTICLE = hashlib.md5(b"en 0").hexdigest()


@pytest.fixture(params=[390, 1280])
def plain(request: pytest.FixtureRequest, browser: Browser) -> Iterator[Page]:
    """A reader without scripts."""
    context = browser.new_context(viewport={"width": request.param, "height": 844}, java_script_enabled=False)
    context.set_default_timeout(15_000)
    yield context.new_page()
    context.close()


def unfolds(page: Page, fold: Locator, words: Locator) -> None:
    """Walk to a question by the keyboard alone, open its answer, and close it again."""
    summary = fold.locator("summary")
    expect(words).to_be_hidden()
    # From the last link before it, by the key with which one walks through a page.
    page.evaluate(
        """summary => {
          const all = [...document.querySelectorAll('a[href], button, summary')];
          all.slice(0, all.indexOf(summary)).findLast(one => one.checkVisibility()).focus();
        }""",
        summary.element_handle(),
    )
    page.keyboard.press("Tab")
    expect(summary).to_be_focused()
    assert summary.evaluate("one => getComputedStyle(one).outlineStyle") != "none"

    for key in ("Enter", "Space"):
        page.keyboard.press(key)
        expect(words).to_be_visible()
        page.keyboard.press(key)
        expect(words).to_be_hidden()


@pytest.mark.parametrize("language", ["en", "ar"])
def test_how_a_related_article_begins_unfolds_by_the_keyboard(site, plain, language):
    plain.goto(f"{site}/{language}/article/{ARTICLE}")
    card = plain.locator(".related .card", has=plain.locator("details")).first

    unfolds(plain, card.locator("details"), card.locator(".fold__words"))


@pytest.mark.parametrize("language", ["en", "ar"])
def test_copies_in_a_story_unfold_by_the_keyboard(site, plain, language):
    plain.goto(f"{site}/{language}/article/{ARTICLE}")
    plain.locator(".beside__title a").click()
    fold = plain.locator(".timeline .fold").first

    unfolds(plain, fold, fold.locator("ul"))


@pytest.mark.parametrize("language", ["en", "ar"])
def test_why_each_place_at_the_top_is_there_unfolds_by_the_keyboard(site, plain, language):
    plain.goto(f"{site}/{language}/")
    places = plain.locator(".top .told")
    assert places.count() > 1

    for place in places.all():
        why = place.locator(".why")
        unfolds(plain, why, why.locator("table, p").first)
