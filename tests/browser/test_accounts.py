"""Readers and their accounts, in a real browser: with scripts and without, in both languages."""

import email
import email.policy
import itertools
import json
import re
import sqlite3
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from types import SimpleNamespace
from urllib.parse import urlsplit

import pytest
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from playwright.sync_api import Browser, Page, expect

from tests.browser.test_every_page import COLOURS
from tests.conftest import PASSWORD

pytestmark = pytest.mark.browser

HERE = Path(__file__).parent
AXE = (HERE / "vendor" / "axe.min.js").read_text(encoding="utf-8")
OTHER_PASSWORD = "ships-in-the-fog"
NETWORKS = itertools.count(1)
LOOKED_AT: set[tuple[str, str, int]] = set()
WAYS = [("en", True), ("ar", True), ("en", False), ("ar", False)]


@pytest.fixture(scope="module")
def city(newsroom: str, newsroom_data: Path) -> SimpleNamespace:
    """A site under a name, since passkeys are for a name and not for a number; and what it wrote by mail."""

    def letter_to(address: str) -> str:
        with sqlite3.connect(newsroom_data / "daily8.sqlite3") as database:
            rows = database.execute("select data from work_mail order by id desc").fetchall()
        letters = (email.message_from_bytes(bytes(row[0]), policy=email.policy.default) for row in rows)
        return next(letter.get_content() for letter in letters if letter["To"] == address).replace("\r", "")

    return SimpleNamespace(address=newsroom.replace("127.0.0.1", "localhost"), letter_to=letter_to)


@pytest.fixture
def reader_at(browser: Browser, city: SimpleNamespace) -> Iterator[Callable[..., "Reader"]]:
    """Give a reader a browser; each comes from a network of its own, so that none waits for another's attempts."""
    contexts = []

    def give(language: str, *, scripts: bool = True, **named: str) -> Reader:
        context = browser.new_context(
            service_workers="block",
            viewport={"width": 1280, "height": 900},
            color_scheme="light",
            reduced_motion="reduce",
            java_script_enabled=scripts,
            extra_http_headers={"X-Forwarded-For": f"198.51.100.{next(NETWORKS)}"},
        )
        context.set_default_timeout(15_000)
        contexts.append(context)
        return Reader(context.new_page(), city, language, scripts=scripts, **named)

    yield give
    for context in contexts:
        context.close()


class Reader:
    """Somebody with a browser."""

    def __init__(self, page: Page, city: SimpleNamespace, language: str, *, scripts: bool, name: str = ""):
        self.page, self.city, self.language, self.scripts = page, city, language, scripts
        self.name = name or f"reader{next(NETWORKS)}"
        self.address = f"{self.name}@post.example"
        page.add_init_script(
            "window.reports = [];"
            "document.addEventListener('securitypolicyviolation',"
            " (event) => reports.push(event.violatedDirective + ' ' + event.blockedURI));"
        )

    def open(self, path: str) -> None:
        self.page.goto(f"{self.city.address}/{self.language}/{path}")

    def send(self, **fields: str) -> None:
        """Fill in the form of the page, the one with these fields, and send it."""
        form = self.page.locator("form", has=self.page.locator(f"[name={next(iter(fields))}]:visible")).first
        for name, value in fields.items():
            form.locator(f"[name={name}]").fill(value)
        form.locator("button[type=submit]").click()

    def sign_up(self, password: str = PASSWORD) -> None:
        self.open("account/signup")
        self.send(email=self.address, username=self.name, password1=password)
        self.follow_letter()
        self.page.locator(".account__form button").click()
        self.expect_at("account")

    def sign_in(self, password: str = PASSWORD) -> None:
        self.open("account/login")
        self.send(login=self.name, password=password)

    def show_again(self) -> None:
        """Type the password once more: a link in a letter opens no lock."""
        assert "/account/again" in self.page.url
        self.look()
        self.send(password=PASSWORD)

    def sign_out(self) -> None:
        self.open("account/logout")
        self.page.locator(".account__form button").click()
        self.expect_at("")

    def follow_letter(self) -> None:
        found = re.search(r"http://\S+", self.city.letter_to(self.address))
        assert found
        self.page.goto(found[0].replace("127.0.0.1", "localhost"))

    def expect_at(self, path: str) -> None:
        expect(self.page).to_have_url(f"{self.city.address}/{self.language}/{path}")

    def look(self) -> None:
        """Find nothing wrong with the page, on a desk and on a phone, by day and by night; look at each once."""
        state = (self.language, urlsplit(self.page.url).path, self.page.locator(".account__error").count())
        if not self.scripts or state in LOOKED_AT:
            return
        LOOKED_AT.add(state)
        self.page.evaluate(AXE)
        faults = self._axe() + self.page.evaluate("window.reports")
        self.page.emulate_media(color_scheme="dark")
        faults += self._axe(runOnly=COLOURS)
        self.page.emulate_media(color_scheme="light")
        self.page.set_viewport_size({"width": 390, "height": 844})
        wide = self.page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        self.page.set_viewport_size({"width": 1280, "height": 900})
        assert not faults, self.page.url
        assert wide <= 0, self.page.url

    def _axe(self, **options: object) -> list[str]:
        asked = {"resultTypes": ["violations"], **options}
        found = self.page.evaluate("(options) => axe.run(document, options)", asked)["violations"]
        return [f"{one['id']}: {one['nodes'][0]['html'][:150]}" for one in found]


def code_of(key: str, steps: int = 0) -> str:
    return format_hotp_value(hotp_value(key, int(time.time()) // 30 + steps))


@pytest.mark.parametrize(("language", "scripts"), WAYS)
def test_a_reader_comes_in_by_every_door_but_a_passkey(reader_at, language, scripts):
    reader = reader_at(language, scripts=scripts)
    reader.open("account/signup")
    reader.look()
    reader.sign_up()
    reader.look()
    reader.sign_out()

    reader.sign_in("wrong-password")
    expect(reader.page.locator(".account__error").first).to_be_visible()
    reader.look()
    reader.sign_in()
    reader.expect_at("account")
    reader.sign_out()

    reader.open("account/code")
    reader.look()
    reader.send(email=reader.address)
    reader.look()
    reader.send(code=reader.city.letter_to(reader.address).split("\n\n")[1])
    reader.expect_at("account")
    reader.sign_out()

    reader.open("account/password/reset")
    reader.look()
    reader.send(email=reader.address)
    reader.look()
    reader.follow_letter()
    reader.look()
    reader.send(password1=OTHER_PASSWORD)
    reader.expect_at("account")
    reader.sign_out()
    reader.sign_in(OTHER_PASSWORD)
    reader.expect_at("account")


@pytest.mark.parametrize(("language", "scripts"), WAYS)
def test_a_reader_locks_the_account_twice_and_opens_it_again(reader_at, language, scripts):
    reader = reader_at(language, scripts=scripts)
    reader.sign_up()
    reader.open("account/2fa/app")
    reader.show_again()
    reader.look()
    key = reader.page.locator(".account__key").inner_text()
    reader.send(code=code_of(key))
    reader.expect_at("account/2fa/codes")
    reader.look()
    codes = reader.page.locator(".account__codes li").all_inner_texts()
    reader.open("account")
    reader.look()
    reader.sign_out()

    reader.sign_in()
    reader.expect_at("account/2fa")
    reader.look()
    reader.send(code=codes[3])
    reader.expect_at("account")
    reader.sign_out()
    reader.sign_in()
    reader.send(code=code_of(key, 1))
    reader.expect_at("account")
    reader.open("account/2fa/app/off")
    reader.look()
    reader.page.locator(".account__form button").click()
    reader.expect_at("account")


@pytest.mark.parametrize(("language", "scripts"), WAYS)
def test_a_reader_ends_a_session_saves_everything_and_goes_for_good(reader_at, language, scripts):
    reader = reader_at(language, scripts=scripts)
    reader.sign_up()
    elsewhere = reader_at(language, scripts=scripts, name=reader.name)
    elsewhere.sign_in()
    elsewhere.expect_at("account")

    reader.open("account/sessions")
    expect(reader.page.locator(".account__row")).to_have_count(2)
    reader.look()
    reader.page.locator(".account__row button").click()
    expect(reader.page).to_have_url(re.compile("/account/again"))
    reader.show_again()
    expect(reader.page.locator(".account__row")).to_have_count(1)
    elsewhere.open("account")
    assert "/account/login" in elsewhere.page.url

    reader.open("account/email")
    reader.look()
    reader.open("account/password")
    reader.look()
    reader.open("account")
    # Who it is was shown a moment ago.
    with reader.page.expect_download() as download:
        reader.page.locator("form[action$='/account/export'] button").click()
    kept = json.loads(download.value.path().read_text(encoding="utf-8"))
    assert kept["account"]["user_name"] == reader.name

    reader.open("account/erase")
    reader.look()
    reader.send(name="somebody")
    reader.look()
    reader.send(name=reader.name)
    reader.look()
    reader.sign_in()
    assert reader.page.url.endswith("/account/login")


@pytest.mark.parametrize("language", ["en", "ar"])
def test_a_passkey_signs_in_alone_and_beside_the_password(reader_at, language):
    reader = reader_at(language)
    device = reader.page.context.new_cdp_session(reader.page)
    device.send("WebAuthn.enable")
    device.send(
        "WebAuthn.addVirtualAuthenticator",
        {
            "options": {
                "protocol": "ctap2", "transport": "internal", "hasResidentKey": True,
                "hasUserVerification": True, "isUserVerified": True, "automaticPresenceSimulation": True,
            }
        },
    )  # fmt: skip
    reader.sign_up()
    reader.page.locator("passkey-form a").click()
    reader.show_again()
    reader.look()
    reader.send(name="Phone")
    reader.expect_at("account/2fa/codes")
    reader.open("account")
    expect(reader.page.locator(".account__value", has_text="Phone")).to_be_visible()
    reader.look()
    reader.sign_out()

    reader.open("account/login")
    reader.look()
    reader.page.locator("passkey-form button").click()
    reader.expect_at("account")
    reader.sign_out()

    reader.sign_in()
    reader.expect_at("account/2fa")
    reader.page.locator("passkey-form button").click()
    reader.expect_at("account")
    with reader.page.expect_navigation():
        reader.page.locator(".account__value a").click()
    reader.look()
    reader.page.locator(".account__form button").click()
    reader.expect_at("account")
    reader.sign_out()
    reader.open("account/login")
    reader.page.locator("passkey-form button").click()
    expect(reader.page.locator(".account__message")).to_be_visible()


def test_without_scripts_nothing_is_said_of_passkeys(reader_at):
    reader = reader_at("en", scripts=False)
    reader.open("account/login")

    expect(reader.page.locator("passkey-form")).to_be_hidden()


@pytest.mark.parametrize("language", ["en", "ar"])
def test_who_tries_too_often_is_told_when_to_come_back(reader_at, language):
    reader = reader_at(language)
    for _ in range(6):
        reader.open("account/password/reset")
        reader.send(email=reader.address)

    assert re.search(r"\d", reader.page.locator(".account p").first.inner_text())
    reader.look()
