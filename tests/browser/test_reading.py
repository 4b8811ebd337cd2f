import hashlib
import re

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

pytestmark = pytest.mark.browser

ARTICLE = hashlib.md5(b"en 0").hexdigest()


@pytest.fixture
def browser_context_args():
    return {"viewport": {"width": 1280, "height": 844}, "color_scheme": "light"}


@pytest.fixture
def plain(browser: Browser) -> Page:
    """A browser that runs no scripts."""
    context = browser.new_context(java_script_enabled=False, viewport={"width": 390, "height": 844})
    yield context.new_page()
    context.close()


@pytest.mark.parametrize("language", ["en", "ar"])
def test_without_scripts_one_reads_from_the_front_page_to_the_end_of_an_article(site, plain, language):
    plain.goto(f"{site}/{language}/")
    title = plain.locator(".card--lead .card__title").inner_text()
    plain.locator(".card--lead a").click()

    expect(plain.locator("h1")).to_have_text(title)
    expect(plain.locator(".prose p").last).to_be_visible()
    assert len(plain.locator(".prose").inner_text()) > 400


def test_without_scripts_lists_go_on(site, plain):
    plain.goto(f"{site}/en/latest")
    first = plain.locator(".listing a").first.get_attribute("href")
    plain.locator("a[rel=next]").click()

    expect(plain.locator(".listing a").first).not_to_have_attribute("href", first or "")


def test_without_scripts_the_theme_changes_by_form(site, plain):
    plain.goto(f"{site}/ar/latest")
    plain.locator(".theme button:visible").click()

    expect(plain).to_have_url(f"{site}/ar/latest")
    expect(plain.locator("html")).to_have_attribute("data-theme", "dark")
    expect(plain.locator(".theme button:visible")).to_have_attribute("value", "light")


def test_with_scripts_the_theme_changes_at_once_and_stays(site, page):
    page.goto(f"{site}/en/")
    paper = page.evaluate("getComputedStyle(document.documentElement).backgroundColor")
    page.evaluate("window.sameDocument = true")
    page.locator(".theme button:visible").click()

    expect(page.locator("html")).to_have_attribute("data-theme", "dark")
    assert page.evaluate("window.sameDocument")
    assert page.evaluate("getComputedStyle(document.documentElement).backgroundColor") != paper
    page.goto(f"{site}/en/about")
    expect(page.locator("html")).to_have_attribute("data-theme", "dark")


def test_the_switch_of_languages_keeps_the_page_and_is_remembered(site, page):
    page.goto(f"{site}/en/article/{ARTICLE}")
    page.locator(".masthead a[hreflang=ar]").click()

    expect(page).to_have_url(f"{site}/ar/article/{ARTICLE}")
    expect(page.locator("html")).to_have_attribute("dir", "rtl")
    expect(page.locator("h1")).to_have_attribute("dir", "ltr")
    page.goto(f"{site}/")
    expect(page).to_have_url(f"{site}/ar/")


def test_the_first_key_leads_past_the_navigation(site, page):
    page.goto(f"{site}/en/")
    page.keyboard.press("Tab")
    expect(page.locator(".skip")).to_be_focused()
    expect(page.locator(".skip")).to_be_in_viewport()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")

    expect(page.locator(".card--lead a")).to_be_focused()


def test_what_has_the_focus_is_seen_to_have_it(site, page):
    page.goto(f"{site}/en/sources")
    for _ in range(30):
        page.keyboard.press("Tab")
        outline = page.evaluate(
            "[getComputedStyle(document.activeElement), getComputedStyle(document.activeElement, '::after')]"
            ".map((style) => style.outlineStyle + parseFloat(style.outlineWidth))"
        )
        assert "solid3" in outline, page.evaluate("document.activeElement.outerHTML")


def test_a_link_is_copied_and_the_page_says_so(site, context: BrowserContext, page):
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto(f"{site}/en/article/{ARTICLE}")
    page.get_by_role("link", name="Copy the link").click()

    expect(page.get_by_role("status")).to_have_text("Link copied")
    assert page.evaluate("navigator.clipboard.readText()") == f"{site}/en/article/{ARTICLE}"


def test_where_the_system_can_share_the_mail_link_becomes_its_sheet(site, page):
    page.add_init_script("navigator.share = (data) => { window.shared = data; return Promise.resolve(); }")
    page.goto(f"{site}/en/article/{ARTICLE}")
    page.get_by_role("link", name="Share", exact=True).click()

    assert page.evaluate("shared.url") == f"{site}/en/article/{ARTICLE}"
    assert page.evaluate("shared.title").startswith("Ships leave the harbour")


def test_lines_are_as_long_as_reading_wants(site, page):
    page.goto(f"{site}/en/article/{ARTICLE}")
    letters = page.evaluate(
        """() => {
          const paragraph = document.querySelector('.prose p');
          // Without the links in it, it is one text.
          paragraph.textContent = paragraph.textContent;
          const text = paragraph.firstChild;
          const range = document.createRange();
          range.setStart(text, 0);
          range.setEnd(text, 1);
          const first = range.getBoundingClientRect().top;
          let end = 1;
          while (range.getBoundingClientRect().bottom < first + 45) range.setEnd(text, ++end);
          return end;
        }"""
    )

    assert 60 <= letters <= 76


@pytest.mark.parametrize(
    "address",
    [
        "en/",
        "ar/",
        f"en/article/{ARTICLE}",
        f"ar/article/{hashlib.md5(b'ar 0').hexdigest()}",
        f"en/story/{ARTICLE}",
        f"ar/story/{ARTICLE}",
        "en/hashtag/TheOldQuay",
        "ar/hashtag/TheOldQuay",
    ],
)
def test_the_first_view_weighs_at_most_60_kilobytes_without_pictures(site, page, address):
    session = page.context.new_cdp_session(page)
    session.send("Network.enable")
    pictures: set[str] = set()
    weights: dict[str, int] = {}
    session.on(
        "Network.responseReceived", lambda event: event["type"] == "Image" and pictures.add(event["requestId"])
    )
    session.on(
        "Network.loadingFinished", lambda event: weights.update({event["requestId"]: event["encodedDataLength"]})
    )
    page.goto(f"{site}/{address}", wait_until="networkidle")

    weight = sum(bytes_ for request, bytes_ in weights.items() if request not in pictures)
    assert 20_000 < weight <= 60_000


def test_a_printed_article_is_the_article(site, page):
    page.goto(f"{site}/en/article/{ARTICLE}")
    page.emulate_media(media="print")

    for selector in (".sections", ".theme", ".share", ".more"):
        expect(page.locator(selector).first).to_be_hidden()
    address = page.evaluate("getComputedStyle(document.querySelector('.side .button'), '::after').content")
    assert "https://harbour.example/en/0" in address
    expect(page.locator(".prose")).to_be_visible()


@pytest.mark.parametrize(
    "address",
    ["en/", "ar/latest", f"en/article/{ARTICLE}", "ar/sources", f"ar/story/{ARTICLE}", "en/hashtag/TheOldQuay"],
)
@pytest.mark.parametrize("width", [320, 1280])
def test_very_long_words_of_publishers_do_not_widen_a_page(site, page, address, width):
    page.set_viewport_size({"width": width, "height": 844})
    page.goto(f"{site}/{address}")
    changed = page.evaluate(
        """() => {
          const words = document.querySelectorAll(
            'h1, bdi, .card__title a, .card__excerpt, .byline__fact, .prose p, figcaption, .sources__domain');
          for (const each of words) each.textContent = 'Donaudampfschifffahrt'.repeat(12);
          return words.length;
        }"""
    )

    assert changed > 3
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_without_scripts_a_picture_that_does_not_come_leaves_a_calm_surface(site, plain):
    plain.route("**/picture/**", lambda route: route.abort())
    plain.goto(f"{site}/en/article/{ARTICLE}")

    cover = plain.evaluate(
        """() => {
          const style = getComputedStyle(document.querySelector('.article__frame img'), '::before');
          return [style.content, style.position, style.backgroundColor];
        }"""
    )
    surface = plain.evaluate("getComputedStyle(document.querySelector('.article__frame')).backgroundColor")
    assert cover == ['""', "absolute", surface]


def test_a_picture_that_cannot_be_had_leaves_no_box(site, page):
    # What a worker answers, no test can answer instead.
    page.add_init_script("delete Navigator.prototype.serviceWorker")
    page.route("**/picture/**", lambda route: route.fulfill(status=404))
    page.goto(f"{site}/en/article/{ARTICLE}")
    expect(page.locator(".article__picture")).to_have_count(0)
    expect(page.locator("h1")).to_be_visible()

    page.goto(f"{site}/en/")
    page.locator("footer").scroll_into_view_if_needed()
    expect(page.locator(".card--lead")).to_have_class(re.compile("card--plain"))
    expect(page.locator(".card__picture:has(img:not([loading]))")).to_have_count(0)


def test_a_picture_that_waits_to_be_scrolled_to_is_not_lost(site, page):
    page.goto(f"{site}/en/")
    waiting = page.locator(".card__picture").count()
    page.evaluate("scrollTo(0, document.body.scrollHeight)")
    page.wait_for_load_state("networkidle")

    assert page.locator(".card__picture").count() == waiting > 1


def test_an_edit_unfolds_without_scripts(site, plain):
    plain.goto(f"{site}/en/article/{ARTICLE}")
    plain.locator(".edits summary").click()

    expect(plain.locator(".edits__words").first).to_be_visible()
    expect(plain.locator(".edits__words del").first).to_contain_text("…")


def test_how_a_related_article_begins_unfolds_in_place_without_scripts(site, plain):
    plain.goto(f"{site}/en/article/{ARTICLE}")
    card = plain.locator(".related .card", has=plain.locator("details")).first
    before = plain.url
    card.locator("summary").click()

    expect(card.locator(".fold__words")).to_be_visible()
    widths = [one.bounding_box()["width"] for one in (card.locator(".fold__words"), card)]
    assert widths[0] == pytest.approx(widths[1], abs=1)
    assert plain.url == before
    card.locator(".card__title a").click()
    expect(plain.locator("h1")).to_be_visible()
    assert plain.url != before


def test_a_mention_leads_to_the_page_of_its_hashtag_and_on_to_its_story(site, plain):
    plain.goto(f"{site}/en/article/{ARTICLE}")
    plain.locator(".prose .mention").first.click()

    expect(plain.locator("h1")).to_contain_text("Latest news with #")
    plain.locator(".listing .card__title a").first.click()
    plain.locator(".beside__title a").click()
    expect(plain.locator(".timeline__line").first).to_be_visible()
