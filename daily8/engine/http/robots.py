"""What publishers let robots read (RFC 9309)."""

import asyncio
import re
from collections import OrderedDict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import lru_cache
from typing import Self

from protego import Protego

from daily8.engine.http.client import Client
from daily8.engine.http.errors import FetchError, TooManyRedirects
from daily8.engine.http.limits import ROBOTS
from daily8.engine.http.responses import Response
from daily8.engine.http.targets import target_of

# The spellings that are met, also without the colon.
_LINE = re.compile(
    r"(?:(?P<agent>user[- ]?agent)|(?P<sitemap>site-?maps?)|(?P<rule>allow|dis+al+[oa]w|diasllow|crawl[- ]delay))"
    r"\s*(?::\s*|\s)(?P<value>.*)",
    re.IGNORECASE,
)
_LONGEST_LINE = 16_663
_MOST_RULES = 5_000
_MOST_SITEMAPS = 1_000
_EVERYBODY = "*"
_AGAIN_SECONDS = 1.0


@dataclass(slots=True)
class _Group:
    """Rules, and the names of the robots that they are for."""

    agents: set[str]
    rules: list[str]


@dataclass(frozen=True, slots=True)
class Robots:
    """The rules of one robots.txt.

    `temporary` rules stand in for a file that could not be had; they should be asked for again soon.
    """

    sitemaps: tuple[str, ...]
    temporary: bool
    _groups: tuple[_Group, ...]
    _read: dict[str, Protego] = field(default_factory=dict, compare=False)

    @classmethod
    def parse(cls, body: bytes | str, *, temporary: bool = False) -> Self:
        """Read a robots.txt; never fails: lines that mean nothing are passed over."""
        text = body if isinstance(body, str) else body.decode("utf-8", "replace")
        lines = [line[:_LONGEST_LINE].partition("#")[0].strip() for line in text.lstrip("\ufeff").splitlines()]
        fields = [match for match in map(_LINE.fullmatch, lines) if match is not None]
        sitemaps = [match["value"] for match in fields if match["sitemap"] and match["value"]]
        return cls(sitemaps=tuple(sitemaps[:_MOST_SITEMAPS]), temporary=temporary, _groups=tuple(_groups(fields)))

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
        return bool(self._rules_for(user_agent).can_fetch(url, _EVERYBODY))

    def delay(self, user_agent: str) -> float | None:
        """Return the seconds that are asked for between two requests, or None."""
        delay = self._rules_for(user_agent).crawl_delay(_EVERYBODY)
        return None if delay is None else float(delay)

    def _rules_for(self, user_agent: str) -> Protego:
        """Return the rules of all groups that name this robot, or else of those for everybody.

        Only they are handed on: a file that lists many robots above many rules would multiply the two.
        """
        token = agent_name(user_agent)
        if token not in self._read:
            groups = [group for group in self._groups if token in group.agents]
            groups = groups or [group for group in self._groups if _EVERYBODY in group.agents]
            rules = [rule for group in groups for rule in group.rules]
            self._read[token] = Protego.parse("\n".join(["User-agent: *", *rules[:_MOST_RULES]]))
        return self._read[token]


def _groups(fields: list[re.Match[str]]) -> Iterator[_Group]:
    """Yield the groups: agents that follow each other share the rules that come next."""
    group: _Group | None = None
    for match in fields:
        if match["agent"]:
            if group is None or group.rules:
                group = _Group(agents=set(), rules=[])
                yield group
            group.agents.add(agent_name(match["value"]))
        elif match["rule"] and group is not None:
            group.rules.append(f"{match['rule']}: {match['value']}")


@lru_cache(maxsize=256)
def agent_name(user_agent: str) -> str:
    """Return the name that robots.txt files call an agent by: "daily8" of "Daily8/1.0 (+https://...)"."""
    return re.split(r"[\s/]", user_agent.strip(), maxsplit=1)[0].lower()


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
        if delay := rules.delay(client.user_agent):
            client.pace(origin, seconds=delay)
        lifetime = timedelta(minutes=10) if rules.temporary else timedelta(hours=24)
        self._kept[origin] = (now + lifetime, rules)
        self._kept.move_to_end(origin)
        while len(self._kept) > self._size:
            self._kept.popitem(last=False)
        return rules


async def fetch_rules(client: Client, origin: str) -> Robots:
    """Fetch the robots.txt of `origin`; a failure is an answer too, once it was given twice."""
    rules = await _fetch_rules(client, origin)
    if rules.temporary:
        await asyncio.sleep(_AGAIN_SECONDS)
        rules = await _fetch_rules(client, origin)
    return rules


async def _fetch_rules(client: Client, origin: str) -> Robots:
    try:
        return Robots.answered(await client.get(f"{origin}/robots.txt", limits=ROBOTS, accept="text/plain, */*"))
    except TooManyRedirects:
        return Robots.parse("")
    except FetchError:
        return Robots.unreachable()
