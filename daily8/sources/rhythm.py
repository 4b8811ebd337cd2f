"""How often a feed is asked: by its own rhythm."""

from collections.abc import Iterable
from datetime import datetime, timedelta

SHORTEST = timedelta(minutes=5)
LONGEST = timedelta(hours=24)
FIRST_GUESS = timedelta(hours=1)
COUNTED = 20


def interval(published: Iterable[datetime], *, now: datetime) -> timedelta:
    """Return half the mean distance between a feed's latest items, from 5 minutes to 24 hours.

    The silence since the newest item counts as a distance too, so that a feed that falls asleep is asked
    ever more rarely. A feed without dates is asked every hour.
    """
    moments = sorted((moment for moment in published if moment <= now), reverse=True)[:COUNTED]
    if not moments:
        return FIRST_GUESS
    mean = (now - moments[-1]) / len(moments)
    return _clamped(mean / 2)


def unchanged(current: timedelta) -> timedelta:
    """Return the interval after an answer with nothing new: a tenth longer."""
    return _clamped(current * 1.1)


def next_time(
    now: datetime, wanted: timedelta, *, least: timedelta, skip_hours: frozenset[int], chance: float
) -> datetime:
    """Return when to ask again.

    `least` is what the server or the feed asks for (max-age, Expires, ttl); `skip_hours` are hours of the day
    in UTC in which the feed does not want to be asked; `chance`, from 0 to 1, spreads feeds over a tenth of
    the interval.
    """
    moment = now + max(wanted * (0.95 + 0.1 * chance), min(least, LONGEST))
    for _ in range(24):
        if moment.hour not in skip_hours:
            break
        moment = moment.replace(minute=0, second=0, microsecond=0) + timedelta(hours=1)
    return moment


def _clamped(wanted: timedelta) -> timedelta:
    return max(SHORTEST, min(wanted, LONGEST))
