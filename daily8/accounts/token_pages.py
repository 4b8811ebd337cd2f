"""The page on which somebody makes tokens for programs, sees them, and takes them away."""

from allauth.account.decorators import reauthentication_required
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from daily8.accounts import tokens
from daily8.accounts.models import User
from daily8.accounts.offices import lacks_lock
from daily8.accounts.token_forms import TokenForm
from daily8.accounts.views import reader_of


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
@reauthentication_required  # type: ignore[untyped-decorator]
def show(request: HttpRequest) -> HttpResponse:
    """List an account's tokens; forms make another one, and take one away."""
    user = reader_of(request)
    if "revoke" in request.POST:
        return _revoked(request, user, request.POST["revoke"])
    form = TokenForm(user, request.POST or None)
    if request.method == "POST" and form.is_valid():
        return _made(request, user, form)
    return _page(request, user, form)


def _revoked(request: HttpRequest, user: User, which: str) -> HttpResponse:
    if which.isdecimal() and tokens.revoke(user, int(which[:18])):
        messages.info(request, _("The token is revoked. It opens nothing any more."))
    return redirect("account_tokens")


def _made(request: HttpRequest, user: User, form: TokenForm) -> HttpResponse:
    """Answer with the secret itself: it is kept nowhere, so no page that comes after could show it."""
    now = timezone.now()
    try:
        made = tokens.make(
            user,
            form.cleaned_data["name"],
            form.cleaned_data["scopes"],
            now=now,
            expires_at=form.expires_at(now),
        )
    except tokens.TooMany:
        form.add_error(None, _("You have too many tokens. Revoke one that you do not need."))
        return _page(request, user, form)
    return _page(request, user, TokenForm(user), made)


def _page(request: HttpRequest, user: User, form: TokenForm, made: tokens.Made | None = None) -> HttpResponse:
    facts = {
        "form": form,
        "made": made,
        "tokens": list(tokens.of(user)),
        "now": timezone.now(),
        "lacks_lock": lacks_lock(user),
    }
    return render(request, "account/tokens.html", facts)
