from datetime import UTC, date, datetime, timedelta

import pytest

from daily8.web import dates, places

NOW = datetime(2026, 11, 25, 12, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("passed", "english", "arabic"),
    [
        (timedelta(seconds=-90), "1 minute ago", "قبل دقيقة واحدة"),
        (timedelta(seconds=20), "1 minute ago", "قبل دقيقة واحدة"),
        (timedelta(minutes=2), "2 minutes ago", "قبل دقيقتين"),
        (timedelta(minutes=5), "5 minutes ago", "قبل 5 دقائق"),
        (timedelta(minutes=59, seconds=59), "59 minutes ago", "قبل 59 دقيقة"),
        (timedelta(hours=1, minutes=50), "1 hour ago", "قبل ساعة واحدة"),
        (timedelta(hours=2), "2 hours ago", "قبل ساعتين"),
        (timedelta(hours=6), "6 hours ago", "قبل 6 ساعات"),
        (timedelta(hours=11), "11 hours ago", "قبل 11 ساعة"),
        (timedelta(hours=47), "1 day ago", "قبل يوم واحد"),
        (timedelta(days=2, hours=20), "2 days ago", "قبل يومين"),
        (timedelta(days=3), "22 November", "22 نوفمبر"),
        (timedelta(days=400), "21 October 2025", "21 أكتوبر 2025"),
    ],
)
def test_ages_are_relative_while_fresh_and_then_dates(passed, english, arabic):
    assert dates.age(NOW - passed, now=NOW, language="en") == english
    assert dates.age(NOW - passed, now=NOW, language="ar") == arabic


def test_the_exact_time_names_its_zone():
    assert dates.exact(NOW, language="en") == "Wednesday, 25 November 2026, 12:00 UTC"
    assert dates.exact(NOW, language="ar") == "الأربعاء، 25 نوفمبر 2026، 12:00 UTC"


def test_times_are_shown_in_the_zone_of_the_site(settings):
    settings.TIME_ZONE = "Asia/Riyadh"

    assert dates.exact(NOW, language="en") == "Wednesday, 25 November 2026, 15:00 +03"


def test_the_masthead_has_the_day_in_words():
    assert dates.today(NOW, language="ar") == "الأربعاء، 25 نوفمبر 2026"


@pytest.mark.parametrize(
    ("day", "english", "arabic"),
    [
        (date(2026, 11, 24), "Tuesday, 24 November", "الثلاثاء، 24 نوفمبر"),
        (date(2025, 5, 1), "Thursday, 1 May 2025", "الخميس، 1 مايو 2025"),
    ],
)
def test_a_day_of_a_list_has_its_name_and_the_year_where_it_is_another(day, english, arabic):
    assert dates.weekday(day, now=NOW, language="en") == english
    assert dates.weekday(day, now=NOW, language="ar") == arabic


@pytest.mark.parametrize(
    ("first", "last", "english", "arabic"),
    [
        (date(2026, 3, 1), date(2026, 3, 1), "1 Mar 2026", "1 مارس 2026"),
        (date(2026, 2, 27), date(2026, 3, 1), "27 Feb – 1 Mar 2026", "27 فبراير – 1 مارس 2026"),
        (date(2026, 3, 1), date(2026, 3, 31), "March 2026", "مارس 2026"),
        (date(2022, 1, 1), date(2022, 12, 31), "2022", "2022"),
        (date(9999, 1, 1), date(9999, 12, 31), "9999", "9999"),
    ],
)
def test_days_of_a_step_are_told_in_short_and_whole_months_and_years_by_their_names(first, last, english, arabic):
    told = [dates.span(first, last, language=language).replace("\u2009", " ") for language in ("en", "ar")]
    assert told == [english, arabic]


def test_the_time_of_day_is_the_one_of_the_site(settings):
    settings.TIME_ZONE = "Asia/Riyadh"

    assert dates.clock(NOW, language="ar") == "15:00"


def test_numbers_have_latin_digits_in_both_languages():
    assert dates.number(12345, language="ar") == dates.number(12345, language="en") == "12,345"


def test_countries_and_languages_have_names():
    assert places.country("eg", "en") == "Egypt"
    assert places.country("EG", "ar") == "مصر"
    assert places.country("XX", "en") == "XX"
    assert places.country("", "en") == ""
    assert places.language("ar", "en") == "Arabic"
    assert places.language("xx", "en") == "xx"
