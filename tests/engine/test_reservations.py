"""What pages, header fields and hosts say against being read by machines."""

import pytest

from daily8.engine.http import Headers
from daily8.engine.reservations import Signal, in_headers, in_page, in_tdm_file

BOTH = {Signal.NOAI, Signal.NOIMAGEAI}


@pytest.mark.parametrize(
    ("fields", "found"),
    [
        ([], set()),
        ([("X-Robots-Tag", "noai, noimageai")], BOTH),
        ([("x-robots-tag", "noindex"), ("X-Robots-Tag", "NoAI")], {Signal.NOAI}),
        ([("X-Robots-Tag", "otherbot: noai, noimageai")], set()),
        ([("X-Robots-Tag", "otherbot: noindex, daily8: noai")], {Signal.NOAI}),
        ([("X-Robots-Tag", "unavailable_after: 25 Jun 2027 15:00:00 PST, noai")], {Signal.NOAI}),
        ([("tdm-reservation", "1")], {Signal.TDM}),
        ([("tdm-reservation", "0")], set()),
        ([("tdm-reservation", "0"), ("TDM-Reservation", "1")], {Signal.TDM}),
    ],
)
def test_header_fields_speak_to_all_robots_or_to_ours(fields, found):
    assert in_headers(Headers(fields), agent="daily8") == found


@pytest.mark.parametrize(
    ("page", "found"),
    [
        ('<meta name="robots" content="noindex">', set()),
        ('<META CONTENT="index, noai , NOIMAGEAI" NAME=robots />', BOTH),
        ("<meta name=daily8 content=noai>", {Signal.NOAI}),
        ('<meta name="otherbot" content="noai">', set()),
        ('<!-- <meta name="robots" content="noai"> -->', set()),
        ('<p>What does noai mean? <code>&lt;meta name="robots" content="noai"></code>', set()),
        ("<meta name='tdm-reservation' content='1'><meta name='tdm-policy' content='/p.json'>", {Signal.TDM}),
        ('<meta name="tdm-reservation" content="0">', set()),
        ("<meta name=robots content=noai" + " x" * 5000, set()),
    ],
)
def test_a_page_speaks_through_its_meta_elements(page, found):
    assert in_page(f"<html><head>{page}".encode(), agent="daily8") == found


def test_a_page_in_utf_16_is_heard_too():
    assert in_page('<meta name="robots" content="noai">'.encode("utf-16"), agent="daily8") == {Signal.NOAI}


@pytest.mark.parametrize(
    ("body", "reserved"),
    [
        ("[]", False),
        ('[{"location": "/", "tdm-reservation": 1}]', True),
        ('[{"location": "/news/*", "tdm-reservation": "1", "tdm-policy": "https://a.example/p"}]', True),
        ('[{"location": "/", "tdm-reservation": 0}]', False),
        ('[{"location": "/images/*.jpg", "tdm-reservation": 1}]', False),
        ('[{"location": "/reports/*.PDF$", "tdm-reservation": 1}]', False),
        ('[{"location": "*.html", "tdm-reservation": 1}]', True),
        ('[{"location": "/news/*.html", "tdm-reservation": 1}]', True),
        ('[{"location": "/*.php$", "tdm-reservation": 1}]', True),
        ('[{"location": "/articles.2024/", "tdm-reservation": 1}]', True),
        ('[{"location": "/pictures.jpg/*", "tdm-reservation": 1}]', True),
        ('[{"location": "https://www.example.com/", "tdm-reservation": 1}]', True),
        ('[{"location": "https://www.example.mov", "tdm-reservation": 1}]', True),
        ('[{"location": 7, "tdm-reservation": 1}, 8, null]', False),
    ],
)
def test_a_host_speaks_for_its_articles(body, reserved):
    assert in_tdm_file(body.encode()) is reserved


@pytest.mark.parametrize("body", ["<html>Not found", "", "{}", "[" * 100_000, '"1"'])
def test_what_is_no_file_of_rules_says_nothing(body):
    with pytest.raises(ValueError, match=r".+"):
        in_tdm_file(body.encode())
