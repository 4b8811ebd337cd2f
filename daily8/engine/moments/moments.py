"""When the dates are that a text tells, seen from the day on which it was published."""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

from daily8.engine.moments import names
from daily8.engine.moments.telling import Telling, folded, tellings

# What is still to come is told with such words in the same sentence.
_AHEAD = re.compile(
    r"\b(?:will|would|to be|planned|plans|scheduled|due|expected|set to|is to|are to|upcoming|by the end)\b"
    r"|(?<![^\W_])(?:سوف|المقرر|المزمع|المتوقع|ستبدا|سيبدا|المرتقب|بحلول|حتي|ي?ستعد|س[يتن][^\W_]{3,})(?![^\W_])"
)
_SENTENCE = re.compile(r"[.!?؟\n](?=\s|$)")
# No language at all is either.
_READ = ("en", "ar", "")
_MONTHS = {"month": 1, "quarter": 3, "year": 12, "decade": 120}
# So far around a date it is looked whether it is to come.
_BEFORE, _AFTER = 90, 30
_THIRDS = ("early", "middle", "late")


@dataclass(frozen=True, slots=True)
class Moment:
    """Days from `first` to `last` that a text tells of, and where and how it does."""

    first: date
    last: date
    start: int
    end: int
    written: str


def moments(text: str, language: str, today: date) -> list[Moment]:
    """Return the dates told in a text that was published `today`, in the order of the text.

    A day of the week is the last one, or the next where its sentence speaks of what is to come; a date without a
    year is the nearest one. What cannot be a date, a 30th of February, is left out. Names of
    months of both languages are read in every text, whose letters tell them apart; of other languages none are.
    """
    if language[:2] not in _READ:
        return []
    plain = folded(text)
    found = []
    for told in tellings(text):
        try:
            days = _days(told, today, ahead=_is_ahead(plain, told))
        except (ValueError, OverflowError):
            continue
        if days:
            found.append(Moment(*days, told.start, told.end, told.written))
    return found


def _is_ahead(plain: str, told: Telling) -> bool:
    """Tell whether the words around a date, within its sentence, speak of what is to come."""
    start = max(0, told.start - _BEFORE)
    begin = max((match.end() for match in _SENTENCE.finditer(plain, start, told.start)), default=start)
    close = _SENTENCE.search(plain, told.end)
    end = min(close.start() if close else len(plain), told.end + _AFTER)
    return _AHEAD.search(plain[begin:end]) is not None


def _days(told: Telling, today: date, *, ahead: bool) -> tuple[date, date] | None:
    """Return the first and last day that is meant; None where too little is told."""
    if told.month and told.day:
        return _day_of_month(told, today, ahead=ahead)
    if told.month:
        return _part(_month(told, today, ahead=ahead), told.part)
    if told.weekday:
        day = _weekday(told, today, ahead=ahead)
        return day, day
    if told.quarter:
        return _months(told.year or _year(3 * told.quarter - 2, today, ahead=ahead), 3 * told.quarter - 2, 3)
    if told.season:
        month = names.SEASON_MONTHS[told.season]
        return _months(told.year or _year(month, today, ahead=ahead, offset=told.offset), month, 3)
    if told.year:
        return _part(_months(told.year, 1, 12), told.part)
    return _part(_relative(told, today), told.part) if told.offset is not None else None


def _day_of_month(told: Telling, today: date, *, ahead: bool) -> tuple[date, date]:
    assert told.month
    assert told.day
    years = [told.year] if told.year else [today.year - 1, today.year, today.year + 1]
    days = [date(year, told.month, told.day) for year in years if _exists(year, told.month, told.day)]
    if not days:
        raise ValueError(f"no such day: {told.written}")
    coming = [day for day in days if day >= today] if ahead else []
    first = min(coming or days, key=lambda day: abs((day - today).days))
    later = bool(told.last_day and _exists(first.year, told.month, told.last_day) and told.last_day > told.day)
    return first, first.replace(day=told.last_day or 1) if later else first


def _exists(year: int, month: int, day: int) -> bool:
    return 1 <= month <= 12 and 1 <= day <= monthrange(year, month)[1]


def _month(told: Telling, today: date, *, ahead: bool) -> tuple[date, date]:
    """Return the month of this name: of the year that is told, else the last one, or the next."""
    assert told.month
    if told.year:
        return _months(told.year, told.month, 1)
    return _months(_year(told.month, today, ahead=ahead, offset=told.offset), told.month, 1)


def _year(month: int, today: date, *, ahead: bool, offset: int | None = None) -> int:
    """Return the year of a month that is told without one: the last that has come, or the next that will."""
    way = offset if offset is not None else (1 if ahead else 0)
    if way > 0:
        return today.year + (month < today.month)
    return today.year - (month > today.month)


def _weekday(told: Telling, today: date, *, ahead: bool) -> date:
    assert told.weekday
    back = (today.isoweekday() - told.weekday) % 7
    if told.offset == 1 or (ahead and told.offset is None):
        return today + timedelta(days=(told.weekday - today.isoweekday()) % 7 or 7 * (told.offset == 1))
    return today - timedelta(days=back or 7 * (told.offset == -1))


def _relative(told: Telling, today: date) -> tuple[date, date]:
    offset = told.offset or 0
    if told.unit == "day" or not told.unit:
        day = today + timedelta(days=offset)
        return day, day
    if told.unit == "week":
        first = today - timedelta(days=today.isoweekday() - 1) + timedelta(weeks=offset)
        return first, first + timedelta(days=6)
    length = _MONTHS[told.unit]
    begun = (today.month - 1) // min(length, 12) * min(length, 12) + 1
    return _months(today.year, begun + offset * length, length if told.unit != "decade" else 12)


def _months(year: int, month: int, count: int) -> tuple[date, date]:
    """Return so many months from one on, which may be told as one before January or after December."""
    year, month = year + (month - 1) // 12, (month - 1) % 12 + 1
    end_year, end_month = year + (month + count - 2) // 12, (month + count - 2) % 12 + 1
    return date(year, month, 1), date(end_year, end_month, monthrange(end_year, end_month)[1])


def _part(days: tuple[date, date], part: str) -> tuple[date, date]:
    """Return the early, middle or late third of some days."""
    if part not in _THIRDS:
        return days
    third = ((days[1] - days[0]).days + 1) // 3
    first = days[0] + timedelta(days=third * _THIRDS.index(part))
    return first, days[1] if part == "late" else first + timedelta(days=max(third - 1, 0))
