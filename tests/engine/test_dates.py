from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from babel import Locale

from daily8.engine import dates
from daily8.engine.dates import believable, parse_date

NOW = datetime(2024, 5, 14, 12, 0, tzinfo=UTC)
MONTHS = Path(dates.__file__).with_name("month_names.txt")
LANGUAGES = """
    en ar ar_SY ar_DZ ar_MA fr de de_AT es it pt nl ru uk pl cs sk tr fa he el sv da nb fi hu ro bg
    sr id ms ca eu lt lv et ur
"""


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        # RFC 822, as it should be and as it is
        ("Thu, 01 Jan 2004 19:48:21 GMT", "2004-01-01T19:48:21"),
        ("1 Jan 04 19:48 EST", "2004-01-02T00:48:00"),
        ("Thu,01 Jan 2004 19:48:21 +0530", "2004-01-01T14:18:21"),
        ("Mon, 26 January 2004 16:31:00 PDT", "2004-01-26T23:31:00"),
        ("31-Dec-03 10:14:55 CEST", "2003-12-31T08:14:55"),
        ("Tue, 23 Aug 2016 12:57:11 -0700 (PDT)", "2016-08-23T19:57:11"),
        ("Mon, 15 Apr 2024 10:00:00 GMT+0300", "2024-04-15T07:00:00"),
        ("Mon, 15 Apr 2024 24:00:00 Z", "2024-04-16T00:00:00"),
        ("Mon, 15 Apr 2024 23:59:60 GMT", "2024-04-15T23:59:59"),
        ("Mon, 15 Apr 2024 10:00:00 NOWHERE", "2024-04-15T10:00:00"),
        # ISO 8601
        ("2003-12-31T10:14:55Z", "2003-12-31T10:14:55"),
        ("2003-12-31T10:14:55+03:00", "2003-12-31T07:14:55"),
        ("2003-12-31T10:14:55-0430", "2003-12-31T14:44:55"),
        ("2003-12-31T10:14:55.123456789Z", "2003-12-31T10:14:55"),
        ("2003-12-31 10:14 +03", "2003-12-31T07:14:00"),
        ("2003-12-31T10Z", "2003-12-31T10:00:00"),
        ("2003-12-31", "2003-12-31T00:00:00"),
        ("2003-12", "2003-12-01T00:00:00"),
        ("2003", "2003-01-01T00:00:00"),
        ("20031231", "2003-12-31T00:00:00"),
        ("20031231T101455Z", "2003-12-31T10:14:55"),
        ("20031231101455", "2003-12-31T10:14:55"),
        ("2024-W15-3", "2024-04-10T00:00:00"),
        ("2024-04-15T10:30:00+03:00[Asia/Riyadh]", "2024-04-15T07:30:00"),
        # unix time
        ("1700000000", "2023-11-14T22:13:20"),
        ("1700000000000", "2023-11-14T22:13:20"),
        ("1700000000000000", "2023-11-14T22:13:20"),
        # asctime and its relatives
        ("Sun Jan  4 16:29:06 2004", "2004-01-04T16:29:06"),
        ("Sun Jan  4 16:29:06 PST 2004", "2004-01-05T00:29:06"),
        ("Mar 15, 2024 3:04 pm ET", "2024-03-15T20:04:00"),
        ("March 15th, 2024 12:10 a.m.", "2024-03-15T00:10:00"),
        ("22:04, 5 Jan 2024", "2024-01-05T22:04:00"),
        # numbers only
        ("15/03/2024 10:30", "2024-03-15T10:30:00"),
        ("03/15/2024 10:30 PM", "2024-03-15T22:30:00"),
        ("15.03.24", "2024-03-15T00:00:00"),
        ("2024/3/5 06:07:08", "2024-03-05T06:07:08"),
        ("2024年3月15日 10:30", "2024-03-15T10:30:00"),
        # other languages and digits
        ("١٥ يناير ٢٠٢٤ ١٠:٣٠ م", "2024-01-15T22:30:00"),
        ("الاثنين، 15 أبريل 2024 - 10:30", "2024-04-15T10:30:00"),
        ("15 ابريل 2024 5:07 صباحا", "2024-04-15T05:07:00"),
        ("15 كانون الثاني 2024", "2024-01-15T00:00:00"),
        ("15 كانون الأول 2024", "2024-12-15T00:00:00"),
        ("15 تشرين الأول 2024", "2024-10-15T00:00:00"),
        ("15 جانفي 2024", "2024-01-15T00:00:00"),
        ("3 غشت 2024", "2024-08-03T00:00:00"),
        ("٠١‏/٠٢‏/٢٠٢٤", "2024-02-01T00:00:00"),
        ("15 avril 2024 à 10h30", "2024-04-15T10:30:00"),
        ("1er août 2024", "2024-08-01T00:00:00"),
        ("15. März 2024, 10:30 Uhr", "2024-03-15T10:30:00"),
        ("15 de marzo de 2024", "2024-03-15T00:00:00"),
        ("15 марта 2024 г., 10:30", "2024-03-15T10:30:00"),
        ("5 stycznia 2024", "2024-01-05T00:00:00"),
        ("5 Ocak 2024 12:00", "2024-01-05T12:00:00"),
    ],
)
def test_a_date_is_understood_as_it_was_meant(text, moment):
    parsed = parse_date(text)

    assert parsed is not None
    assert parsed.replace(microsecond=0) == datetime.fromisoformat(moment).replace(tzinfo=UTC)


@pytest.mark.parametrize(
    "text",
    [
        "", "  ", "yesterday", "Feb 30 2024", "2024-13-01", "0000-00-00 00:00:00", "99999999999999999999",
        "12:30", "May", "Mon, 99 Jan 2024 10:00:00 GMT", "9999-12-31T23:59:59-14:00", "²", "1" * 500, "\0",
        "Thu, 01 Jan 2004 25:00:00 GMT and so on and on",
    ],
)  # fmt: skip
def test_what_is_no_date_is_none(text):
    assert parse_date(text) is None or text.startswith("Thu")


def test_every_date_comes_in_utc():
    assert parse_date("2024-05-14T10:00:00+05:30").utcoffset() == timedelta(0)


@pytest.mark.parametrize("language", LANGUAGES.split())
def test_the_month_names_of_a_language_are_known(language):
    for number, name in Locale.parse(language).months["format"]["wide"].items():
        assert parse_date(f"15 {name} 2024 10:30") == datetime(2024, number, 15, 10, 30, tzinfo=UTC), name


def test_no_month_name_means_two_months():
    names = [name for line in MONTHS.read_text(encoding="utf-8").splitlines() for name in line.split("|")]

    assert len(MONTHS.read_text(encoding="utf-8").splitlines()) == 12
    assert len(set(names)) == len(names)


@pytest.mark.parametrize(
    ("moment", "truth"),
    [
        (NOW, True),
        (NOW + timedelta(minutes=59), True),
        (NOW + timedelta(hours=2), False),
        (NOW + timedelta(days=365), False),
        (datetime(1990, 1, 1, tzinfo=UTC), True),
        (datetime(1989, 12, 31, 23, 59, tzinfo=UTC), False),
        (datetime(1, 1, 1, tzinfo=UTC), False),
    ],
)
def test_an_article_is_from_between_1990_and_now(moment, truth):
    assert believable(moment, now=NOW) is truth
