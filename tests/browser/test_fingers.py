import hashlib

import pytest
from playwright.sync_api import Browser, Page, expect

pytestmark = pytest.mark.browser

ARTICLE = hashlib.md5(b"en 0").hexdigest()
# Links within sentences are as high as their line; boxes are touched by their labels.
SMALL = """() => [...document.querySelectorAll('a, button, summary, select, label')].filter((one) => {
  if (!one.checkVisibility({visibilityProperty: true})) return false;
  if (one.closest('.skip, .hidden, .prose, p.field')) return false;
  const heights = ['::before', '::after'].map((part) => getComputedStyle(one, part))
    .filter(({position, content}) => position === 'absolute' && content !== 'none')
    .map(({height}) => parseFloat(height));
  return Math.max(one.getBoundingClientRect().height, ...heights) < 40;
}).map((one) => one.outerHTML)"""


@pytest.fixture
def phone(browser: Browser) -> Page:
    """A telephone with fingers on it."""
    context = browser.new_context(
        service_workers="block", viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True
    )
    yield context.new_page()
    context.close()


@pytest.mark.parametrize(
    "address",
    [
        "en/",
        "ar/latest",
        f"en/article/{ARTICLE}",
        f"ar/story/{ARTICLE}",
        "en/hashtag/TheOldQuay",
        "ar/sources",
        "en/search?q=boats",
    ],
)
def test_a_finger_reaches_all_that_can_be_touched(site, phone, address):
    phone.goto(f"{site}/{address}")
    expect(phone.locator("save-button:not(:defined)")).to_have_count(0)

    assert phone.evaluate(SMALL) == []


@pytest.mark.parametrize("language", ["en", "ar"])
def test_a_bookmark_stays_on_the_line_of_the_last_word_however_long_the_name(site, phone, language):
    phone.goto(f"{site}/{language}/latest")
    alone = phone.evaluate(
        """() => [...document.querySelectorAll('.card__meta')].flatMap((line) =>
          [...Array(40).keys()].filter((letters) => {
            line.querySelector('bdi').textContent = 'i'.repeat(letters + 1);
            const mark = line.querySelector('save-button');
            const last = mark.previousElementSibling.getBoundingClientRect();
            return mark.getBoundingClientRect().top > last.bottom - 4;
          }))"""
    )

    assert alone == []


def test_the_point_after_a_latin_name_stands_between_the_name_and_the_time(site, phone):
    phone.goto(f"{site}/ar/latest")
    name = phone.locator(".card__source").first
    name.locator("bdi").evaluate("(name) => { name.textContent = 'Gizmodo' }")
    boxes = [one.bounding_box() for one in (name.locator("bdi"), name, phone.locator(".card__meta time").first)]

    assert phone.evaluate("getComputedStyle(document.querySelector('.card__source'), '::after').content") == '"·"'
    # From right to left: the name, the rest of its box, which is the point, and the time.
    assert boxes[1]["x"] < boxes[0]["x"]
    assert boxes[2]["x"] < boxes[1]["x"] + 1
