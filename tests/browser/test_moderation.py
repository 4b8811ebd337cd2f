"""A moderator empties the queue, by keyboard and by buttons."""

import pytest
from playwright.sync_api import expect

from tests.browser.commenters import Visit, faults, visit  # noqa: F401

LONG = "document.querySelector('.queue__item .comment__words').append(...Array.from({length: 90}, () => {"
LONG += "const line = document.createElement('p'); line.textContent = 'And so on.'; return line; }))"

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
    expect(page.locator(".queue__told")).to_contain_text("Rejected")
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


def test_a_decision_is_told_as_what_came_of_it(visit: Visit):  # noqa: F811
    page = visit("/en/moderation", who="noor")
    count = page.locator(".queue__item").count()
    name = page.locator(".queue__item .comment__name").first.inner_text()
    told = page.locator(".queue__told")

    page.keyboard.press("r")
    expect(told).to_have_text(f"Rejected \u2068{name}\u2069’s comment. U takes it back.")
    expect(page.locator(".queue__left")).to_have_text(f"{count - 1} of {count} left")
    page.keyboard.press("u")
    expect(told).to_have_text(f"Taken back: \u2068{name}\u2069’s comment is as it was before.")
    page.keyboard.press("u")
    expect(told).to_have_text("There is nothing to take back.")


def test_a_comment_whose_end_was_not_in_view_is_shown_to_its_end_first(visit: Visit):  # noqa: F811
    page = visit("/en/moderation", who="noor")
    count = page.locator(".queue__item").count()
    page.keyboard.press("j")
    page.evaluate(LONG)
    page.keyboard.press("k")
    first = page.locator(".queue__item").first
    # Its end stood there before it grew: read anew, as if it had come so.
    first.evaluate("item => item.closest('moderation-queue').read.delete(item)")

    page.keyboard.press("a")
    expect(page.locator(".queue__told")).to_contain_text("read to its end")
    expect(first.locator(".queue__form").first).to_be_in_viewport()
    expect(page.locator(".queue__item")).to_have_count(count)
    page.keyboard.press("a")

    expect(page.locator(".queue__item")).to_have_count(count - 1)
    page.keyboard.press("u")
    expect(page.locator(".queue__item")).to_have_count(count)


def test_a_key_that_is_held_down_decides_once(visit: Visit):  # noqa: F811
    page = visit("/en/moderation", who="noor")
    count = page.locator(".queue__item").count()
    page.keyboard.down("r")
    page.keyboard.down("r")
    page.keyboard.up("r")

    expect(page.locator(".queue__item")).to_have_count(count - 1)
    page.keyboard.press("u")
    expect(page.locator(".queue__item")).to_have_count(count)


def test_who_was_quicker_is_told_and_overturned_only_on_purpose(visit: Visit):  # noqa: F811
    mine, other = (visit("/en/moderation", who="noor") for _browser in range(2))
    item = f"#{mine.locator('.queue__item').first.get_attribute('id')}"
    count = mine.locator(".queue__item").count()
    other.keyboard.press("r")
    expect(other.locator(".queue__count")).to_have_text(str(count - 1))

    mine.keyboard.press("a")
    told = mine.locator(".queue__told")
    expect(told).to_contain_text("\u2068noor\u2069 rejected this comment")
    expect(told).to_contain_text("Nothing was changed.")
    expect(mine.locator(f"{item} .queue__refused")).to_contain_text("To do it all the same, decide here.")
    expect(mine.locator(item)).not_to_be_focused()
    assert faults(mine) == []
    mine.keyboard.press("k")
    expect(mine.locator(item)).to_be_focused()
    mine.keyboard.press("a")
    expect(mine.locator(item)).to_be_visible()
    # It is told before the site has answered.
    with mine.expect_response(lambda answer: answer.request.method == "POST"):
        mine.keyboard.press("a")
    expect(mine.locator(item)).to_have_count(0)
    expect(told).to_contain_text("Published")

    other.keyboard.press("u")
    expect(other.locator(".queue__told")).to_contain_text("\u2068noor\u2069 published this comment")
    mine.keyboard.press("u")
    expect(mine.locator(item)).to_be_visible()


@pytest.mark.parametrize("language", ["en", "ar"])
def test_a_ban_asks_why_and_escape_says_nothing(visit: Visit, language):  # noqa: F811
    page = visit(f"/{language}/moderation", who="noor")
    items = page.locator(".queue__item")
    count = items.count()
    theirs = page.locator(".queue__item[data-waits-of]").first
    writer = theirs.get_attribute("data-waits-of")
    number = page.locator(f"[data-waits-of='{writer}']").count()
    theirs.focus()

    page.keyboard.press("b")
    expect(theirs.locator("fieldset")).to_be_focused()
    assert faults(page) == []
    page.keyboard.press("Escape")
    expect(theirs).to_be_focused()
    expect(theirs.locator(".queue__banning[open]")).to_have_count(0)
    expect(items).to_have_count(count)

    page.keyboard.press("b")
    page.keyboard.press("3")
    expect(items).to_have_count(count - number)
    page.keyboard.press("u")
    expect(items).to_have_count(count)
    expect(theirs).to_be_focused()


def test_a_ban_without_a_reason_comes_back(visit: Visit):  # noqa: F811
    page = visit("/en/moderation", who="noor")
    theirs = page.locator(".queue__item[data-waits-of]").first
    theirs.focus()
    page.keyboard.press("b")
    page.keyboard.press("5")
    expect(theirs.locator("[name=words]")).to_be_focused()

    page.keyboard.press("Enter")

    expect(page.locator(".queue__told")).to_contain_text("Say why")
    expect(page.locator(".queue__refused")).to_be_visible()


def test_all_that_one_writer_has_waiting_is_spam_by_one_key(visit: Visit):  # noqa: F811
    page = visit("/en/moderation", who="noor")
    items = page.locator(".queue__item")
    theirs = page.locator(".queue__item[data-waits-of]").first
    same = page.locator(f"[data-waits-of='{theirs.get_attribute('data-waits-of')}']")
    count, number = items.count(), same.count()
    assert number > 2
    theirs.focus()

    page.keyboard.press("Shift+S")
    expect(items).to_have_count(count - number)
    expect(page.locator(".queue__told")).to_contain_text(f"Marked {number} comments of")
    expect(page.locator(".queue__count")).to_have_text(str(count - number))
    page.keyboard.press("u")

    expect(items).to_have_count(count)
    page.reload()
    expect(items).to_have_count(count)


def test_an_emptied_queue_says_so(visit: Visit):  # noqa: F811
    page = visit("/en/moderation", who="noor")
    for _item in range(page.locator(".queue__item").count()):
        page.keyboard.press("a")

    expect(page.locator(".queue__count")).to_have_text("0")
    expect(page.locator(".queue__empty")).to_be_visible()
    assert faults(page) == []
