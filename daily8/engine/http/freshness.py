"""What a server says about when to come back."""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime

_LONGEST_PAUSE = timedelta(days=7)
_LONGEST_AGE = timedelta(hours=24)
_NOTHING = timedelta()


def retry_after(headers: Mapping[str, str], *, now: datetime) -> datetime | None:
    """Return when the server wants to be asked again, at most 7 days from `now`; None if it does not say."""
    value = headers.get("retry-after", "").strip()
    if _is_number(value):
        return now + min(timedelta(seconds=int(value[:9])), _LONGEST_PAUSE)
    moment = _moment(value)
    if moment is None:
        return None
    return min(max(moment, now), now + _LONGEST_PAUSE)


def max_age(headers: Mapping[str, str], *, now: datetime) -> timedelta:
    """Return how long the answer stays fresh by Cache-Control or else Expires, at most 24 hours.

    The time that it has already spent in a cache on the way (Age) counts.
    """
    directives = _directives(headers.get("cache-control", ""))
    if "no-store" in directives or "no-cache" in directives:
        return _NOTHING
    seconds = directives.get("max-age", "").strip('"')
    if _is_number(seconds):
        age = headers.get("age", "").strip()
        spent = int(age[:9]) if _is_number(age) else 0
        return min(timedelta(seconds=max(int(seconds[:9]) - spent, 0)), _LONGEST_AGE)
    expires = _moment(headers.get("expires", ""))
    if expires is None:
        return _NOTHING
    answered = _moment(headers.get("date", "")) or now
    return min(max(expires - answered, _NOTHING), _LONGEST_AGE)


def _directives(header: str) -> dict[str, str]:
    pairs = (part.strip().partition("=") for part in header.lower().split(","))
    return {name.strip(): value.strip() for name, _, value in pairs}


def _is_number(value: str) -> bool:
    return value.isascii() and value.isdigit()


def _moment(value: str) -> datetime | None:
    try:
        moment = parsedate_to_datetime(value.strip())
    except (ValueError, OverflowError, TypeError, IndexError):
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
