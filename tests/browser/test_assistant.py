"""The assistant's card and pages: by mouse, by keyboard, without scripts, in both languages."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.assisting import (
    LIT,
    OF_A_STORY,
    OF_AN_ARTICLE,
    SENTENCES,
    STORY,
    article,
    asked,
    offer,
    opened,
)
from tests.browser.conftest import HERE, ROOT, serving
from tests.browser.test_every_page import axe_violations_in_both_themes
from tests.web import coverage_of_a_crane as crane

pytestmark = pytest.mark.browser
LANGUAGES = pytest.mark.parametrize("language", ["en", "ar"])
WORLD = str(HERE / "assistant_world.py")


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A site with a story to tell of, no model, and nothing beyond this machine to be reached."""
    fence = f"{HERE / 'fence'}:{ROOT}"
    with serving(tmp_path_factory.mktemp("told"), [WORLD, "-"], PYTHONPATH=fence) as address:
        yield address


@pytest.fixture
def plain(browser: Browser) -> Iterator[Page]:
    """A browser that runs no scripts."""
    context = browser.new_context(java_script_enabled=False, viewport={"width": 390, "height": 844})
    yield context.new_page()
    context.close()


@pytest.fixture
def reader(request: pytest.FixtureRequest, browser: Browser) -> Iterator[Page]:
    context = browser.new_context(
        service_workers="block",
        viewport={"width": request.param, "height": 844},
        color_scheme="light",
        reduced_motion="reduce",
    )
    page = context.new_page()
    page.add_init_script(
        "window.reports = []; addEventListener('securitypolicyviolation',"
        " (event) => reports.push(event.violatedDirective + ' ' + event.blockedURI));"
    )
    page.on("pageerror", lambda error: pytest.fail(f"a script failed: {error}"))
    yield page
    context.close()


def fits(page: Page) -> bool:
    return page.evaluate("document.documentElement.scrollWidth <= innerWidth")


@LANGUAGES
def test_with_no_model_and_no_network_everything_but_translation_works(told, page, language):
    other = {"en": "ar", "ar": "en"}[language]
    asked_beyond: list[str] = []
    page.on("request", lambda request: request.url.startswith(told) or asked_beyond.append(request.url))
    for of, abilities in (("article", OF_AN_ARTICLE), ("story", OF_A_STORY)):
        for ability in abilities:
            page.goto(f"{told}/{language}/story/{STORY}" if of == "story" else f"{told}/{article(language)}")
            part = opened(page, ability)
            if ability == "ask":
                part.locator("input[name=q]").fill(crane.QUESTIONS[language])
                part.locator("button").click()
            expect(part.locator(".ai__line").first).to_be_visible()
            expect(part.locator(".ai__line a[data-sentence]").first).to_be_visible()
    page.goto(f"{told}/{article(other, of=language)}")

    expect(opened(page, "translate").locator(".ai__nothing")).to_contain_text("DAILY8_MODEL")
    assert asked_beyond == []


@LANGUAGES
@pytest.mark.parametrize("by", ["mouse", "keyboard"])
def test_each_thing_of_the_card_opens_beneath_it_and_closes_again(told, page, language, by):
    page.goto(f"{told}/{article(language)}")
    page.evaluate("window.sameDocument = true")
    for ability in OF_AN_ARTICLE:
        link = offer(page, ability)
        if by == "mouse":
            link.click()
        else:
            link.focus()
            page.keyboard.press("Enter")
        part = page.locator("ai-card ai-part")
        expect(part.locator("p, form").first).to_be_visible()
        expect(part).to_have_attribute("aria-label", link.inner_text())
        assert page.locator("ai-card .ai__out").count() == 1
        assert page.locator(".ai__offers [aria-expanded]").count() == 1
    link.focus()
    page.keyboard.press("Enter")

    expect(page.locator("ai-card .ai__out")).to_have_count(0)
    assert page.locator(".ai__offers [aria-expanded]").count() == 0
    assert page.evaluate("window.sameDocument")


@LANGUAGES
def test_a_source_lights_up_in_the_text_and_escape_leads_back(told, page, language):
    page.goto(f"{told}/{article(language)}")
    source = opened(page, "summary").locator("a[data-sentence]").first
    source.focus()
    page.keyboard.press("Enter")

    expect(page.locator(".prose p").first).to_be_focused()
    assert page.evaluate(LIT) == [SENTENCES[language][0]]
    expect(page.locator(".prose p").first).to_be_in_viewport()
    page.keyboard.press("Escape")
    expect(source).to_be_focused()
    assert page.evaluate(LIT) == []


def test_one_source_after_the_other_is_lit_and_none_is_left_when_the_card_closes(told, page):
    page.goto(f"{told}/{article('en')}")
    sources = opened(page, "summary").locator("a[data-sentence]")
    lit = []
    for number in range(sources.count()):
        sources.nth(number).click()
        lit += page.evaluate(LIT)

    assert len(lit) == sources.count() > 1
    assert set(lit) <= set(SENTENCES["en"])
    offer(page, "summary").click()
    expect(page.locator("ai-card .ai__out")).to_have_count(0)
    assert page.evaluate(LIT) == []


def test_a_source_of_a_story_leads_to_its_article(told, page):
    page.goto(f"{told}/en/story/{STORY}")
    source = opened(page, "compare").locator("a[data-sentence]").first
    source.click()

    expect(page.locator(".article .prose p").first).to_be_visible()
    assert "/en/article/" in page.url


@LANGUAGES
def test_a_question_is_answered_in_the_card_and_the_next_one_follows_it(told, page, language):
    page.goto(f"{told}/{article(language)}")
    page.evaluate("window.sameDocument = true")
    part = opened(page, "ask")
    part.locator("input[name=q]").fill(crane.QUESTIONS[language])
    page.keyboard.press("Enter")

    expect(part.locator(".ai__question")).to_have_text(crane.QUESTIONS[language])
    expect(part.locator(".ai__line").first).to_be_visible()
    expect(part.locator("input[name=q]")).to_be_focused()
    expect(part.locator("input[name=q]")).to_have_value("")
    page.keyboard.type(crane.UNSAID[language])
    with page.expect_request("**/ask/part?*") as asking:
        page.keyboard.press("Enter")
    expect(part.locator(".ai__question")).to_have_text(crane.UNSAID[language])
    expect(part.locator(".ai__nothing")).to_be_visible()
    assert "before=" in asking.value.url
    assert page.evaluate("window.sameDocument")


def test_on_a_phone_no_keyboard_covers_the_answer(told, browser):
    context = browser.new_context(
        service_workers="block", viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True
    )
    page = context.new_page()
    page.goto(f"{told}/{article('en')}")
    part = opened(page, "ask")
    part.locator("input[name=q]").fill(crane.QUESTIONS["en"])
    part.locator("button").tap()

    expect(part.locator(".ai__question")).to_be_focused()
    expect(part.locator(".ai__line").first).to_be_in_viewport()
    context.close()


def test_on_the_page_of_questions_the_address_is_that_of_the_answer(told, page):
    page.goto(f"{told}/en/ask")
    page.locator("main input[name=q]").fill(crane.QUESTIONS["en"])
    page.keyboard.press("Enter")
    expect(page.locator(".ai__line").first).to_be_visible()

    assert "q=Who" in page.url
    page.reload()
    expect(page.locator(".ai__question")).to_have_text(crane.QUESTIONS["en"])


def test_when_the_part_cannot_be_had_the_page_is_opened(told, page):
    page.goto(f"{told}/{article('en')}")
    page.route("**/summary/part", lambda route: route.abort())
    offer(page, "summary").click()

    expect(page).to_have_url(f"{told}/{article('en', 'summary')}")
    expect(page.locator(".ai__line").first).to_be_visible()


def test_without_the_module_the_link_is_a_link(told, page):
    page.route("**/card*.js", lambda route: route.abort())
    page.goto(f"{told}/{article('en')}")
    offer(page, "explain").click()

    expect(page).to_have_url(f"{told}/{article('en', 'explain')}")


@LANGUAGES
def test_without_scripts_everything_is_a_page_and_sources_lead_to_the_article(told, plain, language):
    for ability in OF_AN_ARTICLE[:2]:
        plain.goto(f"{told}/{article(language)}")
        offer(plain, ability).click()
        expect(plain).to_have_url(f"{told}/{article(language, ability)}")
        plain.locator("a[data-sentence]").first.click()
        expect(plain.locator(".prose p").first).to_be_visible()
        assert plain.url.partition("#")[0] == f"{told}/{article(language)}"
    expect(offer(plain, "listen")).to_be_hidden()
    offer(plain, "ask").click()
    plain.locator("main input[name=q]").fill(crane.QUESTIONS[language])
    plain.keyboard.press("Enter")
    expect(plain.locator(".ai__line").first).to_be_visible()
    assert plain.locator("input[name=before]").get_attribute("value") == crane.QUESTIONS[language]
    for ability in ("timeline", "compare"):
        plain.goto(f"{told}/{language}/story/{STORY}")
        offer(plain, ability).click()
        expect(plain.locator(".ai__line").first).to_be_visible()


# The mirror of the wide page has nothing that one of the others has not.
@pytest.mark.parametrize(("reader", "language"), [(390, "en"), (390, "ar"), (1280, "en")], indirect=["reader"])
def test_cards_and_pages_are_accessible_and_fit_the_screen(told, reader, language):
    other = {"en": "ar", "ar": "en"}[language]
    faults = {}
    for where, abilities in ((article(language), OF_AN_ARTICLE), (f"{language}/story/{STORY}", ("compare",))):
        for ability in abilities:
            reader.goto(f"{told}/{where}")
            opened(reader, ability)
            faults[f"{ability} in the card of {where}"] = problems(reader)
    pages = [
        article(language, "summary"),
        article(language, asked(language)),
        article(other, "translate", language),
    ]
    pages += [f"{language}/story/{STORY}/{ability}" for ability in ("timeline", "compare")]
    for path in (*pages, f"{language}/ask", f"{language}/{asked(language)}", f"{language}/quality"):
        reader.goto(f"{told}/{path}")
        faults[path] = problems(reader)

    assert {name: found for name, found in faults.items() if found} == {}


def problems(page: Page) -> list[str]:
    wide = [] if fits(page) else ["sideways"]
    return wide + axe_violations_in_both_themes(page) + page.evaluate("reports")


@LANGUAGES
def test_who_comes_back_to_a_story_is_shown_what_is_new_in_it(told, page, language):
    page.set_viewport_size({"width": 390, "height": 844})
    page.emulate_media(color_scheme="light", reduced_motion="reduce")
    page.goto(f"{told}/{language}/story/{STORY}")
    expect(page.locator("new-since")).to_be_hidden()
    # The visit was hours ago.
    page.evaluate(
        """() => {
          const kept = JSON.parse(localStorage["daily8.visits"]);
          for (const visit of kept.items) visit.at -= 3 * 3600 * 1000;
          localStorage["daily8.visits"] = JSON.stringify(kept);
        }"""
    )
    page.reload()

    expect(page.locator("new-since .news__title")).to_be_visible()
    shown = page.locator(".news__words").all_inner_texts()
    assert crane.HILL[2] in shown
    assert crane.HILL[1] not in shown
    assert page.locator(".news__line a").first.get_attribute("href").startswith(f"/{language}/article/")
    assert fits(page)
    assert axe_violations_in_both_themes(page) == []
    # Within the visit it stays.
    page.reload()
    expect(page.locator("new-since .news__title")).to_be_visible()


def test_who_keeps_no_history_is_told_nothing_of_visits(told, page):
    page.goto(f"{told}/en/reading")
    page.evaluate("localStorage['daily8.settings'] = JSON.stringify({version: 1, items: {history: false}})")
    page.goto(f"{told}/en/story/{STORY}")
    page.wait_for_load_state("networkidle")

    assert "/story/" not in (page.evaluate("localStorage['daily8.visits']") or "")
