"""The page of what suits a reader, who has switched it on."""

import re
from datetime import UTC, datetime, timedelta
from urllib.parse import urlencode

from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from daily8.accounts.models import User
from daily8.articles import scopes
from daily8.reading import for_you
from daily8.reading.models import ForYou
from daily8.web import hiding

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_SECONDS, _SHARE = re.compile(r"[0-9]{1,11}"), re.compile(r"[0-9]{1,3}")
# A page that is read on is the one that was begun, but not the one of yesterday.
_GOES_ON = timedelta(hours=6)


@require_http_methods(["GET", "HEAD", "POST"])
def show(request: HttpRequest) -> HttpResponse:
    """The page; what it is and would use, for who has not switched it on; a form changes what is chosen."""
    user = request.user
    if not isinstance(user, User):
        return (
            render(request, "pages/for_you_off.html")
            if request.method != "POST"
            else redirect_to_login(request.get_full_path())
        )
    if request.method == "POST":
        _choose(request, user)
        return HttpResponseRedirect(reverse("for-you") + scopes.query(request))
    chosen = for_you.choice(user)
    return _page(request, user, chosen) if chosen else render(request, "pages/for_you_off.html")


def _choose(request: HttpRequest, user: User) -> None:
    share = request.POST.get("share", "")
    act = request.POST.get("act", "")
    if act == "on":
        for_you.switch_on(user)
    elif act == "off":
        for_you.switch_off(user)
        messages.info(request, _("“For you” is switched off, and what was chosen for it is forgotten."))
    elif act == "reset":
        for_you.reset(user, timezone.now())
        messages.info(request, _("What you read until now no longer counts. What you follow still does."))
    elif _SHARE.fullmatch(share):
        for_you.slide(user, int(share))


def _page(request: HttpRequest, user: User, chosen: ForYou) -> HttpResponse:
    moment, ten = _asked(request)
    cards, goes_on = for_you.cards(
        user,
        chosen,
        hiding.articles_for(request),
        hiding.of(request),
        language=scopes.language(request),
        now=moment,
        ten=ten,
    )
    context = {
        "chosen": chosen,
        "cards": cards,
        "next": _address(request, moment, ten + 1) if goes_on else "",
        "first": "" if ten == 1 else request.path + scopes.query(request),
    }
    return render(request, "pages/for_you.html", context)


def _asked(request: HttpRequest) -> tuple[datetime, int]:
    """The moment at which the page was begun, and which of its tens is asked for."""
    now, at, ten = timezone.now(), request.GET.get("at", ""), request.GET.get("ten", "")
    begun = _EPOCH + timedelta(seconds=int(at)) if _SECONDS.fullmatch(at) else now
    moment = begun if now - _GOES_ON <= begun <= now else now
    return moment, int(ten) if ten in map(str, range(1, for_you.TENS + 1)) else 1


def _address(request: HttpRequest, moment: datetime, ten: int) -> str:
    asked = {"at": str((moment - _EPOCH) // timedelta(seconds=1)), "ten": str(ten)}
    return f"{request.path}?{urlencode(asked | ({'languages': 'all'} if scopes.query(request) else {}))}"
