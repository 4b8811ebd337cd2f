"""What the tests of reading share: a reader whose mistakes fail, and what the storage holds."""

import hashlib
import json
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

from playwright.sync_api import Page


def address(language: str, number: int, of: str = "", kind: str = "article") -> str:
    """The address of an article or story of the small world, in the pages of a language."""
    return f"/{of or language}/{kind}/{hashlib.md5(f'{language} {number}'.encode()).hexdigest()}"


ARTICLE, SECOND, STORY = address("en", 0), address("en", 1), address("en", 0, kind="story")


@contextmanager
def watched(page: Page) -> Iterator[Page]:
    """A page whose mistakes fail the test, and which keeps what is told of saved articles."""
    page.set_default_timeout(10_000)
    mistakes: list[str] = []
    page.on("pageerror", lambda error: mistakes.append(str(error)))
    page.add_init_script(
        "window.told = []; addEventListener('daily8:saved', ({ detail }) => told.push(detail));"
        "document.addEventListener('securitypolicyviolation', () => { throw new Error('policy') });"
    )
    yield page
    assert mistakes == []


def kept(page: Page, kind: str) -> list[dict]:
    """What the storage holds of one kind."""
    return page.evaluate(f"JSON.parse(localStorage.getItem('daily8.{kind}')).items")


def keep(page: Page, kind: str, items: object) -> None:
    """Put this into the storage."""
    written = json.dumps({"version": 1, "items": items})
    page.evaluate(f"(written) => localStorage.setItem('daily8.{kind}', written)", written)


def entry(number: int, at: int = 0, **fields: object) -> dict[str, object]:
    """An article that was saved or opened, `at` minutes ago."""
    moment = int(datetime.now().timestamp() * 1000) - at * 60_000
    values = {"address": f"/en/article/{number:032x}", "title": f"Title {number}", "publisher": "The Post"}
    return {**values, "language": "en", "published": moment, "at": moment, **fields}


def take_in(page: Page, **content: object) -> None:
    """Choose a file with this content on the reader's page."""
    written = json.dumps({"format": "daily8-reading", **content}).encode()
    file = {"name": "x.json", "mimeType": "application/json", "buffer": written}
    page.locator("input[type=file]").set_input_files(file)


def erase(page: Page, what: str = "Erase everything") -> None:
    """Erase it on the reader's page, and say yes when asked."""
    page.get_by_role("button", name=what).click()
    page.get_by_role("dialog").get_by_role("button", name=what).click()


def save(page: Page) -> None:
    """Save, or no longer save, what the page is about."""
    page.locator(".share save-button button").click()
