"""Finds the feeds of a publisher from any address of its site."""

from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urljoin

from daily8.engine import http
from daily8.engine.feeds.discovery import COMMON_PATHS
from daily8.engine.sandbox import Sandbox, SandboxError
from daily8.sources.adding import Source, SourceError
from daily8.sources.looking import Found

# What the sandbox has loaded when it is asked.
PRELOAD = "daily8.sources.looking"
# So many feeds that a page names are taken; a page may name one for each of its authors.
MOST_NAMED = 5
MOST_TRIED = 20


@dataclass(frozen=True, slots=True)
class Discovery:
    """Looks for feeds, through the one door to the network, and reads answers in the sandbox."""

    client: http.Client
    sandbox: Sandbox
    # The answers that the feeds were found in, by address.
    seen: dict[str, http.Response] = field(default_factory=dict)

    async def discover(self, url: str) -> list[Source]:
        """Return the feeds behind an address: itself, those its page names, or one at a usual place.

        Raises SourceError, with the way out, where none is found or the address cannot be reached.
        """
        try:
            # A page is as welcome as a feed, and these limits let both in.
            response = await self.client.get(url, limits=http.FEED)
        except http.FetchError as error:
            raise SourceError(f"{url}: {error}") from error
        if response.status != 200:
            raise SourceError(f"{url}: the server answers {response.status}; check the address in a browser")
        itself = await self._feed_in(response)
        if itself:
            return [itself]
        return await self.found_from(response, url)

    async def found_from(self, page: http.Response, url: str) -> list[Source]:
        """Return the feeds that a page names, or one at a usual place; raises SourceError where there is none."""
        named = await self._look("feeds_named", list[str], page.body, page.url) or []
        found = await self._first_good(named[:MOST_TRIED], most=MOST_NAMED)
        if not found:
            found = await self._first_good(await self._usual_places(page.url), most=1)
        if not found:
            raise SourceError(f"{url}: no feed or news sitemap found there; give the address of the feed itself")
        return found

    async def _usual_places(self, home: str) -> list[str]:
        """Where feeds and news sitemaps usually are, then those that robots.txt names."""
        named: list[str] = []
        try:
            robots = await self.client.get(urljoin(home, "/robots.txt"), limits=http.ROBOTS)
        except http.FetchError:
            robots = None
        if robots is not None and robots.status == 200:
            named = await self._look("sitemaps_named", list[str], robots.body) or []
        usual = [urljoin(home, path) for path in COMMON_PATHS]
        return list(dict.fromkeys([*usual, *named]))[:MOST_TRIED]

    async def _first_good(self, urls: list[str], *, most: int) -> list[Source]:
        found: list[Source] = []
        for url in urls:
            if len(found) == most:
                break
            try:
                response = await self.client.get(url, limits=http.FEED)
            except http.FetchError:
                continue
            source = await self._feed_in(response) if response.status == 200 else None
            if source:
                found.append(source)
        return found

    async def _feed_in(self, response: http.Response) -> Source | None:
        content_type = response.headers.get("Content-Type", "")
        found = await self._look("feed_in", Found | None, response.body, response.url, content_type)
        if found:
            self.seen[response.url] = response
        return Source(*found) if found else None

    async def _look(self, function: str, answer: Any, *arguments: Any) -> Any:
        """What a function of the sandbox finds; None where it finds out nothing."""
        try:
            return await self.sandbox.run(f"{PRELOAD}:{function}", *arguments, answer=answer)
        except SandboxError:
            return None
