"""What a reader follows as an OPML list, for other programs, and from one."""

from dataclasses import dataclass, field

from daily8.engine.feeds import opml
from daily8.engine.feeds.opml import OpmlError, Outline
from daily8.reading import feed_addresses, following
from daily8.reading.following import TooMuch
from daily8.reading.streams import Library
from daily8.sources import lists
from daily8.sources.adding import SourceError
from daily8.work import branding

# A list is what somebody reads; more than that nobody does.
LARGEST = 5 * 2**20
# So many lines are looked up, each by itself.
_LOOKED_UP = 2000


@dataclass(slots=True)
class Taken:
    """What came of a list: how much of it is followed now and was not, and was already; what the site has not.

    `missing` has title and address of each. `too_many` are those beyond what can be followed.
    """

    followed: int = 0
    known: int = 0
    missing: list[tuple[str, str]] = field(default_factory=list)
    too_many: int = 0


def written(library: Library, *, origin: str) -> bytes:
    """Return what is followed as an OPML list of the feeds here, in their folders."""
    outlines = [
        Outline(
            title=one.title,
            feed_url=feed_addresses.feed_of(one.thing, origin=origin, language=library.language),
            home_url=feed_addresses.page_of(one.thing, origin=origin, language=library.language),
            categories=(one.label,) if one.label else (),
            language=library.language,
        )
        for one in library.subscriptions
    ]
    return opml.write(outlines, title=f"{branding.name()}: {library.user.username}", created=library.now)


def take(library: Library, body: bytes, *, origin: str) -> Taken:
    """Follow what a list has of this site, and the publishers here whose feeds it has; may raise OpmlError.

    The list is read in the sandbox: anybody may have written it.
    """
    try:
        listed = lists.in_body(body, "the list")
    except SourceError as error:
        raise OpmlError(str(error)) from error
    taken = Taken(too_many=max(0, len(listed.outlines) - _LOOKED_UP))
    for outline in listed.outlines[:_LOOKED_UP]:
        if feed_addresses.is_front(outline.feed_url, origin=origin):
            taken.known += 1
            continue
        thing = feed_addresses.thing_of(outline.feed_url, origin=origin)
        thing = thing or feed_addresses.publisher_of(outline.feed_url)
        if thing is None:
            taken.missing.append((outline.title, outline.feed_url))
        elif following.follows(library.user, thing):
            taken.known += 1
        else:
            try:
                following.follow(library.user, thing, library.now)
                taken.followed += 1
            except TooMuch:
                taken.too_many += 1
    return taken
