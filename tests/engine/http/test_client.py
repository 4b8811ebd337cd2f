import asyncio
import dataclasses
import gzip
import random
import zlib

import brotli
import pytest

from daily8.engine.http import (
    FEED,
    PAGE,
    PICTURE,
    AddressRefused,
    Client,
    FetchError,
    TooManyRedirects,
    Unreachable,
    WrongContent,
    get,
)
from daily8.engine.http.inflating import zstd
from tests.engine.http.publishing import LOOPBACK, USER_AGENT, answer, client, fetch, redirect

QUICK = dataclasses.replace(PAGE, seconds=2.0)
PAGE_BODY = "<title>نص</title><p>Words</p>".encode()


def test_a_page_comes_with_its_status_headers_and_body(publisher):
    publisher.answers["/news"] = answer(PAGE_BODY, content_type="text/html; charset=utf-8", etag='"v1"')

    response = fetch(publisher.url("/news"))

    assert (response.status, response.body, response.complete) == (200, PAGE_BODY, True)
    assert response.headers["ETag"] == response.headers["etag"] == '"v1"'
    assert response.content_type == "text/html"
    assert (response.url, response.hops, response.permanent_url) == (publisher.url("/news"), (), "")


def test_it_says_who_it_is_and_nothing_about_its_readers(publisher):
    publisher.answers["/a"] = redirect("/b")
    publisher.answers["/b"] = answer(PAGE_BODY, set_cookie="visitor=1")
    publisher.answers["/c"] = answer(PAGE_BODY)

    async def visit():
        async with client() as visitor:
            await visitor.get(publisher.url("/a"))
            await visitor.get(publisher.url("/c"))

    asyncio.run(visit())

    assert publisher.paths == ["/a", "/b", "/c"]
    for request in publisher.requests:
        assert request.headers["user-agent"] == USER_AGENT
        assert request.headers["accept-encoding"] == "gzip, deflate, br, zstd"
        assert set(request.headers) == {"host", "user-agent", "accept-encoding", "accept"}


def test_proxies_of_the_environment_are_not_used(publisher, monkeypatch):
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:9")
    publisher.answers["/"] = answer(PAGE_BODY)

    assert fetch(publisher.url("/")).status == 200


@pytest.mark.parametrize("status", ["304 Not Modified", "404 Not Found", "410 Gone", "429 Slow", "503 Busy"])
def test_every_status_is_an_answer(publisher, status):
    publisher.answers["/feed"] = answer(status=status, retry_after="120")

    response = fetch(publisher.url("/feed"))

    assert response.status == int(status.split()[0])
    assert response.headers["Retry-After"] == "120"


def test_validators_go_back_byte_for_byte(publisher):
    def conditional(request):
        same = request.headers.get("if-none-match") == 'W/"é-1 "'.strip()
        return answer(status="304 Not Modified" if same else "200 OK")

    publisher.answers["/feed"] = conditional

    response = fetch(publisher.url("/feed"), etag='W/"é-1 "', last_modified="Tue, 24 Nov 2026 08:00:00 +0000")

    assert response.status == 304
    assert publisher.requests[0].headers["if-modified-since"] == "Tue, 24 Nov 2026 08:00:00 +0000"


def test_validators_are_never_invented_and_never_smuggle_headers(publisher):
    publisher.answers["/feed"] = answer()

    fetch(publisher.url("/feed"))
    fetch(publisher.url("/feed"), etag='"a"\r\nX-Evil: 1', last_modified="\ud800")

    for request in publisher.requests:
        assert not set(request.headers) & {"if-none-match", "if-modified-since", "x-evil"}


def test_a_move_for_good_is_reported_when_every_hop_says_so(publisher):
    publisher.answers["/old"] = redirect("/older", "301 Moved Permanently")
    publisher.answers["/older"] = redirect("/new?x=1#part", "308 Permanent Redirect")
    publisher.answers["/new?x=1"] = answer(PAGE_BODY)

    response = fetch(publisher.url("/old"))

    assert response.permanent_url == response.url == publisher.url("/new?x=1")
    assert response.hops == (publisher.url("/old"), publisher.url("/older"))


def test_one_passing_hop_keeps_the_old_address(publisher):
    publisher.answers["/old"] = redirect("/today", "301 Moved Permanently")
    publisher.answers["/today"] = redirect("/new", "302 Found")
    publisher.answers["/new"] = answer(PAGE_BODY)

    response = fetch(publisher.url("/old"))

    assert (response.url, response.permanent_url) == (publisher.url("/new"), "")


@pytest.mark.parametrize("status", ["301 M", "302 F", "303 S", "307 T", "308 P"])
def test_redirects_in_any_alphabet_are_followed(publisher, status):
    publisher.answers["/a"] = redirect("/أخبار عاجلة", status)
    path = "/%D8%A3%D8%AE%D8%A8%D8%A7%D8%B1%20%D8%B9%D8%A7%D8%AC%D9%84%D8%A9"
    publisher.answers[path] = answer(PAGE_BODY)

    assert fetch(publisher.url("/a")).url == publisher.url(path)


def test_a_redirect_without_a_place_is_an_answer(publisher):
    publisher.answers["/a"] = answer(PAGE_BODY, status="302 Found")

    assert fetch(publisher.url("/a")).status == 302


def test_a_redirect_loop_ends(publisher):
    publisher.answers["/loop"] = redirect("/loop")

    with pytest.raises(TooManyRedirects, match="more than 5 redirects"):
        fetch(publisher.url("/loop"))
    assert len(publisher.requests) == 6


@pytest.mark.parametrize(
    "location",
    [
        "http://10.0.0.1/",
        "http://[::1]/",
        "//169.254.169.254/meta-data",
        "http://2130706433/",
        "file:///etc/passwd",
        "http://user@127.0.0.1/",
        "http:\\\\127.0.0.1\\",
        "http:/10.0.0.1/",
        "http://127.0.0.1\\@10.1.1.1/",
        "gopher://127.0.0.1/",
    ],
)
def test_a_redirect_does_not_lead_inside(publisher, location):
    publisher.answers["/a"] = redirect(location)

    with pytest.raises(AddressRefused):
        fetch(publisher.url("/a"))
    assert publisher.paths == ["/a"]


@pytest.mark.parametrize(
    ("encoding", "compress"),
    [
        ("gzip", gzip.compress),
        ("x-gzip", gzip.compress),
        ("deflate", zlib.compress),
        ("deflate", lambda body: zlib.compress(body, wbits=-15)),
        ("br", brotli.compress),
        ("zstd", zstd.compress),
        ("gzip, br", lambda body: brotli.compress(gzip.compress(body))),
        ("identity", bytes),
    ],
)
def test_bodies_are_inflated(publisher, encoding, compress):
    publisher.answers["/"] = answer(compress(PAGE_BODY * 5_000), content_encoding=encoding)

    assert fetch(publisher.url("/")).body == PAGE_BODY * 5_000


def test_gzip_that_no_header_speaks_of_is_inflated(publisher):
    publisher.answers["/sitemap.xml.gz"] = answer(gzip.compress(PAGE_BODY), content_type="application/x-gzip")

    assert fetch(publisher.url("/sitemap.xml.gz"), limits=FEED).body == PAGE_BODY


def test_a_body_that_is_not_the_gzip_it_claims_to_be_passes(publisher):
    publisher.answers["/"] = answer(PAGE_BODY, content_encoding="gzip")

    assert fetch(publisher.url("/")).body == PAGE_BODY


def test_a_broken_encoding_is_said_plainly(publisher):
    publisher.answers["/"] = answer(gzip.compress(PAGE_BODY)[:10] + b"\xff" * 50, content_encoding="gzip")
    publisher.answers["/odd"] = answer(PAGE_BODY, content_encoding="exi")

    with pytest.raises(WrongContent, match="compressed body is broken"):
        fetch(publisher.url("/"))
    with pytest.raises(WrongContent, match="'exi'"):
        fetch(publisher.url("/odd"))


def test_a_body_that_is_cut_comes_as_far_as_it_goes(publisher):
    head = b"HTTP/1.1 200 OK\r\nConnection: close\r\n"
    publisher.answers["/length"] = head + b"Content-Length: 900\r\n\r\n<rss>"
    publisher.answers["/chunks"] = head + b"Transfer-Encoding: chunked\r\n\r\n5\r\n<rss>\r\n64\r\n<item>"
    publisher.answers["/gzip"] = answer(gzip.compress(bytes(range(256)) * 50)[:-40], content_encoding="gzip")

    assert fetch(publisher.url("/length")).body == b"<rss>"
    assert fetch(publisher.url("/chunks")).body == b"<rss><item>"
    assert fetch(publisher.url("/gzip")).body.startswith(bytes(range(256)))
    for path in ("/length", "/chunks", "/gzip"):
        assert not fetch(publisher.url(path)).complete


def test_broken_chunks_do_not_break_the_reader(publisher):
    async def late_garbage(request):
        yield b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n<rss>\r\n"
        await asyncio.sleep(0.05)
        yield b"zz\r\nnot a chunk"

    publisher.answers["/late"] = late_garbage
    publisher.answers["/first"] = (
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\nzz\r\n"
    )

    response = fetch(publisher.url("/late"))
    assert (response.body, response.complete) == (b"<rss>", False)
    with pytest.raises(Unreachable, match="not HTTP"):
        fetch(publisher.url("/first"))


def test_an_answer_without_a_length_ends_with_its_connection(publisher):
    publisher.answers["/"] = b"HTTP/1.0 200 OK\r\nConnection: close\r\n\r\n<rss/>"

    response = fetch(publisher.url("/"))

    assert (response.body, response.complete) == (b"<rss/>", True)


@pytest.mark.parametrize(
    "noise",
    [
        b"",
        b"\x00" * 500,
        b"SSH-2.0-OpenSSH_9\r\n",
        b"HTTP/1.1 abc\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nbad header\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nContent-Length: -5\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nContent-Length: 1, 2\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nX: " + b"x" * 200_000 + b"\r\n\r\n",
    ],
)
def test_what_is_not_http_is_said_plainly(publisher, noise):
    async def once(request):
        yield noise

    publisher.answers["/"] = once

    with pytest.raises(Unreachable, match=r"not HTTP|closed the connection before answering"):
        fetch(publisher.url("/"))


def test_nobody_at_home_is_said_plainly():
    with pytest.raises(Unreachable, match="cannot be reached: connection refused"):
        fetch("http://127.0.0.1:9/")


def test_a_name_that_does_not_exist_is_said_plainly(monkeypatch):
    def nothing(host, *arguments, **options):
        raise OSError(-2, "Name or service not known")

    monkeypatch.setattr("socket.getaddrinfo", nothing)

    with pytest.raises(Unreachable, match=r"no host named 'nowhere\.example'"):
        get("http://nowhere.example/")


@pytest.mark.parametrize(
    ("limits", "content_type", "read"),
    [
        (PAGE, "text/html; charset=utf-8", True),
        (PAGE, "TEXT/HTML", True),
        (PAGE, "", True),
        (PAGE, "html", True),
        (PAGE, "application/pdf", False),
        (PAGE, "image/png", False),
        (PAGE, "video/mp4", False),
        (FEED, "application/rss+xml", True),
        (FEED, "text/html", True),
        (FEED, "audio/mpeg", False),
        (PICTURE, "image/webp", True),
        (PICTURE, "text/html", False),
    ],
)
def test_only_what_was_asked_for_is_read(publisher, limits, content_type, read):
    publisher.answers["/"] = answer(PAGE_BODY, content_type=content_type)

    if read:
        assert fetch(publisher.url("/"), limits=limits).body == PAGE_BODY
    else:
        with pytest.raises(WrongContent, match=content_type):
            fetch(publisher.url("/"), limits=limits)


def test_an_error_page_of_any_kind_is_still_an_answer(publisher):
    publisher.answers["/"] = answer(b"{}", status="404 Not Found", content_type="application/json")

    assert fetch(publisher.url("/"), limits=PICTURE).status == 404


def test_headers_that_are_not_text_stay_readable(publisher):
    publisher.answers["/"] = answer(b"", status="200 OK").replace(b"\r\n\r\n", b'\r\nETag: "\xff\xe9"\r\n\r\n')

    etag = fetch(publisher.url("/")).headers["etag"]

    assert etag.encode("utf-8").decode() == etag
    fetch(publisher.url("/"), etag=etag)
    assert "if-none-match" not in publisher.requests[-1].headers


def test_one_connection_serves_many_requests(publisher):
    publisher.answers["/"] = answer(PAGE_BODY)

    async def visit():
        async with client() as visitor:
            for _ in range(5):
                await visitor.get(publisher.url("/"))

    asyncio.run(visit())

    assert publisher.connections == 1


def test_a_client_that_is_not_open_says_so():
    with pytest.raises(RuntimeError, match="async with"):
        asyncio.run(Client(user_agent=USER_AGENT, allowed_networks=LOOPBACK).get("http://127.0.0.1/"))


def test_no_damage_to_an_answer_does_harm(publisher):
    dice = random.Random(8)
    whole = answer(
        gzip.compress(PAGE_BODY), content_encoding="gzip", content_type="text/html", etag='"1"', close=True
    )
    chunked = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\n5\r\n<rss>\r\n0\r\n\r\n"
    moved = redirect("/next", "301 Moved").replace(b"\r\n\r\n", b"\r\nConnection: close\r\n\r\n")

    def damaged(request):
        body = bytearray(dice.choice([whole, chunked, moved]))
        for _ in range(dice.randint(1, 5)):
            body[dice.randrange(len(body))] = dice.randrange(256)

        async def once():
            yield bytes(body)

        return once()

    async def visit():
        async with client() as visitor:
            for number in range(300):
                publisher.answers[f"/{number}"] = publisher.answers["/next"] = damaged
                try:
                    response = await visitor.get(publisher.url(f"/{number}"), limits=QUICK)
                except FetchError:
                    continue
                assert isinstance(response.body, bytes)

    asyncio.run(visit())
