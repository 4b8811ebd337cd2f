"""Looks at a source before it is added: its feeds, how one of its articles reads, and what speaks against it."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.conf import settings
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from daily8.engine import addresses, http, reservations
from daily8.engine.http.robots import agent_name, fetch_rules
from daily8.engine.http.targets import target_of
from daily8.engine.reservations import Signal
from daily8.engine.sandbox import Sandbox, SandboxError
from daily8.sources import reasons, tdm_files
from daily8.sources.adding import SourceError
from daily8.sources.discovery import Discovery
from daily8.sources.models import STALE_AFTER, Feed, Publisher
from daily8.sources.samples import FeedSample, PageSample

PRELOAD = "daily8.sources.sampling"
# An operator waits so long for its feeds, and then so long for one of its articles.
SECONDS, _PAGE_SECONDS = 20.0, 10.0
_KINDS: dict[str, Promise] = {
    "paywalled": _("The page asks for a subscription: readers would get its headline and a link."),
    "gallery": _("The page is a gallery of pictures: readers would get its headline and a link."),
    "video": _("The page is a video: readers would get its headline and a link."),
    "live": _("The page is a live blog: readers would get its headline and a link."),
    "list": _("The page is a list of others: readers would get its headline and a link."),
}
_CLOSED = _("Its robots.txt keeps this site from the page: only the feed's own text would be shown.")
_TOO_SLOW = _("The page of an article takes too long to answer.")
_NO_TEXT = _("No text was found on the page: readers would get its headline and a link.")


@dataclass(slots=True)
class FeedPreview:
    """A feed that may be added, and what is not right with it."""

    feed: FeedSample
    problems: list[Promise]
    known: bool = False


@dataclass(slots=True)
class Preview:
    """A source as it would be added; `page` is how its first article reads, None where none could be read."""

    feeds: list[FeedPreview]
    domain: str
    name: str
    language: str
    page: PageSample | None = None
    problems: list[Promise] = field(default_factory=list)
    reserved: frozenset[Signal] = frozenset()
    publisher: Publisher | None = None

    @property
    def has_new(self) -> bool:
        """Whether there is a feed that is not read yet."""
        return not all(one.known for one in self.feeds)


def preview(address: str, now: datetime) -> Preview:
    """Return what stands at an address, with or without its https://. Raises SourceError where no feed is found.

    The database is asked only when the network has answered.
    """
    found = asyncio.run(_look(address))
    known = set(Feed.objects.filter(url__in=[one.feed.url for one in found.feeds]).values_list("url", flat=True))
    for one in found.feeds:
        one.known = one.feed.url in known
        one.problems = _problems_of(one.feed, known=one.known, now=now)
    found.publisher = Publisher.objects.filter(domain=found.domain).first()
    return found


async def _look(address: str) -> Preview:
    client = http.Client(user_agent=settings.USER_AGENT, allowed_networks=settings.ALLOW_PRIVATE_NETWORKS)
    sandbox = Sandbox(preload=PRELOAD)
    look = _Look(client, sandbox)
    try:
        async with client:
            found = await _in_time(look, address)
            try:
                async with asyncio.timeout(_PAGE_SECONDS):
                    await look.read_one(found)
            except TimeoutError:
                found.problems.append(_TOO_SLOW)
    finally:
        sandbox.close()
    return found


async def _in_time(look: "_Look", address: str) -> Preview:
    try:
        async with asyncio.timeout(SECONDS):
            return await look.at(address)
    except TimeoutError as error:
        raise SourceError(
            f"{address}: not all was answered within {SECONDS:g} seconds; give the address of the feed itself,"
            " or use `daily8 sources add`, which waits longer"
        ) from error


@dataclass(frozen=True, slots=True)
class _Look:
    """One look, through the one door to the network; answers are read in the sandbox."""

    client: http.Client
    sandbox: Sandbox

    async def at(self, address: str) -> Preview:
        feeds = await self._first_of(
            [address] if "://" in address else [f"https://{address}", f"http://{address}"]
        )
        first = feeds[0]
        return Preview(
            [FeedPreview(feed, []) for feed in feeds],
            domain=addresses.publisher_domain(first.home) or addresses.publisher_domain(first.url),
            name=first.title,
            language=first.language,
        )

    async def _first_of(self, places: Sequence[str]) -> list[FeedSample]:
        errors = []
        for place in places:
            try:
                return await self._feeds_at(place)
            except SourceError as error:
                errors.append(error)
        raise errors[0]

    async def _feeds_at(self, url: str) -> list[FeedSample]:
        try:
            response = await self.client.get(url, limits=http.FEED)
        except http.FetchError as error:
            raise SourceError(f"{url}: {error}") from error
        if response.status != 200:
            raise SourceError(f"{url}: the server answers {response.status}; check the address in a browser")
        itself = await self._feed_in(response)
        if itself:
            return [itself]
        discovery = Discovery(self.client, self.sandbox)
        sources = await discovery.found_from(response, url)
        found = [await self._feed_in(discovery.seen[source.url]) for source in sources]
        feeds = [feed for feed in found if feed]
        if not feeds:
            raise SourceError(f"{url}: no feed or news sitemap found there; give the address of the feed itself")
        return feeds

    async def _feed_in(self, response: http.Response) -> FeedSample | None:
        content_type = response.headers.get("Content-Type", "")
        try:
            feed: FeedSample | None = await self.sandbox.run(
                f"{PRELOAD}:feed_in", response.body, response.url, content_type, answer=FeedSample | None
            )
        except SandboxError:
            return None
        return feed

    async def read_one(self, found: Preview) -> None:
        """Read the first item that leads somewhere, and hear what is said against it."""
        urls = [item.url for one in found.feeds for item in one.feed.items if item.url]
        if not urls:
            return
        try:
            target = target_of(urls[0], allowed_networks=self.client.allowed_networks)
            rules = await fetch_rules(self.client, target.origin)
            if not rules.allows(urls[0], self.client.user_agent):
                found.reserved |= {Signal.ROBOTS}
                found.problems.append(_CLOSED)
                return
            await self._read(await self.client.get(urls[0], limits=http.PAGE), found)
        except http.FetchError as error:
            found.problems.append(reasons.plain(str(error)))

    async def _read(self, response: http.Response, found: Preview) -> None:
        if response.status != 200:
            found.problems.append(reasons.plain(f"the server answers {response.status}"))
            return
        agent, content_type = agent_name(self.client.user_agent), response.headers.get("Content-Type", "")
        file = await tdm_files.at_host(response.url, self.client, self.sandbox)
        said = {Signal.TDM_FILE} if any(file.values()) else set()
        found.reserved |= said | reservations.in_headers(response.headers, agent=agent)
        try:
            found.page = await self.sandbox.run(
                f"{PRELOAD}:page_in", response.body, response.url, content_type, agent, answer=PageSample
            )
        except SandboxError:
            found.problems.append(_NO_TEXT)
            return
        assert found.page
        found.reserved |= found.page.reserved
        if found.page.kind != "article":
            found.problems.append(_KINDS.get(found.page.kind, _NO_TEXT))


def _problems_of(feed: FeedSample, *, known: bool, now: datetime) -> list[Promise]:
    problems: list[Promise] = []
    if known:
        problems.append(_("This feed is known already."))
    if not feed.count:
        problems.append(_("It lists nothing at the moment."))
    elif feed.newest is None:
        problems.append(_("None of its items has a date."))
    elif feed.newest < now - STALE_AFTER:
        problems.append(_("It answers, but has published nothing new for two weeks or more."))
    return problems
