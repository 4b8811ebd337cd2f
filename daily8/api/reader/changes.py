"""What an app changes of articles: read, unread, saved."""

from collections.abc import Collection, Sequence

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_POST

from daily8.api.reader import asking, ids
from daily8.api.reader.asking import READ, READING_LIST, STARRED, UNREAD
from daily8.api.reader.entering import BadRequest, for_reader, words
from daily8.articles.models import Article
from daily8.articles.origins import origin
from daily8.reading import marks, shelf
from daily8.reading.models import KeptKind
from daily8.reading.streams import Library
from daily8.reading.telling import Line, Told


@require_POST
@for_reader
def edit_tag(request: HttpRequest, library: Library) -> HttpResponse:
    """Give articles states, and take states from them; states that are none here change nothing."""
    sent = asking.values(request)
    pks = ids.pks_of(sent.getlist("i"))
    if not pks:
        raise BadRequest("i has no id of an article")
    if any(map(ids.label_in, (*sent.getlist("a"), *sent.getlist("r")))):
        raise BadRequest("articles have no labels here; feeds have")
    given, taken = _states(sent.getlist("a")), _states(sent.getlist("r"))
    if READ in given:
        marks.mark(library.user, pks, library.now, read=True)
    elif READ in taken or UNREAD in given:
        marks.mark(library.user, pks, library.now, read=False)
    if STARRED in given:
        _save(library, pks)
    elif STARRED in taken:
        _unsave(library, pks)
    return words("OK")


@require_POST
@for_reader
def mark_all_as_read(request: HttpRequest, library: Library) -> HttpResponse:
    """Let all of a stream count as read that was found until a moment, by default now."""
    sent = asking.values(request)
    moment = min(ids.moment_of(sent.get("ts", "")) or library.now, library.now)
    streams = sent.getlist("s")
    if not streams:
        raise BadRequest("s names no stream")
    for name in streams:
        stream = asking.stream_of(library, name, origin(request))
        if stream.is_saved:
            places = library.saved(lambda found: found.filter(found_at__lte=moment), before=None, most=1000)
            marks.mark(library.user, [pk for _moment, pk in places], library.now, read=True)
        else:
            library.mark_all(None if ids.state_in(name) == READING_LIST else stream.subscriptions, moment)
    return words("OK")


def _states(streams: Sequence[str]) -> set[str]:
    return set(filter(None, map(ids.state_in, streams)))


def _save(library: Library, pks: Collection[int]) -> None:
    lines = [Line(KeptKind.SAVED, name, library.now) for name in _names(pks)]
    shelf.change(library.user, Told(0, lines, [], {}))


def _unsave(library: Library, pks: Collection[int]) -> None:
    shelf.change(library.user, Told(0, [], [(KeptKind.SAVED, name) for name in _names(pks)], {}))


def _names(pks: Collection[int]) -> list[str]:
    keys = Article.objects.visible().filter(pk__in=pks).values_list("key", flat=True)
    return [f"article/{key}" for key in keys]
