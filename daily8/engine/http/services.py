"""Hands something in at a service: one that the operator named, or one that a reader's browser did."""

import asyncio
from collections.abc import Mapping, Sequence

from daily8.engine.http.guard import Network
from daily8.engine.http.limits import SERVICE, Limits
from daily8.engine.http.responses import Response
from daily8.engine.http.streaming import ANYWHERE, stream


def post(
    url: str,
    body: bytes,
    *,
    headers: Mapping[str, str],
    limits: Limits = SERVICE,
    user_agent: str = "daily8",
) -> Response:
    """Send `body` to `url` and return the answer, whatever its status; raise FetchError when none comes.

    Only for an address out of the settings: it is called wherever it is, on this machine too. A redirect is
    an answer like another and is not followed, so that body and headers go to that host and nowhere else.
    For a thread without an event loop.
    """
    return asyncio.run(_post(url, body, headers, limits, user_agent, ANYWHERE))


def deliver(
    url: str,
    body: bytes,
    *,
    headers: Mapping[str, str],
    limits: Limits,
    user_agent: str = "daily8",
    allowed_networks: Sequence[Network] = (),
) -> Response:
    """Do the same for an address that anybody may have written: only public hosts and those allowed are called."""
    return asyncio.run(_post(url, body, headers, limits, user_agent, allowed_networks))


def ask(
    url: str,
    *,
    headers: Mapping[str, str],
    limits: Limits,
    user_agent: str = "daily8",
    allowed_networks: Sequence[Network] = (),
) -> Response:
    """Ask such an address for what it has, with headers of ours; a redirect is an answer like another."""
    return asyncio.run(_post(url, b"", headers, limits, user_agent, allowed_networks, method="GET"))


async def _post(
    url: str,
    body: bytes,
    headers: Mapping[str, str],
    limits: Limits,
    user_agent: str,
    allowed_networks: Sequence[Network],
    *,
    method: str = "POST",
) -> Response:
    answers = stream(
        url,
        body,
        headers=headers,
        limits=limits,
        user_agent=user_agent,
        allowed_networks=allowed_networks,
        method=method,
    )
    async with answers as answer:
        return await answer.read()
