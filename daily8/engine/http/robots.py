"""What publishers let robots read (RFC 9309)."""

import asyncio
import re
from collections import OrderedDict
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Self

from protego import Protego

from daily8.engine.http.client import Client
from daily8.engine.http.errors import FetchError, TooManyRedirects
from daily8.engine.http.limits import ROBOTS
from daily8.engine.http.responses import Response
from daily8.engine.http.targets import target_of

_AGENT_LINE = re.compile(
    r"^([ \t]*user[- ]?agent[ \t]*[: \t][ \t]*)([^\s/#:]+)[^\r\n]*", re.IGNORECASE | re.MULTILINE
)
_LONGEST_LINE = 16_663
# A name that no group can bear, so that only the group for everybody answers to it.
_ANYBODY = "~"


@dataclass(frozen=True, slots=True)
class Robots:
    """The rules of one robots.txt.

    `temporary` rules stand in for a file that could not be had; they should be asked for again soon.
    """

    sitemaps: tuple[str, ...]
    temporary: bool
    _rules: Protego
    _agents: frozenset[str]

    @classmethod
    def parse(cls, body: bytes | str, *, temporary: bool = False) -> Self:
        """Read a robots.txt; never fails: lines that mean nothing are passed over."""
        text = body if isinstance(body, str) else body.decode("utf-8", "replace")
        lines = (line[:_LONGEST_LINE] for line in text.removeprefix("\ufeff").splitlines())
        plain = _AGENT_LINE.sub(r"\1\2", "\n".join(lines))
        rules = Protego.parse(plain)
        return cls(
            sitemaps=tuple(rules.sitemaps),
            temporary=temporary,
            _rules=rules,
            _agents=frozenset(match[2].lower() for match in _AGENT_LINE.finditer(plain)),
        )

    @classmethod
    def answered(cls, response: Response) -> Self:
        """Read what a server answered: no such file allows all, a server in trouble allows nothing for now."""
        if response.status < 300:
            return cls.parse(response.body)
        if response.status >= 500 or response.status == 429:
            return cls.unreachable()
        return cls.parse("")

    @classmethod
    def unreachable(cls) -> Self:
        """Return the rules while no answer can be had: nothing may be read for now."""
        return cls.parse("User-agent: *\nDisallow: /", temporary=True)

    def allows(self, url: str, user_agent: str) -> bool:
        """Return whether `user_agent`, a full header or its first word, may read `url`."""
        return self._rules.can_fetch(url, self._group(user_agent))

    def delay(self, user_agent: str) -> float | None:
        """Return the seconds that are asked for between two requests, or None."""
        return self._rules.crawl_delay(self._group(user_agent))

    def _group(self, user_agent: str) -> str:
        """Return the name whose group speaks to this agent; names match whole, not by how they begin."""
        token = re.split(r"[\s/]", user_agent.strip(), maxsplit=1)[0].lower()
        return token if token in self._agents else _ANYBODY


class RobotsCache:
    """The robots.txt files of the `size` origins asked for last, each fetched once a day."""

    def __init__(self, *, size: int = 2_000) -> None:
        self._size = size
        self._kept: OrderedDict[str, tuple[datetime, Robots]] = OrderedDict()
        self._pending: dict[str, asyncio.Task[Robots]] = {}

    async def allows(self, client: Client, url: str, *, now: datetime) -> bool:
        """Return whether the client may read `url`."""
        rules = await self.rules(client, url, now=now)
        return rules.allows(url, client.user_agent)

    async def rules(self, client: Client, url: str, *, now: datetime) -> Robots:
        """Return the rules for `url`; raise AddressRefused when it must not be called at all."""
        origin = target_of(url, allowed_networks=client.allowed_networks).origin
        until, rules = self._kept.get(origin, (now, None))
        if rules is not None and now < until:
            self._kept.move_to_end(origin)
            return rules
        return await self._shared_fetch(client, origin, now)

    async def _shared_fetch(self, client: Client, origin: str, now: datetime) -> Robots:
        """Fetch once for all who ask at the same time; one of them giving up does not stop it."""
        task = self._pending.get(origin)
        if task is None:
            task = asyncio.create_task(self._fetch(client, origin, now))
            self._pending[origin] = task
            task.add_done_callback(lambda _: self._pending.pop(origin, None))
        return await asyncio.shield(task)

    async def _fetch(self, client: Client, origin: str, now: datetime) -> Robots:
        rules = await fetch_rules(client, origin)
        lifetime = timedelta(minutes=10) if rules.temporary else timedelta(hours=24)
        self._kept[origin] = (now + lifetime, rules)
        self._kept.move_to_end(origin)
        while len(self._kept) > self._size:
            self._kept.popitem(last=False)
        return rules


async def fetch_rules(client: Client, origin: str) -> Robots:
    """Fetch the robots.txt of `origin`; a failure is an answer too."""
    try:
        return Robots.answered(await client.get(f"{origin}/robots.txt", limits=ROBOTS, accept="text/plain, */*"))
    except TooManyRedirects:
        return Robots.parse("")
    except FetchError:
        return Robots.unreachable()
