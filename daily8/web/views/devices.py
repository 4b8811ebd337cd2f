"""Browsers that take messages: added and renewed by scripts, removed and tried by forms."""

import json
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from daily8.accounts.models import User
from daily8.alerts import devices, trying
from daily8.engine.push import Subscription, SubscriptionError, subscription

_LONGEST = 8192
View = Callable[..., HttpResponse]


def _signed_in(view: View) -> View:
    """Lead who is not signed in to where one signs in, and from there to the page that has this form."""

    @wraps(view)
    def wrapped(request: HttpRequest, *arguments: Any, **named: Any) -> HttpResponse:
        if not request.user.is_authenticated:
            return redirect_to_login(reverse("alerts-choose"))
        return view(request, *arguments, **named)

    return wrapped


@require_POST
def add(request: HttpRequest) -> HttpResponse:
    """Let this browser take messages for who is signed in."""
    if not isinstance(request.user, User):
        return JsonResponse({"error": "sign in first"}, status=403)
    user, agent = request.user, request.headers.get("User-Agent", "")

    def added(told: Any) -> bool:
        session = str(request.session.session_key)
        devices.add(user, session, _taken(told), language=get_language() or "", agent=agent, now=timezone.now())
        return True

    return _answered(request, added)


# The worker has no form to take a token from; it proves itself by the secret that only its browser knows.
@csrf_exempt
@require_POST
def renew(request: HttpRequest) -> HttpResponse:
    """Let a browser whose subscription was changed by its maker go on under the new one."""

    def renewed(told: Any) -> bool:
        if not isinstance(told, dict):
            raise SubscriptionError("which subscription was it?")
        return devices.renew(_taken(told.get("old")), _taken(told.get("new")))

    return _answered(request, renewed)


@require_POST
@_signed_in
def remove(request: HttpRequest, pk: int) -> HttpResponse:
    """Send a device nothing more."""
    assert isinstance(request.user, User)
    devices.remove(request.user, pk)
    return HttpResponseRedirect(reverse("alerts-choose"))


@require_POST
@_signed_in
def attempt(request: HttpRequest) -> HttpResponse:
    """Send a message on every way that the reader has chosen."""
    assert isinstance(request.user, User)
    try:
        ways = trying.attempt(request.user, timezone.now())
    except trying.TooOften:
        messages.error(request, _("That was tried often enough for now. Wait ten minutes."))
    else:
        words = (
            _("It is on its way.") if ways else _("There is nowhere to send it: choose e-mail or add a device.")
        )
        messages.info(request, words)
    return HttpResponseRedirect(reverse("alerts-choose"))


def _taken(told: Any) -> Subscription:
    return subscription(told, allowed_networks=settings.PUSH_NETWORKS)


def _answered(request: HttpRequest, act: Callable[[Any], bool]) -> HttpResponse:
    """Act on the JSON that was sent, and say in JSON what came of it."""
    try:
        if len(request.body) > _LONGEST:
            raise SubscriptionError("that is too long")
        known = act(json.loads(request.body))
    except (ValueError, RecursionError) as error:
        told = str(error) if isinstance(error, SubscriptionError) else "that is no JSON"
        return JsonResponse({"error": told}, status=400)
    return JsonResponse({}, status=201 if known else 404)
