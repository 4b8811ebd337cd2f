"""Dates in the wild: what publishers write where a date belongs."""

import re
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path

_LONGEST = 100
_EARLIEST = datetime(1990, 1, 1, tzinfo=UTC)
_SKEW = timedelta(hours=1)

# The zone names of RFC 822 and those seen in feeds; where a name has two meanings, the one feeds mean.
_ZONE_HOURS = {
    "ut": 0, "utc": 0, "gmt": 0, "z": 0, "wet": 0, "west": 1, "bst": 1, "ist": 5.5, "cet": 1, "met": 1,
    "mez": 1, "cest": 2, "mest": 2, "mesz": 2, "eet": 2, "eest": 3, "sast": 2, "cat": 2, "wat": 1, "eat": 3,
    "msk": 3, "msd": 4, "trt": 3, "gst": 4, "pkt": 5, "npt": 5.75, "wib": 7, "wita": 8, "wit": 9, "ict": 7,
    "sgt": 8, "hkt": 8, "pht": 8, "awst": 8, "jst": 9, "kst": 9, "acst": 9.5, "acdt": 10.5, "aest": 10,
    "aedt": 11, "aet": 10, "nzst": 12, "nzdt": 13, "nst": -3.5, "ndt": -2.5, "ast": -4, "adt": -3, "art": -3,
    "brt": -3, "clt": -4, "cot": -5, "est": -5, "et": -5, "edt": -4, "cst": -6, "ct": -6, "cdt": -5,
    "mst": -7, "mt": -7, "mdt": -6, "pst": -8, "pt": -8, "pdt": -7, "akst": -9, "akdt": -8, "hst": -10,
}  # fmt: skip
# Twelve lines, January first: the names of forty languages in CLDR, long and short, in small letters.
_MONTH_NAMES = Path(__file__).with_name("month_names.txt")

_DIGITS = {
    ord(digit): str(value)
    for digits in ("٠١٢٣٤٥٦٧٨٩", "۰۱۲۳۴۵۶۷۸۹", "०१२३४५६७८९", "０１２３４５６７８９")
    for value, digit in enumerate(digits)
}
# Arabic months are written with and without the hamza.
_LETTERS = str.maketrans("أإآ", "ااا")
# Marks of direction and odd spaces that word processors leave behind.
_DIGITS |= dict.fromkeys(map(ord, "\u200e\u200f\u202a\u202b\u202c\u2066\u2067\u2069\ufeff"), "")
_DIGITS |= dict.fromkeys(map(ord, "\u00a0\u202f\u2009"), " ")

_RFC_822 = re.compile(
    r"(?:[A-Za-z]+[,.]?\s*)?(\d{1,2})[ -]+([A-Za-z]{3,9})\.?[ -]+(\d{4}|\d{2})"
    r"[ ,T]+(\d{1,2}):(\d{2})(?::(\d{2})(?:\.\d+)?)?\s*(\S*)"
)
_ISO = re.compile(
    r"(\d{4})-?(\d{2})(?:-?(\d{2}))?"
    r"(?:[T _]+(\d{1,2})(?::?(\d{2})(?::?(\d{2})(?:[.,:]\d+)?)?)?)?\s*(\S*)",
    re.IGNORECASE,
)
_TIME = re.compile(
    r"(?<![\d:./])(\d{1,2})\s?[:.hH]\s?(\d{2})(?::(\d{2})(?:[.,]\d+)?)?(?![\d.]|-\d)\s*([apAP]\.?[mM]\.?(?!\w)|(?:صباحا?|مساء|[صم])(?!\w))?"
)
_OFFSET = re.compile(r"(?:(?:GMT|UTC?)\s*)?([+-])\s?(\d{1,2})(?::?([0-5]\d))?(?!\d)", re.IGNORECASE)
_YEAR_FIRST = re.compile(r"(?<!\d)(\d{4})\s?[-/.年년]\s?(\d{1,2})\s?[-/.月월]\s?(\d{1,2})(?!\d)")
_YEAR_LAST = re.compile(r"(?<!\d)(\d{1,2})[-/.](\d{1,2})[-/.](\d{4}|\d{2})(?!\d)")
_WORD = re.compile(r"[^\W\d_]+")
_NUMBER = re.compile(r"(?<!\d)\d{1,4}(?!\d)")

_Clock = tuple[int, int, int]


def parse_date(text: str) -> datetime | None:
    """Return the moment that `text` names, in UTC, or None when it names none.

    Understood: RFC 822 with the zones of the wild, ISO 8601 in all lengths, asctime, unix time, numbers only
    (day first, unless that is impossible), month names of forty languages, digits of other scripts.
    A date without a zone is taken as UTC, a date without a time as midnight. Whether it can be true is not
    asked here: see `believable`.
    """
    text = text.strip()
    if not text or len(text) > _LONGEST:
        return None
    try:
        return _as_utc(datetime.fromisoformat(text)) if not text.isdigit() else _parse_digits(text)
    except (ValueError, OverflowError):
        pass
    try:
        return _parse_words(" ".join(text.translate(_DIGITS).split()))
    except (ValueError, OverflowError):
        return None


def believable(moment: datetime, *, now: datetime) -> bool:
    """Say whether an article can have been published at `moment`: since 1990, and not after now.

    An hour ahead of now is let pass, for clocks that are wrong and zones that forget summer time.
    """
    return _EARLIEST <= moment <= now + _SKEW


def _parse_digits(text: str) -> datetime | None:
    """Read unix time in seconds, milliseconds or microseconds, or a date without separators."""
    text = text.translate(_DIGITS)
    if len(text) in (8, 12, 14):
        return _as_utc(datetime.strptime(text.ljust(14, "0"), "%Y%m%d%H%M%S"))
    if len(text) in (9, 10, 13, 16):
        return datetime.fromtimestamp(int(text) / 10 ** max(0, len(text) - 10), UTC)
    return datetime(int(text), 1, 1, tzinfo=UTC) if len(text) == 4 else None


def _parse_words(text: str) -> datetime | None:
    if match := _RFC_822.match(text):
        day, month_name, year, hour, minute, second, zone = match.groups()
        month = _month_numbers().get(month_name.lower())
        if month:
            return _moment(_full_year(year), month, int(day), _clock(hour, minute, second), _offset(zone))
    if match := _ISO.fullmatch(text):
        year, number, day, hour, minute, second, zone = match.groups()
        return _moment(int(year), int(number), int(day or 1), _clock(hour, minute, second), _offset(zone))
    return _parse_loose(text)


def _parse_loose(text: str) -> datetime | None:
    """Find a time, a zone and a date in `text` each by itself, in whatever order they stand."""
    clock, zone = (0, 0, 0), ""
    if match := _TIME.search(text):
        clock = _clock(match[1], match[2], match[3], half=match[4])
        zone = text[match.end() :]
        text = f"{text[: match.start()]} | {zone}"
    day = _find_day(text)
    return _moment(*day, clock, _find_offset(zone)) if day else None


def _find_day(text: str) -> tuple[int, int, int] | None:
    if match := _YEAR_FIRST.search(text):
        return int(match[1]), int(match[2]), int(match[3])
    if match := _YEAR_LAST.search(text):
        first, second = int(match[1]), int(match[2])
        day, month = (first, second) if second <= 12 else (second, first)
        return _full_year(match[3]), month, day
    return _find_named_month(text)


def _find_named_month(text: str) -> tuple[int, int, int] | None:
    match = _month_pattern().search(text.lower().translate(_LETTERS))
    if not match:
        return None
    month = _month_numbers()[match[0]]
    numbers = [number[0] for number in _NUMBER.finditer(text.split("+")[0])]
    years = [number for number in numbers if len(number) == 4]
    days = [number for number in numbers if len(number) <= 2 and int(number) <= 31]
    year = years[0] if years else days.pop() if len(days) > 1 else None
    return (_full_year(year), month, int(days[0]) if days else 1) if year else None


def _full_year(year: str) -> int:
    number = int(year)
    return number if len(year) == 4 else number + (2000 if number < 70 else 1900)


def _clock(hour: str | None, minute: str | None, second: str | None, *, half: str | None = None) -> _Clock:
    number = int(hour or 0)
    if half:
        number = number % 12 + (12 if half[0] in "pPم" else 0)
    return number, int(minute or 0), min(int(second or 0), 59)


def _moment(year: int, month: int, day: int, clock: _Clock, offset: timedelta) -> datetime:
    hour, minute, second = clock
    moment = datetime(year, month, day, hour % 24, minute, second, tzinfo=UTC)
    return moment + timedelta(days=hour == 24) - offset


def _offset(zone: str) -> timedelta:
    """Return the distance from UTC that the last word of a date names; none for a name nobody knows."""
    hours = _ZONE_HOURS.get(zone.lower().strip("()[].,"))
    return timedelta(hours=hours) if hours is not None else _find_offset(zone)


def _find_offset(text: str) -> timedelta:
    if match := _OFFSET.search(text):
        size = timedelta(hours=int(match[2]), minutes=int(match[3] or 0))
        return size if match[1] == "+" else -size
    for word in _WORD.finditer(text.lower()):
        if word[0] in _ZONE_HOURS:
            return timedelta(hours=_ZONE_HOURS[word[0]])
    return timedelta()


def _as_utc(moment: datetime) -> datetime:
    return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)


@cache
def _month_numbers() -> dict[str, int]:
    lines = _MONTH_NAMES.read_text(encoding="utf-8").splitlines()
    return {name: number for number, line in enumerate(lines, 1) for name in line.split("|")}


@cache
def _month_pattern() -> re.Pattern[str]:
    names = sorted(_month_numbers(), key=len, reverse=True)
    return re.compile(rf"(?<![^\W\d])(?:{'|'.join(map(re.escape, names))})(?![^\W\d])")
