"""A reader chooses what to be told, adds a browser, and is told in it."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserType, Page, expect

from tests import chromium
from tests.browser.alerting_words import NEWS, READERS
from tests.browser.conftest import HERE, serving
from tests.browser.keeping import eventually
from tests.browser.test_every_page import axe_violations_in_both_themes
from tests.push_service import Browser as Subscriber

pytestmark = pytest.mark.browser
LANGUAGES = pytest.mark.parametrize("language", ["en", "ar"])
# The far end: Chromium asks its maker's push service for a subscription, which is not there.
SUBSCRIBE = """(subscription) => {
    let current = null;
    const unsubscribe = async () => { current = null; return true; };
    const made = { ...subscription, toJSON: () => subscription, unsubscribe };
    PushManager.prototype.getSubscription = async () => current ?? (sessionStorage.subscribed ? made : null);
    PushManager.prototype.subscribe = async () => { sessionStorage.subscribed = "yes"; return (current = made); };
}"""

# What the device shows of the site.
SHOWN = """navigator.serviceWorker.ready.then((one) => one.getNotifications()).then((all) => all.map(
    ({ title, body, tag, dir, data }) => [title, body, tag, dir, data.path]))"""
FIRST = {"title": "جديد", "body": "فُتح الجسر", "path": "/ar/alerts", "tag": "one", "lang": "ar", "dir": "rtl"}
PUSHED = {
    "جديد": json.dumps(FIRST),
    "twice": json.dumps({"title": "twice", "tag": "one", "path": "https://elsewhere.example/"}),
    "daily8": "not json",
}


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The data of the site."""
    return tmp_path_factory.mktemp("station")


@pytest.fixture(scope="module")
def station(data: Path, pictures: str) -> Iterator[str]:
    """The address of a site whose readers are told of something."""
    with serving(data, [str(HERE / "alerting.py"), pictures]) as address:
        yield address


@pytest.fixture
def visit(browser: Browser, station: str) -> Iterator[Callable[..., Page]]:
    """Open a page as somebody who is signed in."""
    contexts = []

    def visit(path: str, who: str = "", **options: object) -> Page:
        context = browser.new_context(reduced_motion="reduce", permissions=["notifications"], **options)
        contexts.append(context)
        if who:
            context.add_cookies([{"name": "sessionid", "value": who * 8, "url": station}])
        page = context.new_page()
        page.goto(station + path)
        return page

    yield visit
    for context in contexts:
        context.close()


@LANGUAGES
def test_what_happened_is_read_on_one_page_that_is_accessible(visit, language):
    page = visit(f"/{language}/alerts", READERS[language], viewport={"width": 390, "height": 844})

    expect(page.locator(".alert").filter(has_text=NEWS[language])).to_have_count(1)
    assert page.locator(".alert").count() >= 3
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert axe_violations_in_both_themes(page) == []
    page.locator(".alert__title a").first.click()
    page.wait_for_url(f"**/{language}/story/**")


@LANGUAGES
@pytest.mark.parametrize("scripts", [True, False])
def test_what_one_wants_to_be_told_is_chosen_and_kept(visit, language, scripts):
    page = visit(f"/{language}/alerts/choose", READERS[language], java_script_enabled=scripts)
    page.locator("[name=mail]").check()
    page.locator("[name=told]").first.uncheck()
    page.locator("[name=quiet_from]").fill("21:15")
    page.locator("[name=zone]").select_option("Africa/Cairo")
    page.locator("[name=most]").fill("3")
    with page.expect_navigation():
        page.locator(".choose [type=submit]").click()

    expect(page.locator("[name=mail]")).to_be_checked()
    expect(page.locator("[name=told]").first).not_to_be_checked()
    expect(page.locator("[name=quiet_from]")).to_have_value("21:15")
    expect(page.locator("[name=zone]")).to_have_value("Africa/Cairo")
    expect(page.locator("[name=most]")).to_have_value("3")
    assert page.locator("push-device").is_visible() == scripts


@pytest.mark.parametrize(("language", "scripts"), [("en", True), ("ar", False)])
def test_who_has_a_letter_stops_them_with_one_click_without_signing_in(visit, data, language, scripts):
    page = visit((data / f"stop-{language}").read_text(), java_script_enabled=scripts)
    with page.expect_navigation():
        page.locator(".account form button").click()
    expect(page.locator(".account [role=status]")).to_be_visible()
    assert not scripts or axe_violations_in_both_themes(page) == []

    page = visit(f"/{language}/alerts/choose", READERS[language])
    expect(page.locator("[name=mail]")).not_to_be_checked()


@LANGUAGES
def test_choosing_is_accessible_and_says_what_is_wrong(visit, language):
    page = visit(f"/{language}/alerts/choose", READERS[language], viewport={"width": 390, "height": 844})
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    page.evaluate("document.querySelector('[name=zone]').append(new Option('Mars', 'Mars/Olympus', true, true))")
    with page.expect_navigation():
        page.locator(".choose [type=submit]").click()

    expect(page.locator("#id_zone_error")).to_be_visible()
    assert axe_violations_in_both_themes(page) == []


def test_a_browser_is_added_named_and_removed(visit):
    page = visit("/en/alerts/choose", "hadi")
    subscription = Subscriber("https://push.example.org").subscription
    page.add_init_script(f"({SUBSCRIBE})({subscription!r})")
    page.reload()
    page.get_by_role("button", name="Tell me in this browser").click()
    line = page.locator(".choose__device")
    expect(line).to_contain_text("Chrome on Linux")
    expect(line).to_contain_text("this one")
    expect(page.locator("push-device")).to_be_hidden()

    line.get_by_role("button").click()
    expect(page.locator(".choose__device")).to_have_count(0)


def test_a_browser_that_cannot_be_added_says_so(visit):
    page = visit("/en/alerts/choose", "hadi")
    page.add_init_script("PushManager.prototype.subscribe = async () => { throw new Error('no service'); }")
    page.reload()
    page.get_by_role("button", name="Tell me in this browser").click()

    expect(page.locator("push-device [role=status]")).to_have_text(
        "This browser could not be added. Try again in a moment."
    )


def test_a_message_is_shown_and_leads_to_its_page(
    station, browser_type: BrowserType, browser_type_launch_args, tmp_path
):
    # Only a whole browser shows messages.
    whole = {**browser_type_launch_args, "executable_path": chromium.PROGRAM}
    context = browser_type.launch_persistent_context(tmp_path, permissions=["notifications"], **whole)
    page = context.new_page()
    page.goto(f"{station}/ar/about")
    page.wait_for_function("navigator.serviceWorker.ready.then((one) => one.active?.state === 'activated')")
    session = context.new_cdp_session(page)
    registrations = []
    session.on("ServiceWorker.workerRegistrationUpdated", lambda told: registrations.extend(told["registrations"]))
    session.send("ServiceWorker.enable")
    for _attempt in range(100):
        page.wait_for_timeout(0 if registrations else 100)
    assert registrations
    # The second takes the place of the first.
    for title, data in PUSHED.items():
        push = {"origin": station, "registrationId": registrations[0]["registrationId"], "data": data}
        pushed_until_shown(page, lambda push=push: session.send("ServiceWorker.deliverPushMessage", push), title)
    assert sorted(page.evaluate(SHOWN)) == [
        ["daily8", "", "daily8", "ltr", "/"],
        ["twice", "", "one", "ltr", "https://elsewhere.example/"],
    ]
    worker = context.service_workers[0]
    assert worker.evaluate("pageOf('https://elsewhere.example/')") == f"{station}/"[:-1]
    assert worker.evaluate("pageOf('//elsewhere.example/x')") == station
    assert worker.evaluate("pageOf('/ar/alerts')") == f"{station}/ar/alerts"
    context.close()


def pushed_until_shown(page: Page, push: Callable[[], object], title: str) -> None:
    """Push a message, and once more if need be: a worker that is still being stored misses it in silence."""
    push()
    try:
        eventually(page, f"{SHOWN}.then((all) => all.some((one) => one[0] === '{title}'))")
    except AssertionError:
        push()
        eventually(page, f"{SHOWN}.then((all) => all.some((one) => one[0] === '{title}'))")
