"""What a reader follows as a list for other programs (OPML), and from one."""

from datetime import timedelta
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from daily8.accounts import door
from daily8.accounts.door import Limit
from daily8.accounts.models import User
from daily8.articles.origins import origin
from daily8.engine.feeds.opml import LARGEST, OpmlError
from daily8.reading import outlines
from daily8.reading.streams import Library

# Each is read line by line.
_TAKING = Limit("lists", from_one_network=60, to_one=10, lasting=timedelta(hours=1))
# So many of what the site has not are named.
_NAMED = 100


@require_safe
@login_required
def show(request: HttpRequest) -> HttpResponse:
    """What is followed, as a file."""
    assert isinstance(request.user, User)
    written = outlines.written(Library(request.user, timezone.now()), origin=origin(request))
    answer = HttpResponse(written, content_type="text/x-opml; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="following.opml"'
    return answer


@door.page
@require_POST
@login_required
def take(request: HttpRequest) -> HttpResponse:
    """Follow what a list has that is read here, and tell what is not."""
    assert isinstance(request.user, User)
    door.count(request, _TAKING, f"reader {request.user.pk}")
    file = request.FILES.get("list")
    body = file.read(LARGEST + 1) if file else b""
    try:
        taken = outlines.take(Library(request.user, timezone.now()), body, origin=origin(request))
    except OpmlError:
        return _told(request, {"refusal": _("This is no list of feeds (OPML), or it is larger than 5 MB.")}, 400)
    context = {"taken": taken, "missing": taken.missing[:_NAMED], "unnamed": len(taken.missing[_NAMED:])}
    return _told(request, context, 200)


def _told(request: HttpRequest, context: dict[str, Any], status: int) -> HttpResponse:
    return render(request, "pages/outlines.html", context, status=status)
