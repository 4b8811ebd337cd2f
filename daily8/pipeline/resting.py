"""Hosts that asked to be left alone for a while."""

from datetime import datetime, timedelta
from urllib.parse import urlsplit

# A host that cannot be reached so often in a row is left alone for a while, whatever else waits for it.
UNREACHABLE_TIMES = 3
UNREACHABLE_PAUSE = timedelta(minutes=5)


class Resting:
    """Remembers, for this process, until when a host is not to be asked, and why."""

    def __init__(self) -> None:
        self._until: dict[str, tuple[datetime, str]] = {}
        self._unreachable: dict[str, int] = {}

    def rest(self, url: str, until: datetime, reason: str) -> None:
        """Leave the host of this address alone until then."""
        self._until[_host(url)] = until, reason

    def until(self, url: str, now: datetime) -> tuple[datetime, str] | None:
        """Until when the host of this address rests, and why; None where it may be asked."""
        host = _host(url)
        resting = self._until.get(host)
        if resting is None or resting[0] > now:
            return resting
        del self._until[host]
        return None

    def reached(self, url: str) -> None:
        """Note that the host answers."""
        self._unreachable.pop(_host(url), None)

    def unreachable(self, url: str, now: datetime, reason: str) -> None:
        """Note that the host did not answer; after some times in a row it rests."""
        host = _host(url)
        self._unreachable[host] = self._unreachable.get(host, 0) + 1
        if self._unreachable[host] >= UNREACHABLE_TIMES:
            self.rest(url, now + UNREACHABLE_PAUSE, reason)
            del self._unreachable[host]


def _host(url: str) -> str:
    return urlsplit(url).netloc.lower()
