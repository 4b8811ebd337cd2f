"""The app in a real browser: installed, read without a connection, renewed, and private."""

import hashlib
import json
import re
import time
from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, BrowserType, Page, expect

from tests.browser import test_admin
from tests.browser.front import Front
from tests.browser.test_admin import sign_in
from tests.browser.test_every_page import axe_violations

pytestmark = pytest.mark.browser

newsroom = test_admin.newsroom
LANGUAGES = pytest.mark.parametrize("language", ["en", "ar"])


def article(language: str, number: int = 0) -> str:
    return f"article/{hashlib.md5(f'{language} {number}'.encode()).hexdigest()}"


@pytest.fixture
def front(newsroom: str) -> Iterator[Front]:
    """A web server in front of the site, of its own for each test: another origin is another worker."""
    with Front(newsroom) as front:
        yield front


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    context = browser.new_context(
        viewport={"width": 390, "height": 844}, color_scheme="light", reduced_motion="reduce"
    )
    context.set_default_timeout(10_000)
    yield context
    context.close()


@pytest.fixture
def reader(context: BrowserContext) -> Page:
    # Whether and when this Chromium offers to install is its own affair; what it is told of it is the test's.
    context.add_init_script(
        "addEventListener('beforeinstallprompt', (one) => one.isTrusted && one.stopImmediatePropagation(), true);"
    )
    page = context.new_page()
    page.on("pageerror", lambda error: pytest.fail(f"a script failed: {error}"))
    return page


def visit(reader: Page, address: str) -> None:
    """Read a page with the worker at work, to its end."""
    reader.goto(address)
    reader.evaluate("navigator.serviceWorker.ready.then(() => 1)")
    eventually(reader, "Boolean(navigator.serviceWorker.controller)")


def read(reader: Page, address: str) -> None:
    """Read a page and wait until it is kept."""
    visit(reader, address)
    reader.goto(address)
    path = urlsplit(address).path
    eventually(reader, f"caches.open('daily8-pages-1').then((c) => c.match('{path}')).then(Boolean)")


def eventually(reader: Page, truth: str) -> None:
    for _attempt in range(100):
        if reader.evaluate(truth):
            return
        time.sleep(0.05)
    raise AssertionError(f"it never became true that {truth}")


def caches_of(reader: Page) -> dict[str, list[str]]:
    """What every cache holds: the paths by its name."""
    return reader.evaluate(
        """async () => Object.fromEntries(await Promise.all((await caches.keys()).map(async (name) => {
          const keys = await (await caches.open(name)).keys();
          return [name, keys.map(({url}) => new URL(url).pathname + new URL(url).search)];
        })))"""
    )


@LANGUAGES
def test_a_browser_may_install_it(front, browser_type: BrowserType, browser_type_launch_args, tmp_path, language):
    # A window that keeps nothing installs nothing, so here is one that does.
    context = browser_type.launch_persistent_context(tmp_path, **browser_type_launch_args)
    page = context.new_page()
    page.goto(f"{front.address}/{language}/")
    session = context.new_cdp_session(page)
    told = session.send("Page.getAppManifest")

    assert told["errors"] == []
    assert json.loads(told["data"])["lang"] == language
    assert session.send("Page.getInstallabilityErrors")["installabilityErrors"] == []
    expect(page.locator(".footer .install button")).to_be_visible()
    context.close()


@LANGUAGES
def test_a_page_that_was_read_opens_without_a_connection_and_says_how_old_it_is(front, context, reader, language):
    read(reader, f"{front.address}/{language}/{article(language)}")
    title = reader.locator("h1").inner_text()
    context.set_offline(True)
    reader.goto(f"{front.address}/{language}/{article(language)}")

    expect(reader.locator("h1")).to_have_text(title)
    expect(reader.locator(".offline kept-age")).to_contain_text(
        {"en": "1 minute ago", "ar": "قبل دقيقة"}[language]
    )
    assert axe_violations(reader) == []
    # Its styles and its fonts are there, too.
    family = {"en": "Newsreader Display", "ar": "Markazi Text"}[language]
    assert reader.evaluate(f"document.fonts.check('20px \"{family}\"')")
    assert reader.evaluate("getComputedStyle(document.querySelector('.masthead__bar')).display") == "grid"


@LANGUAGES
def test_what_was_not_read_says_so_and_lists_what_was(front, context, reader, language):
    read(reader, f"{front.address}/{language}/{article(language)}")
    title = reader.locator("h1").inner_text()
    front.stop()
    reader.goto(f"{front.address}/{language}/sources")

    expect(reader.locator("html")).to_have_attribute("lang", language)
    expect(reader.locator(".offline__title")).to_be_visible()
    assert axe_violations(reader) == []
    day = reader.evaluate("new Date().getDate()")
    expect(reader.locator(".masthead__date")).to_contain_text(str(day))
    expect(reader.locator("[data-kind=pages] a").first).to_have_text(title)
    reader.locator("[data-kind=pages] a").first.click()
    expect(reader.locator("h1")).to_have_text(title)
    reader.go_back()
    front.start()
    reader.locator(".offline .button").click()
    expect(reader.locator(".sources, .filters").first).to_be_visible()


def test_a_store_full_of_another_language_does_not_change_the_language(front, context, reader):
    read(reader, f"{front.address}/en/{article('en')}")
    title = reader.locator("h1").inner_text()
    context.set_offline(True)
    reader.goto(f"{front.address}/ar/{article('en')}")

    expect(reader.locator("html")).to_have_attribute("lang", "ar")
    expect(reader.locator(".offline__title")).to_have_text("لا يوجد اتصال")
    expect(reader.locator("[data-kind=pages] a").first).to_have_text(title)
    reader.goto(f"{front.address}/")
    expect(reader.locator("html")).to_have_attribute("lang", "en")


def test_the_readers_own_page_opens_without_a_connection_and_is_not_called_old(front, context, reader):
    visit(reader, f"{front.address}/ar/about")
    save(reader, f"/ar/{article('ar')}")
    context.set_offline(True)
    reader.goto(f"{front.address}/ar/reading")

    expect(reader.locator("main")).to_contain_text("A title")
    expect(reader.locator(".offline")).to_have_count(0)


def test_who_wants_no_history_leaves_none_here_either(front, context, reader):
    read(reader, f"{front.address}/en/{article('en')}")
    reader.goto(f"{front.address}/en/reading")
    reader.locator("history-choice input").uncheck()
    eventually(reader, "caches.has('daily8-pages-1').then((has) => !has)")
    reader.goto(f"{front.address}/en/about")
    reader.goto(f"{front.address}/en/reading")
    assert "daily8-pages-1" not in caches_of(reader)

    reader.locator("history-choice input").check()
    eventually(reader, "caches.has('daily8-choices-1').then((has) => !has)")
    read(reader, f"{front.address}/en/about")


@LANGUAGES
@pytest.mark.parametrize("gone", ["the network", "the server"])
def test_a_saved_article_opens_with_its_pictures_in_both_languages(front, context, reader, language, gone):
    visit(reader, f"{front.address}/{language}/latest")
    path = article(language)
    save(reader, f"/{language}/{path}")
    eventually(reader, f"caches.has('daily8-saved-1/{path}')")
    for code in ("ar", "en"):
        eventually(reader, f"caches.match('/{code}/{path}').then(Boolean)")
    context.set_offline(True) if gone == "the network" else front.stop()

    for code in (language, "en", "ar"):
        reader.goto(f"{front.address}/{code}/{path}")
        expect(reader.locator("html")).to_have_attribute("lang", code)
        reader.locator(".prose img").scroll_into_view_if_needed()
        eventually(
            reader, "[...document.querySelectorAll('.article__main img')].every((one) => one.naturalWidth > 100)"
        )
        assert reader.locator(".article__main img").count() == 2
    reader.goto(f"{front.address}/{language}/offline")
    expect(reader.locator("[data-kind=saved] a")).to_have_attribute("href", f"/{language}/{path}")


def save(reader: Page, *addresses: str) -> None:
    """Save these articles as the button does."""
    reader.evaluate(
        """async (addresses) => {
          const items = addresses.map((address) => ({address, title: 'A title', at: Date.now()}));
          localStorage.setItem('daily8.saved', JSON.stringify({version: 1, items}));
          const detail = {address: addresses[0], title: 'A title', saved: true};
          dispatchEvent(new CustomEvent('daily8:saved', {detail}));
        }""",
        list(addresses),
    )


def test_what_is_unsaved_is_dropped_and_what_stays_saved_is_not(front, reader):
    visit(reader, f"{front.address}/en/latest")
    one, other = article("en", 0), article("en", 3)
    save(reader, f"/en/{one}", f"/en/{other}")
    for path in (one, other):
        eventually(reader, f"caches.match('/ar/{path}').then(Boolean)")
    save(reader, f"/en/{other}")

    eventually(reader, f"caches.has('daily8-saved-1/{one}').then((has) => !has)")
    assert reader.evaluate(f"caches.has('daily8-saved-1/{other}')")


def test_hostile_addresses_in_the_store_are_not_fetched(front, reader):
    visit(reader, f"{front.address}/en/latest")
    front.asked.clear()
    reader.evaluate(
        """() => navigator.serviceWorker.controller.postMessage({kind: 'saved', addresses: [
          '/en/admin/', '//evil.example/x', 'https://evil.example/', '/en/article/../admin', {}, null, 7,
          '/xx/article/00000000000000000000000000000000', '/en/article/00000000000000000000000000000000']})"""
    )
    eventually_asked(front, "GET /en/article/00000000000000000000000000000000")

    assert [one for one in front.asked if "article" not in one and "service-worker" not in one] == []
    assert not [name for name in caches_of(reader) if name.startswith("daily8-saved")]


def eventually_asked(front: Front, request: str) -> None:
    for _attempt in range(100):
        if request in front.asked:
            return
        time.sleep(0.05)
    raise AssertionError(f"nobody asked {request}")


def test_the_last_fifty_pages_are_kept_and_saved_ones_beside_them(front, reader):
    visit(reader, f"{front.address}/en/latest")
    path = article("en")
    save(reader, f"/en/{path}")
    eventually(reader, f"caches.match('/en/{path}').then(Boolean)")
    reader.evaluate(
        """async () => {
          const cache = await caches.open('daily8-pages-1');
          for (let i = 0; i < 70; i++) await cache.put(`/en/latest?before=${i}`, new Response('x'));
        }"""
    )
    read(reader, f"{front.address}/en/about")
    eventually(reader, "caches.open('daily8-pages-1').then((c) => c.keys()).then((keys) => keys.length === 50)")

    kept = caches_of(reader)
    assert "/en/latest?before=21" in kept["daily8-pages-1"]
    assert "/en/latest?before=20" not in kept["daily8-pages-1"]
    assert f"/en/{path}" in kept[f"daily8-saved-1/{path}"]


def test_a_page_opened_again_without_a_connection_is_the_last_to_go(front, context, reader):
    for page in ("about", "sources"):
        read(reader, f"{front.address}/en/{page}")
    context.set_offline(True)
    reader.goto(f"{front.address}/en/about")

    assert caches_of(reader)["daily8-pages-1"][-1] == "/en/about"


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
def test_after_signing_out_nothing_private_is_kept(front, reader, language):
    read(reader, f"{front.address}/{language}/about")
    sign_in(reader, front.address, language)
    expect(reader.locator("form[action$='/logout/']")).to_be_attached()
    for page in ("", article(language), "admin/sources/feed/", "latest", "share"):
        reader.goto(f"{front.address}/{language}/{page}")
    save(reader, f"/{language}/{article(language)}")
    eventually(reader, f"caches.match('/{language}/{article(language)}').then(Boolean)")
    shown = caches_of(reader)
    saved = f"daily8-saved-1/{article(language)}"
    assert [page for page in shown["daily8-pages-1"] if not page.endswith("/about")] == []
    assert not [page for pages in shown.values() for page in pages if "/admin" in page]
    reader.goto(f"{front.address}/{language}/admin/")
    with reader.expect_navigation():
        reader.evaluate("document.querySelector('form[action$=\"/logout/\"]').requestSubmit()")

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
    assert saved in kept


def test_answers_that_are_not_whole_or_not_ours_are_never_kept(front, context, reader):
    read(reader, f"{front.address}/en/about")
    front.statuses |= {"/en/sources": 500, "/en/category/world": 404}
    for page in ("en/sources", "en/category/world", "en/share?text=x", "en", ""):
        reader.goto(f"{front.address}/{page}")
    reader.goto(f"{front.address}/en/about")
    kept = caches_of(reader)["daily8-pages-1"]

    assert sorted(kept) in (["/en/", "/en/about"], ["/en/about"])
    ranged = reader.evaluate("fetch('/en/about', {headers: {Range: 'bytes=0-9'}}).then((answer) => answer.status)")
    assert ranged in (200, 206)
    assert reader.evaluate("fetch('/theme', {method: 'POST'}).then((answer) => answer.status)") == 200


def test_a_page_that_is_withdrawn_is_forgotten(front, context, reader):
    address = f"{front.address}/en/{article('en')}"
    read(reader, address)
    save(reader, f"/en/{article('en')}")
    eventually(reader, f"caches.has('daily8-saved-1/{article('en')}')")
    front.statuses[f"/en/{article('en')}"] = 404
    front.statuses[f"/ar/{article('en')}"] = 404
    reader.goto(address)
    reader.goto(f"{front.address}/en/about")

    eventually(reader, f"caches.match('/en/{article('en')}').then((found) => !found)")


def test_a_slow_site_does_not_keep_one_from_what_was_read(front, reader):
    read(reader, f"{front.address}/en/about")
    front.statuses["/en/about"] = 503
    reader.goto(f"{front.address}/en/about")

    expect(reader.locator(".offline kept-age")).to_be_visible()


def test_a_kept_page_wears_the_theme_that_is_chosen_now(front, context, reader):
    read(reader, f"{front.address}/en/about")
    context.add_cookies([{"name": "theme", "value": "dark", "url": front.address}])
    context.set_offline(True)
    reader.goto(f"{front.address}/en/about")

    expect(reader.locator("html")).to_have_attribute("data-theme", "dark")


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
    reader.evaluate("navigator.serviceWorker.ready.then(() => 1)")

    place = front.asked.index("GET /service-worker.js")
    assert loaded
    assert not [one for one in front.asked[:place] if "/offline" in one]
    assert f"GET /en/{article('en')}" in front.asked[:place]
