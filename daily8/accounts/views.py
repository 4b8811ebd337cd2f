"""The pages of an account that are our own: all of it at a glance, its sessions, its file, its end."""

from datetime import UTC, datetime
from typing import Any

from allauth.account.decorators import reauthentication_required
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.socialaccount.adapter import get_adapter
from allauth.socialaccount.forms import DisconnectForm
from allauth.socialaccount.models import SocialAccount
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from daily8.accounts import devices, elsewhere, keeping, tokens
from daily8.accounts.models import User

# A key of the database has no more.
_MOST_FIGURES = 18
_AS_TEXT = {"ensure_ascii": False, "indent": 2}


@require_safe
@login_required
def show(request: HttpRequest) -> HttpResponse:
    """Show an account and what can be done with it."""
    user = reader_of(request)
    factors = list(Authenticator.objects.filter(user=user).order_by("pk"))
    return render(
        request,
        "account/account.html",
        {
            "reader": user,
            "address": EmailAddress.objects.get_verified(user) or EmailAddress(email=user.email),
            "pending": EmailAddress.objects.get_new(user),
            "passkeys": [each.wrap() for each in factors if each.type == Authenticator.Type.WEBAUTHN],
            "app": next((each for each in factors if each.type == Authenticator.Type.TOTP), None),
            "codes": next(
                (each.wrap() for each in factors if each.type == Authenticator.Type.RECOVERY_CODES), None
            ),
            "elsewhere": _elsewhere(request, user),
            "sessions": len(UserSession.objects.purge_and_list(user)),
            "tokens": tokens.of(user).count(),
        },
    )


def _elsewhere(request: HttpRequest, user: User) -> list[tuple[Any, SocialAccount | None]]:
    """The providers that readers may sign in by, each with what connects it to this account, if anything does."""
    if not settings.SOCIALACCOUNT_PROVIDERS:
        return []
    accounts = list(SocialAccount.objects.filter(user=user))
    return [
        (provider, next((account for account in accounts if elsewhere.is_of(account, provider)), None))
        for provider in get_adapter(request).list_providers(request)
    ]


@require_POST
@login_required
@reauthentication_required  # type: ignore[untyped-decorator]
def disconnect(request: HttpRequest) -> HttpResponse:
    """Let a provider sign a reader in no more; where that was the only way in, a password comes first."""
    form = DisconnectForm(request.POST, request=request)
    if form.is_valid():
        form.save()
    else:
        messages.error(request, _("Set a password first: without it you could no longer sign in."))
    return redirect("account")


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
@reauthentication_required(allow_get=True)  # type: ignore[untyped-decorator]
def sessions(request: HttpRequest) -> HttpResponse:
    """List where a reader is signed in; a form ends one of them, or all others, and programs' tokens with them."""
    user = reader_of(request)
    if request.method == "POST":
        _end(request, user, request.POST.get("end", ""))
        return redirect("account_sessions")
    listed = sorted(UserSession.objects.purge_and_list(user), key=lambda session: session.created_at, reverse=True)
    lines = [devices.Line.of(session) for session in listed]
    return render(request, "account/sessions.html", {"lines": lines})


def _end(request: HttpRequest, user: User, which: str) -> None:
    if which == "others":
        user.sign_out_elsewhere(request)
        tokens.revoke_all(user)
        UserSession.objects.purge_and_list(user)
        UserSession.objects.create_from_request(request)
        messages.info(request, _("You are signed out everywhere else, and all tokens for programs are revoked."))
    elif which.isdecimal() and len(which) <= _MOST_FIGURES:
        get_object_or_404(UserSession, user=user, pk=int(which)).end()


@require_POST
@login_required
@reauthentication_required  # type: ignore[untyped-decorator]
def export(request: HttpRequest) -> HttpResponse:
    """Hand out all that is kept of a reader, as one file."""
    user = reader_of(request)
    response = JsonResponse(keeping.export(user), json_dumps_params=_AS_TEXT)
    day = datetime.now(UTC).date()
    response.headers["Content-Disposition"] = f'attachment; filename="daily8-account-{day}.json"'
    return response


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
@reauthentication_required  # type: ignore[untyped-decorator]
def erase(request: HttpRequest) -> HttpResponse:
    """Say what goes with an account, and let it go when the reader has typed its name."""
    user = reader_of(request)
    facts: dict[str, Any] = {"reader": user}
    if request.method == "POST" and not user.is_staff:
        if User.folded(request.POST.get("name", "")) == user.key:
            keeping.erase(user)
            logout(request)
            return render(request, "account/erased.html")
        facts["wrong"] = True
    return render(request, "account/erase.html", facts)


def reader_of(request: HttpRequest) -> User:
    """Return who is signed in."""
    user = request.user
    if not isinstance(user, User):
        raise TypeError("a page of an account is for who is signed in")
    return user
