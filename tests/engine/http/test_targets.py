import json
import os
from ipaddress import ip_network
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from daily8.engine.http import AddressRefused, check_url
from daily8.engine.http.targets import redirected, target_of

SHARED = Path(os.environ.get("DAILY8_SHARED", Path(__file__).resolve().parents[4] / "shared"))
VECTORS = SHARED / "data" / "ssrf" / "vectors.json"
LOOPBACK = [ip_network("127.0.0.0/8")]


@pytest.mark.parametrize(
    ("url", "called"),
    [
        ("http://news.example", "http://news.example/"),
        (" HTTPS://News.Example:443/a?b#c\n", "https://news.example/a?b"),
        ("https://news.example:8443/", "https://news.example:8443/"),
        ("https://news.example?x", "https://news.example/?x"),
        ("https://news.example./", "https://news.example/"),
        ("https://صحيفة.example/خبر", "https://xn--ogbhx3c3b.example/%D8%AE%D8%A8%D8%B1"),
        ("https://news.example/a b|c\\d[e]", "https://news.example/a%20b|c%5Cd[e]"),
        ("https://news.example/%d8%AE%2f?q=a+b%20c", "https://news.example/%d8%AE%2f?q=a+b%20c"),
        ("http://93.184.216.34/", "http://93.184.216.34/"),
        ("http://[2606:4700:4700:0:0::1111]/", "http://[2606:4700:4700::1111]/"),
    ],
)
def test_an_address_is_called_in_one_spelling(url, called):
    assert target_of(url).url == called
    assert check_url(url).allowed


@pytest.mark.parametrize(
    ("url", "reason"),
    [
        ("", "not a whole http or https address"),
        ("news.example", "not a whole http or https address"),
        ("http:/news.example", "not a whole http or https address"),
        ("http:\\\\news.example", "not a whole http or https address"),
        ("http://news\t.example/", "not a whole http or https address"),
        ("http://news.example/a\r\nX: 1", "not a whole http or https address"),
        ("ftp://news.example/", "ftp addresses are not read"),
        ("file:///etc/passwd", "file addresses are not read"),
        ("http://", "not a host name"),
        ("http:///x", "not a host name"),
        ("http://user@news.example/", "user name or password"),
        ("http://user:word@news.example/", "user name or password"),
        ("http://news.example:80:80/", "is not a host"),
        ("http://news.example:-1/", "is not a host"),
        ("http://news.example:99999/", "there is no port 99999"),
        ("http://news.example:0/", "there is no port 0"),
        ("http://news.example:25/", "port 25 is not a web port"),
        ("http://%6eews.example/", "not a host name"),
        ("http://news..example/", "not a host name"),
        ("http://news .example/", "not a host name"),
        (f"http://{'a' * 64}.example/", "not a host name"),
        ("http://localhost/", "inside a network"),
        ("http://metadata/", "inside a network"),
        ("http://a.localhost/", "names that end in .localhost"),
        ("http://printer.local/", "names that end in .local "),
        ("http://metadata.google.internal./", "names that end in .internal"),
        ("http://router.home.arpa/", "names that end in .arpa"),
        ("http://kubernetes.default.svc/", "names that end in .svc"),
        ("http://127.0.0.1/", "not a public address"),
        ("http://2130706433/", "write it as four decimal numbers"),
        ("http://0x7f.1/", "write it as four decimal numbers"),
        ("http://0x7f000001/", "write it as four decimal numbers"),
        ("http://017700000001/", "write it as four decimal numbers"),
        ("http://127.1/", "write it as four decimal numbers"),
        ("http://127.0.0.01/", "write it as four decimal numbers"),
        ("http://127.0.0.1./", "not a public address"),
        ("http://１２７.０.０.１/", "not a public address"),
        ("http://127。0。0。1/", "not a public address"),
        ("http://①②⑦.⓪.⓪.①/", "not a public address"),
        ("http://1\u00ad27.0.0.1/", "not a public address"),
        ("http://1\u200d27.0.0.1/", "not a host name"),
        ("http://[::ffff:127.0.0.1]/", "not a public address"),
        ("http://[::1%25lo]/", "is not a host"),
        ("http://[127.0.0.1]/", "not an IPv6 address"),
        ("http://[news.example]/", "is not a host"),
        ("http://news.example/\ud800", "half a character"),
        ("http://news.example/" + "a" * 9_000, "more than 8,192 characters"),
    ],
)
def test_a_refusal_says_why(url, reason):
    verdict = check_url(url)

    assert not verdict.allowed
    assert reason in verdict.reason


def test_with_open_networks_names_are_left_to_their_addresses():
    assert check_url("http://feeds.internal:9000/", allowed_networks=LOOPBACK).allowed
    assert check_url("http://127.0.0.1:9000/", allowed_networks=LOOPBACK).allowed
    assert not check_url("http://10.0.0.1/", allowed_networks=LOOPBACK).allowed
    assert not check_url("http://93.184.216.34:9000/", allowed_networks=LOOPBACK).allowed


@pytest.mark.parametrize(
    ("location", "url"),
    [
        ("/b", "http://news.example/b"),
        ("b?c", "http://news.example/x/b?c"),
        ("//other.example/", "http://other.example/"),
        ("https://other.example", "https://other.example/"),
        ("../b", "http://news.example/b"),
    ],
)
def test_a_redirect_is_read_from_where_it_was_given(location, url):
    assert redirected(target_of("http://news.example/x/a"), location).url == url


@pytest.mark.parametrize("location", ["http:b", "//[::1", "javascript:x", "mailto:a@b"])
def test_a_redirect_to_no_address_is_refused(location):
    with pytest.raises(AddressRefused):
        redirected(target_of("http://news.example/x/a"), location)


def test_politeness_is_owed_to_a_name_or_to_an_address_with_its_port():
    assert target_of("https://www.news.example/").turn == "www.news.example"
    assert target_of("http://www.news.example:8080/").turn == "www.news.example"
    assert target_of("http://127.0.0.1:8801/", allowed_networks=LOOPBACK).turn == "127.0.0.1:8801"


@given(st.text(max_size=40), st.sampled_from(["", "http://", "https://", "http://a.example/", "http://a.example"]))
def test_whatever_text_comes_there_is_a_verdict(text, start):
    verdict = check_url(start + text)

    assert verdict.allowed != bool(verdict.reason)
    if verdict.allowed:
        called = target_of(start + text).url
        assert called.isascii()
        assert target_of(called).url == called


@pytest.mark.skipif(not VECTORS.exists(), reason="the shared attack vectors are not here: set DAILY8_SHARED")
def test_attack_vectors_are_decided_without_the_network():
    vectors = json.loads(VECTORS.read_text(encoding="utf-8"))
    later = {"dns", "redirect"}  # Only the network shows these.

    wrong = [
        vector["url"]
        for vector in vectors
        if vector["cls"] not in later and check_url(vector["url"]).allowed != (vector["expect"] == "allow")
    ]
    assert wrong == []
