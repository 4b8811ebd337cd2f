"""A reader listens to the eight, jumps to a chapter and to a sentence, and does without scripts."""

import re
import urllib.request
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import HERE, serving
from tests.browser.reading import watched
from tests.browser.test_every_page import axe_violations_in_both_themes
from tests.browser.test_fingers import SMALL

pytestmark = pytest.mark.browser

WIDER = "document.documentElement.scrollWidth > innerWidth"
PLAYS_MP3 = "document.createElement('audio').canPlayType('audio/mpeg') !== ''"
NOW = "document.querySelector('audio').currentTime"


@pytest.fixture(scope="module")
def aloud(tmp_path_factory: pytest.TempPathFactory, pictures: str) -> Iterator[str]:
    """The address of a site whose editions are read aloud."""
    pytest.importorskip("lameenc", reason="the extra speech is not installed")
    with serving(tmp_path_factory.mktemp("aloud"), [str(HERE / "podcasts.py"), pictures]) as address:
        yield address


@pytest.fixture(params=[390, 1280])
def listener(request: pytest.FixtureRequest, browser: Browser) -> Iterator[Page]:
    context = browser.new_context(
        viewport={"width": request.param, "height": 844}, reduced_motion="reduce", service_workers="block"
    )
    with watched(context.new_page()) as page:
        yield page
    context.close()


def seconds(link: str) -> float:
    return float(link.rsplit("#t=", 1)[1])


@pytest.mark.parametrize("language", ["en", "ar"])
def test_the_eight_are_heard_and_jumped_through(aloud, listener, language):
    listener.goto(f"{aloud}/{language}/daily")
    if not listener.evaluate(PLAYS_MP3):
        pytest.skip("this Chromium was built without MP3")
    assert listener.evaluate("document.querySelector('audio').readyState") == 0
    listener.locator(".listen__chapters summary").focus()
    listener.keyboard.press("Enter")
    chapter = listener.locator(".listen__chapters a").nth(2)
    begins = seconds(chapter.get_attribute("href"))
    listener.wait_for_function("() => !!customElements.get('episode-player')")
    chapter.focus()
    listener.keyboard.press("Enter")

    listener.wait_for_function(f"() => {NOW} > {begins} + 0.3")
    assert listener.evaluate(NOW) < begins + 20
    expect(chapter).to_have_attribute("aria-current", "true")
    expect(listener.locator("[aria-current=true]")).to_have_count(1)
    told = listener.evaluate("document.querySelector('audio').duration")
    minutes, rest = listener.locator(".listen__facts bdi").text_content().split(":")
    assert abs(told - int(minutes) * 60 - int(rest)) < 1
    faults = [*axe_violations_in_both_themes(listener), *["wide"] * listener.evaluate(WIDER)]
    listener.locator(".listen__facts a").first.click()

    sentence = listener.locator(".transcript__line").nth(5)
    sentence.click()
    listener.wait_for_function(f"() => {NOW} > {seconds(sentence.get_attribute('href'))} + 0.2")
    assert listener.locator(".transcript__title").count() == listener.locator(".listen__chapters li").count()
    faults += [*axe_violations_in_both_themes(listener), *["wide"] * listener.evaluate(WIDER)]
    listener.goto(f"{aloud}/{language}/daily/podcast")
    expect(listener.locator(".subscribe__address")).to_have_text(f"{aloud}/{language}/daily/podcast.xml")
    faults += [*axe_violations_in_both_themes(listener), *["wide"] * listener.evaluate(WIDER)]
    assert faults == []


@pytest.mark.parametrize(("language", "most"), [("en", 57_000), ("ar", 62_000)])
def test_the_eight_with_their_player_stay_light(aloud, page, language, most):
    weights: dict[str, int] = {}
    pictures: set[str] = set()
    session = page.context.new_cdp_session(page)
    session.send("Network.enable")
    session.on(
        "Network.responseReceived", lambda told: told["type"] == "Image" and pictures.add(told["requestId"])
    )
    session.on(
        "Network.loadingFinished", lambda told: weights.update({told["requestId"]: told["encodedDataLength"]})
    )
    page.goto(f"{aloud}/{language}/daily", wait_until="networkidle")

    weight = sum(size for request, size in weights.items() if request not in pictures)
    assert 20_000 < weight <= most


def test_without_scripts_chapters_lead_to_their_moment_of_the_file(aloud, browser):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{aloud}/en/daily")
    expect(page.locator("audio[controls]")).to_be_visible()
    page.locator(".listen__chapters summary").click()
    link = page.locator(".listen__chapters a").nth(3)

    expect(link).to_have_attribute("href", re.compile(r"^/podcast/en/[\d-]+\.mp3#t=\d+\.\d{3}$"))
    page.locator(".listen__facts a").first.click()
    expect(page.locator(".transcript__line").first).to_be_visible()
    context.close()


def test_the_server_gives_parts_of_the_sound(aloud):
    feed = urllib.request.urlopen(f"{aloud}/en/daily/podcast.xml").read().decode()
    enclosure = dict(re.findall(r'(\w+)="([^"]*)"', re.search("<enclosure [^>]*>", feed)[0]))
    address, size = enclosure["url"], enclosure["length"]
    part = urllib.request.urlopen(urllib.request.Request(address, headers={"Range": "bytes=1000-1999"}))
    head = urllib.request.urlopen(urllib.request.Request(address, method="HEAD"))

    assert (part.status, len(part.read())) == (206, 1000)
    assert part.headers["Content-Range"] == f"bytes 1000-1999/{size}"
    assert (head.headers["Content-Length"], head.headers["Accept-Ranges"]) == (size, "bytes")


def test_a_finger_reaches_all_of_the_player(aloud, browser):
    context = browser.new_context(
        service_workers="block", viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True
    )
    page = context.new_page()
    small = []
    for path in ("daily", "daily/podcast"):
        page.goto(f"{aloud}/ar/{path}")
        page.locator("save-button:not(:defined)").wait_for(state="detached")
        small += page.evaluate(SMALL)

    assert small == []
    context.close()
