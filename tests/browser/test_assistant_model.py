"""A slow model behind the pages: a real server, a real worker, and a reader who waits."""

import asyncio
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.assisting import SENTENCES, STORY, article, asked, opened
from tests.browser.conftest import HERE, environment_of, serving
from tests.browser.test_every_page import axe_violations_in_both_themes
from tests.misbehaving import altered, status
from tests.model_server import (
    Answer,
    Call,
    Content,
    ModelServer,
    Pieces,
    event,
    faithful,
    model_server,
    says,
    stream,
    text_of,
)

pytestmark = pytest.mark.browser
LANGUAGES = pytest.mark.parametrize("language", ["en", "ar"])
# A worker that does all that is due for each line it is given.
WORK = """
import sys, django
django.setup()
from tests.assistant.news import write
for _ in sys.stdin:
    write()
    print("done", flush=True)
"""
WROTE = {"en": "Small wrote", "ar": "كتب Small"}


@dataclass
class Site:
    """A site with a model, and a worker that writes when it is told to."""

    address: str
    server: ModelServer
    worker: "subprocess.Popen[str]"

    def work(self) -> None:
        """Do all that is due, as the worker that runs beside the site does."""
        self.begin()
        self.finish()

    def begin(self) -> None:
        """Begin to do it."""
        assert self.worker.stdin
        self.worker.stdin.write("\n")
        self.worker.stdin.flush()

    def finish(self) -> None:
        """Wait until it is done."""
        assert self.worker.stdout
        assert self.worker.stdout.readline() == "done\n"


@pytest.fixture(scope="module")
def server() -> Iterator[ModelServer]:
    with model_server() as server:
        yield server


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory, server: ModelServer) -> Iterator[Site]:
    """A site that has a model; what was asked for waits until a test lets the worker work."""
    data = tmp_path_factory.mktemp("told")
    with serving(data, [str(HERE / "assistant_world.py"), server.address]) as address, working(data) as worker:
        yield Site(address, server, worker)


@contextmanager
def working(data: Path) -> "Iterator[subprocess.Popen[str]]":
    """A worker of the site with this folder of data, until the tests are done."""
    arguments = [sys.executable, "-c", WORK]
    pipe = subprocess.PIPE
    with subprocess.Popen(arguments, env=environment_of(data), stdin=pipe, stdout=pipe, text=True) as worker:
        yield worker
        worker.kill()


@pytest.fixture
def browser_context_args() -> dict[str, object]:
    return {"viewport": {"width": 1280, "height": 844}, "color_scheme": "light", "reduced_motion": "reduce"}


@pytest.fixture
def plain(browser: Browser) -> Iterator[Page]:
    """A browser that runs no scripts."""
    context = browser.new_context(java_script_enabled=False, viewport={"width": 390, "height": 844})
    yield context.new_page()
    context.close()


def shorter(call: Call) -> object:
    """A model that shortens the first sentence, and invents a number in the others."""
    said = faithful(call)
    for items in said.values():
        for one in items[1:] if isinstance(items, list) else ():
            one["text"] = one["text"].rstrip(".") + ", and 7,431 people were killed."
    return said


@LANGUAGES
def test_the_publishers_words_are_there_at_once_and_the_models_come_into_the_same_page(told, page, language):
    told.server.will(says(shorter))
    page.goto(f"{told.address}/{article(language)}")
    page.evaluate("window.sameDocument = true")
    part = opened(page, "summary")
    expect(part.locator("[data-wait] progress")).to_be_visible()
    expect(part.locator(".ai__words").first).to_have_text(SENTENCES[language][0])
    assert axe_violations_in_both_themes(page) == []
    told.work()

    expect(part.locator(".ai__audit")).to_contain_text(WROTE[language], timeout=15_000)
    expect(part.locator("[data-wait]")).to_have_count(0)
    # What the model invented is not there: the publisher's words are, and marked.
    expect(part.locator(".ai__line--replaced")).to_have_count(2)
    expect(part.locator(".ai__note")).to_have_count(2)
    assert "7,431" not in part.inner_text()
    assert page.evaluate("window.sameDocument")
    assert axe_violations_in_both_themes(page) == []


def test_what_a_sentence_rests_on_can_be_opened_and_stays_open_while_more_comes(told, page):
    told.server.will(says(altered(lambda text: text.rstrip("."))))
    page.goto(f"{told.address}/en/story/{STORY}/summary")
    expect(page.locator("[data-wait]")).to_be_visible()
    told.work()
    expect(page.locator(".ai__audit")).to_contain_text("Small wrote", timeout=15_000)
    page.locator(".ai__proof summary").first.click()

    expect(page.locator(".ai__proof blockquote").first).to_be_visible()
    written = page.locator(".ai__line > .ai__words").first.inner_text()
    assert page.locator(".ai__proof blockquote").first.inner_text() == f"{written}."


@LANGUAGES
def test_without_scripts_one_looks_again(told, plain, language):
    told.server.will(says(faithful))
    address = f"{told.address}/{article(language, asked(language))}"
    plain.goto(address)
    expect(plain.locator("[data-wait] a")).to_be_visible()
    told.work()
    plain.locator("[data-wait] a").click()

    expect(plain.locator(".ai__audit")).to_contain_text(WROTE[language])
    expect(plain.locator("[data-wait]")).to_have_count(0)


@LANGUAGES
def test_a_translation_comes_into_the_page_with_the_original_beside_it(told, page, language):
    other = {"en": "ar", "ar": "en"}[language]
    told.server.will(says(translated(language)))
    page.goto(f"{told.address}/{article(other, of=language)}")
    part = opened_while_waiting(page, "translate")
    told.work()

    expect(part.locator(".ai__audit")).to_contain_text(WROTE[language], timeout=15_000)
    written = part.locator(".ai__line:not(.ai__line--replaced) > .ai__words")
    expect(written.first).to_have_attribute("lang", language)
    part.locator("summary").first.click()
    expect(part.locator("blockquote").first).to_have_attribute("lang", other)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def translated(language: str) -> Content:
    """A translator of few words: what it says of each paragraph is that of the other paper."""
    return altered(lambda text: of_the_same(text, language))


def of_the_same(text: str, language: str) -> str:
    other = {"en": "ar", "ar": "en"}[language]
    return dict(zip(SENTENCES[other], SENTENCES[language], strict=True)).get(text, text)


def opened_while_waiting(page: Page, ability: str):
    page.locator(f".ai__offers a[href$='/{ability}']").click()
    part = page.locator("ai-card ai-part")
    expect(part.locator("[data-wait]")).to_be_visible()
    return part


def test_a_model_that_fails_leaves_no_error_and_the_publishers_words(told, page):
    told.server.will(status(401))
    page.goto(f"{told.address}/en/story/{STORY}/explain")
    expect(page.locator("[data-wait]")).to_be_visible()
    shown = page.locator(".ai__words").all_inner_texts()
    told.work()

    expect(page.locator("[data-wait]")).to_have_count(0, timeout=15_000)
    assert page.locator(".ai__words").all_inner_texts() == shown
    expect(page.locator(".ai__audit")).to_contain_text("No model wrote this")


def test_what_is_written_and_checked_is_shown_while_the_rest_is_still_coming(told, page):
    go_on = threading.Event()
    told.server.will(halting(go_on))
    page.goto(f"{told.address}/{article('en', 'ask?q=What is this about?')}")
    expect(page.locator("[data-wait]")).to_be_visible()
    told.begin()
    try:
        expect(page.locator("[data-wait]")).to_contain_text("there is more to come", timeout=15_000)
        assert page.locator(".ai__line").count() == 1
        go_on.set()
        expect(page.locator("[data-wait]")).to_have_count(0, timeout=15_000)
        assert page.locator(".ai__line").count() > 1
    finally:
        go_on.set()
        told.finish()


def halting(go_on: threading.Event) -> Answer:
    """A model that writes one sentence, and the others when it is told to."""

    async def answer(call: Call) -> Pieces:
        text = text_of(faithful, call)
        cut = text.index("},") + 2
        async for piece in stream(text[:cut], finish="", usage=None, pause=0.0, ends=False):
            yield piece
        while not go_on.is_set():
            yield event({"choices": [{"delta": {"content": " "}, "finish_reason": None}]})
            await asyncio.sleep(0.1)
        rest = stream(text[cut:], finish="stop", usage=None, pause=0.0)
        # Its head has been sent.
        await anext(rest)
        async for piece in rest:
            yield piece

    return answer


@LANGUAGES
def test_the_quality_page_tells_how_often_the_model_was_right(told, page, language):
    told.server.will(says(faithful))
    page.goto(f"{told.address}/{article('en', 'summary')}")
    told.work()
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(f"{told.address}/{language}/quality")

    expect(page.locator("[aria-labelledby=rates] tbody th").first).to_have_text("Small")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert axe_violations_in_both_themes(page) == []
