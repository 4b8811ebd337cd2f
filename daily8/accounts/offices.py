"""What an office asks of who holds it: a second lock, where the site's operator wants that."""

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from daily8.accounts.models import User

_LOCKS = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)


def lock_first(request: HttpRequest) -> HttpResponse | None:
    """Lead who holds an office without a second lock to where one is set up; None where nothing is missing."""
    if not isinstance(request.user, User) or not lacks_lock(request.user):
        return None
    messages.warning(
        request, _("Set up an app or a passkey first: this site asks it of operators and moderators.")
    )
    return redirect("account")


def lacks_lock(user: User) -> bool:
    """Whether somebody holds an office, and lacks the second lock that this site asks for."""
    if not settings.OFFICE_LOCK or not user.is_moderator:
        return False
    return not Authenticator.objects.filter(user=user, type__in=_LOCKS).exists()
