"""Asks a service that the operator named, such as a model's server."""

import asyncio
from collections.abc import Mapping

from daily8.engine.http.limits import SERVICE, Limits
from daily8.engine.http.responses import Response
from daily8.engine.http.streaming import stream


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
    async with stream(url, body, headers=headers, limits=limits, user_agent=user_agent) as answer:
        return await answer.read()
