"""What an app asks for: a stream of articles, which of them, how many, from where on."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.db.models import Exists, OuterRef
from django.http import HttpRequest, QueryDict

from daily8.api.reader import ids
from daily8.api.reader.entering import BadRequest
from daily8.articles.models import ArticleQuerySet
from daily8.reading import feed_addresses, marks
from daily8.reading.models import Kept, KeptKind
from daily8.reading.saved_searches import Place
from daily8.reading.streams import Library, Subscription, title_of

# Oldest first, an app goes through so many of the newest.
_BACKWARDS = 1000
# What was published so long before it was found is not looked for among what was found last.
_FOUND_WITHIN = timedelta(days=30)
READING_LIST, STARRED, READ, UNREAD = "reading-list", "starred", "read", "kept-unread"


@dataclass(frozen=True, slots=True)
class Stream:
    """A list of articles: of some subscriptions, or those that the reader saved; of these, what has a state."""

    id: str
    title: str = ""
    subscriptions: Sequence[Subscription] = ()
    is_saved: bool = False
    states: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Asked:
    """Which articles of a stream an app wants."""

    stream: Stream
    most: int
    oldest_first: bool = False
    after: Place | None = None
    with_states: tuple[str, ...] = ()
    without: tuple[str, ...] = ()
    found_from: datetime | None = None
    found_until: datetime | None = None
    origin: str = field(default="")

    def narrow(self, articles: ArticleQuerySet, library: Library) -> ArticleQuerySet:
        """Return those of these articles that are wanted."""
        if self.found_from:
            earliest = self.found_from - _FOUND_WITHIN
            articles = articles.filter(found_at__gte=self.found_from, published_at__gte=earliest)
        if self.found_until:
            articles = articles.filter(found_at__lte=self.found_until)
        for state in (*self.stream.states, *self.with_states):
            articles = _having(articles, state, library, wanted=True)
        for state in self.without:
            articles = _having(articles, state, library, wanted=False)
        return articles

    def places(self, library: Library) -> tuple[list[Place], str]:
        """Return the places of what is wanted in its order, and how to go on behind them; "" at the end."""
        found = self._backwards(library) if self.oldest_first else self._found(library, self.after, self.most + 1)
        shown = found[: self.most]
        return shown, ids.continuation(shown[-1]) if len(found) > self.most and shown else ""

    def _backwards(self, library: Library) -> list[Place]:
        newest = self._found(library, None, _BACKWARDS)
        return [place for place in reversed(newest) if self.after is None or place > self.after]

    def _found(self, library: Library, before: Place | None, most: int) -> list[Place]:
        def narrow(articles: ArticleQuerySet) -> ArticleQuerySet:
            return self.narrow(articles, library)

        if self.stream.is_saved:
            return library.saved(narrow, before=before, most=most)
        return library.places(self.stream.subscriptions, narrow, before=before, most=most)


def read(request: HttpRequest, library: Library, stream: str, *, most: int, usual: int, origin: str) -> Asked:
    """Return what an app asks of a stream, `usual` and at `most` so many articles; raises BadRequest."""
    sent = values(request)
    found = stream_of(library, stream, origin)
    without = [one for one in sent.getlist("xt") if one]
    excluded = [one for name in without for one in _subscriptions(library, name, origin)]
    kept = [one for one in found.subscriptions if one not in excluded]
    return Asked(
        stream=Stream(found.id, found.title, kept, found.is_saved, found.states),
        most=_number(sent.get("n", ""), usual, most),
        oldest_first=sent.get("r") == "o",
        after=ids.place_of(sent.get("c", "")),
        with_states=_states(sent.getlist("it")),
        without=_states(without),
        found_from=ids.moment_of(sent.get("ot", "")),
        found_until=ids.moment_of(sent.get("nt", "")),
    )


def values(request: HttpRequest) -> QueryDict:
    """Return what an app sent, in the address and in the body alike."""
    sent = request.GET.copy()
    for name, told in request.POST.lists():
        sent.setlist(name, [*sent.getlist(name), *told])
    return sent


def stream_of(library: Library, stream: str, origin: str) -> Stream:
    """Return the stream of this name; raises BadRequest where there is none."""
    state = ids.state_in(stream)
    if state == STARRED:
        return Stream(stream, is_saved=True)
    if state == READING_LIST:
        return Stream(stream, subscriptions=library.subscriptions)
    if state in (READ, UNREAD):
        return Stream(stream, subscriptions=library.subscriptions, states=(state,))
    if state:
        # Shared, liked and the like: here is nothing of it.
        return Stream(stream)
    found = _subscriptions(library, stream, origin)
    if not found and not ids.label_in(stream):
        raise BadRequest(f"there is no stream {stream[:200]!r}")
    return Stream(stream, found[0].title if len(found) == 1 else ids.label_in(stream), found)


def _subscriptions(library: Library, stream: str, origin: str) -> list[Subscription]:
    """The subscriptions of a folder, or the one of a feed, which need not be subscribed to."""
    if label := ids.label_in(stream):
        return [one for one in library.subscriptions if one.label == label]
    address = ids.address_in(stream)
    if feed_addresses.is_front(address, origin=origin):
        known = [one for one in library.subscriptions if one.thing is None]
        return known or [Subscription(None, None, "", "")]
    thing = feed_addresses.thing_of(address, origin=origin)
    if thing is None:
        return []
    known = [one for one in library.subscriptions if feed_addresses.is_of(one, thing)]
    return known or [Subscription(thing, None, title_of(thing), "")]


def _having(articles: ArticleQuerySet, state: str, library: Library, *, wanted: bool) -> ArticleQuerySet:
    """Those of these articles that have a state, or have it not; a state that nothing has here has none."""
    if state in (READ, UNREAD):
        chosen = marks.read if (state == READ) == wanted else marks.unread
        return chosen(articles, library.user, library.now)
    if state == STARRED:
        saved = Kept.objects.filter(user=library.user, kind=KeptKind.SAVED, article=OuterRef("pk"))
        return articles.filter(Exists(saved) if wanted else ~Exists(saved))
    if state == READING_LIST:
        return articles if wanted else articles.none()
    return articles.none() if wanted else articles


def _states(streams: Sequence[str]) -> tuple[str, ...]:
    """The states among names; "unread" is a name of FreshRSS's."""
    return tuple(UNREAD if state == "unread" else state for one in streams if (state := ids.state_in(one)))


def _number(sent: str, usual: int, most: int) -> int:
    return min(max(int(sent), 1), most) if sent.isascii() and sent.isdigit() and len(sent) < 10 else usual
