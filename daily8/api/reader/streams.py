"""Streams of articles, as lists of ids, as JSON and as Atom."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.http import require_POST

from daily8.api.reader import asking, atom, ids, items
from daily8.api.reader.asking import READING_LIST, Asked
from daily8.api.reader.entering import BadRequest, for_reader
from daily8.articles.origins import origin
from daily8.reading.streams import Library

_USUAL, _MOST, _MOST_IDS = 20, 250, 1000


@for_reader
def contents(request: HttpRequest, library: Library, stream: str = "") -> HttpResponse:
    """The articles of a stream, with their texts."""
    asked, site = _asked(request, library, stream, _MOST), origin(request)
    places, going_on = asked.places(library)
    found = items.read(library, [pk for _moment, pk in places], origin=site)
    answer = {
        "direction": "ltr",
        "id": asked.stream.id,
        "title": asked.stream.title,
        "updated": int(library.now.timestamp()),
        "items": [items.told(one, origin=site, language=library.language) for one in found],
    }
    return JsonResponse(answer | ({"continuation": going_on} if going_on else {}))


@for_reader
def as_atom(request: HttpRequest, library: Library, stream: str = "") -> HttpResponse:
    """The same as Atom, which older apps read."""
    asked, site = _asked(request, library, stream, _MOST), origin(request)
    places, going_on = asked.places(library)
    found = items.read(library, [pk for _moment, pk in places], origin=site)
    written = atom.written(asked.stream, found, library, origin=site, going_on=going_on)
    return HttpResponse(written, content_type=atom.TYPE)


@for_reader
def item_ids(request: HttpRequest, library: Library) -> HttpResponse:
    """The ids of the articles of a stream."""
    stream = asking.values(request).get("s", "")
    places, going_on = _asked(request, library, stream, _MOST_IDS).places(library)
    answer = {"items": [], "itemRefs": [{"id": str(pk), "directStreamIds": []} for _moment, pk in places]}
    return JsonResponse(answer | ({"continuation": going_on} if going_on else {}))


@require_POST
@for_reader
def item_contents(request: HttpRequest, library: Library) -> HttpResponse:
    """Articles by their ids."""
    wanted = ids.pks_of(asking.values(request).getlist("i"))
    if not wanted:
        raise BadRequest("i has no id of an article")
    site = origin(request)
    found = items.read(library, wanted[:_MOST_IDS], origin=site)
    told = [items.told(one, origin=site, language=library.language) for one in found]
    answer = {"id": ids.state(READING_LIST), "updated": int(library.now.timestamp()), "items": told}
    return JsonResponse(answer)


def _asked(request: HttpRequest, library: Library, stream: str, most: int) -> Asked:
    name = stream or ids.state(READING_LIST)
    return asking.read(request, library, name, most=most, usual=_USUAL, origin=origin(request))
