"""Looking at a source before it is added."""

import re
import time

import pytest
from django.core import signing
from django.db import connection
from lxml import html

from daily8.engine import http
from daily8.sources import preview_pages, previewing
from daily8.sources.models import Feed, Publisher
from daily8.work import clock
from tests.conftest import NOON
from tests.engine.http.publishing import LOOPBACK, answer
from tests.pipeline.press import HTML, Press, page, serving, title_of

LOOK = "/en/admin/sources/feed/look/"
RECENT = "Wed, 25 Nov 2026 10:00:00 GMT"
OLD = "Mon, 05 Jan 2026 10:00:00 GMT"


@pytest.fixture(autouse=True)
def noon(monkeypatch):
    """It is noon on 25 November 2026."""
    monkeypatch.setattr(clock, "now", lambda: NOON)


@pytest.fixture
def press(settings):
    """A publisher on this machine with a feed of two items, which its home page names."""
    settings.ALLOW_PRIVATE_NETWORKS = LOOPBACK
    with serving(Press()) as press:
        press.page("bridge")
        press.list(press.item("bridge", date=RECENT), press.item("tunnel", date=OLD))
        press.answers["/"] = answer(
            b'<html><head><link rel="alternate" type="application/rss+xml" href="/feed.xml"></head></html>', **HTML
        )
        yield press


@pytest.fixture
def look(admin):
    """Look at an address; return the page that answers."""

    def look(address: str, language: str = "en"):
        answered = admin.post(LOOK.replace("/en/", f"/{language}/"), {"address": address})
        assert answered.status_code == 200
        return html.document_fromstring(answered.content.decode())

    return look


def words(found) -> str:
    return " ".join(found.text_content().split())


def form_of(found) -> dict[str, object]:
    (form,) = [one for one in found.forms if "found" in dict(one.form_values())]
    values = [(name, value) for name, value in form.form_values() if name != "csrfmiddlewaretoken"]
    return dict(values) | {"feed": [value for name, value in values if name == "feed"]}


def test_a_site_is_looked_at_and_nothing_is_added_before_it_was_seen(admin, look, press):
    seen = look(press.url("/"))

    for told in ("The Tide", "2 items", "Newest: 25 November 2026, 10:00", title_of("tunnel"), "English",
                 "it says nothing", "How one of its articles reads here", "Harbour pilots in the northern port",
                 "without a picture"):  # fmt: skip
        assert told in words(seen)
    assert (Publisher.objects.count(), Feed.objects.count()) == (0, 0)

    told = admin.post(LOOK, form_of(seen), follow=True)

    assert "1 feed added." in told.content.decode()
    feed = Feed.objects.get()
    assert (feed.url, feed.title, feed.language) == (press.url("/feed.xml"), "The Tide", "en")
    assert told.redirect_chain[-1][0].endswith(f"/publisher/{feed.publisher_id}/change/")


def test_the_button_stands_above_both_lists(admin):
    for where in ("publisher", "feed"):
        assert "Look at a source and add it" in admin.get(f"/en/admin/sources/{where}/").content.decode()
    assert admin.get("/en/admin/sources/publisher/look/").url == LOOK
    assert "Nothing is added yet." in admin.get(LOOK).content.decode()


def test_what_is_not_right_is_told(look, press, make_publisher, make_feed):
    publisher = make_publisher("127.0.0.1")
    make_feed(publisher, url=press.url("/feed.xml"))
    press.answers["/robots.txt"] = answer(b"User-agent: *\nDisallow: /bridge\n", content_type="text/plain")
    seen = look(press.url("/feed.xml"))

    assert "This feed is known already." in words(seen)
    assert "this publisher is known already" in words(seen)
    assert "Its robots.txt keeps this site from the page" in words(seen)
    assert form_of(seen)["feed"] == []
    assert "Open its publisher" in words(seen)
    assert "Add" not in words(seen).split()
    assert press.asked("/bridge") == 0


@pytest.mark.parametrize(
    ("items", "told"),
    [
        ([], "It lists nothing at the moment."),
        ([("tunnel", OLD)], "It answers, but has published nothing new for two weeks or more."),
        ([("tunnel", "")], "None of its items has a date."),
        ([("tunnel", RECENT)], "Its feed is not at this address any more."),
    ],
)
def test_a_feed_with_little_in_it_is_shown_all_the_same(look, press, items, told):
    press.list(*(press.item(name, date=date) for name, date in items))

    assert told in words(look(press.url("/feed.xml")))


def test_what_is_said_against_machines_is_told(look, press):
    body = page(title_of("bridge")).replace(b"<head>", b'<head><meta name="robots" content="noai">')
    press.answers["/bridge"] = answer(body, **HTML, tdm_reservation="1")
    press.answers["/.well-known/tdmrep.json"] = answer(b'[{"location": "/", "tdm-reservation": 1}]')

    seen = words(look(press.url("/")))

    assert "noai, reservation on pages (TDMRep), reservation of the host (tdmrep.json)" in seen


@pytest.mark.parametrize(
    ("path", "told"), [("/nowhere", "the server answers 404"), ("/bridge", "no feed or news sitemap found there")]
)
def test_where_there_is_no_feed_the_reason_is_told_and_the_way_out(look, press, path, told):
    del press.answers["/feed.xml"]

    assert told in words(look(press.url(path)))


@pytest.mark.parametrize("address", ["", "http://127.0.0.2/", "file:///etc/passwd", "http://[::1]/", "no such"])
def test_an_address_that_may_not_be_asked_is_refused(admin, settings, address):
    settings.ALLOW_PRIVATE_NETWORKS = ()

    seen = admin.post(LOOK, {"address": address})

    assert seen.status_code == 200
    assert "This field is required." in seen.content.decode() or "No source was found" in seen.content.decode()
    assert not Feed.objects.exists()


def test_a_server_that_takes_its_time_is_not_waited_for(look, press, monkeypatch):
    monkeypatch.setattr(previewing, "SECONDS", 0.5)

    async def never(_request):
        yield b"HTTP/1.1 200 OK\r\ncontent-length: 1000\r\n\r\n"
        time.sleep(3)

    press.answers["/slow"] = never

    assert "not all was answered within 0.5 seconds" in words(look(press.url("/slow")))


def test_no_transaction_is_open_while_the_network_is_asked(transactional_db, look, press, monkeypatch):
    get, open_ones = http.Client.get, []

    async def noting(self, *arguments, **named):
        open_ones.append(connection.in_atomic_block)
        return await get(self, *arguments, **named)

    monkeypatch.setattr(http.Client, "get", noting)
    look(press.url("/"))

    assert open_ones
    assert not any(open_ones)


def test_nobody_adds_what_was_not_seen(admin, look, press):
    told = form_of(look(press.url("/")))

    page = admin.post(LOOK, told | {"found": str(told["found"])[:-3]}).content.decode()
    assert "What was seen is too old: look at it again." in page
    admin.post(LOOK, told | {"feed": "https://evil.example/feed"})
    assert not Feed.objects.exists()

    assert "Choose at least one feed." in admin.post(LOOK, told | {"feed": []}).content.decode()


def test_words_of_publishers_are_words_never_markup(look, press):
    press.list(press.item("bridge", title="<script>alert(1)</script>", date=RECENT))
    press.page("bridge", title="<img src=x onerror=alert(2)>")

    seen = look(press.url("/feed.xml"))

    assert not seen.xpath("//main//script | //img[@src='x']")
    assert not [one for one in seen.iter("script") if "alert(" in (one.text or "")]


def test_what_cannot_be_added_after_all_is_told(admin):
    url = f"https://daily.example/{'x' * 2000}"
    told = {"url": url, "title": "", "home": "", "language": "", "category": ""}
    found = signing.dumps([told], salt=preview_pages._SALT)

    page = admin.post(LOOK, {"found": found, "feed": [url]}).content.decode()

    assert "an address of more than 2000 characters" in page
    assert not Feed.objects.exists()


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("ftp://harbour.example", "ليس هذا عنوان موقع"),
        ("the harbour", "ليس هذا عنوان موقع"),
        ("/about", "لا ملف أخبار هناك"),
        ("/gone.xml", "لم يعد ملف أخباره"),
    ],
)
def test_why_nothing_was_found_is_told_in_arabic(admin, press, address, said):
    press.answers = {"/about": answer(b"<html><title>Port</title><p>Words.</p></html>", content_type="text/html")}
    given = press.url(address) if address.startswith("/") else address
    seen = admin.post(LOOK.replace("/en/", "/ar/"), {"address": given}).content.decode()

    told = re.findall(r"لم يُعثر على مصدر[^<]*", seen)
    assert told, seen[-3000:]
    assert said in told[0]
