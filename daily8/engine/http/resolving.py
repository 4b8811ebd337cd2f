"""Names become addresses, every one of them checked, and sockets go to checked addresses only."""

import asyncio
import socket
import threading
from collections.abc import Sequence
from functools import partial
from typing import Any

from aiohttp import TCPConnector
from aiohttp.abc import AbstractResolver, ResolveResult

from daily8.engine.http.guard import Network, refusal

_Answer = tuple[Any, Any, Any, Any, Any]

# How long answers of the name server and idle connections are kept.
_ANSWER_SECONDS = 60
_IDLE_SECONDS = 5.0


class RefusedAddress(OSError):
    """A connection was about to go where it must not go."""


def connector(*, allowed_networks: Sequence[Network]) -> TCPConnector:
    """Return a connector that reaches public addresses and `allowed_networks`, and nothing else.

    Two doors, because each alone can be passed by: literal addresses never come to the resolver, and only the
    resolver sees all answers for a name at once.
    """
    return TCPConnector(
        resolver=PublicResolver(allowed_networks=allowed_networks),
        socket_factory=partial(_socket_for, tuple(allowed_networks)),
        ttl_dns_cache=_ANSWER_SECONDS,
        keepalive_timeout=_IDLE_SECONDS,
        limit=0,
    )


class PublicResolver(AbstractResolver):
    """Resolves names as the system does, and refuses a name when one of its answers is not public."""

    def __init__(self, *, allowed_networks: Sequence[Network]) -> None:
        self._allowed_networks = allowed_networks

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_UNSPEC
    ) -> list[ResolveResult]:
        """Return the addresses of `host`; raise RefusedAddress unless all of them may be called."""
        answers = await _look_up(host, port, family)
        addresses = [answer for answer in answers if answer[0] in (socket.AF_INET, socket.AF_INET6)]
        for *_, address in addresses:
            reason = refusal(_written(address), port, allowed_networks=self._allowed_networks)
            if reason:
                raise RefusedAddress(f"{host!r} leads to {address[0]}: {reason}")
        return [_result(host, port, answer) for answer in addresses]

    async def close(self) -> None:
        """Do nothing: a look-up that is under way ends by itself."""


async def _look_up(host: str, port: int, family: socket.AddressFamily) -> list[_Answer]:
    """Ask the system in a thread of its own.

    Not the loop's executor: it has few threads, which dead name servers would fill, and the program cannot
    end while one of them waits.
    """
    loop = asyncio.get_running_loop()
    future: asyncio.Future[list[_Answer]] = loop.create_future()
    threading.Thread(target=_answer, args=(loop, future, host, port, family), daemon=True).start()
    return await future


def _answer(
    loop: asyncio.AbstractEventLoop,
    future: asyncio.Future[list[_Answer]],
    host: str,
    port: int,
    family: socket.AddressFamily,
) -> None:
    try:
        answers = socket.getaddrinfo(host, port, family=family, type=socket.SOCK_STREAM)
        report = partial(_settle, future, answers, None)
    except (OSError, UnicodeError) as error:
        report = partial(_settle, future, [], error)
    if not loop.is_closed():
        loop.call_soon_threadsafe(report)


def _settle(future: asyncio.Future[list[_Answer]], answers: list[_Answer], error: Exception | None) -> None:
    if future.done():
        return
    if error is None:
        future.set_result(answers)
    else:
        future.set_exception(error)


def _result(host: str, port: int, answer: _Answer) -> ResolveResult:
    family, _, protocol, _, address = answer
    return ResolveResult(
        hostname=host,
        host=address[0],
        port=port,
        family=family,
        proto=protocol,
        flags=socket.AI_NUMERICHOST | socket.AI_NUMERICSERV,
    )


def _socket_for(allowed_networks: tuple[Network, ...], answer: _Answer) -> socket.socket:
    family, kind, protocol, _, address = answer
    reason = "not an internet address"
    if family in (socket.AF_INET, socket.AF_INET6):
        reason = refusal(_written(address), address[1], allowed_networks=allowed_networks)
    if reason:
        raise RefusedAddress(reason)
    return socket.socket(family=family, type=kind, proto=protocol)


def _written(address: tuple[Any, ...]) -> str:
    """Return the address with its zone, which makes an IPv6 address one of this machine's own links."""
    zone = address[3] if len(address) == 4 else 0
    return f"{address[0]}%{zone}" if zone and "%" not in address[0] else str(address[0])
