"""What the steps work with."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

from django.conf import settings

from daily8.articles import embedders
from daily8.articles.directories import Directories
from daily8.engine import http
from daily8.engine.http.robots import RobotsCache
from daily8.engine.sandbox import Sandbox
from daily8.pipeline.reserving import Files
from daily8.pipeline.resting import Resting
from daily8.pipeline.together import Together
from daily8.pipeline.understanding import Text, Understanding, Understood
from daily8.topics.hashtags import Hashtags

PRELOAD = "daily8.pipeline.parsing"
# So many texts are read at once: enough to be quick, and few enough to be stored soon.
_TEXTS = 32


@dataclass(frozen=True, slots=True)
class Tools:
    """The door to the network, robots.txt, the sandbox for parsing, what understands texts, and who rests."""

    client: http.Client
    robots: RobotsCache
    sandbox: Sandbox
    directories: Directories
    understanding: Together[Text, Understood]
    hashtags: Hashtags = field(default_factory=Hashtags)
    resting: Resting = field(default_factory=Resting)
    reserving: Files = field(default_factory=Files)


@asynccontextmanager
async def tools() -> AsyncIterator[Tools]:
    """Give the tools as the settings say; they are put away at the end."""
    directories = Directories()
    understanding = Together(Understanding(embedders.embedder, lambda: directories.current), most=_TEXTS)
    sandbox = Sandbox(processes=settings.PARSERS, preload=PRELOAD)
    client = http.Client(
        user_agent=settings.USER_AGENT,
        allowed_networks=settings.ALLOW_PRIVATE_NETWORKS,
        host_delay=settings.HOST_DELAY,
        connections=settings.CONNECTIONS,
    )
    try:
        async with client:
            yield Tools(client, RobotsCache(), sandbox, directories, understanding)
    finally:
        understanding.close()
        sandbox.close()
