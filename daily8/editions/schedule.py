"""When an edition is due, and what time it tells of, by the clocks of the site's time zone."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.conf import settings

from daily8.editions.entrants import Window
from daily8.editions.models import Rhythm

_DAYS = {Rhythm.DAILY: 1, Rhythm.WEEKLY: 7}
# The weekly appears on the morning of this day of the week, Monday being 0.
_WEEKDAY = 5


def appears_at(day: date) -> datetime:
    """Return when the edition of a day appears; where clocks leap over that time, after the leap."""
    at = time.fromisoformat(settings.EDITION_TIME)
    return datetime.combine(day, at, ZoneInfo(settings.TIME_ZONE)).astimezone(UTC)


def window(language: str, day: date, rhythm: Rhythm = Rhythm.DAILY) -> Window:
    """Return what the edition of a day tells of: all since the one before it, be that 23 hours or 25."""
    begins_at = appears_at(day - timedelta(days=_DAYS[rhythm]))
    return Window(language, begins_at, appears_at(day))


def due_day(now: datetime, rhythm: Rhythm = Rhythm.DAILY) -> date:
    """Return the day of the edition that readers should have by now."""
    day = now.astimezone(ZoneInfo(settings.TIME_ZONE)).date()
    # Where clocks leap over midnight, that of the day before may still be to come.
    while appears_at(day) > now:
        day -= timedelta(days=1)
    if rhythm is Rhythm.WEEKLY:
        day -= timedelta(days=(day.weekday() - _WEEKDAY) % 7)
    return day


def next_at(now: datetime, rhythm: Rhythm = Rhythm.DAILY) -> datetime:
    """Return when the next edition appears."""
    return appears_at(due_day(now, rhythm) + timedelta(days=_DAYS[rhythm]))
