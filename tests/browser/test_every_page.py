import hashlib
import json
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser

AXE = (Path(__file__).parent / "vendor" / "axe.min.js").read_text(encoding="utf-8")
WIDTHS = [390, 1280]
# What of axe looks at colours: all that can differ from one theme to the other.
COLOURS = ["color-contrast", "link-in-text-block"]
LANGUAGES = ["en", "ar"]


def key(language: str, number: int) -> str:
    return hashlib.md5(f"{language} {number}".encode()).hexdigest()


def pages(language: str) -> dict[str, str]:
    other = "ar" if language == "en" else "en"
    return {
        "front": "",
        "latest": "latest?languages=all",
        "category": "category/world",
        "source": "source/harbour.example" if language == "en" else "source/wadi.example",
        "sources": "sources",
        "article": f"article/{key(language, 0)}",
        "article in the other language": f"article/{key(other, 0)}",
        "excerpt or second paper": f"article/{key(language, 1)}",
        "link or first paper": f"article/{key(language, 2)}",
        "video": f"article/{key(language, 7)}",
        "copy": f"article/{key('en', 2)}",
        "story": f"story/{key('en', 0)}",
        "story of one outlet": f"story/{key('en', 60)}",
        "hashtag": "hashtag/TheOldQuay",
        "hashtag in all languages": "hashtag/المدينة_القديمة?languages=all",
        "hashtag with nothing": "hashtag/Nothing",
        "search": "search",
        "results": "search?q=" + ("quay" if language == "en" else "المدينة"),
        "results of a condition": f"search?q=lang:{other}&order=newest",
        "no results": "search?q=source:nowhere.example",
        "feeds": "feeds",
        "about": "about",
        "reading": "reading",
        "for you": "for-you",
        "keys": "keys",
        "share": "share?url=https://elsewhere.example/x",
        "not found": "nothing/here",
    }


@pytest.fixture(params=WIDTHS)
def reader(request: pytest.FixtureRequest, browser: Browser) -> Page:
    context = browser.new_context(
        service_workers="block",
        viewport={"width": request.param, "height": 844},
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
    yield page
    context.close()


def axe_violations(page: Page, **options: object) -> list[str]:
    page.evaluate(AXE)
    return _violations(page, **options)


def axe_violations_but_of_colours(page: Page) -> list[str]:
    return axe_violations(page, rules={rule: {"enabled": False} for rule in COLOURS})


def axe_violations_in_both_themes(page: Page) -> list[str]:
    """Everything in the light, then the colours in the dark."""
    light = axe_violations(page)
    page.emulate_media(color_scheme="dark")
    dark = _violations(page, runOnly=COLOURS)
    page.emulate_media(color_scheme="light")
    return light + [f"dark: {found}" for found in dark]


def _violations(page: Page, **options: object) -> list[str]:
    found = page.evaluate("(options) => axe.run(document, options)", {"resultTypes": ["violations"], **options})
    return [
        f"{violation['id']}: {node['html'][:150]} {json.dumps(node['any'][:1] and node['any'][0].get('data'))}"
        for violation in found["violations"]
        for node in violation["nodes"]
    ]


# Colours do not change with the language: they take most of the time, and are looked at once for each width.
_LOOKS = {(390, "ar"): axe_violations_in_both_themes, (1280, "en"): axe_violations_in_both_themes}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_is_accessible_fits_the_screen_and_keeps_the_policy(site, reader, language):
    errors: list[str] = []
    reader.on("pageerror", lambda error: errors.append(str(error)))
    asked: list[str] = []
    reader.on("request", lambda request: asked.append(request.url))
    look = _LOOKS.get((reader.viewport_size["width"], language), axe_violations_but_of_colours)
    faults = {}
    for name, address in pages(language).items():
        reader.goto(f"{site}/{language}/{address}")
        width = reader.evaluate("[document.documentElement.scrollWidth, document.documentElement.clientWidth]")
        faults[name] = {
            "axe": look(reader),
            "sideways": width if width[0] > width[1] else [],
            "policy": reader.evaluate("reports"),
        }

    assert {name: found for name, found in faults.items() if any(found.values())} == {}
    assert errors == []
    assert [url for url in asked if not url.startswith(site)] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_new_site_is_accessible_too(empty_site, reader, language):
    reader.goto(f"{empty_site}/{language}/")

    assert reader.locator(".notice").is_visible()
    assert axe_violations_in_both_themes(reader) == []
    assert reader.evaluate("reports") == []


def test_the_arabic_page_is_the_english_one_in_a_mirror(site, reader):
    def places(language: str) -> list[float]:
        reader.goto(f"{site}/{language}/")
        width = reader.evaluate("document.documentElement.clientWidth")
        found = []
        for selector in (".masthead__name", ".masthead__tools", ".top__lead", ".top__others", ".block"):
            box = reader.locator(selector).first.bounding_box()
            assert box is not None
            start, end = box["x"], width - box["x"] - box["width"]
            found.append(start if language == "en" else end)
        return found

    assert places("ar") == pytest.approx(places("en"), abs=60)
    assert reader.evaluate("getComputedStyle(document.querySelector('.top .card__title')).textAlign") in (
        "left",
        "-webkit-left",
    )


def test_pictures_arrive_and_hold_their_place_until_then(site, reader):
    # Without an answer.
    reader.route("**/picture/**", lambda _route: None)
    reader.goto(f"{site}/en/", wait_until="domcontentloaded")
    before = reader.locator(".top__lead").bounding_box()
    reader.unroute("**/picture/**")
    reader.reload(wait_until="networkidle")

    assert reader.locator(".top__lead").bounding_box() == before
    assert reader.evaluate("document.querySelector('.card--lead img').naturalWidth") > 300
