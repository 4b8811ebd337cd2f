import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from daily8.engine.addresses import HostError, ascii_host, family, key, normalise, publisher_domain


@pytest.mark.parametrize(
    ("url", "normal"),
    [
        ("HTTP://News.Example:80", "http://news.example/"),
        ("https://news.example:443/a#part", "https://news.example/a"),
        ("https://news.example:8443/a", "https://news.example:8443/a"),
        ("https://news.example./a", "https://news.example/a"),
        ("  https://news.example/a\n", "https://news.example/a"),
        ("https://news.example/a\n/b", "https://news.example/a/b"),
        ("https://news.example/a/./b/../c/", "https://news.example/a/c/"),
        ("https://news.example/../../a/..", "https://news.example/"),
        ("https://news.example/%7Ea%2fb%2D%e9", "https://news.example/~a%2Fb-%E9"),
        ("https://news.example/%2e%2e/a", "https://news.example/a"),
        ("https://news.example/100%/a b", "https://news.example/100%25/a%20b"),
        ("https://news.example/أخبار?ع=١", "https://news.example/%D8%A3%D8%AE%D8%A8%D8%A7%D8%B1?%D8%B9=%D9%A1"),
        ("https://صحيفة.example/", "https://xn--ogbhx3c3b.example/"),
        ("https://xn--ogbhx3c3b.example/", "https://xn--ogbhx3c3b.example/"),
        ("https://news.example/a|b[c]", "https://news.example/a%7Cb%5Bc%5D"),
        ("https://news.example/a//b", "https://news.example/a//b"),
        ("https://news.example?", "https://news.example/"),
        ("https://news.example/?&&b=2&a=1&", "https://news.example/?b=2&a=1"),
        ("http://[::1]:8801/a", "http://[::1]:8801/a"),
        ("http://127.0.0.1:08801/a", "http://127.0.0.1:8801/a"),
    ],
)
def test_each_article_has_one_spelling(url, normal):
    assert normalise(url) == normal


@pytest.mark.parametrize(
    "url",
    [
        "",
        "news.example/a",
        "/a",
        "mailto:a@news.example",
        "javascript:alert(1)",
        "ftp://news.example/",
        "http://",
        "//x",
        "http:///a",
        "http://user:word@news.example/",
        "http://news.example:99999/",
        "http://news.example:x/",
        "http://0x7f.1/",
        "http://a..b/",
        "http://[::1",
        "http://news.example/\ud800",
        "http://a b/",
        "http://a\\b/",
        "http://news.example" + "/amp" * 3_000,
    ],
)
def test_what_is_no_web_address_is_empty(url):
    assert normalise(url) == ""
    assert publisher_domain(url) == ""


@pytest.mark.parametrize(
    ("url", "base", "normal"),
    [
        ("/b?x#y", "https://news.example/a/", "https://news.example/b?x"),
        ("b", "https://news.example/a/", "https://news.example/a/b"),
        ("//other.example/b", "https://news.example/a", "https://other.example/b"),
        ("https://other.example", "https://news.example/a", "https://other.example/"),
        ("", "https://news.example/a", "https://news.example/a"),
        ("//[", "https://news.example/a", ""),
        ("mailto:x@y", "https://news.example/a", ""),
    ],
)
def test_a_relative_address_is_read_from_its_page(url, base, normal):
    assert normalise(url, base=base) == normal


@pytest.mark.parametrize(
    "tracking",
    [
        "utm_source=rss&utm_medium=feed",
        "UTM_Campaign=x",
        "fbclid=Iw",
        "gclid=1",
        "at_medium=RSS&at_campaign=KARANGA",
        "ref=rss",
        "ref=rss_feed",
        "source=feedburner",
        "from=newsletter",
        "ns_mchannel=rss&ns_source=x",
        "cmpid=x",
        "mc_cid=1&mc_eid=2",
        "igshid=x",
        "_ga=1.2",
        "spm=a.b",
        "CMP=share_btn_tw",
        "xtor=RSS-3208",
        "ocid=socialflow",
        "traffic_source=rss",
        "partner=rss&emc=rss",
        "mod=rss_frontpage",
        "smid=tw-share",
        "guce_referrer=aHR0",
        "_hsenc=p",
        "amp;utm_source=rss",
        "&amp;utm_source=rss&amp;amp;fbclid=1",
        "src=twitter",
        "wt.mc_id=1",
        "utm_source",
    ],
)
def test_parameters_that_count_visits_are_dropped(tracking):
    assert normalise(f"https://news.example/a?{tracking}") == "https://news.example/a"
    assert normalise(f"https://news.example/a?id=7&{tracking}&p=2") == "https://news.example/a?id=7&p=2"


@pytest.mark.parametrize(
    "query",
    [
        "id=7",
        "p=123",
        "story=x",
        "article_id=9&page=2",
        "aid=1",
        "sid=2",
        "NewsID=5",
        "ref=4711",
        "source=reuters",
        "from=2026-11-01",
        "cid=889",
        "mod=article&id=3",
        "partner=ap",
        "src=12",
        "output=html",
        "mode=full",
        "v=abc",
        "feed=politics",
        "q=rss",
        "title=twitter",
        "t=1h",
        "amp=off",
        "lang=ar",
        "section=social",
    ],
)
def test_parameters_that_may_select_the_article_stay(query):
    assert normalise(f"https://news.example/a?{query}") == f"https://news.example/a?{query}"


@pytest.mark.parametrize(
    ("amp", "article"),
    [
        ("https://news.example/2026/story/amp/", "https://news.example/2026/story/"),
        ("https://news.example/2026/story/amp", "https://news.example/2026/story"),
        ("https://news.example/story.amp", "https://news.example/story"),
        ("https://news.example/story.amp.html", "https://news.example/story.html"),
        ("https://news.example/story/amp.html", "https://news.example/story.html"),
        ("https://news.example/story?amp=1", "https://news.example/story"),
        ("https://news.example/story?amp", "https://news.example/story"),
        ("https://news.example/story?id=3&amp=true", "https://news.example/story?id=3"),
        ("https://news.example/story/?outputType=amp", "https://news.example/story/"),
        ("https://amp.news.example/story", "https://www.news.example/story"),
        ("https://amp.sport.news.example/story", "https://sport.news.example/story"),
        ("https://www.google.com/amp/s/news.example/story/amp/", "https://news.example/story/"),
        ("https://www.google.co.uk/amp/news.example/story", "http://news.example/story"),
        ("https://www.google.com/amp/s/amp.news.example/x%3Fid=1", "https://www.news.example/x%3Fid=1"),
        (
            "https://news-example.cdn.ampproject.org/c/s/news.example/story?amp_js_v=0.1",
            "https://news.example/story",
        ),
        ("https://cdn.ampproject.org/v/s/news.example/story/amp", "https://news.example/story"),
        ("https://news-example.cdn.ampproject.org/c/news.example/story", "http://news.example/story"),
    ],
)
def test_an_amp_page_becomes_its_article(amp, article):
    assert normalise(amp) == article


@pytest.mark.parametrize(
    "url",
    [
        "https://news.example/amp/",
        "https://news.example/amp",
        "https://amp.com/a",
        "https://amp.co.uk/a",
        "https://news.example/amplifier",
        "https://news.example/a/revamp",
        "https://www.google.com/amp/",
        "https://cdn.ampproject.org/v0.js",
        "https://news.example/amp/s/other.example/story",
    ],
)
def test_what_only_looks_like_amp_is_left_alone(url):
    assert normalise(url) == url


def test_a_key_is_the_same_for_all_spellings_of_one_article():
    spellings = [
        "https://www.news.example/story?id=1",
        "http://www.news.example/story?id=1#comments",
        "HTTP://NEWS.example:80/story?utm_source=rss&id=1",
        "https://news.example/x/../story?id=1&fbclid=2",
        "https://amp.news.example/story?id=1",
    ]

    keys = {key(url) for url in spellings}

    assert len(keys) == 1
    assert key("https://news.example/story?id=2") not in keys
    assert key("https://news.example:8443/story?id=1") not in keys


def test_a_key_never_changes():
    assert key("https://www.news.example/story?id=1") == "3704fb8e50192db1bf79bb2f243a5225"


@given(st.text(max_size=60))
def test_every_text_has_a_key(text):
    assert re.fullmatch("[0-9a-f]{32}", key(text))


@pytest.mark.parametrize(
    ("url", "domain"),
    [
        ("https://feeds.bbci.co.uk/news/rss.xml", "bbci.co.uk"),
        ("https://www.aljazeera.net/x", "aljazeera.net"),
        ("https://news.blogspot.com/", "news.blogspot.com"),
        ("https://writer.substack.com/p/x", "writer.substack.com"),
        ("https://www.writer.medium.com/p/x", "writer.medium.com"),
        ("https://medium.com/@writer", "medium.com"),
        ("https://www.medium.com/@writer", "medium.com"),
        ("https://blogspot.com/", "blogspot.com"),
        ("https://www.صحيفة.com/", "xn--ogbhx3c3b.com"),
        ("https://paper.com.eg:8443/", "paper.com.eg"),
        ("http://127.0.0.1:8801/a", "127.0.0.1:8801"),
        ("http://127.0.0.1:80/a", "127.0.0.1"),
        ("https://127.0.0.1/a", "127.0.0.1"),
        ("http://[::1]:8801/", "[::1]:8801"),
        ("http://localhost:8000/", "localhost:8000"),
    ],
)
def test_an_address_belongs_to_a_registered_domain(url, domain):
    assert publisher_domain(url) == domain


def test_a_host_has_one_form():
    assert ascii_host("News.Example.") == "news.example"
    assert ascii_host("[2606:4700:0:0::1111]") == "2606:4700::1111"
    for wrong in ("", ".", "a b", "%61", "127.1", "0x7f000001", "1.2.3.4.5", "[::g]", "a" * 64, "a." * 127 + "a"):
        with pytest.raises(HostError):
            ascii_host(wrong)


PIECES = st.sampled_from(
    [
        "/",
        "..",
        ".",
        "amp",
        "amp/",
        "/amp/",
        ".amp",
        ".html",
        "%2e",
        "%",
        "%zz",
        "%25",
        "a",
        "ب",
        "?",
        "&",
        "=",
        "#",
        "amp;",
        "utm_source=x",
        "amp=1",
        "id=1",
        "outputType=amp",
        " ",
        "|",
        "+",
        "google.com/amp/s/",
        "//",
        ":",
        "@",
        "[",
        "\\",
        "https://www.google.com/amp/s/",
        "cdn.ampproject.org/c/s/",
        "amp.",
        "www.",
        "b.example",
        ":80",
        "\t",
        "\ud800",
    ]
)
STARTS = st.sampled_from(
    ["http://", "https://", "https://a.example/", "https://amp.", "https://www.google.com/amp/s/", ""]
)


@settings(deadline=None, max_examples=500)
@given(STARTS, st.lists(PIECES, max_size=12))
def test_normalising_twice_is_normalising_once(start, pieces):
    once = normalise(start + "".join(pieces))

    assert normalise(once) == once
    assert once.isascii()
    assert key(once) == key(start + "".join(pieces)) or not once


@settings(deadline=None)
@given(st.text(max_size=50))
def test_normalising_any_text_twice_is_normalising_once(text):
    once = normalise("https://news.example/" + text)

    assert once
    assert normalise(once) == once


@pytest.mark.parametrize(
    ("host", "house"),
    [
        ("bbc.co.uk", "bbc"),
        ("news.bbc.com", "bbc"),
        ("127.1.0.4", "127.1.0.4"),
        ("127.1.0.5", "127.1.0.5"),
        ("intranet", "intranet"),
    ],
)
def test_sites_of_one_house_are_a_family_and_addresses_in_numbers_are_not(host, house):
    assert family(host) == house
