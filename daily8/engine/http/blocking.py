"""The same door for code that cannot wait asynchronously: threads of a web server, tools, scripts."""

import asyncio
from collections.abc import Sequence

from daily8.engine.http.client import Client
from daily8.engine.http.guard import Network
from daily8.engine.http.limits import PAGE, Limits
from daily8.engine.http.responses import Response


def get(
    url: str,
    *,
    limits: Limits = PAGE,
    etag: str = "",
    last_modified: str = "",
    accept: str = "",
    user_agent: str = "daily8",
    allowed_networks: Sequence[Network] = (),
) -> Response:
    """Fetch one address and return what it answers, as `Client.get` does.

    For a thread without an event loop. It knows no other requests, so it makes no pauses at a host.
    """

    async def fetch() -> Response:
        async with Client(user_agent=user_agent, allowed_networks=allowed_networks) as client:
            return await client.get(url, limits=limits, etag=etag, last_modified=last_modified, accept=accept)

    return asyncio.run(fetch())


def status_of(url: str) -> int:
    """Return the status that `url` answers in the end."""
    return get(url).status
