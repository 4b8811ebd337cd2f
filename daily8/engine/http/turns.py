"""Politeness: one request at a time at each host, and a pause between two of them."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

_FIRST_TIDYING = 1_000
_SLOWER = 5.0
_LEAST_SLOW_SECONDS = 0.5
_SLOWEST_SECONDS = 10.0
_LONGEST_PACE_SECONDS = 30.0


@dataclass(slots=True)
class _Host:
    lock: asyncio.Lock = field(default_factory=asyncio.Lock)
    free_at: float = 0.0
    visitors: int = 0
    delay: float | None = None


class Turns:
    """Gives out turns: at each host one at a time, first come first served, at least `delay` apart."""

    def __init__(self, *, delay: float, slots: int) -> None:
        self._delay = delay
        self._slots = asyncio.Semaphore(slots)
        self._hosts: dict[str, _Host] = {}
        self._tidy_at = _FIRST_TIDYING

    @asynccontextmanager
    async def turn(self, name: str) -> AsyncIterator[None]:
        """Wait until `name` may be asked, and hold it until the block ends.

        One of the slots is taken last, so that nobody who only waits keeps others from working.
        """
        host = self._hosts.setdefault(name, _Host())
        host.visitors += 1
        try:
            async with host.lock:
                await self._pause(host)
                async with self._slots:
                    host.free_at = asyncio.get_running_loop().time() + self.delay_of(name)
                    yield
        finally:
            host.visitors -= 1
            self._forget(name, host)

    def slow_down(self, name: str) -> None:
        """Ask a host that complained five times more slowly from now on, up to one request in ten seconds."""
        host = self._hosts.setdefault(name, _Host())
        now = max(host.delay or self._delay, _LEAST_SLOW_SECONDS)
        host.delay = max(now, min(now * _SLOWER, _SLOWEST_SECONDS))

    def delay_of(self, name: str) -> float:
        """Return the seconds between the starts of two requests to this host."""
        host = self._hosts.get(name)
        return self._delay if host is None or host.delay is None else host.delay

    def own_delay_of(self, name: str) -> float:
        """Return the seconds that this host itself asked for, 0 where it asked for none."""
        host = self._hosts.get(name)
        return (host.delay or 0.0) if host else 0.0

    def pace(self, name: str, *, seconds: float) -> None:
        """Ask a host that says so itself at most once in so many seconds, up to half a minute."""
        host = self._hosts.setdefault(name, _Host())
        host.delay = max(host.delay or self._delay, min(seconds, _LONGEST_PACE_SECONDS))

    async def _pause(self, host: _Host) -> None:
        remaining = host.free_at - asyncio.get_running_loop().time()
        if remaining > 0:
            await asyncio.sleep(remaining)

    def _forget(self, name: str, host: _Host) -> None:
        """Drop hosts that nobody waits for and whose pause is over."""
        if not self._delay and host.delay is None and not host.visitors:
            self._hosts.pop(name, None)
        elif len(self._hosts) > self._tidy_at:
            now = asyncio.get_running_loop().time()
            self._hosts = {
                key: value
                for key, value in self._hosts.items()
                if value.visitors or value.delay is not None or value.free_at > now
            }
            self._tidy_at = 2 * len(self._hosts) + _FIRST_TIDYING
