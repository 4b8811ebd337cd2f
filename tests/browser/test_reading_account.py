"""What a reader keeps goes along into the account, into other browsers, and out of this one."""

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.browser.reading import address, entry, erase, keep, kept, save, watched

pytestmark = pytest.mark.browser
Open = Callable[..., Page]
ALIKE = """() => {
  const read = (kind) => JSON.parse(localStorage.getItem(`daily8.${kind}`))?.items;
  const [known, saved] = [read("account"), read("saved")];
  const names = (saved ?? []).map((one) => one.address.slice(4)).sort();
  return known?.turn > 0 && String(Object.keys(known.saved).sort()) === String(names);
}"""
EMPTY = "['saved', 'history', 'account'].every((kind) => !localStorage.getItem(`daily8.${kind}`))"


@pytest.fixture
def browsers(browser: Browser) -> Iterator[Open]:
    """Give somebody a browser that nothing is kept in."""
    contexts: list[BrowserContext] = []

    def open_one(**options) -> Page:
        options = {"viewport": {"width": 1280, "height": 844}, "reduced_motion": "reduce", **options}
        contexts.append(browser.new_context(service_workers="block", **options))
        return contexts[-1].new_page()

    yield open_one
    for context in contexts:
        context.close()


def sign_in(page: Page, site: str, name: str, times: int = 8) -> None:
    """Sign in, as far as the browser is concerned."""
    page.context.add_cookies([{"name": "sessionid", "value": name * times, "url": site}])


def told(page: Page, does: Callable[[], object]) -> None:
    """Do something, and wait until the account is known to have what is here."""
    does()
    page.wait_for_function(ALIKE)


def titles(page: Page, kind: str = "saved") -> list[str]:
    return page.locator(f"[data-kind={kind}] .line a").all_text_contents()


@pytest.mark.parametrize("language", ["en", "ar"])
def test_what_two_browsers_kept_is_in_both_after_signing_in_and_in_neither_after_signing_out(
    newsroom, browsers, language
):
    name = {"en": "adam", "ar": "dina"}[language]
    one, other = browsers(), browsers()
    first, second = address(language, 0), address(language, 1)
    own = f"{newsroom}/{language}/reading"
    with watched(one), watched(other):
        one.goto(newsroom + first)
        save(one)
        one.goto(own)
        one.get_by_role("radio", name={"en": "Largest", "ar": "الأكبر"}[language]).check(force=True)
        other.goto(newsroom + second)
        save(other)
        assert not [one for one in kept(one, "saved") if one["address"] == second]

        sign_in(one, newsroom, name)
        told(one, lambda: one.goto(own))
        sign_in(other, newsroom, name, 9)
        told(other, lambda: other.goto(own))
        expect(other.locator("[data-kind=saved] .line")).to_have_count(2)
        expect(other.locator("[data-kind=history] .line")).to_have_count(2)
        assert other.evaluate("document.documentElement.dataset.size") == "5"
        one.goto(own)
        expect(one.locator("[data-kind=saved] .line")).to_have_count(2)
        told(one, lambda: one.locator("[data-kind=saved] .line__act").first.click())
        other.goto(own)
        expect(other.locator("[data-kind=saved] .line")).to_have_count(1)
        assert titles(other) == [title for title in titles(one) if title in titles(other)]

        other.goto(f"{newsroom}/{language}/account")
        other.locator("form[action$='/account/logout'] button").click()
        other.wait_for_url(lambda url: not url.endswith("/account"))
        assert other.evaluate(EMPTY)
        other.goto(own)
        expect(other.locator("[data-kind=saved] .line")).to_have_count(0)
        expect(one.locator("[data-kind=saved] .line a")).to_have_count(1)


def test_who_was_signed_out_elsewhere_leaves_nothing_and_another_reader_takes_nothing_over(newsroom, browsers):
    page = browsers()
    with watched(page):
        sign_in(page, newsroom, "emil")
        page.goto(newsroom + address("en", 2))
        told(page, lambda: save(page))
        page.context.clear_cookies()
        sign_in(page, newsroom, "huda")
        page.goto(f"{newsroom}/en/reading")
        expect(page.locator("[data-kind=saved] .line")).to_have_count(0)
        page.wait_for_function("() => JSON.parse(localStorage.getItem('daily8.account'))?.items.reader")

        page.context.clear_cookies()
        page.goto(f"{newsroom}/en/about")
        page.wait_for_function(f"() => {EMPTY}")
        sign_in(page, newsroom, "emil")
        page.goto(f"{newsroom}/en/reading")
        expect(page.locator("[data-kind=saved] .line")).to_have_count(1)
        told(page, lambda: erase(page))
        page.reload()
        expect(page.locator("[data-kind=saved] .line")).to_have_count(0)


def test_what_is_changed_without_a_network_is_told_when_it_is_back(newsroom, browsers):
    page = browsers()
    with watched(page):
        sign_in(page, newsroom, "huda")
        told(page, lambda: page.goto(newsroom + address("en", 3)))
        page.context.set_offline(True)
        save(page)
        page.wait_for_timeout(200)
        page.context.set_offline(False)
        other = browsers(java_script_enabled=False)
        sign_in(other, newsroom, "huda", 9)
        told(page, lambda: page.goto(f"{newsroom}/en/about"))
        other.goto(f"{newsroom}/en/reading")
        expect(
            other.locator("[aria-labelledby=saved-kept] .line__link, [aria-labelledby=saved-kept] a")
        ).to_have_count(1)
        other.locator("[aria-labelledby=saved-kept] button").click()
        page.goto(f"{newsroom}/en/reading")
        expect(page.locator("[data-kind=saved] .line")).to_have_count(0)


def test_a_shelf_that_somebody_tampered_with_breaks_nothing(newsroom, browsers):
    page = browsers()
    with watched(page):
        page.goto(f"{newsroom}/en/about")
        keep(page, "account", {"reader": ["x"], "turn": "many", "saved": 7, "history": {"__proto__": 1}})
        keep(page, "saved", [entry(1), entry(2, address=address("en", 4))])
        sign_in(page, newsroom, "huda")
        page.goto(f"{newsroom}/en/reading")
        page.wait_for_function("() => JSON.parse(localStorage.getItem('daily8.account'))?.items.turn >= 0")
        expect(page.locator("[data-kind=saved] .line")).to_have_count(0)


FILL = """(room) => {
  const { length } = localStorage;
  for (let size = 1 << 20; size >= 1; size >>= 1) {
    for (let fits = true; fits; ) {
      try { localStorage.setItem(`other${localStorage.length}`, "x".repeat(size)); } catch { fits = false; }
    }
  }
  for (const key of Object.keys(localStorage).sort((a, b) => localStorage[a].length - localStorage[b].length)) {
    if (!key.startsWith("other") || room <= 0) continue;
    room -= key.length + localStorage[key].length;
    localStorage.removeItem(key);
  }
}"""
EMPTIED = (
    "Object.keys(localStorage).filter((key) => key.startsWith('other')).map((key) => localStorage.removeItem(key))"
)


@pytest.mark.parametrize(("name", "room"), [("lina", 0), ("mona", 700)])
def test_a_browser_whose_storage_is_full_removes_nothing_from_the_account(newsroom, browsers, name, room):
    one, other = browsers(), browsers()
    own = f"{newsroom}/en/reading"
    with watched(one), watched(other):
        one.goto(f"{newsroom}/en/about")
        keep(one, "saved", [entry(0, number, address=address("en", number)) for number in range(4)])
        sign_in(one, newsroom, name)
        told(one, lambda: one.goto(own))
        assert 200 < one.evaluate("localStorage['daily8.account'].length") < 700
        other.goto(f"{newsroom}/en/about")
        other.evaluate(FILL, room)
        messages: list[str] = []
        other.on("request", lambda request: messages.append(request.post_data or ""))
        sign_in(other, newsroom, name, 9)
        for path in ("reading", "about", "reading"):
            other.goto(f"{newsroom}/en/{path}", wait_until="networkidle")
        assert not other.evaluate("JSON.parse(localStorage['daily8.saved'] ?? null)?.items.length")
        note = other.evaluate("JSON.parse(localStorage['daily8.account'] ?? null)?.items") or {}
        assert (note.get("short", False), note.get("saved", {})) == (room > 0, {})
        assert len([each for each in messages if each]) <= 3
        assert not [each for each in messages if "article/" in each]
        one.goto(own)
        expect(one.locator("[data-kind=saved] .line")).to_have_count(4)

        other.evaluate(EMPTIED)
        other.evaluate("sessionStorage.clear()")
        told(other, lambda: other.goto(own))
        expect(other.locator("[data-kind=saved] .line")).to_have_count(4)


@pytest.mark.parametrize(("name", "broken"), [("omar", "{"), ("reem", None), ("aziz", '{"items": [null]}')])
def test_what_cannot_be_read_any_more_was_not_removed(newsroom, browsers, name, broken):
    page = browsers()
    with watched(page):
        page.goto(f"{newsroom}/en/about")
        keep(page, "saved", [entry(0, address=address("en", 4))])
        sign_in(page, newsroom, name)
        told(page, lambda: page.goto(f"{newsroom}/en/reading"))
        page.evaluate(
            "(value) => value ? localStorage['daily8.saved'] = value : delete localStorage['daily8.saved']",
            broken,
        )
        page.goto(f"{newsroom}/en/reading")
        expect(page.locator("[data-kind=saved] .line")).to_have_count(1)


def test_a_browser_without_locks_has_the_account_and_can_leave_it(newsroom, browsers):
    page = browsers()
    page.add_init_script("Object.defineProperty(Navigator.prototype, 'locks', { value: undefined })")
    with watched(page):
        page.goto(newsroom + address("en", 0))
        save(page)
        sign_in(page, newsroom, "nada")
        told(page, lambda: page.goto(f"{newsroom}/en/account"))
        page.evaluate("localStorage.setItem('daily8.saved', '{\"items\": []}')")
        page.locator("form[action$='/account/logout'] button").click()
        page.wait_for_url(lambda url: not url.endswith("/account"))
        assert page.evaluate(EMPTY)
        assert page.locator("[data-reader]").count() == 0


CHOICES = """async () => {
  const { token } = await (await fetch("/en/reading/kept")).json();
  const headers = { "Content-Type": "application/json", "X-CSRFToken": token };
  const answer = await fetch("/en/reading/kept", { method: "POST", headers, body: '{"turn": 99}' });
  return (await answer.json()).choices;
}"""


def test_the_choices_of_who_left_do_not_go_to_who_comes_next(newsroom, browsers):
    page = browsers()
    own = f"{newsroom}/en/reading"
    with watched(page):
        sign_in(page, newsroom, "zain")
        page.goto(own)
        page.get_by_role("radio", name="Dark").check(force=True)
        page.get_by_role("radio", name="Largest").check(force=True)
        page.locator("history-choice input").uncheck(force=True)
        page.wait_for_function(
            "() => JSON.parse(localStorage.getItem('daily8.account'))?.items.choices?.theme === 'dark'"
        )
        page.goto(f"{newsroom}/en/account")
        page.locator("form[action$='/account/logout'] button").click()
        page.wait_for_url(lambda url: not url.endswith("/account"))
        assert page.evaluate("document.documentElement.dataset.size") == "5"
        page.goto(own)
        page.get_by_role("checkbox", name="Keys").uncheck(force=True)

        sign_in(page, newsroom, "yara")
        page.goto(own)
        page.wait_for_function(
            "() => JSON.parse(localStorage.getItem('daily8.account'))?.items.choices?.keys === false"
        )
        assert page.evaluate(CHOICES) == {"keys": False}
        assert kept(page, "settings") == {"size": 3, "face": "serif", "keys": False, "history": True}
        assert page.evaluate("document.documentElement.dataset.theme") == ""
        assert "theme=dark" not in page.evaluate("document.cookie")
