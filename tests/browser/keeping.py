"""A reader whose browser keeps pages, and a look into what it keeps."""

import hashlib
import time
from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from tests.browser.front import Front


@pytest.fixture
def front(site: str) -> Iterator[Front]:
    """A web server in front of the site, of its own for each test: another origin is another worker."""
    with Front(site) as front:
        yield front


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    """A phone that has never been here."""
    context = browser.new_context(
        viewport={"width": 390, "height": 844}, color_scheme="light", reduced_motion="reduce"
    )
    context.set_default_timeout(10_000)
    yield context
    context.close()


@pytest.fixture
def reader(context: BrowserContext) -> Page:
    """Somebody who reads on it; scripts that fail make the test fail."""
    # Whether and when this Chromium offers to install is its own affair; what it is told of it is the test's.
    context.add_init_script(
        "addEventListener('beforeinstallprompt', (one) => one.isTrusted && one.stopImmediatePropagation(), true);"
    )
    page = context.new_page()
    page.on("pageerror", lambda error: pytest.fail(f"a script failed: {error}"))
    return page


def article(language: str, number: int = 0) -> str:
    return f"article/{hashlib.md5(f'{language} {number}'.encode()).hexdigest()}"


def visit(reader: Page, address: str) -> None:
    """Read a page with the worker at work, to its end."""
    reader.goto(address)
    eventually(reader, "Boolean(navigator.serviceWorker.controller)")


def read(reader: Page, address: str) -> None:
    """Read a page and wait until it is kept."""
    visit(reader, address)
    reader.goto(address)
    path = urlsplit(address).path
    eventually(reader, f"caches.open('daily8-pages-1').then((c) => c.match('{path}')).then(Boolean)")


def hear(reader: Page) -> None:
    """Open the next pages so that they keep, in `messages`, what they would have told the worker."""
    reader.add_init_script(
        "window.messages = []; ServiceWorker.prototype.postMessage = (message) => messages.push(message);"
    )


def heard(reader: Page) -> list[dict]:
    """Return what a page would have told the worker up to now."""
    return reader.evaluate("navigator.serviceWorker.ready.then(() => messages)")


def eventually(reader: Page, truth: str) -> None:
    end = time.monotonic() + 20
    while not reader.evaluate(truth):
        assert time.monotonic() < end, f"it never became true that {truth}"
        time.sleep(0.05)


def caches_of(reader: Page) -> dict[str, list[str]]:
    """What every cache holds: the paths by its name."""
    return reader.evaluate(
        """async () => Object.fromEntries(await Promise.all((await caches.keys()).map(async (name) => {
          const keys = await (await caches.open(name)).keys();
          return [name, keys.map(({url}) => new URL(url).pathname + new URL(url).search)];
        })))"""
    )


def save(reader: Page, *addresses: str) -> None:
    """Save these articles as the button does."""
    reader.evaluate(
        """async (addresses) => {
          const items = addresses.map((address) => ({address, title: 'A title', at: Date.now()}));
          const before = localStorage.getItem('daily8.saved') ?? '';
          localStorage.setItem('daily8.saved', JSON.stringify({version: 1, items}));
          const articles = items.filter(({address}) => !before.includes(address));
          dispatchEvent(new CustomEvent('daily8:saved', {detail: {articles, saved: true}}));
        }""",
        list(addresses),
    )


def eventually_asked(front: Front, request: str) -> None:
    for _attempt in range(100):
        if request in front.asked:
            return
        time.sleep(0.05)
    raise AssertionError(f"nobody asked {request}")
