"""Where django-allauth asks us: how accounts are made, let in, written to and sent on."""

import logging
import time
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.models import EmailAddress, EmailConfirmationHMAC
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from django.conf import settings
from django.contrib.auth import authenticate
from django.core.mail import EmailMessage
from django.db import transaction
from django.forms import BaseForm
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.crypto import get_random_string
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext_lazy as _

from daily8.accounts import confirming, lasting, letters, names, qr, second_locks, security_log, words
from daily8.accounts.door import MAILING, TooOften, count
from daily8.accounts.limits import Attempt, TooManyAttempts, client_address, mailbox
from daily8.accounts.models import User
from daily8.accounts.provider_door import Door
from daily8.accounts.refusing import wait
from daily8.work import branding

logger = logging.getLogger(__name__)
_STAGE = "allauth.account.stages.EmailVerificationStage"


class Accounts(DefaultAccountAdapter):  # type: ignore[misc]
    """Accounts by our rules: our counts of attempts, our words, and no way out of the site."""

    error_messages = DefaultAccountAdapter.error_messages | words.ERRORS

    def authenticate(self, request: HttpRequest, **credentials: Any) -> User | None:
        """Return whose name, or address, and password these are; too many failures have to wait.

        Whose address is not confirmed is nobody yet.
        """
        name = str(credentials.get("username") or credentials.get("email") or "")
        attempt = Attempt(name, client_address(request))
        try:
            attempt.begin(timezone.now())
        except TooManyAttempts as refusal:
            raise wait(refusal.ends_at) from refusal
        user = authenticate(request, username=name, password=credentials["password"])
        is_unconfirmed = confirming.waits(user)
        if not isinstance(user, User) or is_unconfirmed:
            # Who signed up with somebody's address learns here as little as there whether it had an account.
            confirming.send_again(request, user if is_unconfirmed else None, name)
            attempt.fail()
            return None
        attempt.succeed()
        return user

    def login(self, request: HttpRequest, user: User) -> None:
        """Begin a session; all that it writes is one transaction, as each would wait for those of others."""
        with transaction.atomic():
            super().login(request, user)
            lasting.begin_anew(request.session)
        records = request.session.get("account_authentication_methods", [])
        ways = [str(record.get("type") or record["method"]) for record in records]
        security_log.signed_in(user.pk, ways, client_address(request))

    def clean_username(self, username: str, shallow: bool = False) -> str:  # noqa: FBT001, FBT002  (allauth's)
        """Return a name as it is kept; refuse one that is another's, or looks like it, or none."""
        name: str = super().clean_username(User.normalize_username(username.strip()), shallow=True)
        if not shallow and names.is_taken(name):
            raise self.validation_error("username_taken")
        return name

    def clean_email(self, email: str) -> str:
        """Return an address as it is kept."""
        return User.folded(email)

    def save_user(self, request: HttpRequest, user: User, form: BaseForm, commit: bool = True) -> User:  # noqa: ARG002, FBT001, FBT002
        """Make the account of a form, whole from its first moment."""
        user.username, user.email = form.cleaned_data["username"], form.cleaned_data["email"]
        if form.cleaned_data.get("password1"):
            user.password = form.hashed  # type: ignore[attr-defined]
        user.save()
        return user

    def get_login_stages(self) -> list[str]:
        """Return what follows a right password; operators, whom others made, need no confirmed address."""
        stages: list[str] = super().get_login_stages()
        return ["daily8.accounts.stages.Confirmation" if stage == _STAGE else stage for stage in stages]

    def should_send_confirmation_mail(
        self,
        request: HttpRequest,
        email_address: EmailAddress,
        signup: bool,  # noqa: FBT001
    ) -> bool:
        """Whether an address gets another letter: not for each time that somebody tries to sign in."""
        try:
            if not signup:
                count(request, MAILING, mailbox(email_address.email))
        except TooOften:
            return False
        return True

    def confirm_email(self, request: HttpRequest, email_address: EmailAddress) -> bool:
        """Make an address its reader's; whoever had only typed it before gives way."""
        others = User.objects.filter(email=email_address.email).exclude(pk=email_address.user_id)
        others.unconfirmed().delete()
        if others.exists():
            return False
        confirmed: bool = super().confirm_email(request, email_address)
        return confirmed

    def is_safe_url(self, url: str | None) -> bool:
        """Whether it is a page of this site, written without a host."""
        return url_has_allowed_host_and_scheme(url, allowed_hosts=None)

    def get_client_ip(self, request: HttpRequest) -> str:
        """Return where a request comes from, as our counts see it; over a socket there is no address."""
        return client_address(request).partition("%")[0] or "127.0.0.1"

    def get_login_redirect_url(self, request: HttpRequest) -> str:  # noqa: ARG002
        """Return where somebody goes who came from nowhere: to the account."""
        return reverse("account")

    def get_signup_redirect_url(self, request: HttpRequest) -> str:
        """Return the same after signing up."""
        return self.get_login_redirect_url(request)

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:  # noqa: ARG002
        """Return to the account."""
        return reverse("account")

    def add_message(
        self,
        request: HttpRequest,
        level: int,
        message_template: str | None = None,
        message_context: dict[str, Any] | None = None,
        extra_tags: str = "",
        message: str | None = None,
    ) -> None:
        """Keep what is said on the next page of the account; what nobody needs to be told is not."""
        said = message or words.MESSAGES.get(message_template or "")
        if said:
            text = str(said) % letters.isolated(message_context or {})
            super().add_message(request, level, extra_tags=extra_tags, message=text)

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Write a letter in the language of the page that caused it."""
        self._letter(template_prefix, email, context).send()

    def confirmation_letter(self, request: HttpRequest, address: EmailAddress) -> EmailMessage:
        """Return the letter with the link that confirms an address."""
        link = self.get_email_confirmation_url(request, EmailConfirmationHMAC(address))
        facts = {"user": address.user, "activate_url": link}
        return self._letter("account/email/email_confirmation", address.email, facts)

    def _letter(self, kind: str, email: str, context: dict[str, Any]) -> EmailMessage:
        subject, text = letters.written(kind, {"email": email, **self._links(), **context})
        return EmailMessage(subject, text, to=[email])

    def _links(self) -> dict[str, str]:
        """Pages that letters may lead to, by their public addresses."""
        names = {"account_url": "account", "signup_url": "account_signup", "reset_url": "account_reset_password"}
        return {key: self.absolute(reverse(name)) for key, name in names.items()}

    def get_email_confirmation_url(self, request: HttpRequest, emailconfirmation: Any) -> str:  # noqa: ARG002
        """Return the page that confirms an address."""
        return self.absolute(reverse("account_confirm_email", args=[emailconfirmation.key]))

    def get_reset_password_from_key_url(self, key: str) -> str:
        """Return the page that sets a forgotten password anew."""
        return self.absolute(reverse("account_reset_password_from_key", args=key.split("-", 1)))

    def absolute(self, path: str) -> str:
        """Return a page's public address: behind a proxy the request does not know the one that readers see."""
        return f"{settings.SITE_URL}{path}" if settings.SITE_URL else str(self.request.build_absolute_uri(path))

    def is_reauthentication_required(self, *, app: str, **named: Any) -> bool:
        """Whether somebody must show again who it is; not who has just signed in, in whatever way."""
        records = self.request.session.get("account_authentication_methods", [])
        fresh = any(time.time() - record["at"] < settings.ACCOUNT_REAUTHENTICATION_TIMEOUT for record in records)
        return not fresh and bool(super().is_reauthentication_required(app=app, **named))

    def get_reauthentication_methods(self, user: Any) -> list[dict[str, Any]]:
        """Return the ways to show again who one is, in our words."""
        methods: list[dict[str, Any]] = super().get_reauthentication_methods(user)
        return [method | {"description": words.WAYS[method["id"]]} for method in methods]


class Elsewhere(DefaultSocialAccountAdapter):  # type: ignore[misc]
    """Accounts of readers who sign in by a provider; one of their address here stays apart."""

    def get_connect_redirect_url(self, request: HttpRequest, socialaccount: Any) -> str:  # noqa: ARG002
        """Return to the account."""
        return reverse("account")

    def generate_state_param(self, state: dict[str, Any]) -> str:  # noqa: ARG002
        """Return what nobody guesses; what the provider's token has to carry is made of it."""
        return get_random_string(32)

    def on_authentication_error(
        self,
        request: HttpRequest,  # noqa: ARG002
        provider: Any,
        error: Any = None,
        exception: Exception | None = None,
        extra_context: dict[str, Any] | None = None,  # noqa: ARG002
    ) -> None:
        """Say in the log why nobody was signed in; what the provider said is not for the page."""
        logger.warning("%s signed nobody in (%s): %r", provider, error, exception)

    def get_requests_session(self) -> Door:
        """Return what asks the provider."""
        return Door()


class SecondFactor(DefaultMFAAdapter):  # type: ignore[misc]
    """What a second factor is called and looks like."""

    error_messages = DefaultMFAAdapter.error_messages | {"incorrect_code": words.ERRORS["incorrect_code"]}

    def encrypt(self, text: str) -> str:
        """Return a seed as it is kept."""
        return second_locks.seal().close(text)

    def decrypt(self, encrypted_text: str) -> str:
        """Return the seed; raise SealError where it was sealed with another key than the site has."""
        return second_locks.opened(encrypted_text)

    def build_totp_svg(self, url: str) -> Any:
        """Return the picture that an app reads."""
        return qr.picture(url)

    def _get_user_identifier(self, user: User) -> str:
        return user.username

    def _get_site_name(self) -> str:
        return branding.name()

    def generate_authenticator_name(self, user: User, type: Any) -> str:  # noqa: ARG002
        """Return what a passkey is called whose reader gave it no name."""
        return str(_("Passkey"))
