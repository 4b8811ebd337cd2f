"""The place of an article among all: one number, larger for newer articles."""

from datetime import UTC, date, datetime

# Keys of a thousand million articles fit below the seconds, and seconds until the year 2106 above them.
KEYS = 1 << 30
_LAST_SECOND = (1 << 32) - 1


def place_of(published_at: datetime, pk: int) -> int:
    """Return where an article stands: by the second of its publication, then by its primary key."""
    return _second(published_at) * KEYS + pk % KEYS


def first_of(day: date) -> int:
    """Return the least place of this day, which begins at midnight UTC."""
    return _second(datetime(day.year, day.month, day.day, tzinfo=UTC)) * KEYS


def pk_of(place: int) -> int:
    """Return the primary key of the article at a place."""
    return place % KEYS


def _second(moment: datetime) -> int:
    return min(max(int(moment.timestamp()), 0), _LAST_SECOND)
