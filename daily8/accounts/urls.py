"""The pages of readers' accounts under /<language>/account; those of django-allauth keep their names."""

from allauth.account import views as account
from allauth.mfa.base import views as second_factor
from allauth.mfa.recovery_codes import views as recovery
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as passkeys
from django.urls import path, re_path
from django.views.generic import RedirectView

from daily8.accounts import elsewhere, joining, token_pages, views
from daily8.accounts.door import (
    MAILING,
    SIGNING_IN,
    TYPING,
    by_account,
    by_address,
    by_both,
    page,
)

show = page(views.show)

urlpatterns = [
    path("account", show, name="account"),
    # Where those pages go back to.
    path("account", show, name="mfa_index"),
    path("account", show, name="mfa_list_webauthn"),
    path("account", show, name="socialaccount_connections"),
    path("account/", RedirectView.as_view(pattern_name="account")),
    path("account/login", page(account.login), name="account_login"),
    path("account/login", page(account.login), name="socialaccount_login_cancelled"),
    path("account/by/off", page(views.disconnect), name="account_disconnect"),
    path("account/by/<slug:provider_id>", page(elsewhere.go), name="openid_connect_login"),
    path("account/by/<slug:provider_id>/back", page(elsewhere.back), name="openid_connect_callback"),
    path("account/name", page(joining.from_elsewhere, TYPING), name="socialaccount_signup"),
    path("account/password/first", page(account.password_set), name="account_set_password"),
    path("account/logout", page(account.logout), name="account_logout"),
    path("account/inactive", page(account.account_inactive), name="account_inactive"),
    path("account/signup", page(joining.sign_up, TYPING), name="account_signup"),
    path("account/code", page(account.request_login_code, MAILING, by_address), name="account_request_login_code"),
    path("account/code/confirm", page(account.confirm_login_code, SIGNING_IN), name="account_confirm_login_code"),
    path("account/confirm", page(account.email_verification_sent), name="account_email_verification_sent"),
    re_path(
        r"^account/confirm/(?P<key>[-:\w]+)$",
        page(joining.confirm, SIGNING_IN, whole=True),
        name="account_confirm_email",
    ),
    path("account/again", page(account.reauthenticate), name="account_reauthenticate"),
    path("account/email", page(account.email, MAILING, by_both, whole=True), name="account_email"),
    path(
        "account/password", page(account.password_change, SIGNING_IN, by_account), name="account_change_password"
    ),
    path(
        "account/password/reset", page(account.password_reset, MAILING, by_address), name="account_reset_password"
    ),
    path("account/password/sent", page(account.password_reset_done), name="account_reset_password_done"),
    re_path(
        r"^account/password/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>[^/]+)$",
        page(account.password_reset_from_key, SIGNING_IN),
        name="account_reset_password_from_key",
    ),
    path(
        "account/password/done",
        page(account.password_reset_from_key_done),
        name="account_reset_password_from_key_done",
    ),
    path("account/sessions", page(views.sessions), name="account_sessions"),
    path("account/tokens", page(token_pages.show, TYPING, by_account), name="account_tokens"),
    path("account/export", page(views.export), name="account_export"),
    path("account/erase", page(views.erase), name="account_erase"),
    path("account/2fa", page(second_factor.authenticate, SIGNING_IN, by_account), name="mfa_authenticate"),
    path(
        "account/2fa/again", page(second_factor.reauthenticate, SIGNING_IN, by_account), name="mfa_reauthenticate"
    ),
    path("account/2fa/app", page(totp.activate_totp, SIGNING_IN, by_account), name="mfa_activate_totp"),
    path("account/2fa/app/off", page(totp.deactivate_totp), name="mfa_deactivate_totp"),
    path("account/2fa/codes", page(recovery.view_recovery_codes), name="mfa_view_recovery_codes"),
    path("account/2fa/codes/new", page(recovery.generate_recovery_codes), name="mfa_generate_recovery_codes"),
    path("account/2fa/codes/file", page(recovery.download_recovery_codes), name="mfa_download_recovery_codes"),
    path("account/passkey", page(passkeys.login_webauthn, SIGNING_IN), name="mfa_login_webauthn"),
    path("account/passkey/new", page(passkeys.add_webauthn), name="mfa_add_webauthn"),
    path("account/passkey/again", page(passkeys.reauthenticate_webauthn), name="mfa_reauthenticate_webauthn"),
    path("account/passkey/<int:pk>/remove", page(passkeys.remove_webauthn), name="mfa_remove_webauthn"),
]
