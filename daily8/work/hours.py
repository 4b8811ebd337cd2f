"""Hours in which somebody wants to be left alone."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Hours:
    """From one time of day to another one, past midnight where the end comes first, by the clocks of a time zone.

    There are none where both are the same.
    """

    begin: time
    end: time
    zone: str

    def __post_init__(self) -> None:
        """Count in whole minutes, as clocks that people set do."""
        for name in ("begin", "end"):
            object.__setattr__(self, name, getattr(self, name).replace(second=0, microsecond=0))

    def __str__(self) -> str:
        return f"{self.begin:%H:%M} {self.end:%H:%M} {self.zone}"

    @classmethod
    def read(cls, text: str) -> "Hours | None":
        """Return what was written by `str`, or None for what was not."""
        try:
            begin, end, zone = text.split(" ", 2)
            return cls(time.fromisoformat(begin), time.fromisoformat(end), zone)
        except ValueError:
            return None

    def day(self, now: datetime) -> date:
        """Return which day it is there."""
        return now.astimezone(self._zone).date()

    def include(self, now: datetime) -> bool:
        """Whether this moment is within them."""
        at = self._clock(now)
        if self.begin < self.end:
            return self.begin <= at < self.end
        return self.begin != self.end and (at >= self.begin or at < self.end)

    def until(self, now: datetime) -> datetime | None:
        """Return when they end that this moment is within, or None."""
        return self._next(now, self.end) if self.include(now) else None

    def begins(self, now: datetime) -> datetime | None:
        """Return when they begin the next time; None where there are none, or this moment is within them."""
        if self.begin == self.end or self.include(now):
            return None
        return self._next(now, self.begin)

    def midnight(self, now: datetime) -> datetime:
        """Return when the next day begins there."""
        return self._next(now, time(0))

    def _clock(self, now: datetime) -> time:
        return now.astimezone(self._zone).time().replace(second=0, microsecond=0)

    def _next(self, now: datetime, at: time) -> datetime:
        """The next moment at which clocks there show this time or, where they leap over it, a later one."""
        days = [self.day(now) + timedelta(days=number) for number in range(3)]
        # Where clocks go back a time comes twice, the second time with `fold`.
        local = [datetime.combine(day, at.replace(fold=fold), self._zone) for day in days for fold in (0, 1)]
        moments = (moment.astimezone(UTC) for moment in local)
        return next((moment for moment in moments if moment > now and self._clock(moment) >= at), now + _DAY)

    @property
    def _zone(self) -> ZoneInfo:
        """The zone; UTC where this machine knows none of this name."""
        try:
            return ZoneInfo(self.zone)
        except (ZoneInfoNotFoundError, ValueError):
            return ZoneInfo("UTC")
