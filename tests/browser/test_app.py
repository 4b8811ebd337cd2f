"""The app in a real browser: installed, renewed, ended, and private."""

import json
import re

import pytest
from playwright.sync_api import BrowserType, Page, expect

from tests import chromium
from tests.browser import keeping
from tests.browser.keeping import article, caches_of, eventually, read, save, visit
from tests.browser.test_admin import sign_in
from tests.browser.test_every_page import axe_violations

pytestmark = pytest.mark.browser

front, context, reader = keeping.front, keeping.context, keeping.reader
LANGUAGES = pytest.mark.parametrize("language", ["en", "ar"])


@LANGUAGES
def test_a_browser_may_install_it(front, browser_type: BrowserType, browser_type_launch_args, tmp_path, language):
    # A window that keeps nothing installs nothing, so here is one that does.
    whole = {**browser_type_launch_args, "executable_path": chromium.PROGRAM}
    context = browser_type.launch_persistent_context(tmp_path, **whole)
    page = context.new_page()
    page.goto(f"{front.address}/{language}/")
    session = context.new_cdp_session(page)
    told = session.send("Page.getAppManifest")

    assert told["errors"] == []
    assert json.loads(told["data"])["lang"] == language
    assert session.send("Page.getInstallabilityErrors")["installabilityErrors"] == []
    expect(page.locator(".footer .install button")).to_be_visible()
    context.close()


NEW = "0123456789ab"


def renewed(path: str, body: bytes) -> bytes:
    """The site after a deploy: another stylesheet, and so another worker."""
    words = re.sub(rb"css/site\.[0-9a-f]{12}\.css", f"css/site.{NEW}.css".encode(), body)
    return re.sub(rb'"version": "\w+"', b'"version": "new"', words)


def test_an_update_replaces_the_shell(front, context, reader):
    read(reader, f"{front.address}/en/about")
    before = next(name for name in caches_of(reader) if name.startswith("daily8-shell-"))
    style = reader.locator("link[rel=stylesheet]").first.get_attribute("href")
    reader.evaluate("caches.open('daily8-of-another-time').then((cache) => cache.put('/x', new Response('x')))")
    new_style = f"/static/css/site.{NEW}.css"
    front.answers[new_style] = ("text/css", b":root { --of-the-update: yes }")
    front.change = renewed
    reader.goto(f"{front.address}/en/about")

    expect(reader.locator("link[rel=stylesheet]").first).to_have_attribute("href", new_style)
    eventually(reader, "caches.keys().then((names) => names.includes('daily8-shell-new'))")
    eventually(reader, f"caches.has('{before}').then((has) => !has)")
    kept = caches_of(reader)
    assert "daily8-of-another-time" not in kept
    assert new_style in kept["daily8-shell-new"]
    assert style not in kept["daily8-shell-new"]
    context.set_offline(True)
    reader.goto(f"{front.address}/en/about")
    assert (
        reader.evaluate("getComputedStyle(document.documentElement).getPropertyValue('--of-the-update')") == "yes"
    )


def test_a_page_kept_before_an_update_gets_the_new_styles(front, reader):
    read(reader, f"{front.address}/en/about")
    style = reader.locator("link[rel=stylesheet]").first.get_attribute("href")
    front.answers[f"/static/css/site.{NEW}.css"] = ("text/css", b":root { --of-the-update: yes }")
    front.change = renewed
    reader.goto(f"{front.address}/en/sources")
    eventually(reader, f"caches.match('/static/css/site.{NEW}.css').then(Boolean)")
    eventually(reader, f"caches.match('{style}').then((found) => !found)")
    # As after some time, when the browser has no copies of its own.
    reader.context.new_cdp_session(reader).send("Network.clearBrowserCache")
    front.stop()
    reader.goto(f"{front.address}/en/about")

    assert reader.locator("link[rel=stylesheet]").first.get_attribute("href") == style
    words = reader.evaluate("(address) => fetch(address, {cache: 'reload'}).then((one) => one.text())", style)
    assert "--of-the-update" in words


def test_a_site_without_its_worker_gets_rid_of_it(front, reader):
    read(reader, f"{front.address}/en/about")
    front.statuses["/service-worker.js"] = 410
    stop_worker(reader)
    reader.goto(f"{front.address}/en/about")

    eventually(reader, "navigator.serviceWorker.getRegistrations().then((all) => all.length === 0)")
    eventually(reader, "caches.keys().then((names) => names.length === 0)")


def stop_worker(reader: Page) -> None:
    session = reader.context.new_cdp_session(reader)
    session.send("ServiceWorker.enable")
    session.send("ServiceWorker.stopAllWorkers")


@LANGUAGES
def test_after_signing_out_nothing_private_is_kept(newsroom, reader, language):
    read(reader, f"{newsroom}/{language}/about")
    sign_in(reader, newsroom, language)
    expect(reader.locator("form[action$='/logout/']")).to_be_attached()
    for page in ("", article(language), "admin/sources/feed/", "latest", "share"):
        reader.goto(f"{newsroom}/{language}/{page}")
    save(reader, f"/{language}/{article(language)}")
    eventually(reader, f"caches.match('/{language}/{article(language)}').then(Boolean)")
    shown = caches_of(reader)
    saved = f"daily8-saved-1/{article(language)}"
    assert [page for page in shown["daily8-pages-1"] if not page.endswith("/about")] == []
    assert not [page for pages in shown.values() for page in pages if "/admin" in page]
    reader.goto(f"{newsroom}/{language}/admin/")
    with reader.expect_navigation():
        reader.evaluate("document.querySelector('form[action$=\"/logout/\"]').requestSubmit()")

    eventually(reader, f"caches.has('{saved}').then((has) => !has)")
    eventually(reader, "caches.has('daily8-pages-1').then((has) => !has)")
    kept = caches_of(reader)
    assert not [
        page
        for name, pages in kept.items()
        for page in pages
        if name.startswith("daily8-pages") or "admin" in page
    ]
    words = reader.evaluate(
        """async () => (await Promise.all((await caches.keys()).map(async (name) => {
          const cache = await caches.open(name);
          const every = await Promise.all((await cache.keys()).map((key) => cache.match(key, {ignoreVary: true})));
          return Promise.all(every.map(async (one) => one.headers.get('cache-control') + await one.text()));
        }))).flat()"""
    )
    assert not [one for one in words if "samia" in one or one.startswith("private")]
    assert saved not in kept


def test_pages_work_where_a_browser_refuses_workers_or_caches(front, context, reader):
    context.add_init_script(
        "navigator.serviceWorker.register = () => Promise.reject(new DOMException('no', 'SecurityError'));"
    )
    reader.goto(f"{front.address}/en/", wait_until="networkidle")
    reader.locator(".card--lead a").first.click()

    expect(reader.locator(".prose p").first).to_be_visible()
    assert reader.evaluate("navigator.serviceWorker.controller") is None


def test_the_worker_itself_works_without_caches(front, context, reader):
    broken = """"use strict";
        for (const name of ["open", "keys", "has", "match", "delete"]) {
          CacheStorage.prototype[name] = () => Promise.reject(new DOMException("full", "QuotaExceededError"));
        }"""
    front.change = lambda path, body: body.replace(b'"use strict";', broken.encode()) if "worker" in path else body
    visit(reader, f"{front.address}/en/")
    reader.goto(f"{front.address}/en/{article('en')}")

    expect(reader.locator(".prose p").first).to_be_visible()
    eventually(reader, "document.querySelector('.article__main img').naturalWidth > 100")


@LANGUAGES
def test_the_app_is_offered_where_the_browser_can_install_it_and_not_before(front, reader, language):
    reader.goto(f"{front.address}/{language}/{article(language)}")
    assert reader.locator(".install:visible").count() == 0
    reader.evaluate(
        """() => {
          window.asked = 0;
          const event = new Event('beforeinstallprompt', {cancelable: true});
          event.prompt = () => asked++;
          dispatchEvent(event);
          window.prevented = event.defaultPrevented;
        }"""
    )
    buttons = reader.locator(".install button:visible")
    expect(buttons).to_have_count(2)
    assert reader.evaluate("prevented")
    assert axe_violations(reader) == []
    buttons.first.focus()
    reader.keyboard.press("Enter")

    assert reader.evaluate("asked") == 1
    expect(buttons).to_have_count(0)


def test_an_installed_app_is_not_offered_again(front, reader):
    reader.goto(f"{front.address}/en/about")
    reader.evaluate("dispatchEvent(Object.assign(new Event('beforeinstallprompt'), {prompt() {}}))")
    expect(reader.locator(".install button:visible")).to_have_count(1)
    reader.evaluate("dispatchEvent(new Event('appinstalled'))")

    expect(reader.locator(".install:visible")).to_have_count(0)


@LANGUAGES
def test_where_only_a_hand_can_install_it_one_is_told_how(front, context, reader, language):
    context.add_init_script("Object.defineProperty(navigator, 'standalone', {value: false})")
    reader.goto(f"{front.address}/{language}/about")

    expect(reader.locator(".install__hand:visible")).to_have_count(1)
    expect(reader.locator(".install button:visible")).to_have_count(0)


@LANGUAGES
def test_pages_of_the_app_are_accessible_and_fit(front, reader, language):
    for width in (390, 1280):
        reader.set_viewport_size({"width": width, "height": 844})
        for page in ("offline", "share", "share?title=Ships&url=https://nowhere.example/" + "a" * 300):
            reader.goto(f"{front.address}/{language}/{page}")
            assert axe_violations(reader) == []
            assert reader.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_without_scripts_nothing_of_the_app_is_shown(front, browser):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{front.address}/en/{article('en')}")

    expect(page.locator(".install:visible, .offline:visible")).to_have_count(0)
    context.close()


def test_the_shell_is_fetched_after_the_page_is_there(front, reader):
    reader.goto(f"{front.address}/en/{article('en')}")
    loaded = reader.evaluate("performance.getEntriesByType('navigation')[0].loadEventStart > 0")
    eventually(reader, "navigator.serviceWorker.getRegistration().then((one) => Boolean(one?.active))")

    place = front.asked.index("GET /service-worker.js")
    assert loaded
    assert not [one for one in front.asked[:place] if "/offline" in one]
    assert f"GET /en/{article('en')}" in front.asked[:place]
