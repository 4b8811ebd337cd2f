"""Articles read aloud by the device: its voices are the far end, everything before them is real."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.assisting import (
    BOTH_VOICES,
    LIT,
    SENTENCES,
    article,
    offer,
    with_voices,
    without_voices,
)
from tests.browser.conftest import HERE, ROOT, serving
from tests.browser.test_every_page import axe_violations

pytestmark = pytest.mark.browser
LANGUAGES = pytest.mark.parametrize("language", ["en", "ar"])


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A site with articles to be read aloud and no voice of its own."""
    path = f"{HERE / 'voiceless'}:{ROOT}"
    world = [str(HERE / "assistant_world.py"), "-"]
    with serving(tmp_path_factory.mktemp("told"), world, PYTHONPATH=path) as address:
        yield address


def player(page: Page, address: str) -> Locator:
    page.goto(address)
    offer(page, "listen").click()
    shown = page.locator(".ai__player")
    expect(shown).to_be_visible()
    return shown


def spoken(page: Page) -> list[str]:
    return page.evaluate("spoken.map((said) => said.text)")


def count(page: Page, number: int) -> None:
    page.wait_for_function("(number) => spoken.length >= number", arg=number)


@LANGUAGES
def test_an_article_is_read_sentence_by_sentence_with_the_spoken_one_lit(told, page, language):
    with_voices(page, BOTH_VOICES)
    shown = player(page, f"{told}/{article(language)}")
    shown.locator("[data-play]").click()
    for number, sentence in enumerate(SENTENCES[language], 1):
        count(page, number)
        assert spoken(page)[-1] == sentence
        assert page.evaluate(LIT) == [sentence]
        expect(shown.locator("[data-told]")).to_contain_text(f"{number} / {len(SENTENCES[language])}")
        page.evaluate("finish()")

    expect(shown.locator("[data-play]")).to_have_text({"en": "Play", "ar": "تشغيل"}[language])
    expect(shown.locator("[data-told]")).to_contain_text(f"1 / {len(SENTENCES[language])}")
    assert page.evaluate(LIT) == []
    assert page.evaluate("new Set(spoken.map((said) => said.lang)).size") == 1
    assert page.evaluate("spoken[0].lang").startswith(language)


def test_the_voice_is_that_of_the_article_not_of_the_page(told, page):
    with_voices(page, BOTH_VOICES)
    player(page, f"{told}/{article('ar', of='en')}").locator("[data-play]").click()
    count(page, 1)

    assert page.evaluate("spoken[0].lang") == "ar-001"


def test_play_pause_next_and_previous_by_keyboard(told, page):
    with_voices(page, BOTH_VOICES)
    shown = player(page, f"{told}/{article('en')}")
    shown.locator("[data-play]").focus()
    page.keyboard.press("Enter")
    count(page, 1)
    page.keyboard.press("Enter")
    expect(shown.locator("[data-play]")).to_have_text("Play")
    assert page.evaluate(LIT) == [SENTENCES["en"][0]]
    page.keyboard.press("Enter")
    count(page, 2)
    shown.locator("[data-on]").focus()
    page.keyboard.press("Enter")
    count(page, 3)
    shown.locator("[data-back]").focus()
    page.keyboard.press("Enter")
    count(page, 4)

    assert spoken(page) == [SENTENCES["en"][number] for number in (0, 0, 1, 0)]


def test_while_nothing_is_read_one_goes_to_a_place_and_begins_there(told, page):
    with_voices(page, BOTH_VOICES)
    shown = player(page, f"{told}/{article('en')}")
    shown.locator("[data-place]").focus()
    for _ in range(3):
        page.keyboard.press("ArrowRight")
    assert spoken(page) == []
    assert page.evaluate(LIT) == [SENTENCES["en"][3]]
    assert shown.locator("[data-place]").get_attribute("aria-valuetext") == "\u20664 / 5\u2069"
    shown.locator("[data-play]").click()
    count(page, 1)

    assert spoken(page) == [SENTENCES["en"][3]]
    page.keyboard.press("Tab")
    shown.locator("[data-on]").click()
    count(page, 2)
    shown.locator("[data-on]").click()
    count(page, 3)
    assert spoken(page)[1:] == [SENTENCES["en"][4], SENTENCES["en"][4]]


def test_another_speed_holds_at_once_and_for_what_follows(told, page):
    with_voices(page, BOTH_VOICES)
    shown = player(page, f"{told}/{article('en')}")
    shown.locator("[data-play]").click()
    count(page, 1)
    shown.locator("[data-speed]").select_option("1.5")
    count(page, 2)
    page.evaluate("finish()")
    count(page, 3)

    assert page.evaluate("spoken.map((said) => said.rate)") == [1, 1.5, 1.5]
    assert spoken(page)[0] == spoken(page)[1]


@LANGUAGES
@pytest.mark.parametrize("voices", ["none", "of another language"])
def test_a_device_without_a_voice_for_it_says_so(told, page, language, voices):
    other = [voice for voice in BOTH_VOICES if not voice["lang"].startswith(language)]
    with_voices(page, [] if voices == "none" else other)
    shown = player(page, f"{told}/{article(language)}")
    shown.locator("[data-play]").click()

    words = {"en": "This device has no voice for the language", "ar": "لا صوت في هذا الجهاز"}[language]
    expect(shown.get_by_role("status")).to_contain_text(words)
    expect(shown.locator("[data-play]")).to_be_enabled()


def test_a_voice_that_breaks_off_says_so_and_can_be_tried_again(told, page):
    with_voices(page, BOTH_VOICES)
    shown = player(page, f"{told}/{article('en')}")
    shown.locator("[data-play]").click()
    count(page, 1)
    page.evaluate("breakOff()")
    expect(shown.get_by_role("status")).to_contain_text("The voice broke off")
    shown.locator("[data-play]").click()
    count(page, 2)

    assert spoken(page) == [SENTENCES["en"][0]] * 2


def test_closing_the_player_and_leaving_the_page_silence_it(told, page):
    with_voices(page, BOTH_VOICES)
    player(page, f"{told}/{article('en')}").locator("[data-play]").click()
    count(page, 1)
    offer(page, "listen").click()
    expect(page.locator(".ai__player")).to_have_count(0)

    assert page.evaluate(LIT) == []
    # What had been spoken is over: nothing follows.
    assert page.evaluate("(() => { try { finish(); } catch { return 'silent'; } })()") == "silent"
    assert len(spoken(page)) == 1


def test_a_browser_that_speaks_not_at_all_says_so_too(told, page):
    without_voices(page)
    shown = player(page, f"{told}/{article('en')}")
    assert page.evaluate("typeof speechSynthesis") == "undefined"
    shown.locator("[data-play]").click()

    expect(shown.get_by_role("status")).to_contain_text("This device has no voice")


@LANGUAGES
def test_the_player_is_accessible_and_fits_a_phone(told, page, language):
    page.set_viewport_size({"width": 390, "height": 844})
    with_voices(page, BOTH_VOICES)
    shown = player(page, f"{told}/{article(language)}")
    shown.locator("[data-play]").click()
    count(page, 1)

    assert axe_violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    for box in shown.locator("button, select, input").all():
        assert (box.bounding_box() or {})["height"] >= 24
