"""Finds the feeds of a publisher from any address of its site."""

from urllib.parse import urljoin

from daily8.engine import feeds, http
from daily8.engine.decoding import decode
from daily8.engine.feeds import discovery
from daily8.sources.adding import Source, SourceError

# So many feeds that a page names are taken; a page may name one for each of its authors.
MOST_NAMED = 5
MOST_TRIED = 20


async def discover(url: str, client: http.Client) -> list[Source]:
    """Return the feeds behind an address: the address itself, those its page names, or one at a usual place.

    Raises SourceError, with the way out, where none is found or the address cannot be reached.
    """
    try:
        # A page is as welcome as a feed, and these limits let both in.
        response = await client.get(url, limits=http.FEED)
    except http.FetchError as error:
        raise SourceError(f"{url}: {error}") from error
    if response.status != 200:
        raise SourceError(f"{url}: the server answers {response.status}; check the address in a browser")
    itself = _read(response)
    if itself:
        return [itself]
    page = decode(response.body)
    named = [link.url for link in discovery.feed_links(page, url=response.url)]
    found = await _first_good(named[:MOST_TRIED], client, most=MOST_NAMED)
    if not found:
        found = await _first_good(await _usual_places(response.url, client), client, most=1)
    if not found:
        raise SourceError(f"{url}: no feed or news sitemap found there; give the address of the feed itself")
    return found


async def _usual_places(home: str, client: http.Client) -> list[str]:
    """Where feeds and news sitemaps usually are, those that robots.txt names first."""
    try:
        robots = await client.get(urljoin(home, "/robots.txt"), limits=http.ROBOTS)
    except http.FetchError:
        named = []
    else:
        named = discovery.sitemaps_in_robots(decode(robots.body)) if robots.status == 200 else []
    news = [url for url in named if "news" in url.lower()]
    usual = [urljoin(home, path) for path in discovery.COMMON_PATHS]
    return list(dict.fromkeys([*usual, *news]))[:MOST_TRIED]


async def _first_good(urls: list[str], client: http.Client, *, most: int) -> list[Source]:
    found: list[Source] = []
    for url in urls:
        if len(found) == most:
            break
        try:
            response = await client.get(url, limits=http.FEED)
        except http.FetchError:
            continue
        source = _read(response) if response.status == 200 else None
        if source:
            found.append(source)
    return found


def _read(response: http.Response) -> Source | None:
    """The feed that an answer holds, or None where it holds none with items."""
    try:
        feed = feeds.parse(response.body, url=response.url, content_type=response.headers.get("Content-Type", ""))
    except feeds.FeedError:
        return None
    if not feed.entries:
        return None
    home = feed.home or urljoin(response.url, "/")
    return Source(response.url, feed.title, home, feed.language.split("-")[0].lower())
