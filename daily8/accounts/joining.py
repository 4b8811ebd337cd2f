"""Signing up: what is wrong with a form is told at once; what is right is counted, and done as a whole.

And the link that confirms an address then.
"""

from datetime import timedelta
from typing import Any

from allauth.account import app_settings
from allauth.account import views as account
from allauth.account.models import EmailAddress
from allauth.socialaccount import views as social
from django.core import signing
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone

from daily8.accounts.door import MAILING, by_address, count
from daily8.accounts.limits import counter_key, mailbox
from daily8.accounts.models import Attempts, User

# Who presses a button twice does so within this time.
_TWICE = timedelta(minutes=1)


class _Whole:
    """Counts the letter, hashes the password, then does all that the form asks, in one transaction."""

    request: Any

    def form_valid(self, form: Any) -> HttpResponse:
        """Answer a form that has nothing wrong with it; alike for an address that is known."""
        count(self.request, MAILING, by_address(self.request))
        form.prepare()
        with transaction.atomic():
            answer: HttpResponse = super().form_valid(form)  # type: ignore[misc]
            if form.is_valid():
                self.remember()
            return answer

    def remember(self) -> None:
        """Note what came of the form; nothing, where it cannot be sent once more."""


class SignUp(_Whole, account.SignupView):  # type: ignore[misc]
    """With an address, a name and a password; a form that is sent twice is one."""

    def form_valid(self, form: Any) -> HttpResponse:
        """Sign somebody up, unless another sending of this form was a moment quicker."""
        return self._once(form, super().form_valid(form))

    def remember(self) -> None:
        """Note that this form signed somebody up, or did as if."""
        Attempts.objects.add(_form_of(self.request), timezone.now(), lasting=_TWICE)

    def form_invalid(self, form: Any) -> HttpResponse:
        """Say what is wrong, but for a name that this very form has just taken."""
        return self._once(form, super().form_invalid(form))

    def _once(self, form: Any, answer: HttpResponse) -> HttpResponse:
        if set(form.errors) != {"username"} or not self.request.META.get("CSRF_COOKIE"):
            return answer
        is_sent = Attempts.objects.running(timezone.now()).filter(key=_form_of(self.request)).exists()
        return redirect("account_email_verification_sent") if is_sent else answer


def _form_of(request: HttpRequest) -> str:
    """What a form has in common with itself, sent once more: browser, address and name, known or not."""
    typed = (request.META.get("CSRF_COOKIE", ""), mailbox(request.POST.get("email", "")))
    return counter_key("signed up", " ".join((*typed, User.folded(request.POST.get("username", "")))))


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
