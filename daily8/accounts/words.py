"""What readers are told by the forms and pages of their accounts."""

from typing import Any

from django.utils.translation import gettext_lazy as _

_NO_FIT = _(
    "The name and the password do not match, "
    "or the address is not confirmed yet; then we have sent the link again."
)
_TOO_OFTEN = _("Too many attempts. Start again in a while.")

ERRORS: dict[str, Any] = {
    "account_inactive": _("This account cannot sign in."),
    "duplicate_email": _("This is already your address."),
    "email_password_mismatch": _NO_FIT,
    "username_password_mismatch": _NO_FIT,
    "email_taken": _("This address cannot be confirmed, as it belongs to another account."),
    "enter_current_password": _("This is not your password."),
    "incorrect_password": _("This is not your password."),
    "incorrect_code": _("This code is wrong or has expired."),
    "incorrect_passkey": _("This passkey is not known here."),
    "invalid_password_reset": _("This link is wrong or has expired."),
    "too_many_login_attempts": _TOO_OFTEN,
    "rate_limited": _TOO_OFTEN,
    "username_blacklisted": _("This name is taken. Choose another one."),
    "username_taken": _("This name is taken, or looks like one that is. Choose another one."),
}
# By the templates that django-allauth would fill; all others say nothing that the next page does not.
MESSAGES: dict[str, Any] = {
    "account/messages/email_confirmed.txt": _("Your address %(email)s is confirmed."),
    "account/messages/email_confirmation_sent.txt": _("We have sent a message to %(email)s."),
    "account/messages/email_confirmation_failed.txt": ERRORS["email_taken"],
    "account/messages/password_changed.txt": _("Your password is changed. You are signed out everywhere else."),
    "mfa/messages/totp_activated.txt": _("From now on you are asked for a code from your app when you sign in."),
    "mfa/messages/totp_deactivated.txt": _("You are no longer asked for a code from an app."),
    "socialaccount/messages/account_connected.txt": _("From now on you can also sign in with the other site."),
    "socialaccount/messages/account_connected_other.txt": _("Who you are there belongs to another account here."),
    "socialaccount/messages/account_disconnected.txt": _("The other site can no longer sign you in."),
    "mfa/messages/webauthn_added.txt": _("The passkey has been added."),
    "mfa/messages/webauthn_removed.txt": _("The passkey no longer works. Delete it on your device too."),
}
WAYS: dict[str, Any] = {
    "reauthenticate": _("Use your password"),
    "mfa_reauthenticate": _("Use a code from your app"),
    "mfa_reauthenticate:webauthn": _("Use a passkey"),
}
LABELS: dict[str, Any] = {
    "login": _("User name or e-mail address"),
    "username": _("User name"),
    "email": _("E-mail address"),
    "password": _("Password"),
    "password1": _("New password"),
    "oldpassword": _("Current password"),
    "code": _("Code"),
    "name": _("Name of this passkey"),
}
HINTS: dict[str, Any] = {
    "username": _("Public: it stands beside what you write, as you type it here."),
    "password1": _("At least 10 characters. Best are a few words that only you would put together."),
}
