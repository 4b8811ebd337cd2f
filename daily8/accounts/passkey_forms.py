"""The forms that carry what a device says of a passkey: made by a script, and so perhaps by anybody."""

import struct
from typing import Any

from allauth.mfa.webauthn import forms as passkeys
from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from django import forms

from daily8.accounts import words
from daily8.accounts.reader_forms import Worded, note_wrong_lock

# What the libraries raise of what is no passkey, or one with a wrong signature.
_NONSENSE = (
    ArithmeticError,
    AttributeError,
    InvalidSignature,
    LookupError,
    NotImplementedError,
    TypeError,
    UnsupportedAlgorithm,
    ValueError,
    struct.error,
)


class NewPasskey(Worded, passkeys.AddWebAuthnForm):  # type: ignore[misc]
    """What a device made; a passkey always signs in by itself."""

    passwordless = forms.BooleanField(widget=forms.HiddenInput, initial=True)

    def clean(self) -> Any:
        """Refuse what is no passkey."""
        try:
            return super().clean()
        except _NONSENSE as error:
            raise _refused() from error


class Shown(forms.Form):
    """A form that shows a passkey."""

    def clean_credential(self) -> Any:
        """Return whose it is, or refuse what is none."""
        user = getattr(self, "user", None)
        try:
            return super().clean_credential()  # type: ignore[misc]
        except forms.ValidationError:
            if user is not None:
                note_wrong_lock(user)
            raise
        except _NONSENSE as error:
            if user is not None:
                note_wrong_lock(user)
            raise _refused() from error


class PasskeyAlone(Shown, passkeys.LoginWebAuthnForm):  # type: ignore[misc]
    """A passkey in place of name and password."""


class PasskeyBeside(Shown, passkeys.AuthenticateWebAuthnForm):  # type: ignore[misc]
    """A passkey as the second factor."""


class PasskeyAgain(Shown, passkeys.ReauthenticateWebAuthnForm):  # type: ignore[misc]
    """A passkey once more."""


def _refused() -> forms.ValidationError:
    return forms.ValidationError(words.ERRORS["incorrect_passkey"], code="incorrect_passkey")
