"""A moderator empties the queue, by keyboard and by buttons."""

import pytest
from playwright.sync_api import expect

from tests.browser.commenters import Visit, faults, visit  # noqa: F401

pytestmark = pytest.mark.browser


def test_a_moderator_decides_by_keyboard_and_takes_it_back(visit: Visit):  # noqa: F811
    page = visit("/en/moderation", who="noor")
    items = page.locator(".queue__item")
    count = items.count()
    assert count > 10
    assert faults(page) == []
    first, second, third = (items.nth(number).get_attribute("id") for number in range(3))

    expect(page.locator(f"#{first}")).to_be_focused()
    page.keyboard.press("j")
    page.keyboard.press("k")
    page.keyboard.press("r")

    expect(items).to_have_count(count - 1)
    expect(page.locator(f"#{second}")).to_be_focused()
    expect(page.locator(".queue__told")).to_contain_text("Reject")
    page.keyboard.press("u")
    expect(page.locator(f"#{first}")).to_be_focused()
    expect(items).to_have_count(count)
    page.keyboard.press("a")
    page.keyboard.press("a")
    expect(page.locator(".queue__count")).to_have_text(str(count - 2))
    expect(page.locator(f"#{third}")).to_be_focused()
    page.reload()
    expect(items).to_have_count(count - 2)


def test_no_key_decides_on_a_comment_that_is_out_of_sight(visit: Visit):  # noqa: F811
    page = visit("/en/moderation", who="noor")
    items = page.locator(".queue__item")
    count = items.count()
    page.evaluate("scrollTo(0, document.body.scrollHeight)")
    page.keyboard.press("b")

    expect(items).to_have_count(count)
    expect(page.locator(".queue__item:focus")).to_be_in_viewport()


def test_keys_work_on_an_arabic_keyboard(visit: Visit):  # noqa: F811
    page = visit("/ar/moderation", who="noor")
    count = page.locator(".queue__item").count()

    page.evaluate(
        "document.dispatchEvent(new KeyboardEvent('keydown', { key: 'س', code: 'KeyS', bubbles: true }))"
    )

    expect(page.locator(".queue__item")).to_have_count(count - 1)
    page.keyboard.press("u")
    expect(page.locator(".queue__item")).to_have_count(count)


@pytest.mark.parametrize("scripts", [True, False])
def test_a_moderator_decides_by_buttons_and_takes_it_back(visit: Visit, scripts):  # noqa: F811
    page = visit("/ar/moderation", who="noor", scripts=scripts)
    items = page.locator(".queue__item")
    count = items.count()

    items.first.locator("button[value=spam]").click()
    expect(items).to_have_count(count - 1)
    page.locator(".queue__done button").click()

    expect(items).to_have_count(count)


@pytest.mark.parametrize("path", ["/log", "/words", "/reader/1"])
@pytest.mark.parametrize("language", ["en", "ar"])
def test_the_other_pages_are_without_fault(visit: Visit, language, path):  # noqa: F811
    assert faults(visit(f"/{language}/moderation{path}", who="noor")) == []


def test_what_does_not_arrive_stays_in_the_queue(visit: Visit):  # noqa: F811
    page = visit("/en/moderation", who="noor")
    count = page.locator(".queue__item").count()
    page.route("**/moderation/decide", lambda route: route.abort())

    page.keyboard.press("a")

    expect(page.locator(".queue__told")).to_contain_text("did not reach the site")
    expect(page.locator(".queue__item")).to_have_count(count)


def test_an_emptied_queue_says_so(visit: Visit):  # noqa: F811
    page = visit("/en/moderation", who="noor")
    for _item in range(page.locator(".queue__item").count()):
        page.keyboard.press("a")

    expect(page.locator(".queue__count")).to_have_text("0")
    expect(page.locator(".queue__empty")).to_be_visible()
    assert faults(page) == []
