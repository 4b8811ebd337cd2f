"""How often programs may ask: so many requests in a minute, counted over all processes.

Each process counts by itself and tells the others by tens, in the database: to write a row for each request would
make readers wait for one another. So a program that asks several processes at once may be let through a few times
more often, at most a tenth for each of them.
"""

import math
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from threading import Lock

from daily8.accounts.limits import counter_key
from daily8.accounts.models import Attempts

_MINUTE = timedelta(minutes=1)
_TOLD_BY = 10


@dataclass(frozen=True, slots=True)
class Allowance:
    """How often may be asked in a minute, and how often may still be, until it ends."""

    most: int
    left: int
    seconds: int

    @property
    def headers(self) -> dict[str, str]:
        """What an answer says of it, as the IETF's RateLimit fields do."""
        return {
            "RateLimit-Policy": f'"minute";q={self.most};w=60',
            "RateLimit": f'"minute";r={self.left};t={self.seconds}',
        }


class TooMany(Exception):
    """Nobody may ask under this name before the minute is over."""

    def __init__(self, allowance: Allowance):
        super().__init__(f"more than {allowance.most} requests in a minute")
        self.allowance = allowance


@dataclass(slots=True)
class _Count:
    told: int = 0
    untold: int = 0

    @property
    def number(self) -> int:
        return self.told + self.untold


class Counts:
    """The counts of one process for the minute that runs."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._minute = 0
        self._counts: dict[str, _Count] = {}

    def count(self, who: str, now: datetime, *, most: int) -> Allowance:
        """Count one more request; raises TooMany."""
        minute = int(now.timestamp()) // 60
        ends_at = datetime.fromtimestamp((minute + 1) * 60, tz=UTC)
        with self._lock:
            if minute != self._minute:
                self._minute, self._counts = minute, {}
            count = self._counts.setdefault(who, _Count())
            count.untold += 1
            to_tell = count.untold if count.untold >= max(1, most // _TOLD_BY) and count.number <= most else 0
            count.untold -= to_tell
            count.told += to_tell
        if to_tell:
            self._tell(count, who, minute, to_tell, ends_at, now)
        seconds = max(1, math.ceil((ends_at - now).total_seconds()))
        allowance = Allowance(most, max(0, most - count.number), seconds)
        if count.number > most:
            raise TooMany(allowance)
        return allowance

    def _tell(self, count: _Count, who: str, minute: int, number: int, ends_at: datetime, now: datetime) -> None:
        key = counter_key("api", f"{minute} {who}")
        known = Attempts.objects.add(key, now, lasting=ends_at - now, number=number)
        with self._lock:
            count.told = max(count.told, known.number)

    def forget(self) -> None:
        """Begin anew."""
        with self._lock:
            self._counts = {}


counts = Counts()
