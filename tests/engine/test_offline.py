"""The parsers for one line at a time: what they answer, and in which words they refuse."""

import base64
import json

import pytest

from daily8.engine import offline
from daily8.engine.offline import LineError

TEXT = "Harbour pilots in the northern port said on Wednesday that the channel had moved again this year. " * 4
PAGE = f"""<!doctype html><html lang="en"><head><title>Channel moves</title>
<meta property="article:published_time" content="2026-11-25T09:15:00+02:00"></head>
<body><article><h1>Channel moves</h1><p>{TEXT}</p><p>{TEXT}</p><p>{TEXT}</p></article></body></html>"""
FEED = """<rss version="2.0"><channel><title>Tide</title><link>https://tide.example/</link><language>en-GB</language>
<managingEditor>desk@tide.example (Ana Reyes)</managingEditor>
<item><guid>1</guid><title>One</title><link>/1</link><pubDate>Wed, 25 Nov 2026 09:00:00 +0200</pubDate>
<description>Words.</description></item></channel></rss>"""


def coded(text: str | bytes) -> str:
    return base64.b64encode(text if isinstance(text, bytes) else text.encode()).decode()


def test_the_fields_of_a_page_are_those_that_were_promised():
    told = offline.answer("extract", {"id": "a", "url": "https://tide.example/1", "html": PAGE})

    assert set(told) == {"id", "kind", "title", "text", "authors", "published", "language", "image", "section"}
    assert (told["id"], told["kind"], told["title"]) == ("a", "article", "Channel moves")
    assert told["published"] == "2026-11-25T07:15:00Z"
    assert json.loads(json.dumps(told)) == told


def test_the_fields_of_a_feed_are_those_that_were_promised():
    told = offline.answer("feed", {"id": 1, "url": "https://tide.example/rss", "body_base64": coded(FEED)})

    assert set(told) == {"id", "format", "title", "home", "language", "entries", "left_out"}
    (entry,) = told["entries"]
    assert set(entry) == {
        "id", "url", "title", "authors", "published", "updated", "summary", "content", "categories", "image"
    }  # fmt: skip
    assert (entry["url"], entry["published"]) == ("https://tide.example/1", "2026-11-25T07:00:00Z")
    assert entry["content"] == entry["summary"] == "Words."
    assert json.loads(json.dumps(told)) == told


def test_bytes_are_read_in_the_charset_they_are_in():
    page = PAGE.replace("Channel moves", "Канал переместился").replace(
        "<head>", '<head><meta charset="windows-1251">'
    )
    line = {"html": {"base64": coded(page.encode("windows-1251"))}}

    assert offline.answer("extract", line)["title"] == "Канал переместился"


def test_a_line_without_an_id_is_answered_without_one():
    assert offline.answer("sanitize", {"html": "<b>x</b>"}) == {"id": None, "html": "<b>x</b>"}


def test_relative_addresses_are_made_whole():
    told = offline.answer("sanitize", {"html": '<a href="/about">x</a>', "base": "https://tide.example/1"})

    assert 'href="https://tide.example/about"' in told["html"]


@pytest.mark.parametrize(
    ("url", "allowed"),
    [
        ("https://tide.example/", True),
        ("http://127.0.0.1/", False),
        ("https://tide.example:22/", False),
        ("file:///etc/passwd", False),
        ("", False),
    ],
)
def test_an_address_is_judged_without_asking_the_network(url, allowed):
    told = offline.answer("check-url", {"id": 5, "url": url})

    assert told["allowed"] is allowed
    assert bool(told["reason"]) is not allowed


@pytest.mark.parametrize(
    ("tool", "line", "words"),
    [
        ("extract", {}, 'write "html"'),
        ("extract", {"html": ["<p>"]}, 'write "html"'),
        ("extract", {"html": {"base64": 7}}, 'write "base64" as text'),
        ("extract", {"html": {"base64": "A"}}, "is not base64"),
        ("extract", {"html": {"base64": "<p>Hello</p>"}}, "is not base64"),
        ("extract", {"html": "<p>", "url": 7}, 'write "url" as text'),
        ("feed", {"body_base64": ["x"]}, 'write "body_base64" as text'),
        ("feed", {"body_base64": "é"}, "."),
        ("feed", {}, "."),
        ("feed", {"body_base64": coded("no feed")}, "."),
        ("sanitize", {"html": 7}, 'write "html" as text'),
        ("check-url", {"url": {"a": 1}}, 'write "url" as text'),
    ],
)
def test_a_line_that_cannot_be_read_is_refused_in_plain_words(tool, line, words):
    with pytest.raises(ValueError, match=words) as error:
        offline.answer(tool, line)

    assert str(error.value)
    assert "Traceback" not in str(error.value)


def test_base64_may_be_written_on_several_lines():
    lines = base64.encodebytes(PAGE.encode()).decode()

    assert offline.extract({"html": {"base64": lines}, "url": "https://tide.example/1"})["kind"] == "article"


def test_more_than_can_be_read_is_refused_before_it_is_read(monkeypatch):
    monkeypatch.setattr(offline, "MOST_BYTES", 10)

    with pytest.raises(LineError, match="11 bytes are more than the 10"):
        offline.answer("feed", {"body_base64": coded("x" * 11)})
