"""What django-allauth is told of readers' accounts; an operator chooses only whom else readers may sign in by."""

from typing import Any
from urllib.parse import urlsplit

from daily8.config.env import Environment, SettingsError

PASSWORD_RESET_TIMEOUT = 3 * 60 * 60
PASSWORD_HASHERS = ["daily8.accounts.hashers.Argon2id"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}", "OPTIONS": options}
    for name, options in (
        ("MinimumLengthValidator", {"min_length": 10}),
        ("UserAttributeSimilarityValidator", {"user_attributes": ("username", "email")}),
        ("CommonPasswordValidator", {}),
        ("NumericPasswordValidator", {}),
    )
]
AUTH_PASSWORD_VALIDATORS.append({"NAME": "daily8.accounts.guessable.GuessableValidator", "OPTIONS": {}})
ACCOUNT_ADAPTER = "daily8.accounts.adapters.Accounts"
ACCOUNT_FORMS = {
    "login": "daily8.accounts.reader_forms.SignIn",
    "signup": "daily8.accounts.reader_forms.SignUp",
    "request_login_code": "daily8.accounts.reader_forms.CodeRequest",
    "confirm_login_code": "daily8.accounts.reader_forms.CodeConfirmation",
    "reset_password": "daily8.accounts.reader_forms.PasswordRequest",
    "reset_password_from_key": "daily8.accounts.reader_forms.PasswordReset",
    "set_password": "daily8.accounts.reader_forms.FirstPassword",
    "change_password": "daily8.accounts.reader_forms.PasswordChange",
    "reauthenticate": "daily8.accounts.reader_forms.Again",
    "add_email": "daily8.accounts.reader_forms.AddressChange",
}
ACCOUNT_LOGIN_METHODS = {"username", "email"}
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_SUPPORTS_RESEND = True
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = 10 * 60
ACCOUNT_SIGNUP_FIELDS = ["email*", "username*", "password1*"]
ACCOUNT_USERNAME_MIN_LENGTH = 2
ACCOUNT_USERNAME_BLACKLIST = [
    "admin", "administrator", "daily8", "editor", "moderator", "operator", "support",
    "مدير", "إدارة", "محرر", "تحرير", "مشرف", "إشراف", "مشغل", "دعم",
]  # fmt: skip
ACCOUNT_PRESERVE_USERNAME_CASING = True
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_CHANGE_EMAIL = True
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_LOGIN_ON_EMAIL_CONFIRMATION = True
ACCOUNT_LOGIN_ON_PASSWORD_RESET = True
ACCOUNT_LOGOUT_REDIRECT_URL = "front"
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_REAUTHENTICATION_TIMEOUT = 15 * 60
# The doors in daily8.accounts.door count in the database: for all processes, and beyond a restart.
ACCOUNT_RATE_LIMITS = MFA_RATE_LIMITS = False
MFA_ADAPTER = "daily8.accounts.adapters.SecondFactor"
MFA_FORMS = {
    "authenticate": "daily8.accounts.reader_forms.SecondFactorCode",
    "reauthenticate": "daily8.accounts.reader_forms.SecondFactorAgain",
    "activate_totp": "daily8.accounts.reader_forms.AppActivation",
    "add_webauthn": "daily8.accounts.passkey_forms.NewPasskey",
    "login_webauthn": "daily8.accounts.passkey_forms.PasskeyAlone",
    "authenticate_webauthn": "daily8.accounts.passkey_forms.PasskeyBeside",
    "reauthenticate_webauthn": "daily8.accounts.passkey_forms.PasskeyAgain",
}
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_TOLERANCE = 1
# Who is signed in has confirmed an address; another one that waits for it must not hinder this.
MFA_ALLOW_UNVERIFIED_EMAIL = True
# With a link, since the policy lets no form lead to another site; who comes back is known by `state` all the same.
SOCIALACCOUNT_LOGIN_ON_GET = True
# The public name is the reader's to choose.
SOCIALACCOUNT_AUTO_SIGNUP = False
SOCIALACCOUNT_ADAPTER = "daily8.accounts.adapters.Elsewhere"
SOCIALACCOUNT_FORMS = {"signup": "daily8.accounts.reader_forms.SignUpFromElsewhere"}

# What whoever sends a form too late reads, or one that is none of this site's.
CSRF_FAILURE_VIEW = "daily8.web.views.late_forms.refuse"

# What belongs to a reader: modules with export(user) and erase(user), asked in this order.
READER_DATA = ("daily8.accounts.own", "daily8.reading.own", "daily8.comments.own", "daily8.alerts.own")
# What beside public hosts may be called with messages to browsers (any reader may name an address), and by hooks.
PUSH_NETWORKS = ()
HOOK_NETWORKS = ()
# Who is told, in the same transaction, of each comment that others come to see or no longer do.
COMMENT_WATCHERS = ("daily8.hooks.noticing.comment",)
# Who is told, in the same transaction, of each event that readers are alerted of, without the readers.
ALERT_WATCHERS = ("daily8.hooks.noticing.alert",)


def openid_connect(environment: Environment) -> dict[str, Any]:
    """Return the provider by whom readers may sign in, or none."""
    address = environment.service(
        "DAILY8_OPENID",
        "none",
        "Provider that readers may sign in by: its OpenID Connect address (https://accounts.google.com), or none.",
        words=("none",),
    )
    name = environment.text("DAILY8_OPENID_NAME", "", "What readers call the provider at DAILY8_OPENID.")
    client = environment.token("DAILY8_OPENID_ID", "", "What the provider at DAILY8_OPENID calls this site.")
    secret = environment.token("DAILY8_OPENID_SECRET", "", "Secret for the provider at DAILY8_OPENID.")
    if address == "none":
        return {}
    parts = urlsplit(address)
    if parts.scheme != "https" and parts.hostname not in ("localhost", "127.0.0.1", "::1"):
        # What it says and the keys that prove it would come in the open.
        raise SettingsError(f"DAILY8_OPENID={address!r}: write an address with https://")
    for setting in ("DAILY8_OPENID_NAME", "DAILY8_OPENID_ID", "DAILY8_OPENID_SECRET"):
        environment.refuse_missing(setting, because="the provider at DAILY8_OPENID needs it")
    app = {
        "provider_id": "openid",
        "name": name,
        "client_id": client,
        "secret": secret,
        "settings": {"server_url": address},
    }
    return {"openid_connect": {"OAUTH_PKCE_ENABLED": True, "APPS": [app]}}
