"""What the steps work with."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

from django.conf import settings

from daily8.engine import http
from daily8.engine.http.robots import RobotsCache
from daily8.engine.sandbox import Sandbox
from daily8.pipeline.resting import Resting

PRELOAD = "daily8.pipeline.parsing"


@dataclass(frozen=True, slots=True)
class Tools:
    """The door to the network, the publishers' robots.txt, the sandbox for parsing, and who rests."""

    client: http.Client
    robots: RobotsCache
    sandbox: Sandbox
    resting: Resting = field(default_factory=Resting)


@asynccontextmanager
async def tools() -> AsyncIterator[Tools]:
    """Give the tools as the settings say; they are put away at the end."""
    sandbox = Sandbox(processes=settings.PARSERS, preload=PRELOAD)
    client = http.Client(
        user_agent=settings.USER_AGENT,
        allowed_networks=settings.ALLOW_PRIVATE_NETWORKS,
        host_delay=settings.HOST_DELAY,
        connections=settings.CONNECTIONS,
    )
    try:
        async with client:
            yield Tools(client, RobotsCache(), sandbox)
    finally:
        sandbox.close()
