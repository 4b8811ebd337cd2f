"""The forms of readers' accounts: django-allauth's in our words, as slow for an unknown address as for a known."""

import logging
from typing import Any
from unicodedata import decimal

from allauth.account import forms as account
from allauth.account.internal.flows.manage_email import email_already_exists
from allauth.core import context
from allauth.mfa.adapter import get_adapter
from allauth.mfa.base import forms as second_factor
from allauth.mfa.models import Authenticator
from allauth.mfa.totp import forms as totp
from allauth.socialaccount import forms as social
from django import forms
from django.contrib.auth.hashers import make_password
from django.db import IntegrityError, transaction
from django.http import HttpRequest
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.crypto import get_random_string
from django.utils.translation import gettext as _

from daily8.accounts import names, security_log, spent_codes, words
from daily8.accounts.limits import client_address
from daily8.accounts.models import User
from daily8.engine.sealing import SealError

logger = logging.getLogger(__name__)
_WAY_OUT = "bring the key back from a backup, or set DAILY8_SECRET_KEY_BEFORE to it"


class Worded(forms.Form):
    """Labels and hints of ours; a password is typed once, as browsers show it on demand."""

    def __init__(self, *arguments: Any, **named: Any):
        super().__init__(*arguments, **named)
        self.fields.pop("password2", None)
        for name, field in self.fields.items():
            field.label = words.LABELS.get(name, "")
            field.help_text = words.HINTS.get(name, "")
            field.widget.attrs.pop("placeholder", None)
            field.widget.attrs |= _ATTRIBUTES.get(name, {})


_LONGEST_NAME = 30
_LETTERS = {"autocapitalize": "none", "spellcheck": "false", "dir": "auto"}
_ATTRIBUTES: dict[str, dict[str, str]] = {
    "login": _LETTERS | {"autocomplete": "username"},
    "username": _LETTERS | {"autocomplete": "username"},
    "email": {"dir": "ltr"},
    "code": {"dir": "ltr", "autocapitalize": "characters", "spellcheck": "false"},
    "name": {"dir": "auto", "maxlength": "60"},
}


class SignIn(Worded, account.LoginForm):  # type: ignore[misc]
    """Name or address, and password."""


class _NewAccount(Worded):
    """A form that makes an account; its name is checked, and kept from others even where nothing is made."""

    field_order = ("email", "username", "password1")
    template = "account/signup.html"
    hashed = ""

    def __init__(self, *arguments: Any, **named: Any):
        super().__init__(*arguments, **named)
        self.fields["username"].widget.attrs["maxlength"] = str(_LONGEST_NAME)

    def clean_username(self) -> str:
        """Return the name; give back first what was reserved by those who never confirmed."""
        User.objects.lapsed(timezone.now()).delete()
        if len(self.cleaned_data["username"].split()) > 1:
            raise forms.ValidationError(_("A name has no spaces. Write - or _ instead."))
        if len(self.cleaned_data["username"].strip()) > _LONGEST_NAME:
            raise forms.ValidationError(_("Choose a name of at most 30 characters."))
        name = str(super().clean_username())  # type: ignore[misc]
        if names.is_mixed(name):
            raise forms.ValidationError(_("Write a name in the letters of one script only."))
        return name

    def validate_unique_email(self, value: str) -> str:
        """Look for no account yet: what is wrong with a form is told as fast for a known address."""
        return value

    def prepare(self) -> None:
        """Do what takes long, before anything is written: others could not write meanwhile."""
        # Somebody from a provider has no password; it takes as long all the same.
        self.hashed = make_password(self.cleaned_data.get("password1") or get_random_string(16))

    def try_save(self, request: HttpRequest) -> tuple[Any, Any]:
        """Make the account or, where the address has one, do as if; both send a letter and keep the name."""
        _address, self.account_already_exists = email_already_exists(self.cleaned_data["email"])
        try:
            with transaction.atomic():
                if self.account_already_exists:
                    User.objects.reserve(self.cleaned_data["username"])
                saved: tuple[Any, Any] = super().try_save(request)  # type: ignore[misc]
                return saved
        except IntegrityError:
            # Somebody else took the name in this moment; what was typed stays.
            self.add_error("username", words.ERRORS["username_taken"])
            return None, render(request, self.template, {"form": self, "login_url": reverse("account_login")})


class SignUp(_NewAccount, account.SignupForm):  # type: ignore[misc]
    """Address, public name, password."""

    def __init__(self, *arguments: Any, **named: Any):
        super().__init__(*arguments, **named)
        self.fields["password1"].label = words.LABELS["password"]


class SignUpFromElsewhere(_NewAccount, social.SignupForm):  # type: ignore[misc]
    """Address and public name of somebody whom a provider knows."""

    template = "socialaccount/signup.html"


class _AsSlow(Worded):
    """A form about an address, which takes as long as one with a password: finding an account is lost in that."""

    def clean(self) -> Any:
        """Spend the time."""
        make_password(get_random_string(16))
        return super().clean()


class CodeRequest(_AsSlow, account.RequestLoginCodeForm):  # type: ignore[misc]
    """The address that a code is to be sent to."""


class CodeConfirmation(Worded, account.ConfirmLoginCodeForm):  # type: ignore[misc]
    """The code that was sent."""


class PasswordRequest(_AsSlow, account.ResetPasswordForm):  # type: ignore[misc]
    """The address of the account whose password is lost."""


class PasswordReset(Worded, account.ResetPasswordKeyForm):  # type: ignore[misc]
    """A new password by a link."""


class PasswordChange(Worded, account.ChangePasswordForm):  # type: ignore[misc]
    """A new password by the present one."""


class FirstPassword(Worded, account.SetPasswordForm):  # type: ignore[misc]
    """A password for an account that had none."""


class Again(Worded, account.ReauthenticateForm):  # type: ignore[misc]
    """The password once more."""


class AddressChange(Worded, account.AddEmailForm):  # type: ignore[misc]
    """Another address."""


def note_wrong_lock(user: User) -> None:
    """Say in the log that a second lock did not open."""
    security_log.wrong_lock(user.pk, client_address(context.request))


class _Once(Worded):
    """A form with a code, which counts once: for all web processes, and beyond their end. A wrong one is noted."""

    def clean_code(self) -> str:
        """Return the code and use it up."""
        try:
            code: str = super().clean_code()  # type: ignore[misc]
        except forms.ValidationError:
            note_wrong_lock(self.user)  # type: ignore[attr-defined]
            raise
        if not spent_codes.spend(self.user, code):  # type: ignore[attr-defined]
            note_wrong_lock(self.user)  # type: ignore[attr-defined]
            raise get_adapter().validation_error("incorrect_code")
        return code


class _OfDigits:
    """A form with a code of digits, in whichever script they are typed: an Arabic keyboard has its own."""

    cleaned_data: dict[str, Any]

    def clean_code(self) -> str:
        """Return the code, its digits as every app writes them."""
        typed: str = self.cleaned_data["code"]
        self.cleaned_data["code"] = "".join(str(decimal(sign, sign)) for sign in typed)
        return str(super().clean_code())  # type: ignore[misc]


class _OfSealedLocks:
    """A form with a code of any lock: one that was sealed with another key than the site has fits none."""

    user: User
    cleaned_data: dict[str, Any]

    def clean_code(self) -> str:
        """Return the code; where not all locks open, each of the others is tried."""
        try:
            return str(super().clean_code())  # type: ignore[misc]
        except SealError as error:
            logger.error("second lock of account %s: %s; %s", self.user.pk, error, _WAY_OUT)
        code: str = self.cleaned_data["code"]
        for lock in Authenticator.objects.filter(user=self.user).exclude(type=Authenticator.Type.WEBAUTHN):
            if _fits(lock, code):
                lock.user, self.authenticator = self.user, lock
                return code
        raise get_adapter().validation_error("incorrect_code")


def _fits(lock: Authenticator, code: str) -> bool:
    try:
        return bool(lock.wrap().validate_code(code))
    except SealError:
        return False


class SecondFactorCode(_Once, _OfDigits, _OfSealedLocks, second_factor.AuthenticateForm):  # type: ignore[misc]
    """A code of the app, or a recovery code."""


class SecondFactorAgain(_Once, _OfDigits, _OfSealedLocks, second_factor.ReauthenticateForm):  # type: ignore[misc]
    """The same, once more."""


class AppActivation(_Once, _OfDigits, totp.ActivateTOTPForm):  # type: ignore[misc]
    """The first code of an app."""
