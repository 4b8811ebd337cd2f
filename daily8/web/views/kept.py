"""What a reader saved and opened, between the account and the reader's browsers."""

from datetime import UTC, datetime
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from daily8.accounts.models import User
from daily8.reading import items, shelf, telling
from daily8.reading.items import Item
from daily8.reading.models import KeptKind
from daily8.reading.telling import Line, NotUnderstood, Told

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def synchronise(request: HttpRequest) -> JsonResponse:
    """Tell a browser whose shelf this is, and its turn; take what changed there, or tell what did elsewhere."""
    user = request.user
    if not isinstance(user, User):
        return JsonResponse({"reader": ""}, status=401 if request.method == "POST" else 200)
    if request.method != "POST":
        shelf.mend(user)
        return JsonResponse({"reader": shelf.mark(user), "turn": shelf.of(user).turn, "token": get_token(request)})
    try:
        told = telling.read(request.body, timezone.now())
    except NotUnderstood as error:
        return JsonResponse({"error": str(error)}, status=400)
    turn = shelf.take(user, told)
    return JsonResponse({"turn": turn} if turn is not None else _all_since(user, told.turn))


def _all_since(user: User, since: int) -> dict[str, Any]:
    """What a browser does not know that heard of this turn, and the names of everything there is."""
    now = shelf.of(user)
    # A turn that never was is of another database: that browser knows nothing of this one.
    since = since if since < now.turn else 0
    parts: dict[str, Any] = {"turn": now.turn, "behind": True, "choices": now.choices}
    for kind in KeptKind:
        lines = [_line(item) for item in items.items(user, kind, since=since)]
        parts[kind] = {"names": items.names(user, kind), "lines": lines}
    return parts


def _line(item: Item) -> dict[str, Any]:
    article = item.article
    publisher = "" if item.is_story else article.publisher.name_in(get_language() or "en")
    return {
        "address": item.address,
        "title": article.title,
        "publisher": publisher,
        "language": article.language,
        "published": _milliseconds(article.published_at),
        "at": _milliseconds(item.kept.at),
        "place": item.kept.place,
        "done": item.kept.done,
        "finished": _milliseconds(item.kept.done_at) if item.kept.done_at else 0,
    }


def _milliseconds(moment: datetime) -> int:
    return round((moment - _EPOCH).total_seconds() * 1000)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def keep(request: HttpRequest) -> HttpResponse:
    """Ask whether to save an article or a story, or save it, or no longer; or forget that it was opened."""
    assert isinstance(request.user, User)
    told = request.POST if request.method == "POST" else request.GET
    name = telling.name_in(told.get("name", ""))
    article = items.article_of(name) if name else None
    if article is None:
        raise Http404("nothing that could be saved has this name")
    if request.method != "POST":
        context = {"name": name, "article": article, "saved": shelf.saves(request.user, name)}
        return render(request, "pages/save.html", context)
    _keep(request, request.user, name, told.get("keep", ""))
    return HttpResponseRedirect(reverse("reading"))


def _keep(request: HttpRequest, user: User, name: str, what: str) -> None:
    now = timezone.now()
    saved, history = KeptKind.SAVED, KeptKind.HISTORY
    changes = {
        "no": Told(0, [], [(saved, name)], {}),
        "forget": Told(0, [], [(history, name)], {}),
    }
    shelf.change(user, changes.get(what, Told(0, [Line(saved, name, now)], [], {})))
    said = {"no": _("No longer saved."), "forget": _("Forgotten.")}
    messages.info(request, said.get(what) or _("Saved for later."))
