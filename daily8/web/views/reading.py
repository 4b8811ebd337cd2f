"""The reader's own page, and the keys."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from daily8.accounts.models import User
from daily8.reading import items, shelf
from daily8.reading.items import Item
from daily8.reading.models import KeptKind

# So many are listed where scripts are off.
_LISTED = 200


@require_safe
def show(request: HttpRequest) -> HttpResponse:
    """What the reader saved and opened, and how pages look; all but the look is filled in by the browser.

    Of who is signed in the account knows it, too, and tells where scripts are off.
    """
    user = request.user if settings.SESSION_COOKIE_NAME in request.COOKIES else None
    kept = _kept(user) if isinstance(user, User) else {}
    return render(request, "pages/reading.html", {"kept": kept})


def _kept(user: User) -> dict[KeptKind, list[Item]]:
    shelf.mend(user)
    return {kind: items.items(user, kind, most=_LISTED) for kind in KeptKind}


@require_safe
def keys(request: HttpRequest) -> HttpResponse:
    """The keys that walk through pages."""
    return render(request, "pages/keys.html")
