"""Takes in lists of feeds (OPML) that somebody else wrote: from an address or a file, read in the sandbox."""

import asyncio
from collections.abc import Callable
from datetime import datetime

from django.conf import settings

from daily8.engine import http
from daily8.engine.feeds.opml import MOST, Listed, Refused
from daily8.engine.sandbox import Sandbox, SandboxError
from daily8.sources import adding
from daily8.sources.adding import Added, SourceError
from daily8.sources.discovery import PRELOAD
from daily8.sources.looking import Listing

# A hundred thousand outlines take a second.
_SECONDS = 20.0


def at_address(url: str) -> Listed:
    """Return what the list at an address has. Raises SourceError, with the reason, where there is none."""
    try:
        response = http.get(
            url,
            limits=http.FEED,
            user_agent=settings.USER_AGENT,
            allowed_networks=settings.ALLOW_PRIVATE_NETWORKS,
        )
    except http.FetchError as error:
        raise SourceError(f"{url}: {error}") from error
    if response.status != 200:
        raise SourceError(f"{url}: the server answers {response.status}; check the address in a browser")
    return in_body(response.body, url)


def in_body(body: bytes, name: str) -> Listed:
    """Return what a list has; it is called by this name where it is none."""
    sandbox = Sandbox(preload=PRELOAD, seconds=_SECONDS)
    try:
        outlines, refused, more = asyncio.run(sandbox.run(f"{PRELOAD}:list_in", body, answer=Listing))
    except SandboxError as error:
        raise SourceError(f"{name}: {error}") from error
    finally:
        sandbox.close()
    return Listed(list(outlines), [Refused(*told) for told in refused], more)


def add(listed: Listed, now: datetime, *, progress: Callable[[int], object] = lambda _done: None) -> Added:
    """Add every feed of a list that is not known, and tell what is left out of it, and why."""
    added = adding.add_all(adding.outlines_of(listed.outlines), now, progress=progress)
    beyond = [Refused(0, f"the list has more than {MOST:,} outlines; cut it into several")] if listed.more else []
    added.refused = sorted([*listed.refused, *added.refused], key=lambda one: one.line) + beyond
    return added
