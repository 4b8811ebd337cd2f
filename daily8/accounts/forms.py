"""The form that lets operators in."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from unfold.forms import AuthenticationForm

from daily8.accounts.limits import Attempt, TooManyAttempts, client_address
from daily8.accounts.refusing import wait


class SignInForm(AuthenticationForm):  # type: ignore[misc]
    """User name or e-mail address, and the password; too many failures have to wait."""

    def __init__(self, *arguments: Any, **named: Any):
        super().__init__(*arguments, **named)
        self.fields["username"].label = _("User name or e-mail address")
        self.fields["username"].max_length = 254

    def clean(self) -> dict[str, Any]:
        """Let the operator in, or say in one way for all reasons that the two do not fit."""
        name, password = (self.cleaned_data.get(field) for field in ("username", "password"))
        if not name or not password:
            return dict(self.cleaned_data)
        attempt = Attempt(name, client_address(self.request))
        try:
            attempt.begin(timezone.now())
        except TooManyAttempts as refusal:
            raise wait(refusal.ends_at) from refusal
        try:
            cleaned: dict[str, Any] = super().clean()
        except forms.ValidationError:
            attempt.fail()
            raise
        attempt.succeed()
        return cleaned

    def get_invalid_login_error(self) -> ValidationError:
        """Return the one answer to a wrong name, a wrong password and an account that may not enter."""
        return ValidationError(
            _("Name and password do not fit together, or the account may not enter here."), code="invalid_login"
        )

    def confirm_login_allowed(self, user: Any) -> None:
        """Refuse accounts that are no operator's, in the same words as any other refusal."""
        if not (user.is_active and user.is_staff):
            raise self.get_invalid_login_error()
