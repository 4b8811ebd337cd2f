"""How pages look by the reader's choice: at the first paint, and without scripts as far as that can be."""

import hashlib

import pytest
from playwright.sync_api import Browser, Page, expect

pytestmark = pytest.mark.browser

KEY = hashlib.md5(b"en 0").hexdigest()
ARTICLE, STORY = f"article/{KEY}", f"story/{KEY}"
# The colour of the page, and those that the browser's own bars are told.
PAPER = """[getComputedStyle(document.documentElement).backgroundColor,
  [...document.querySelectorAll("meta[name=theme-color]")].map((one) => one.content)]"""


@pytest.fixture
def plain(browser: Browser) -> Page:
    """A browser that runs no scripts."""
    context = browser.new_context(java_script_enabled=False, viewport={"width": 390, "height": 844})
    yield context.new_page()
    context.close()


def font_size(page: Page) -> float:
    return page.evaluate("parseFloat(getComputedStyle(document.querySelector('.prose')).fontSize)")


@pytest.mark.parametrize("language", ["en", "ar"])
def test_five_sizes_of_text_and_two_faces_are_there_at_the_first_paint(site, page, language):
    page.set_viewport_size({"width": 390, "height": 844})
    key = hashlib.md5(f"{language} 0".encode()).hexdigest()
    sizes, faces = [], []
    for step in range(1, 6):
        page.goto(f"{site}/{language}/reading")
        page.locator("label", has=page.locator(f"[name=size][value='{step}']")).click()
        page.locator(f"[name=face][value={'sans' if step == 5 else 'serif'}]").check()
        # The choice holds before any other script could have set it.
        page.route("**/site*.js", lambda route: route.abort())
        page.goto(f"{site}/{language}/article/{key}")
        page.unroute("**/site*.js")
        sizes.append(font_size(page))
        faces.append(page.evaluate("getComputedStyle(document.querySelector('.prose')).fontFamily"))
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")

    assert sizes == sorted(sizes)
    assert sizes[4] >= 1.35 * sizes[0]
    assert faces[0] == faces[3] != faces[4]


def test_the_choice_of_text_shifts_nothing(site, page):
    page.goto(f"{site}/en/about")
    page.evaluate(
        """() => localStorage.setItem("daily8.settings", JSON.stringify({ items: { size: 5, face: "sans" } }))"""
    )
    page.add_init_script(
        """window.shift = 0;
        new PerformanceObserver((list) => list.getEntries().forEach(({ value }) => { shift += value; }))
          .observe({ type: "layout-shift", buffered: true });"""
    )
    page.goto(f"{site}/en/{ARTICLE}", wait_until="networkidle")

    expect(page.locator("html")).to_have_attribute("data-face", "sans")
    assert page.evaluate("shift") == 0


def test_without_scripts_colours_and_pictures_are_chosen_by_form_and_nothing_is_dead(site, plain):
    plain.goto(f"{site}/en/reading")
    expect(plain.get_by_text("switched off in your browser")).to_be_visible()
    for dead in ("kept-list", "history-choice", "text-choice", "kept-data"):
        expect(plain.locator(dead).first).to_be_hidden()
    plain.get_by_label("Dark").check()
    plain.get_by_label("Leave out").check()
    plain.get_by_role("button", name="Apply").click()

    expect(plain).to_have_url(f"{site}/en/reading")
    expect(plain.locator("html")).to_have_attribute("data-theme", "dark")
    expect(plain.get_by_label("Leave out")).to_be_checked()
    for page in ("", "latest", ARTICLE, STORY):
        asked: list[str] = []
        plain.on("request", lambda request, asked=asked: asked.append(request.url))
        plain.goto(f"{site}/en/{page}")
        assert not [url for url in asked if "/picture/" in url]
        expect(plain.locator("save-button:visible, reading-place:visible")).to_have_count(0)
    plain.goto(f"{site}/en/reading")
    plain.locator("main a[hreflang=ar]").click()
    expect(plain).to_have_url(f"{site}/ar/reading")


def test_with_scripts_a_choice_of_colours_shows_at_once_and_pictures_stay_away(site, page):
    page.goto(f"{site}/en/reading")
    expect(page.get_by_role("button", name="Apply")).to_be_hidden()
    page.get_by_label("Dark").check()
    expect(page.locator("html")).to_have_attribute("data-theme", "dark")
    page.locator(".masthead .theme button:visible").click()
    expect(page.get_by_label("Light", exact=True)).to_be_checked()
    papers = [page.evaluate(PAPER)]
    page.get_by_label("As the system").check()
    papers.append(page.evaluate(PAPER))
    for paper, bars in papers:
        assert bars == [paper] * len(bars) != []
    page.get_by_label("Leave out").check()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(f"{site}/en/{ARTICLE}")

    assert not [url for url in asked if "/picture/" in url]
    assert page.locator("html").get_attribute("data-theme") is None
    page.get_by_role("link", name="See the picture").click()
    assert "/picture/" in page.url


def test_a_browser_that_saves_data_asks_for_no_picture(site, browser):
    context = browser.new_context(service_workers="block", extra_http_headers={"Save-Data": "on"})
    page = context.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(f"{site}/en/")
    context.close()

    assert not [url for url in asked if "/picture/" in url]


@pytest.mark.parametrize("language", ["en", "ar"])
def test_a_bar_grows_from_where_lines_begin_while_one_reads(site, page, language):
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(f"{site}/{language}/{ARTICLE}")
    bar = "getComputedStyle(document.querySelector('.article__text'), '::before')"
    # It moves with what is painted.
    page.wait_for_function(f"{bar}.transform.startsWith('matrix(0,')")
    page.locator(".hashtags").first.scroll_into_view_if_needed()
    page.evaluate("() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")

    grown = float(page.evaluate(f"{bar}.transform").removeprefix("matrix(").split(",")[0])
    assert 0.1 < grown <= 1
    origin = float(page.evaluate(f"{bar}.transformOrigin").split("px")[0])
    assert origin == 0 if language == "en" else origin > 300


@pytest.mark.parametrize("address", [ARTICLE, STORY])
def test_what_cannot_be_used_on_paper_is_not_printed(site, page, address):
    page.goto(f"{site}/en/{address}")
    page.emulate_media(media="print")

    for selector in (".share", "save-button", ".masthead__tools", ".next"):
        assert page.locator(f"{selector}:visible").count() == 0


def test_a_story_is_shared_by_its_own_address(site, page, context):
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto(f"{site}/en/{STORY}")
    page.get_by_role("link", name="Copy the link").click()

    expect(page.locator(".share__done")).to_have_text("Link copied")
    assert page.evaluate("navigator.clipboard.readText()") == f"{site}/en/{STORY}"
