"""A moderator empties a queue of a hundred comments by keyboard; `READING_SECONDS=1` takes a second for each."""

import os
import sqlite3
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import HERE, serving

pytestmark = pytest.mark.browser
READING = float(os.environ.get("READING_SECONDS", "0"))
KEYS = {"publish": "a", "reject": "r", "spam": "s", "ban": "b"}
STATES = {"publish": "published", "reject": "rejected", "spam": "spam", "ban": "rejected"}


@pytest.fixture(scope="module")
def forum_data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("forum")


@pytest.fixture(scope="module")
def forum(forum_data: Path, pictures: str) -> Iterator[str]:
    """The address of a site where a hundred comments wait."""
    with serving(forum_data, [str(HERE / "hundred.py"), pictures], DAILY8_COMMENTS="all") as address:
        yield address


@pytest.fixture
def desk(browser: Browser, forum: str) -> Iterator[Page]:
    """The queue, in front of a moderator."""
    context = browser.new_context(
        service_workers="block", viewport={"width": 1280, "height": 900}, reduced_motion="reduce"
    )
    context.set_default_timeout(15_000)
    context.add_cookies([{"name": "sessionid", "value": "noor" * 8, "url": forum}])
    page = context.new_page()
    page.goto(f"{forum}/en/moderation")
    yield page
    context.close()


def marked(page: Page) -> tuple[str, str, str]:
    """What the next key decides on: the item, what its words say should be done, and who wrote it."""
    item = page.locator(".queue__item:focus")
    name = item.locator(".comment__name").first.inner_text()
    return item.get_attribute("id") or "", item.locator(".comment__words").inner_text().split()[0], name


def decide(page: Page) -> str:
    """Read what is marked, and decide on it by keys; return the item."""
    item, word, name = marked(page)
    time.sleep(READING)
    page.keyboard.press("Shift+S" if name == "buyer" else KEYS[word])
    if word == "ban":
        page.keyboard.press("1" if name != "shouter4" else "5")
    if name == "shouter4":
        page.keyboard.type("Read what you wrote.")
        page.keyboard.press("Enter")
    if page.locator(f"#{item}").count():
        assert name.startswith("teller")
        assert "read to its end" in page.locator(".queue__told").inner_text()
        time.sleep(READING)
        page.keyboard.press(KEYS[word])
    return item


def test_a_hundred_comments_are_decided_on_by_keys(desk: Page, forum_data: Path):
    expect(desk.locator(".queue__left")).to_have_text("100 of 100 left")
    begun, presses = time.monotonic(), 0
    while desk.locator(".queue__empty").is_hidden():
        if not desk.locator(".queue__item:focus").count():
            desk.wait_for_timeout(20)
            continue
        last = decide(desk)
        presses += 1
        if presses in (26, 27, 52):
            # The first 25 are gone; so is what came next.
            desk.keyboard.press("u")
            expect(desk.locator(f"#{last}")).to_be_focused()
            assert decide(desk) == last
    took = time.monotonic() - begun
    print(f"\n100 comments in {took:.0f} s, {presses} decisions, {READING:g} s of reading for each")

    expect(desk.locator(".queue__count")).to_have_text("0")
    with sqlite3.connect(forum_data / "daily8.sqlite3") as database:
        said = database.execute(
            "SELECT text, state FROM comments_comment WHERE thread_id IS NOT NULL OR text != ''"
        )
        decided = [(text.split()[0], state) for text, state in said if text.split()[0] in STATES]
        bans = database.execute("SELECT grounds, grounds_words FROM comments_ban ORDER BY id").fetchall()
    assert len(decided) == 100
    assert [one for one in decided if one[1] != STATES[one[0]]] == []
    assert sorted(bans) == [("abuse", "")] * 4 + [("other", "Read what you wrote.")]
    assert presses == 91
