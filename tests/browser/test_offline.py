"""Reading without a connection, in a real browser."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser import keeping
from tests.browser.keeping import article, caches_of, eventually, eventually_asked, hear, heard, read, save, visit
from tests.browser.reading import entry, erase, take_in
from tests.browser.test_every_page import axe_violations

pytestmark = pytest.mark.browser

front, context, reader = keeping.front, keeping.context, keeping.reader
LANGUAGES = pytest.mark.parametrize("language", ["en", "ar"])


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
    assert reader.evaluate("getComputedStyle(document.querySelector('.masthead__bar')).display") == "flex"


@LANGUAGES
def test_what_was_not_read_says_so_and_lists_what_was(front, reader, language):
    # As if the shell had been kept long ago.
    old = re.compile(rb'(masthead__date">\s*<time [^>]*>)[^<]*')
    front.change = lambda path, body: old.sub(rb"\g<1>1 May 1970", body) if path.endswith("/offline") else body
    read(reader, f"{front.address}/{language}/{article(language)}")
    title = reader.locator("h1").inner_text()
    front.stop()
    reader.goto(f"{front.address}/{language}/sources")

    expect(reader.locator("html")).to_have_attribute("lang", language)
    expect(reader.locator(".offline__title")).to_be_visible()
    assert axe_violations(reader) == []
    expect(reader.locator(".masthead__date")).to_contain_text(str(reader.evaluate("new Date().getFullYear()")))
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
    # A browser that is told to be offline now and then says that it is online, and the old page loads itself anew.
    for _ in range(5):
        reader.goto(f"{front.address}/")
        if reader.evaluate("location.pathname") == "/":
            break
    assert reader.evaluate("document.documentElement.lang") == "en"


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


def test_who_erases_everything_leaves_nothing_but_the_shell(front, reader):
    read(reader, f"{front.address}/en/{article('en')}")
    save(reader, f"/en/{article('en')}")
    eventually(reader, f"caches.match('/ar/{article('en')}').then(Boolean)")
    reader.goto(f"{front.address}/en/reading")
    eventually(reader, "caches.open('daily8-pages-1').then((c) => c.match('/en/reading')).then(Boolean)")
    erase(reader)

    shell_alone = "names.every((name) => name.startsWith('daily8-shell-'))"
    eventually(reader, f"caches.keys().then((names) => {shell_alone})")


def test_who_opened_only_lists_keeps_them_when_a_page_comes_back(front, reader):
    read(reader, f"{front.address}/en/latest")
    hear(reader)
    reader.goto(f"{front.address}/en/about")
    reader.evaluate("dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }))")

    assert "forget" not in [told["kind"] for told in heard(reader)]


@pytest.mark.parametrize("what", ["Erase the history", "Erase everything"])
def test_the_worker_is_told_to_forget_when_the_reader_erases(front, reader, what):
    read(reader, f"{front.address}/en/about")
    hear(reader)
    reader.goto(f"{front.address}/en/reading")
    erase(reader, what)

    eventually(reader, "messages.filter(({ kind }) => kind === 'forget').length === 1")


def test_the_worker_hears_once_of_a_file_of_a_thousand_articles(front, reader):
    read(reader, f"{front.address}/en/about")
    hear(reader)
    reader.add_init_script("window.asked = 0; StorageManager.prototype.persist = async () => (asked++, true);")
    reader.goto(f"{front.address}/en/reading")
    take_in(reader, saved=[entry(number) for number in range(1000)])
    expect(reader.get_by_role("status")).to_contain_text("Saved: 1000")

    assert [len(told["addresses"]) for told in heard(reader) if told["kind"] == "saved"] == [1000]
    assert reader.evaluate("asked") == 1


@pytest.mark.parametrize(("language", "gone"), [("en", "the server"), ("ar", "the network")])
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


def test_a_page_that_is_withdrawn_is_forgotten_but_not_while_the_site_is_lost(front, reader):
    path = article("en")
    read(reader, f"{front.address}/en/{path}")
    save(reader, f"/en/{path}")
    eventually(reader, f"caches.match('/ar/{path}').then(Boolean)")
    front.statuses[f"/en/{path}"] = 404
    front.lost = True
    reader.goto(f"{front.address}/en/{path}")
    read(reader, f"{front.address}/en/about")
    assert f"/en/{path}" in caches_of(reader)["daily8-pages-1"]

    front.lost = False
    reader.goto(f"{front.address}/en/{path}")
    reader.goto(f"{front.address}/en/about")
    eventually(reader, f"caches.match('/en/{path}').then((found) => !found)")


def test_a_full_disk_costs_only_what_would_have_been_kept(front, context, reader):
    read(reader, f"{front.address}/en/about")
    session = context.new_cdp_session(reader)
    session.send("Storage.overrideQuotaForOrigin", {"origin": front.address, "quotaSize": 1})
    save(reader, f"/en/{article('en')}")
    reader.goto(f"{front.address}/en/{article('en')}")
    eventually(reader, "document.querySelector('.article__main img').naturalWidth > 100")
    assert f"/en/{article('en')}" not in caches_of(reader).get("daily8-pages-1", [])

    session.send("Storage.overrideQuotaForOrigin", {"origin": front.address})
    save(reader, f"/en/{article('en')}")
    eventually(reader, f"caches.match('/ar/{article('en')}').then(Boolean)")


def test_the_browser_is_asked_once_not_to_clear_away_what_is_saved(front, context, reader):
    context.add_init_script("window.asked = 0; StorageManager.prototype.persist = async () => (asked++, true);")
    visit(reader, f"{front.address}/en/about")
    save(reader, f"/en/{article('en')}")
    save(reader, f"/en/{article('en')}", f"/en/{article('en', 3)}")

    assert reader.evaluate("asked") == 1


def test_a_site_that_is_away_behind_its_web_server_does_not_keep_one_from_what_was_read(front, reader):
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
