"""The page on which tokens are made, and the one on which the API is tried, in a real browser."""

import os
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.test_accounts import WAYS, city, reader_at  # noqa: F401

pytestmark = pytest.mark.browser

# Where somebody who looks for himself wants pictures of what was seen.
PICTURES = os.environ.get("PICTURES_OF_TESTS", "")


@pytest.mark.parametrize(("language", "scripts"), WAYS)
def test_a_reader_makes_a_token_and_revokes_it(reader_at, language, scripts):  # noqa: F811
    reader = reader_at(language, scripts=scripts)
    reader.sign_up()
    reader.open("account/tokens")
    reader.show_again()
    reader.look()
    page = reader.page
    page.locator("[name=name]").fill("قارئ newsboat")
    page.locator("[name=scopes][value=reader]").check()
    page.locator("form:has([name=name]) button").click()
    secret = page.locator(".account__key").input_value()
    assert secret.startswith("d8_")
    reader.look()
    if PICTURES and scripts:
        _picture(page, f"tokens-{language}")
    reader.open("account/tokens")
    expect(page.locator(".account__token")).to_have_count(1)
    assert secret not in page.content()

    page.locator("[name=revoke]").click()

    expect(page.locator(".account__token")).to_have_count(0)
    page.locator("form:has([name=name]) button").click()
    expect(page.locator("[name=name]")).to_be_focused()


def _picture(page, name):
    for width in (390, 1280):
        page.set_viewport_size({"width": width, "height": 844})
        for scheme in ("light", "dark"):
            page.emulate_media(color_scheme=scheme)
            page.screenshot(path=Path(PICTURES) / f"{name}-{width}-{scheme}.png", full_page=True)
    page.emulate_media(color_scheme="light")
    page.set_viewport_size({"width": 1280, "height": 900})


def test_the_api_is_read_and_tried_on_its_page(browser: Browser, site: str):
    context = browser.new_context(service_workers="block", viewport={"width": 1280, "height": 900})
    context.set_default_timeout(20_000)
    page = context.new_page()
    errors: list[str] = []
    page.on("console", lambda message: errors.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: errors.append(str(error)))
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))

    page.goto(f"{site}/api/v1/docs")
    expect(page.locator(".opblock").first).to_be_visible()
    assert page.locator(".opblock").count() >= 30
    page.locator("#operations-categories-listCategories .opblock-summary").click()
    page.locator("#operations-categories-listCategories .execute").click()
    expect(page.locator("#operations-categories-listCategories .live-responses-table .response")).to_contain_text(
        "World"
    )
    if PICTURES:
        page.screenshot(path=Path(PICTURES) / "docs-1280.png")

    assert errors == []
    assert all(address.startswith((site, "data:")) for address in asked)
    context.close()
