"""Signing up: what is wrong with a form is told at once; what is right is counted, and done as a whole."""

from typing import Any

from allauth.account import views as account
from allauth.socialaccount import views as social
from django.db import transaction
from django.http import HttpResponse

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


sign_up = SignUp.as_view()
from_elsewhere = FromElsewhere.as_view()
