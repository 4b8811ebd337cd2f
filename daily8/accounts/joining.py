"""Signing up: what is wrong with a form is told at once; what is right is counted, and done as a whole.

And the link that confirms an address then.
"""

from typing import Any

from allauth.account import app_settings
from allauth.account import views as account
from allauth.account.models import EmailAddress
from allauth.socialaccount import views as social
from django.core import signing
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse

from daily8.accounts.door import MAILING, by_address, count


class _Whole:
    """Counts the letter, hashes the password, then does all that the form asks, in one transaction."""

    request: Any

    def form_valid(self, form: Any) -> HttpResponse:
        """Answer a form that has nothing wrong with it; alike for an address that is known."""
        count(self.request, MAILING, by_address(self.request))
        form.prepare()
        with transaction.atomic():
            answer: HttpResponse = super().form_valid(form)  # type: ignore[misc]
            return answer


class SignUp(_Whole, account.SignupView):  # type: ignore[misc]
    """With an address, a name and a password."""


class FromElsewhere(_Whole, social.SignupView):  # type: ignore[misc]
    """With an address and a name, by somebody whom a provider knows."""


class Confirmation(account.ConfirmEmailView):  # type: ignore[misc]
    """The page that a link leads to; one that was used already says so, as only its reader has it."""

    def post(self, request: HttpRequest, *arguments: Any, **named: Any) -> HttpResponse:
        """Confirm the address; whoever presses twice is told that it was."""
        try:
            answer: HttpResponse = super().post(request, *arguments, **named)
        except Http404:
            answer = self.get(request, *arguments, **named)
        return answer

    def get_context_data(self, **named: Any) -> dict[str, Any]:
        """Tell whether the address is confirmed already."""
        facts: dict[str, Any] = super().get_context_data(**named)
        return facts | {"confirmed": not self.object and _is_confirmed(self.kwargs["key"])}


def _is_confirmed(key: str) -> bool:
    lasting = 60 * 60 * 24 * app_settings.EMAIL_CONFIRMATION_EXPIRE_DAYS
    try:
        pk = signing.loads(key, salt=app_settings.SALT, max_age=lasting)
    except signing.BadSignature:
        return False
    return bool(EmailAddress.objects.filter(pk=pk, verified=True).exists())


sign_up = SignUp.as_view()
from_elsewhere = FromElsewhere.as_view()
confirm = Confirmation.as_view()
