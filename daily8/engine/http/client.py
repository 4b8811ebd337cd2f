"""The one door to the network."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from types import TracebackType
from typing import Self

import aiohttp
from aiohttp import hdrs
from yarl import URL

from daily8.engine.http.bodies import check_content_type, read_body
from daily8.engine.http.errors import TimedOut, TooManyRedirects
from daily8.engine.http.failures import plain_error
from daily8.engine.http.guard import Network
from daily8.engine.http.inflating import ACCEPT_ENCODING
from daily8.engine.http.limits import PAGE, Limits
from daily8.engine.http.resolving import connector
from daily8.engine.http.responses import Headers, Response
from daily8.engine.http.targets import Target, redirected, target_of
from daily8.engine.http.turns import Turns

_TOO_MANY_REQUESTS = 429
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_FOR_GOOD = frozenset({301, 308})
_LONGEST_LINE = 65_536


class Client:
    """Fetches addresses for the whole program: politely, within limits, and never inside the own network.

    An async context manager. One request at a time goes to a host, `host_delay` seconds after the one before,
    and at most `connections` go out at once.
    """

    def __init__(
        self,
        *,
        user_agent: str,
        allowed_networks: Sequence[Network] = (),
        host_delay: float = 0.0,
        connections: int = 64,
    ) -> None:
        self.user_agent = user_agent
        self.allowed_networks = tuple(allowed_networks)
        self._turns = Turns(delay=host_delay, slots=connections)
        self._session: aiohttp.ClientSession | None = None

    async def __aenter__(self) -> Self:
        self._session = session_of(self.user_agent, allowed_networks=self.allowed_networks)
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._session is not None:
            await self._session.close()
            self._session = None

    async def get(
        self,
        url: str,
        *,
        limits: Limits = PAGE,
        etag: str = "",
        last_modified: str = "",
        accept: str = "",
    ) -> Response:
        """Return what `url` answers in the end, whatever its status; raise FetchError when nothing usable comes.

        `etag` and `last_modified` are sent back as they were received, so that the answer may be a 304.
        """
        if self._session is None:
            raise RuntimeError("a Client fetches inside its `async with` block")
        headers = _headers(etag=etag, last_modified=last_modified, accept=accept)
        visit = _Visit(self._session, limits, headers, target_of(url, allowed_networks=self.allowed_networks))
        while True:
            async with self._turns.turn(visit.target.turn):
                response = await visit.step(allowed_networks=self.allowed_networks)
            if response is not None:
                if response.status == _TOO_MANY_REQUESTS:
                    self._turns.slow_down(visit.target.turn)
                return response

    def pace(self, url: str, *, seconds: float) -> None:
        """Ask the host of this address at most once in so many seconds from now on."""
        self._turns.pace(target_of(url, allowed_networks=self.allowed_networks).turn, seconds=seconds)

    def slowed(self, url: str) -> float:
        """Return the seconds between two requests to the host of this address, where it asked for more; else 0."""
        return self._turns.own_delay_of(target_of(url, allowed_networks=self.allowed_networks).turn)


@dataclass(slots=True)
class _Visit:
    """One fetch on its way from redirect to redirect."""

    session: aiohttp.ClientSession
    limits: Limits
    headers: dict[str, str]
    target: Target
    hops: list[str] = field(default_factory=list)
    seconds_left: float = 0.0
    for_good: bool = True

    def __post_init__(self) -> None:
        self.seconds_left = self.limits.seconds

    async def step(self, *, allowed_networks: tuple[Network, ...]) -> Response | None:
        """Ask the target; return its answer, or None when the target is now another one."""
        loop = asyncio.get_running_loop()
        started = loop.time()
        try:
            async with asyncio.timeout(self.seconds_left):
                return await self._ask(allowed_networks)
        except TimeoutError as error:
            raise TimedOut(f"no complete answer within {self.limits.seconds:g} seconds") from error
        except (aiohttp.ClientError, OSError, ValueError) as error:
            raise plain_error(error) from error
        finally:
            self.seconds_left -= loop.time() - started

    async def _ask(self, allowed_networks: tuple[Network, ...]) -> Response | None:
        url = URL(self.target.url, encoded=True)
        async with self.session.get(url, headers=self.headers, allow_redirects=False) as answer:
            location = answer.headers.get(hdrs.LOCATION, "") if answer.status in _REDIRECTS else ""
            if location:
                self._move(_readable(location), status=answer.status, allowed_networks=allowed_networks)
                return None
            return await self._read(answer)

    def _move(self, location: str, *, status: int, allowed_networks: tuple[Network, ...]) -> None:
        if len(self.hops) >= self.limits.redirects:
            raise TooManyRedirects(f"more than {self.limits.redirects} redirects, the last to {location[:200]!r}")
        self.hops.append(self.target.url)
        self.for_good = self.for_good and status in _FOR_GOOD
        self.target = redirected(self.target, location, allowed_networks=allowed_networks)

    async def _read(self, answer: aiohttp.ClientResponse) -> Response:
        response = await read_answer(answer, url=self.target.url, limits=self.limits)
        permanent_url = self.target.url if self.hops and self.for_good else ""
        return replace(response, permanent_url=permanent_url, hops=tuple(self.hops))


def session_of(user_agent: str, *, allowed_networks: Sequence[Network]) -> aiohttp.ClientSession:
    """Return a session that keeps nothing between two requests and connects where the guard lets it."""
    return aiohttp.ClientSession(
        connector=connector(allowed_networks=allowed_networks),
        auto_decompress=False,
        cookie_jar=aiohttp.DummyCookieJar(),
        headers={hdrs.USER_AGENT: user_agent, hdrs.ACCEPT_ENCODING: ACCEPT_ENCODING},
        timeout=aiohttp.ClientTimeout(total=None, sock_connect=None),
        trust_env=False,
        max_line_size=_LONGEST_LINE,
        max_field_size=_LONGEST_LINE,
    )


async def read_answer(answer: aiohttp.ClientResponse, *, url: str, limits: Limits) -> Response:
    """Return what a server answers, read within the limits."""
    headers = readable_headers(answer)
    if answer.status < 300:
        check_content_type(headers.get("content-type", ""), limits)
    body, complete = await read_body(answer, headers, limits)
    return Response(url=url, status=answer.status, headers=headers, body=body, complete=complete)


def readable_headers(answer: aiohttp.ClientResponse) -> Headers:
    """Return the header fields of an answer, none of which holds half a character."""
    return Headers((name, _readable(value)) for name, value in answer.headers.items())


def _headers(*, etag: str, last_modified: str, accept: str) -> dict[str, str]:
    headers: dict[str, str] = {hdrs.ACCEPT: accept or "*/*"}
    if _sendable(etag):
        headers[hdrs.IF_NONE_MATCH] = etag
    if _sendable(last_modified):
        headers[hdrs.IF_MODIFIED_SINCE] = last_modified
    return headers


def _sendable(value: str) -> bool:
    return bool(value) and value.isprintable() and "\N{REPLACEMENT CHARACTER}" not in value


def _readable(value: str) -> str:
    """Return a header's value without the half characters that bytes which are not UTF-8 become."""
    if value.isascii():
        return value
    return value.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
