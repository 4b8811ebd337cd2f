"""The addresses of feeds here, and what each is the feed of: apps know a feed by nothing else."""

import re
from urllib.parse import unquote, unquote_plus, urlencode, urlsplit

from django.conf import settings
from django.urls import reverse
from django.utils.translation import override

from daily8.reading import things
from daily8.reading.models import Kind
from daily8.reading.streams import Subscription
from daily8.reading.things import Thing
from daily8.sources.models import Feed, Publisher

# No host has a longer name, and the ends of one that is as long as a request may be fill the memory.
_LONGEST_HOST = 253
_NAMES = {Kind.HASHTAG: "hashtag", Kind.SOURCE: "source", Kind.STORY: "story"}
_LANGUAGES = "|".join(dict(settings.LANGUAGES))
_FEED = r"feed\.(?:rss|atom|json)"
_FRONT = re.compile(rf"/(?:{_LANGUAGES})/{_FEED}")
_THING = re.compile(rf"/(?:{_LANGUAGES})/(source|hashtag|story)/([^/]+)/{_FEED}")
# An app that sends an address on without its escapes tears the words apart; all behind the sign is meant.
_SEARCH = re.compile(rf"/(?:{_LANGUAGES})/search/{_FEED}\?q=(.*)", re.DOTALL)


def feed_of(thing: Thing | None, *, origin: str, language: str) -> str:
    """Return the address of the feed of a thing, or of the front page."""
    with override(language or settings.LANGUAGE_CODE):
        if thing is None:
            return origin + reverse("front_feed", args=["rss"])
        if thing.kind == Kind.SEARCH:
            return f"{origin}{reverse('search_feed', args=['rss'])}?{urlencode({'q': thing.name})}"
        return origin + reverse(f"{_NAMES[Kind(thing.kind)]}_feed", args=[thing.name, "rss"])


def page_of(thing: Thing | None, *, origin: str, language: str) -> str:
    """Return the address of the page that shows people the same."""
    with override(language or settings.LANGUAGE_CODE):
        if thing is None:
            return origin + reverse("front")
        if thing.kind == Kind.SEARCH:
            return f"{origin}{reverse('search')}?{urlencode({'q': thing.name})}"
        return origin + reverse(_NAMES[Kind(thing.kind)], args=[thing.name])


def is_front(address: str, *, origin: str) -> bool:
    """Whether it is the feed of the front page, in whatever language."""
    return _FRONT.fullmatch(_path(address, origin)) is not None


def thing_of(address: str, *, origin: str) -> Thing | None:
    """Return what an address here is the feed of, in whatever language; nothing for others."""
    path = _path(address, origin)
    if found := _THING.fullmatch(path):
        return things.named(found[1], unquote(found[2]))
    if found := _SEARCH.fullmatch(path):
        return things.named(Kind.SEARCH, unquote_plus(found[1]))
    return None


def publisher_of(address: str) -> Thing | None:
    """Return the publisher that is read here by this feed, or else under this host; nothing where none is."""
    if "\x00" in address:
        return None
    feed = Feed.objects.filter(url=address).select_related("publisher").first()
    if feed:
        return things.named(Kind.SOURCE, feed.publisher.domain)
    host = _host(address)
    # The registered domain is one of the ends of its name.
    if not 0 < len(host) <= _LONGEST_HOST:
        return None
    ends = [host[at:] for at in range(len(host)) if at == 0 or host[at - 1] == "."]
    found = Publisher.objects.filter(domain__in=ends).order_by("-domain").first()
    return things.named(Kind.SOURCE, found.domain) if found else None


def is_of(subscription: Subscription, thing: Thing) -> bool:
    """Whether a subscription is the one to a thing."""
    own = subscription.thing
    return own is not None and (own.kind, own.key) == (thing.kind, thing.key)


def _path(address: str, origin: str) -> str:
    """What stands behind the site's own name; "" for an address elsewhere."""
    return address.removeprefix(origin) if address.startswith(f"{origin}/") else ""


def _host(address: str) -> str:
    try:
        return urlsplit(address).hostname or ""
    except ValueError:
        return ""
