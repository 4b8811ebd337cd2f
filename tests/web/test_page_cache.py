"""Ready pages: the same bytes for everybody they are for, and nobody else's."""

import gzip
from collections.abc import Callable
from dataclasses import dataclass, field
from io import BytesIO

import brotli
import pytest
from django.core.handlers.wsgi import WSGIHandler
from django.db import InterfaceError, OperationalError

from daily8.web import changes, page_cache
from daily8.web.page_cache import PageCache
from daily8.work.models import Version

HTML = [("Content-Type", "text/html; charset=utf-8"), ("Vary", "Cookie"), ("X-Frame-Options", "DENY")]


@dataclass
class Site:
    """An application that counts how often it is asked, and says what a test wants."""

    status: str = "200 OK"
    headers: list[tuple[str, str]] = field(default_factory=lambda: list(HTML))
    body: Callable[[dict], bytes] = lambda environ: f"<p>{environ['PATH_INFO']}</p>".encode() * 40
    asked: list[dict] = field(default_factory=list)
    closed: int = 0

    def __call__(self, environ, start_response):
        self.asked.append(environ)
        start_response(self.status, self.headers)
        return Answer([self.body(environ)], self)


class Answer(list):
    def __init__(self, parts, site):
        super().__init__(parts)
        self.site = site

    def close(self):
        self.site.closed += 1


@dataclass
class Reply:
    status: str
    headers: dict[str, str]
    body: bytes


@pytest.fixture
def site() -> Site:
    return Site()


@pytest.fixture
def versions(monkeypatch) -> list[int]:
    """The version of the pages, to be changed by a test."""
    current = [1]
    monkeypatch.setattr(Version, "current", classmethod(lambda model, name: current[0]))
    monkeypatch.setattr(changes, "LOOK_SECONDS", -1.0)
    monkeypatch.setattr(changes.Changes, "_hear", lambda self, now: None)
    return current


@pytest.fixture
def ask(site, versions) -> Callable[..., Reply]:
    cache = PageCache(site, languages=["en", "ar"])

    def request(path: str = "/en/", method: str = "GET", query: str = "", **headers: str) -> Reply:
        environ = {
            "REQUEST_METHOD": method, "PATH_INFO": path, "QUERY_STRING": query, "HTTP_HOST": "news.example",
            **{f"HTTP_{name.upper()}": value for name, value in headers.items()},
        }  # fmt: skip
        told = []
        body = b"".join(cache(environ, lambda *arguments: told.extend(arguments)))
        return Reply(told[0], dict(told[1]), body)

    return request


def test_a_page_is_made_once_and_sent_to_everybody(site, ask):
    first, second = ask("/en/world"), ask("/en/world")

    assert first == second
    assert first.status == "200 OK"
    assert first.body == b"<p>/en/world</p>" * 40
    assert first.headers["Content-Length"] == str(len(first.body))
    assert len(site.asked) == site.closed == 1


def test_a_browser_that_has_the_page_is_told_so(ask):
    tag = ask().headers["ETag"]

    again = ask(if_none_match=tag)

    assert (again.status, again.body) == ("304 Not Modified", b"")
    assert again.headers["ETag"] == tag
    assert "Content-Length" not in again.headers
    assert ask(if_none_match=f'W/{tag}, "other"').status == "304 Not Modified"
    assert ask(if_none_match='"other"').status == "200 OK"


def test_a_page_that_is_not_there_yet_is_made_whole_for_a_conditional_request(site, ask):
    ask(
        if_none_match='"old"',
        if_modified_since="Wed, 25 Nov 2026 11:00:00 GMT",
        accept_encoding="br",
        range="bytes=0-1",
    )

    told = site.asked[0]
    assert not any(name.startswith(("HTTP_IF_", "HTTP_RANGE", "HTTP_ACCEPT_ENCODING")) for name in told)


def test_a_player_that_asks_for_a_part_of_speech_is_heard_by_the_site(site, ask):
    ask("/en/speech/0123456789abcdef0123456789abcdef/0", range="bytes=0-1")

    assert site.asked[0]["HTTP_RANGE"] == "bytes=0-1"


@pytest.mark.parametrize(
    ("accepted", "encoding"),
    [
        ("gzip, deflate, br", "br"),
        ("gzip", "gzip"),
        ("br;q=0, gzip;q=0.5", "gzip"),
        ("BR", "br"),
        ("br; q=0.000", ""),
        ("gzip;q=0,br;q=0", ""),
        ("identity", ""),
        ("", ""),
        ("zstd, compress", ""),
    ],
)
def test_a_page_is_sent_in_an_encoding_that_the_browser_takes(ask, accepted, encoding):
    plain = ask().body
    unpack = {"br": brotli.decompress, "gzip": gzip.decompress, "": bytes}[encoding]

    reply = ask(accept_encoding=accepted)

    assert reply.headers.get("Content-Encoding", "") == encoding
    assert unpack(reply.body) == plain
    assert "Accept-Encoding" in reply.headers["Vary"]


def test_each_encoding_has_a_tag_of_its_own(ask):
    tags = {ask(accept_encoding=encoding).headers["ETag"] for encoding in ("br", "gzip", "")}

    assert len(tags) == 3
    assert ask(accept_encoding="br", if_none_match=ask().headers["ETag"]).status == "200 OK"


@pytest.mark.parametrize(
    "cookie",
    [
        "sessionid=abc",
        "theme=dark; sessionid=abc",
        "a b=c; sessionid=abc",
        'broken="; sessionid=abc',
        "{json: 1}; sessionid=abc",
        "a@b:c=d; é=ü; sessionid=abc",
        "sessionid=",
    ],
)
def test_a_signed_in_readers_page_is_never_kept_nor_given_another(site, ask, cookie):
    ask(cookie=cookie)
    ask(cookie=cookie)
    ask()

    assert len(site.asked) == 3


def test_over_tls_the_session_has_another_name(site, versions):
    cache = PageCache(site, languages=["en"], session_cookie="__Host-sessionid")
    for cookie in ("__Host-sessionid=abc", "__Host-sessionid=abc", "sessionid=abc", "sessionid=abc"):
        cache({"REQUEST_METHOD": "GET", "PATH_INFO": "/en/", "HTTP_COOKIE": cookie}, lambda status, headers: None)

    assert len(site.asked) == 3


def test_foreign_cookies_do_not_matter(site, ask):
    ask(cookie="_ga=GA1.2; consent=yes")
    ask(cookie='odd="')
    ask()

    assert len(site.asked) == 1


def test_a_cookie_that_changes_the_page_has_a_page_of_its_own(site, ask):
    site.body = lambda environ: environ.get("HTTP_COOKIE", "none").encode()

    assert ask(cookie="theme=dark").body == b"theme=dark"
    assert ask().body == b"none"
    assert ask(cookie="theme=dark").body == b"theme=dark"
    assert len(site.asked) == 2


def test_pages_differ_by_path_query_host_and_part(site, ask):
    ask("/en/world")
    ask("/ar/world")
    ask("/en/world", query="before=2")
    ask("/en/world", host="other.example")
    ask("/en/world", hx_request="true")

    assert len(site.asked) == 5


@pytest.mark.parametrize("query", ["utm_source=x", "before=2&noise=1", "noise"])
def test_a_page_with_words_that_no_page_reads_is_not_kept(site, ask, query):
    ask(query=query)
    ask(query=query)

    assert len(site.asked) == 2


def test_pages_of_comments_are_kept_in_each_order(site, ask):
    for query in ("order=newest&page=2", "order=newest&page=2", "before=2", "before=2"):
        ask("/en/article/1/comments", query=query)

    assert [asked["QUERY_STRING"] for asked in site.asked] == ["order=newest&page=2", "before=2", "before=2"]


def test_a_theme_that_there_is_not_is_none(site, ask):
    ask()
    ask(cookie="theme=purple")

    assert len(site.asked) == 1


@pytest.mark.parametrize("asks", [{"cookie": "pictures=no"}, {"save_data": "on"}])
def test_a_page_without_pictures_is_another_page(site, ask, asks):
    site.body = lambda environ: environ.get("HTTP_COOKIE", environ.get("HTTP_SAVE_DATA", "pictures")).encode()

    assert ask(**asks).body != ask().body == ask(cookie="pictures=yes").body == b"pictures"
    assert "Save-Data" in ask().headers["Vary"]
    assert len(site.asked) == 2


def test_a_choice_of_pictures_goes_before_what_the_browser_asks_for(site, ask):
    ask()
    ask(cookie="pictures=yes", save_data="on")
    ask(cookie="pictures=perhaps")

    assert len(site.asked) == 1


def test_while_one_makes_a_page_anew_the_others_get_the_old_one_for_a_while(site, ask, monkeypatch):
    old = ask().body
    asked_meanwhile = []

    def slow(environ):
        if len(site.asked) < 4:
            asked_meanwhile.append(ask().body)
        return b"new"

    site.body = slow
    now = page_cache.time.monotonic()
    monkeypatch.setattr(page_cache.time, "monotonic", lambda: now + page_cache.SECONDS + 1)
    assert ask().body == b"new"
    assert asked_meanwhile == [old]
    monkeypatch.setattr(
        page_cache.time, "monotonic", lambda: now + 2 * page_cache.SECONDS + page_cache.GRACE_SECONDS + 2
    )
    assert ask().body == b"new"

    assert asked_meanwhile == [old, b"new"]


def test_what_an_operator_took_away_is_shown_to_nobody_while_a_page_is_made(site, ask, versions):
    old = ask().body
    asked_meanwhile = []

    def slow(environ):
        if len(site.asked) < 3:
            asked_meanwhile.append(ask().body)
        return b"new"

    site.body = slow
    versions[0] += 1

    assert ask().body == b"new"
    assert asked_meanwhile == [b"new"] != [old]


def test_a_page_that_is_gone_is_kept_for_nobody(site, ask, versions, monkeypatch):
    ask()
    site.status = "404 Not Found"
    now = page_cache.time.monotonic()
    monkeypatch.setattr(page_cache.time, "monotonic", lambda: now + page_cache.SECONDS + 1)
    assert ask().status == "404 Not Found"
    asked_meanwhile = []

    def slow(environ):
        if len(site.asked) < 4:
            asked_meanwhile.append(ask().status)
        return b""

    site.body = slow
    ask()

    assert asked_meanwhile == ["404 Not Found"]


@pytest.mark.parametrize(
    ("asked", "status"),
    [
        ({"if_modified_since": "Wed, 25 Nov 2026 12:00:00 GMT"}, "304 Not Modified"),
        ({"if_modified_since": "Wed, 25 Nov 2026 13:00:00 GMT"}, "304 Not Modified"),
        ({"if_modified_since": "Wed, 25 Nov 2026 11:59:59 GMT"}, "200 OK"),
        ({"if_modified_since": "yesterday"}, "200 OK"),
        ({"if_modified_since": "Wed, 25 Nov 2026 13:00:00 GMT", "if_none_match": '"other"'}, "200 OK"),
        ({"if_none_match": "*"}, "304 Not Modified"),
    ],
)
def test_who_knows_a_page_by_its_date_is_told_whether_it_changed(site, ask, asked, status):
    site.headers.append(("Last-Modified", "Wed, 25 Nov 2026 12:00:00 GMT"))
    assert ask().headers["Last-Modified"] == "Wed, 25 Nov 2026 12:00:00 GMT"

    assert ask(**asked).status == status


@pytest.mark.parametrize("path", ["/", "/en", "/static/site.css", "/picture/320/x/y", "/enough/"])
def test_only_pages_under_a_language_are_kept(site, ask, path):
    ask(path)
    ask(path)

    assert len(site.asked) == 2


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "OPTIONS"])
def test_only_reading_is_answered_from_what_is_kept(site, ask, method):
    ask()
    ask(method=method)

    assert len(site.asked) == 2
    assert site.asked[1]["REQUEST_METHOD"] == method


def test_a_header_alone_is_the_pages_without_its_body(site, ask):
    head = ask(method="HEAD")
    page = ask()

    assert head.body == b""
    assert head.headers == page.headers
    assert page.body
    assert len(site.asked) == 1


def test_a_header_alone_of_what_is_not_there_has_no_body(site, ask):
    site.status = "404 Not Found"

    reply = ask(method="HEAD")

    assert (reply.status, reply.body) == ("404 Not Found", b"")


def test_a_change_drops_the_page(site, ask, versions):
    old = ask()
    site.body = lambda environ: b"<p>new</p>"
    assert ask() == old

    versions[0] += 1

    assert ask().body == b"<p>new</p>"
    assert ask().headers["ETag"] != old.headers["ETag"]
    assert len(site.asked) == 2


def test_ages_on_a_page_are_never_older_than_a_minute(site, ask, monkeypatch):
    ask()
    now = page_cache.time.monotonic()
    monkeypatch.setattr(page_cache.time, "monotonic", lambda: now + page_cache.SECONDS + 1)
    ask()

    assert len(site.asked) == 2


@pytest.mark.parametrize(
    "header",
    [
        ("Set-Cookie", "a=b"),
        ("Cache-Control", "private"),
        ("Cache-Control", "max-age=0, no-store"),
        ("cache-control", "PRIVATE, max-age=60"),
    ],
)
def test_a_private_answer_is_passed_on_and_never_kept(site, ask, header):
    site.headers.append(header)

    reply = ask()
    ask()

    assert reply.headers[header[0]] == header[1]
    assert len(site.asked) == 2


@pytest.mark.parametrize("status", ["404 Not Found", "301 Moved Permanently", "500 Oops", "206 Partial"])
def test_only_whole_good_pages_are_kept(site, ask, status):
    site.status = status

    assert ask().status == status
    ask()
    assert len(site.asked) == 2


def test_security_headers_stay_and_browsers_ask_each_time(site, ask):
    reply = ask()

    assert reply.headers["X-Frame-Options"] == "DENY"
    assert reply.headers["Cache-Control"] == "no-cache"
    assert reply.headers["Content-Type"] == HTML[0][1]


def test_the_cache_stays_within_its_bounds_and_keeps_what_is_read(site, ask, monkeypatch):
    site.body = lambda environ: b"x" * 10_000
    monkeypatch.setattr(page_cache, "BYTES", 100_000)
    ask("/en/popular")
    for number in range(100):
        ask("/en/", query=f"before={number}")
        ask("/en/popular")

    assert sum(environ["PATH_INFO"] == "/en/popular" for environ in site.asked) == 1
    before = len(site.asked)
    ask("/en/", query="before=0")
    assert len(site.asked) == before + 1


def test_long_addresses_count_too(site, ask, monkeypatch):
    site.body = lambda environ: b"x"
    monkeypatch.setattr(page_cache, "BYTES", 1_000_000)
    for number in range(100):
        ask("/en/", query=f"before={number}{'y' * 50_000}")
    before = len(site.asked)

    ask("/en/", query=f"before=0{'y' * 50_000}")

    assert len(site.asked) == before + 1


@pytest.mark.parametrize("error", [OperationalError, InterfaceError])
def test_without_a_database_the_ready_pages_are_served(site, ask, monkeypatch, error):
    page = ask()

    def fail(name):
        raise error("the database is away")

    monkeypatch.setattr(Version, "current", staticmethod(fail))

    assert ask() == page
    assert len(site.asked) == 1


@pytest.mark.django_db(transaction=True)
def test_the_real_front_page_is_kept_as_it_is(make_article, versions):
    article = make_article(title="Ships leave the harbour")
    cache = PageCache(WSGIHandler(), languages=["en", "ar"])

    first, second = (request_front_page(cache) for _ in range(2))

    assert first == second
    assert first.status == "200 OK"
    assert article.title in first.body.decode()


def request_front_page(cache: PageCache) -> Reply:
    environ = {
        "REQUEST_METHOD": "GET", "PATH_INFO": "/en/", "QUERY_STRING": "", "SERVER_NAME": "localhost",
        "SERVER_PORT": "80", "HTTP_HOST": "localhost", "wsgi.input": BytesIO(), "wsgi.url_scheme": "http",
    }  # fmt: skip
    told = []
    body = b"".join(cache(environ, lambda *arguments: told.extend(arguments)))
    return Reply(told[0], dict(told[1]), body)
