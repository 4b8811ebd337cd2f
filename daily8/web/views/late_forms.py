"""Forms that come too late, after another sign-in or none: what was typed in them is shown, not thrown away."""

from collections.abc import Callable, Mapping
from functools import wraps
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext_lazy as _

# What is typed at length, by the names of its fields.
_TYPED = {
    "words": _("What you wrote"),
    "banned": _("Banned: a comment with one of these waits for a moderator"),
    "suspect": _("Suspect: one of these makes a comment more suspicious"),
}


def refuse(request: HttpRequest, reason: str = "") -> HttpResponse:  # noqa: ARG001  (Django's)
    """Say that a form is none of this site's, or no more; who pressed "Sign in" twice is in.

    What another site made a browser send is not repeated: it would look as if this one said it.
    """
    if not _is_own(request):
        return _page(request)
    if request.user.is_authenticated and request.path == reverse("account_login"):
        # Which sends on, and only within the site.
        return HttpResponseRedirect(f"{request.path}?{urlencode({'next': request.POST.get('next', '')})}")
    return _page(request, typed=_typed(request))


def keep(request: HttpRequest) -> HttpResponse:
    """Answer a form of who is signed out by now: with what was typed, or by the way in where that is nothing."""
    typed = _typed(request)
    return _page(request, typed=typed, signed_out=True) if typed else redirect_to_login(request.get_full_path())


def kept(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """A page whose form is answered by `keep` where who sends it is signed out by then."""

    @wraps(view)
    def answer(request: HttpRequest, *arguments: Any, **named: Any) -> HttpResponse:
        if request.method == "POST" and not request.user.is_authenticated:
            return keep(request)
        return view(request, *arguments, **named)

    return answer


def _typed(request: HttpRequest) -> Mapping[str, str]:
    """What was typed, by what the form calls it."""
    sent = {label: request.POST.get(name, "") for name, label in _TYPED.items()}
    return {str(label): typed for label, typed in sent.items() if typed}


def _page(
    request: HttpRequest, *, typed: Mapping[str, str] | None = None, signed_out: bool = False
) -> HttpResponse:
    context = {"typed": typed, "signed_out": signed_out, "next": request.get_full_path(), "back": _back(request)}
    response = render(request, "pages/late_form.html", context, status=403)
    response.headers["Cache-Control"] = "no-store"
    return response


def _is_own(request: HttpRequest) -> bool:
    """Whether a page of this site sent it, as the browser says."""
    own = {f"{request.scheme}://{request.get_host()}", *settings.CSRF_TRUSTED_ORIGINS}
    return request.headers.get("Origin", "") in own


def _back(request: HttpRequest) -> str:
    """The page that it was sent from, where the browser tells and it is of this site."""
    page = request.headers.get("Referer", "")
    is_own = url_has_allowed_host_and_scheme(page, {request.get_host()}, require_https=request.is_secure())
    return page if is_own else reverse("front")
