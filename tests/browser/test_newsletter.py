"""Somebody asks for the newsletter, confirms it, and ends it."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.conftest import HERE, serving
from tests.browser.test_every_page import axe_violations_in_both_themes

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The data of the site."""
    return tmp_path_factory.mktemp("letters")


@pytest.fixture(scope="module")
def post(data: Path, pictures: str) -> Iterator[str]:
    """The address of a site that sends letters."""
    with serving(data, [str(HERE / "world.py"), pictures]) as address:
        yield address


def key_of(data: Path, address: str) -> str:
    """What stands in the link of the letter to an address."""
    with closing(sqlite3.connect(data / "daily8.sqlite3")) as file:
        rows = file.execute("SELECT key FROM newsletter_subscriber WHERE address = ?", [address])
        return str(rows.fetchone()[0])


@pytest.mark.parametrize(("language", "scripts"), [("en", True), ("ar", False)])
def test_it_is_asked_for_confirmed_and_ended(post, data, browser: Browser, language, scripts):
    context = browser.new_context(
        service_workers="block",
        viewport={"width": 390, "height": 844},
        java_script_enabled=scripts,
        reduced_motion="reduce",
    )
    page = context.new_page()
    page.goto(f"{post}/{language}/newsletter")
    faults = axe_violations_in_both_themes(page) if scripts else []
    page.locator("[name=email]").fill("nobody")
    with page.expect_navigation():
        page.locator(".account__form [type=submit]").click()
    expect(page.locator(".account__error")).to_be_visible()
    page.locator("[name=email]").fill(f"{language}@reader.example")
    page.locator("[name=rhythm]").nth(1).check()
    with page.expect_navigation():
        page.locator(".account__form [type=submit]").click()
    expect(page.locator(".account [role=status]")).to_be_visible()

    page.goto(f"{post}/{language}/newsletter/{key_of(data, f'{language}@reader.example')}")
    with page.expect_navigation():
        page.locator("[value=confirm]").click()
    expect(page.locator("[name=rhythm]").nth(1)).to_be_checked()
    faults += axe_violations_in_both_themes(page) if scripts else []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    with page.expect_navigation():
        page.locator("[value=stop]").click()
    expect(page.locator(".account [role=status]")).to_be_visible()
    context.close()

    assert faults == []
