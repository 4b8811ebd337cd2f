"""What tests of comments in a browser share: readers who are signed in, and a look for faults."""

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.test_every_page import axe_violations_in_both_themes

# The titles of the articles that are discussed, as tests/browser/world.py has them.
TITLES = {"en": "Ships leave the harbour at dawn", "ar": "السفن تغادر الميناء فجرًا"}
WIDER = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
Visit = Callable[..., Page]


@pytest.fixture
def visit(browser: Browser, agora: str) -> Iterator[Visit]:
    """Give somebody a browser; a name is that of a reader who is signed in."""
    contexts = []

    def visit(path: str, *, who: str = "", scripts: bool = True, width: int = 1280) -> Page:
        context = browser.new_context(
            service_workers="block",
            viewport={"width": width, "height": 900},
            java_script_enabled=scripts,
            reduced_motion="reduce",
        )
        contexts.append(context)
        context.set_default_timeout(15_000)
        if who:
            context.add_cookies([{"name": "sessionid", "value": who * 8, "url": agora}])
        page = context.new_page()
        page.add_init_script(
            "window.reports = [];"
            "document.addEventListener('securitypolicyviolation',"
            " (event) => reports.push(event.violatedDirective));"
        )
        page.goto(agora + path)
        return page

    yield visit
    for context in contexts:
        context.close()


def discussed(page: Page, language: str) -> str:
    """Go to the article that is discussed; return its path."""
    for link in page.locator(".card__title a", has_text=TITLES[language]).evaluate_all(
        "all => all.map(a => a.href)"
    ):
        page.goto(link)
        if page.locator(".comment").count():
            return "/" + link.split("/", 3)[3]
    raise AssertionError("no article is discussed")


def faults(page: Page) -> list[object]:
    """What is wrong with a page, by day and by night, on a desk and on a phone."""
    found: list[object] = [*axe_violations_in_both_themes(page), *page.evaluate("window.reports")]
    page.set_viewport_size({"width": 390, "height": 844})
    found += [f"{wider} wider than a phone" for wider in [page.evaluate(WIDER)] if wider > 0]
    page.set_viewport_size({"width": 1280, "height": 900})
    return found
