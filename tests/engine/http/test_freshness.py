from datetime import UTC, datetime, timedelta

import pytest

from daily8.engine.http import Headers, max_age, retry_after

NOW = datetime(2026, 11, 25, 12, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("value", "seconds"),
    [
        ("120", 120),
        (" 0 ", 0),
        ("Wed, 25 Nov 2026 13:00:00 GMT", 3_600),
        ("Wed, 25 Nov 2026 14:00:00 +0100", 3_600),
        ("Wed, 25 Nov 2026 11:00:00 GMT", 0),
        ("99999999999999999999", 7 * 86_400),
        ("Fri, 25 Nov 2033 12:00:00 GMT", 7 * 86_400),
    ],
)
def test_retry_after_is_obeyed_up_to_a_week(value, seconds):
    assert retry_after(Headers({"Retry-After": value}), now=NOW) == NOW + timedelta(seconds=seconds)


@pytest.mark.parametrize(
    "value", ["", "soon", "-5", "1.5", "Wed, 99 Nov 2026", "٥", "Mon, 01 Jan 99999999 00:00:00 GMT"]
)
def test_a_retry_after_that_says_nothing_is_none(value):
    assert retry_after(Headers({"Retry-After": value}), now=NOW) is None
    assert retry_after(Headers(), now=NOW) is None


@pytest.mark.parametrize(
    ("headers", "seconds"),
    [
        ({"Cache-Control": "public, Max-Age=300"}, 300),
        ({"Cache-Control": 'max-age="300"'}, 300),
        ({"Cache-Control": "max-age=300", "Age": "100"}, 200),
        ({"Cache-Control": "max-age=300", "Age": "900"}, 0),
        ({"Cache-Control": "max-age=300", "Expires": "Wed, 25 Nov 2026 13:00:00 GMT"}, 300),
        ({"Cache-Control": "no-cache, max-age=300"}, 0),
        ({"Cache-Control": "no-store"}, 0),
        ({"Cache-Control": "max-age=99999999999999"}, 86_400),
        ({"Cache-Control": "max-age=-1"}, 0),
        ({"Cache-Control": "max-age"}, 0),
        ({"Expires": "Wed, 25 Nov 2026 13:00:00 GMT"}, 3_600),
        ({"Expires": "Wed, 25 Nov 2026 13:00:00 GMT", "Date": "Wed, 25 Nov 2026 12:30:00 GMT"}, 1_800),
        ({"Expires": "Fri, 25 Nov 2033 12:00:00 GMT"}, 86_400),
        ({"Expires": "0"}, 0),
        ({"Expires": "Thu, 01 Jan 1970 00:00:00 GMT"}, 0),
        ({}, 0),
    ],
)
def test_freshness_is_what_the_headers_say_up_to_a_day(headers, seconds):
    assert max_age(Headers(headers), now=NOW) == timedelta(seconds=seconds)
