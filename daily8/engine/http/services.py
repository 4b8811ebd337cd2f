"""Asks a service that the operator named, such as a model's server."""

import asyncio
from collections.abc import Mapping
from ipaddress import ip_network

import aiohttp
from yarl import URL

from daily8.engine.http.client import read_answer, session_of
from daily8.engine.http.errors import TimedOut
from daily8.engine.http.failures import plain_error
from daily8.engine.http.limits import SERVICE, Limits
from daily8.engine.http.responses import Response
from daily8.engine.http.targets import target_of

_ANYWHERE = (ip_network("0.0.0.0/0"), ip_network("::/0"))


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
    return asyncio.run(_post(url, body, headers=headers, limits=limits, user_agent=user_agent))


async def _post(url: str, body: bytes, *, headers: Mapping[str, str], limits: Limits, user_agent: str) -> Response:
    target = target_of(url, allowed_networks=_ANYWHERE)
    address = URL(target.url, encoded=True)
    try:
        async with (
            asyncio.timeout(limits.seconds),
            session_of(user_agent, allowed_networks=_ANYWHERE) as session,
            session.post(address, data=body, headers=headers, allow_redirects=False) as answer,
        ):
            return await read_answer(answer, url=target.url, limits=limits)
    except TimeoutError as error:
        raise TimedOut(f"no complete answer within {limits.seconds:g} seconds") from error
    except (aiohttp.ClientError, OSError, ValueError) as error:
        raise plain_error(error) from error
