"""Ages, dates and numbers in the reader's language, by the rules of CLDR and with Latin digits."""

import re
from calendar import monthrange
from datetime import date, datetime, timedelta
from functools import cache, lru_cache

from babel import Locale
from babel.dates import (
    format_date,
    format_interval,
    format_skeleton,
    format_time,
    format_timedelta,
    get_datetime_format,
)
from babel.numbers import format_decimal, format_percent
from django.utils import timezone

_LOCALES = {"en": "en_001"}
_FRESH = timedelta(days=3)
_UNITS = (timedelta(days=1), timedelta(hours=1), timedelta(minutes=1))
# The same moments stand on many pages.
_REMEMBERED = 20_000


@cache
def locale_of(language: str) -> Locale:
    """Return the rules of a language; English is the world's, with the day first."""
    return Locale.parse(_LOCALES.get(language, language))


def age(moment: datetime, *, now: datetime, language: str) -> str:
    """Return "6 hours ago" while fresh, after three days the date; a moment to come counts as now."""
    passed = now - moment
    if passed >= _FRESH:
        return day(moment, now=now, language=language)
    return _ago(max(passed, timedelta(minutes=1)), language)


def _ago(passed: timedelta, language: str) -> str:
    unit = next(unit for unit in _UNITS if passed >= unit)
    # Only whole units: 1 h 50 min is not "2 hours ago".
    return _whole_ago(passed // unit * unit, language)


@lru_cache(_REMEMBERED)
def _whole_ago(passed: timedelta, language: str) -> str:
    return format_timedelta(-passed, threshold=1, add_direction=True, locale=locale_of(language))


def day(moment: datetime, *, now: datetime, language: str) -> str:
    """Return the date, with the year unless it is this year's."""
    local, today = timezone.localtime(moment), timezone.localtime(now)
    if local.year != today.year:
        return format_date(local, "long", locale=locale_of(language))
    return month_day(local, language=language)


def month_day(of: date, *, language: str) -> str:
    """Return a day and its month."""
    return format_skeleton("MMMMd", of, locale=locale_of(language))


def month_year(of: date, *, language: str) -> str:
    """Return a month and its year."""
    return format_skeleton("yMMMM", of, locale=locale_of(language))


def weekday(of: date, *, now: datetime, language: str) -> str:
    """Return a day of a list of days, with the year unless it is this year's."""
    locale = locale_of(language)
    if of.year != timezone.localtime(now).year:
        return format_date(of, "full", locale=locale)
    pattern = locale.datetime_skeletons["MMMEd"].pattern
    # CLDR orders the parts; it has them with short names only.
    return format_date(of, re.sub("E+", "EEEE", re.sub("M+", "MMMM", pattern)), locale=locale)


def span(first: date, last: date, *, language: str) -> str:
    """Return a day, the days from the first to the last as CLDR words such intervals, or a whole month or year."""
    skeleton = "yMMMd"
    if (first.day, last.day) == (1, monthrange(last.year, last.month)[1]):
        skeleton = "y" if (first.month, last.month) == (1, 12) else "yMMMM"
    return str(format_interval(first, last, skeleton, locale=locale_of(language)))


def clock(moment: datetime, *, language: str) -> str:
    """Return the time of day."""
    local = timezone.localtime(moment)
    return format_time(local, "HH:mm", tzinfo=local.tzinfo, locale=locale_of(language))


def exact(moment: datetime, *, language: str) -> str:
    """Return day and time with the zone, for those who want to know."""
    # Two moments in two zones can be equal.
    return _exact(timezone.localtime(moment), timezone.get_current_timezone_name(), language)


@lru_cache(_REMEMBERED)
def _exact(local: datetime, _zone: str, language: str) -> str:
    locale = locale_of(language)
    joined = get_datetime_format("full", locale)
    time = f"{format_time(local, 'HH:mm', tzinfo=local.tzinfo, locale=locale)} {local.tzname()}"
    return str(joined).format(time, format_date(local, "full", locale=locale))


def full_day(moment: datetime, *, language: str) -> str:
    """Return the date with the year, which stays true however long a page is open."""
    return format_date(timezone.localtime(moment), "long", locale=locale_of(language))


def stamp(moment: datetime, *, language: str) -> str:
    """Return the same with the time of day."""
    joined = get_datetime_format("medium", locale_of(language))
    return str(joined).format(clock(moment, language=language), full_day(moment, language=language))


def today(now: datetime, *, language: str) -> str:
    """Return the day as a newspaper's head has it."""
    return format_date(timezone.localtime(now), "full", locale=locale_of(language))


def number(value: int, *, language: str) -> str:
    """Return a number with its thousands apart."""
    return str(format_decimal(value, locale=locale_of(language)))


def per_cent(share: float, *, language: str) -> str:
    """Return a share of one as per cent."""
    return str(format_percent(share, locale=locale_of(language)))
