"""The entries of the product that call an address, one function each, for `bench.entries`.

Each calls the address as the product does, and returns 200 where the server answered, or raises.
"""

import asyncio
import os
from collections.abc import Coroutine
from contextlib import AsyncExitStack
from functools import cache
from typing import Any

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from django.utils import timezone

from daily8.articles import pictures
from daily8.articles.models import Article, Stage
from daily8.engine import http
from daily8.engine import push as pushes
from daily8.hooks import calling
from daily8.hooks.models import Call, Hook
from daily8.pipeline import extracting, fetching, subscribing
from daily8.pipeline.resting import Resting
from daily8.pipeline.tools import Tools, tools
from daily8.sources import discovery, lists
from daily8.sources.adding import SourceError
from daily8.sources.models import Feed, HubSubscription, Publisher

_ENTRY = {"title": "", "content": "", "categories": [], "language": "", "category": "", "dated": False}
# What nobody holds closes itself.
_OPEN = AsyncExitStack()


@cache
def _loop() -> asyncio.AbstractEventLoop:
    return asyncio.new_event_loop()


@cache
def _opened() -> Tools:
    return _run(_OPEN.enter_async_context(tools()))


def _run(work: Coroutine[Any, Any, Any]) -> Any:
    return _loop().run_until_complete(work)


def _tools() -> Tools:
    """The worker's tools, with nobody resting: each address is one that was never asked before."""
    kept = _opened()
    return Tools(
        kept.client, type(kept.robots)(), kept.sandbox, kept.directories, kept.understanding, resting=Resting()
    )


def _answered(error: str) -> int:
    """200 where all that was wrong is what the server said, which it could only say if it was asked."""
    if error and "answer" not in error and "list" not in error and "feed" not in error and "article" not in error:
        raise http.FetchError(error)
    return 200


def feed(url: str) -> int:
    """Ask a feed as the worker does."""
    answer = _run(fetching.ask(Feed(url=url), _tools()))
    return _answered(answer.error) if answer.response is None else 200


def article(url: str) -> int:
    """Read an article's page as the worker does, its robots.txt first."""
    row = Article(url=url, entry=_ENTRY, stage=Stage.FETCHED, published_at=timezone.now(), publisher=Publisher())
    read = _run(extracting.read(row, _tools()))
    return _answered(read.error) if read.page is None or read.error else 200


def picture(url: str) -> int:
    """Fetch a picture as the web server does."""
    try:
        pictures.picture(url, 320)
    except pictures.PictureError as error:
        if not any(told in str(error) for told in ("picture", "answers", "content is")):
            raise
    return 200


def discovery_of(url: str) -> int:
    """Look for the feeds of a site, as `sources add` does."""
    kept = _opened()
    try:
        _run(discovery.Discovery(kept.client, kept.sandbox).discover(url))
    except SourceError as error:
        return _answered(str(error))
    return 200


def listed(url: str) -> int:
    """Take in a list by its address."""
    try:
        lists.at_address(url)
    except SourceError as error:
        return _answered(str(error))
    return 200


def hub(url: str) -> int:
    """Ask a hub, which a feed has named, to tell us."""
    return _answered(subscribing.ask(HubSubscription(hub=url, topic="https://quay.example/feed", key="0" * 32)))


def webhook(url: str) -> int:
    """Call a hook."""
    outcome = calling.call(
        Call(hook=Hook(url=url, secret=f"whsec_{'a' * 32}"), token="0" * 32), b"{}", timezone.now()
    )
    return _answered(outcome.words)


def push(url: str) -> int:
    """Hand a message in at the push service that a browser has named."""
    point = ec.generate_private_key(ec.SECP256R1()).public_key()
    key = point.public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
    to = pushes.Subscription(url, key, os.urandom(16))
    signer = pushes.Signer("a secret of the bench, of 32 letters", contact="mailto:bench@news.example")
    try:
        pushes.send(b"news", to, topic="bench", signer=signer, now=timezone.now())
    except pushes.PushError as error:
        return _answered(str(error))
    return 200


def model(url: str) -> int:
    """Ask a model's server, whose address the operator has set: it may lead nowhere else."""
    http.post(url, b"{}", headers={"Content-Type": "application/json"})
    return 200
