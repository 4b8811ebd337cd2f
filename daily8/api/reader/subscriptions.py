"""What an app shows and changes of feeds and folders."""

from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.http import require_POST

from daily8.api.reader import asking, ids
from daily8.api.reader.asking import READING_LIST, STARRED
from daily8.api.reader.entering import BadRequest, for_reader, words
from daily8.articles.origins import origin
from daily8.engine.feeds.opml import OpmlError
from daily8.reading import feed_addresses, following, outlines
from daily8.reading.following import TooMuch
from daily8.reading.models import Apps, Follow
from daily8.reading.streams import Library, Subscription, label_of, title_of
from daily8.reading.things import Thing
from daily8.work import branding

_MOST_COUNTED = 1000
_LABEL_LETTERS, _TITLE_LETTERS = 100, 200


@for_reader
def show(request: HttpRequest, library: Library) -> HttpResponse:
    """The feeds of the reader."""
    return JsonResponse({"subscriptions": [_told(one, library, origin(request)) for one in library.subscriptions]})


def _told(one: Subscription, library: Library, site: str) -> dict[str, Any]:
    address = feed_addresses.feed_of(one.thing, origin=site, language=library.language)
    since = one.follow.added_at if one.follow else library.user.joined_at
    return {
        "id": ids.feed(address),
        "title": one.title,
        "categories": [{"id": ids.label(one.label), "label": one.label}] if one.label else [],
        "url": address,
        "htmlUrl": feed_addresses.page_of(one.thing, origin=site, language=library.language),
        "iconUrl": site + branding.icon("icon-180.png"),
        "firstitemmsec": str(ids.microseconds(since) // 1000),
    }


@for_reader
def tags(_request: HttpRequest, library: Library) -> HttpResponse:
    """The states and the folders."""
    labels = sorted({one.label for one in library.subscriptions if one.label})
    states = [{"id": ids.state(STARRED)}, {"id": ids.state(READING_LIST)}]
    return JsonResponse({"tags": [*states, *({"id": ids.label(label), "type": "folder"} for label in labels)]})


@for_reader
def unread_count(request: HttpRequest, library: Library) -> HttpResponse:
    """How much of each feed and folder is unread, and when its newest was found."""
    site, found = origin(request), dict[str, set[int]]()
    for one in library.subscriptions:
        pks = {pk for _moment, pk in library.unread(one, most=_MOST_COUNTED)}
        address = feed_addresses.feed_of(one.thing, origin=site, language=library.language)
        names = [ids.feed(address), ids.state(READING_LIST), *([ids.label(one.label)] if one.label else [])]
        for name in names:
            found.setdefault(name, set()).update(pks)
    newest = library.found_at({pk for pks in found.values() for pk in pks})
    counts = [
        {
            "id": name,
            "count": len(pks),
            "newestItemTimestampUsec": str(max((ids.microseconds(newest[pk]) for pk in pks), default=0)),
        }
        for name, pks in found.items()
    ]
    return JsonResponse({"max": _MOST_COUNTED, "unreadcounts": counts})


@require_POST
@for_reader
def edit(request: HttpRequest, library: Library) -> HttpResponse:
    """Follow, no longer follow, or call otherwise what feeds are of."""
    sent, site = asking.values(request), origin(request)
    action, titles = sent.get("ac", ""), sent.getlist("t")
    if action not in ("subscribe", "unsubscribe", "edit"):
        raise BadRequest("ac is subscribe, unsubscribe or edit")
    if not sent.getlist("s"):
        raise BadRequest("s names no feed")
    for place, name in enumerate(sent.getlist("s")):
        address = ids.address_in(name)
        if feed_addresses.is_front(address, origin=site):
            _want_front(library, action)
            continue
        thing = _thing(address, site)
        if action == "unsubscribe":
            following.unfollow(library.user, thing)
            continue
        if action == "subscribe":
            _follow(library, thing, library.now)
        _call(library, thing, titles[place] if place < len(titles) else "", sent.get("a", ""), sent.get("r", ""))
    return words("OK")


def _thing(address: str, site: str) -> Thing:
    thing = feed_addresses.thing_of(address, origin=site) or feed_addresses.publisher_of(address)
    if thing is None:
        raise BadRequest(f"{address[:200]!r} is no feed here, nor of a publisher that is read here")
    return thing


def _want_front(library: Library, action: str) -> None:
    if action != "edit":
        Apps.objects.update_or_create(user=library.user, defaults={"front": action == "subscribe"})


def _follow(library: Library, thing: Thing, now: datetime) -> None:
    try:
        following.follow(library.user, thing, now)
    except TooMuch as error:
        raise BadRequest(f"as much is followed as can be: {error.most}") from error


def _call(library: Library, thing: Thing, title: str, added: str, removed: str) -> None:
    """Give what is followed another title or folder; the ones that it has by itself are kept for nobody."""
    rows = following.rows(library.user, thing)
    if title.strip():
        own = " ".join(title.split())[:_TITLE_LETTERS]
        rows.update(title="" if own == title_of(thing) else own)
    if label := ids.label_in(added):
        rows.update(label=_label(label, thing.kind))
    elif ids.label_in(removed):
        rows.update(label="")


def _label(name: str, kind: str) -> str:
    short = " ".join(name.split())[:_LABEL_LETTERS]
    return "" if short == label_of(kind) else short


@require_POST
@for_reader
def quick_add(request: HttpRequest, library: Library) -> HttpResponse:
    """Follow what an address is of: a feed here, or a feed or page of a publisher that is read here."""
    sent = asking.values(request).get("quickadd", "").strip()
    address, site = ids.address_in(sent) or sent, origin(request)
    thing = feed_addresses.thing_of(address, origin=site) or feed_addresses.publisher_of(address)
    if thing is None:
        return JsonResponse({"query": sent[:200], "numResults": 0})
    _follow(library, thing, library.now)
    stream = ids.feed(feed_addresses.feed_of(thing, origin=site, language=library.language))
    return JsonResponse({"query": sent, "numResults": 1, "streamId": stream, "streamName": title_of(thing)})


@require_POST
@for_reader
def rename_tag(request: HttpRequest, library: Library) -> HttpResponse:
    """Call a folder otherwise."""
    sent = asking.values(request)
    old = ids.label_in(sent.get("s", "")) or sent.get("t", "")
    new = ids.label_in(sent.get("dest", ""))
    inside = [one for one in library.subscriptions if one.follow and one.label == old]
    if not (new and inside):
        raise BadRequest("s is a folder that there is, and dest what it is to be called")
    for one in inside:
        if one.follow and one.thing:
            Follow.objects.filter(pk=one.follow.pk).update(label=_label(new, one.thing.kind))
    return words("OK")


@require_POST
@for_reader
def disable_tag(request: HttpRequest, library: Library) -> HttpResponse:
    """Take folders away: what lay in them lies where such things lie by themselves."""
    sent = asking.values(request)
    names = [ids.label_in(one) for one in sent.getlist("s")] or sent.getlist("t")
    if not any(names):
        raise BadRequest("s names no folder")
    Follow.objects.filter(user=library.user, label__in=[name for name in names if name]).update(label="")
    return words("OK")


@for_reader
def export(request: HttpRequest, library: Library) -> HttpResponse:
    """What is followed, as OPML."""
    return HttpResponse(
        outlines.written(library, origin=origin(request)), content_type="text/x-opml; charset=utf-8"
    )


@require_POST
@for_reader
def take_in(request: HttpRequest, library: Library) -> HttpResponse:
    """Follow what an OPML list has of this site, and of publishers that are read here."""
    if int(request.META.get("CONTENT_LENGTH") or 0) > outlines.LARGEST:
        raise BadRequest(f"the list is larger than {outlines.LARGEST} bytes")
    try:
        # Read by hand: what Django reads at once may be less.
        taken = outlines.take(library, request.read(outlines.LARGEST), origin=origin(request))
    except OpmlError as error:
        raise BadRequest(str(error)) from error
    missing = "".join(f"not here: {title or address}\n" for title, address in taken.missing[:100])
    return words(f"OK {taken.followed}\n{missing}")
