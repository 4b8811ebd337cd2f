"""What is written to readers by mail about their accounts: plain text, in their language."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import get_language_bidi
from django.utils.translation import gettext_lazy as _

from daily8.accounts.templatetags.apart import apart
from daily8.work import branding


@dataclass(frozen=True, slots=True)
class Letter:
    """A subject, and paragraphs in which names are filled in."""

    subject: Promise
    paragraphs: tuple[Promise | str, ...]


_IGNORE = _("If it was not you, you can ignore this message.")
# What is an address on a line of its own begins where its script begins, in both directions.
_CONFIRM = Letter(
    _("Confirm your e-mail address"),
    (
        _("This address was given for the account %(user)s at %(site)s. If it is yours, open this page:"),
        "%(activate_url)s",
        _("The link is valid for three days. If it was not you, you can ignore this message."),
    ),
)
LETTERS: dict[str, Letter] = {
    "account/email/email_confirmation_signup": _CONFIRM,
    "account/email/email_confirmation": _CONFIRM,
    "account/email/account_already_exists": Letter(
        _("You already have an account"),
        (
            _("Somebody tried to sign up at %(site)s with this address, which already has an account."),
            _("If it was you and you have forgotten the password, set a new one here:"),
            "%(reset_url)s",
            _IGNORE,
        ),
    ),
    "account/email/unknown_account": Letter(
        _("There is no account with this address"),
        (
            _("Somebody tried to sign in at %(site)s with this address, but no account has it."),
            _("If it was you, try another of your addresses, or sign up here:"),
            "%(signup_url)s",
            _IGNORE,
        ),
    ),
    "account/email/login_code": Letter(
        _("Your code for signing in"),
        (
            _("With this code you sign in at %(site)s within ten minutes:"),
            "%(code)s",
            _("Do not share it with anybody. If you did not ask for it, you can ignore this message."),
        ),
    ),
    "account/email/locks_removed": Letter(
        _("Your second locks were taken off"),
        (
            _(
                "An operator of %(site)s has taken the second locks off your account %(user)s, which is signed out"
                " everywhere."
            ),
            _("If you did not ask for it, set a new password at once and tell the operator."),
        ),
    ),
    "account/email/password_reset_key": Letter(
        _("Set a new password"),
        (
            _("Somebody asked for a new password for your account %(user)s at %(site)s. Set it here:"),
            "%(password_reset_url)s",
            _("The link is valid for three hours. If it was not you, you can ignore this message."),
        ),
    ),
}
# What happened to an account is told to its reader, and what to do if it was somebody else.
HAPPENED: dict[str, Promise] = {
    "account/email/password_changed": _("Your password was changed"),
    "account/email/password_set": _("Your password was changed"),
    "account/email/password_reset": _("Your password was reset"),
    "account/email/email_changed": _("Your e-mail address was changed"),
    "mfa/email/totp_activated": _("Codes from an app were switched on"),
    "mfa/email/totp_deactivated": _("Codes from an app were switched off"),
    "mfa/email/recovery_codes_generated": _("New recovery codes were made"),
    "mfa/email/webauthn_added": _("A passkey was added"),
    "mfa/email/webauthn_removed": _("A passkey was removed"),
    "socialaccount/email/account_connected": _("Another site can now sign you in"),
    "socialaccount/email/account_disconnected": _("Another site can no longer sign you in"),
}
_EVENT = (
    _("It happened to your account at %(site)s on %(when)s, from %(ip)s."),
    _("If it was not you, set a new password; this signs everybody else out:"),
    "%(reset_url)s",
)


def written(kind: str, facts: Mapping[str, Any]) -> tuple[str, str]:
    """Return subject and text of a letter in the present language."""
    letter = LETTERS.get(kind) or Letter(HAPPENED[kind], _EVENT)
    when = facts.get("timestamp")
    filled = isolated({**facts, "site": branding.name(), "when": date_format(when) if when else ""})
    text = "\n\n".join(str(paragraph) % filled for paragraph in letter.paragraphs)
    return str(letter.subject), f"{text}\n\n{branding.name()}\n"


def isolated(facts: Mapping[str, Any]) -> dict[str, Any]:
    """Keep the direction of names apart from the sentence's; links and codes are to be copied as they are."""
    if not get_language_bidi():
        return dict(facts)
    return {key: value if key.endswith("url") or key == "code" else apart(value) for key, value in facts.items()}
