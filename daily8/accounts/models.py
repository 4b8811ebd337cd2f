"""Who may sign in, and how often somebody may try."""

from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta
from typing import Any, ClassVar, Self

from django.contrib.auth import update_session_auth_hash
from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models, transaction
from django.db.models import F, Q
from django.http import HttpRequest
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _

from daily8.engine.remarks.looks import look

# Without "@", so that a name is never somebody else's e-mail address.
_NAME = RegexValidator(
    r"\A[\w.+-]+\Z", _("Write letters, digits and . + - _ only, such as editor or ليلى."), code="name"
)

_LONGEST_LOOK = 450

# As long as the letter is good.
CONFIRMED_WITHIN = timedelta(days=3)


class Standing(models.TextChoices):
    """How far a reader's words are trusted."""

    READER = "reader", _("reader")
    TRUSTED = "trusted", _("trusted")
    MODERATOR = "moderator", _("moderator")


class UserQuerySet(models.QuerySet["User"]):
    """Finds accounts."""

    def operators(self) -> Self:
        """Accounts that may do everything in the admin."""
        return self.filter(is_active=True, is_staff=True, is_superuser=True)

    def unconfirmed(self) -> Self:
        """Accounts whose address nobody has shown to be theirs, and who therefore never were let in."""
        return self.filter(last_login=None, is_staff=False).exclude(emailaddress__verified=True)

    def lapsed(self, now: datetime) -> Self:
        """Those of them whose letter is void by now: their names and addresses are free again."""
        return self.unconfirmed().filter(joined_at__lt=now - CONFIRMED_WITHIN)

    def called(self, name: str) -> Self:
        """The account of this user name or e-mail address."""
        field = "email" if "@" in name else "key"
        return self.filter(**{field: User.folded(name)})


class UserManager(BaseUserManager.from_queryset(UserQuerySet)["User"]):  # type: ignore[misc]
    """Makes accounts, and finds the one that signs in."""

    def get_by_natural_key(self, username: str | None) -> "User":
        """Return the account of this user name or e-mail address; Django asks so when somebody signs in."""
        user: User = self.called(username or "").get()
        return user

    def reserve(self, name: str) -> None:
        """Keep a name from others as a sign-up does; nobody can sign in under it, and it is given back like one.

        Whoever signs up with an address that has an account already gets the name as little as anybody else then:
        otherwise it would tell which addresses have one.
        """
        user = self.model(username=name)
        user.set_unusable_password()
        user.save()


class User(AbstractBaseUser, PermissionsMixin):
    """An account. Its name is shown as it was typed; `key` is what tells names apart, capitals or not.

    New names are told from others by their `look`, too; of older ones two may look the same. The e-mail address is
    kept in small letters, so that each is one person's.
    """

    username = models.CharField(_("user name"), max_length=150, unique=True, validators=[_NAME])
    # Small letters may be more than their capitals: ß is ss.
    key = models.CharField(max_length=450, unique=True, blank=True, editable=False)
    look = models.CharField(max_length=_LONGEST_LOOK, default="", blank=True, editable=False)
    email = models.EmailField(_("e-mail address"), max_length=254, blank=True, default="")
    is_staff = models.BooleanField(_("may enter the admin"), default=False)
    is_active = models.BooleanField(_("may sign in"), default=True)
    standing = models.CharField(_("standing"), max_length=9, choices=Standing.choices, default=Standing.READER)
    joined_at = models.DateTimeField(_("joined"), default=timezone.now)
    sign_outs = models.PositiveIntegerField(default=0)

    objects: ClassVar[UserManager] = UserManager()

    EMAIL_FIELD = "email"
    USERNAME_FIELD = "username"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    class Meta:
        verbose_name = _("account")
        verbose_name_plural = _("accounts")
        constraints = [
            models.UniqueConstraint(
                fields=["email"],
                condition=~Q(email=""),
                name="email_once",
                violation_error_message=_("There is an account with this e-mail address."),
            )
        ]
        indexes = [models.Index(fields=["look"], name="account_look")]

    def __str__(self) -> str:
        return self.username

    @classmethod
    def folded(cls, typed: str) -> str:
        """Return what tells a name or an address from others: one form of each letter, small."""
        return cls.normalize_username(typed.strip()).casefold()

    def clean(self) -> None:
        """Bring name and address into the form in which they are kept; a name is one person's, capitals or not."""
        self.username = self.normalize_username(self.username.strip())
        self.email = self.folded(self.email)
        if User.objects.called(self.username).exclude(pk=self.pk).exists():
            raise ValidationError({"username": _("There is an account with this name.")})

    def save(self, *arguments: Any, **named: Any) -> None:
        """Keep the account, under a name that nobody else has in other letters."""
        self.key = self.folded(self.username)
        self.look = look(self.username)[:_LONGEST_LOOK]
        super().save(*arguments, **named)

    @property
    def is_operator(self) -> bool:
        """Whether it may do everything in the admin."""
        return self.is_active and self.is_staff and self.is_superuser

    @property
    def is_moderator(self) -> bool:
        """Whether it decides what others' words stay."""
        return self.is_active and (self.is_operator or self.standing == Standing.MODERATOR)

    @property
    def is_trusted(self) -> bool:
        """Whether its words need no look before they are shown."""
        return self.is_moderator or (self.is_active and self.standing == Standing.TRUSTED)

    def get_session_auth_hash(self) -> str:
        """Return what a session must know to go on, until the password changes or all are signed out."""
        return salted_hmac("daily8.session", f"{self.sign_outs} {self.password}", algorithm="sha256").hexdigest()

    def get_session_auth_fallback_hash(self) -> Iterator[str]:
        """Return nothing: sessions under an older key are not taken."""
        return iter(())

    def sign_out_elsewhere(self, request: HttpRequest) -> None:
        """End every session of this account but the one of this request, whatever door it came in by."""
        self.sign_out()
        update_session_auth_hash(request, self)

    def sign_out(self) -> None:
        """End every session of this account."""
        self.sign_outs = F("sign_outs") + 1
        self.save(update_fields=["sign_outs"])
        self.refresh_from_db(fields=["sign_outs"])

    def make_operator(self) -> None:
        """Let it do everything in the admin."""
        self.is_active = self.is_staff = self.is_superuser = True
        self.save(update_fields=["is_active", "is_staff", "is_superuser"])

    def dismiss(self) -> None:
        """Take the admin from it, from its next click on; the account stays, as what it did is signed with it."""
        self.is_staff = self.is_superuser = False
        self.save(update_fields=["is_staff", "is_superuser"])


class AttemptsQuerySet(models.QuerySet["Attempts"]):
    """Counts failures to sign in, and questions."""

    def running(self, now: datetime) -> Self:
        """Counts that are not over."""
        return self.filter(ends_at__gt=now)

    def add(self, key: str, now: datetime, *, lasting: timedelta, number: int = 1) -> "Attempts":
        """Count one more and return the count, from one on where the last is over; no two get the same number.

        Several at once are counted by their `number`.
        """
        return self.add_each({key: lasting}, now, number=number)[0]

    def add_each(self, lasting: Mapping[str, timedelta], now: datetime, *, number: int = 1) -> list["Attempts"]:
        """Count one more under each of these keys, all in one transaction: each would wait for those of others."""
        over = self.filter(ends_at__lte=now)
        # Asked for first: to delete nothing would wait, too.
        if over.exists():
            over.delete()
        with transaction.atomic():
            return [self._add(key, now + lasts, number) for key, lasts in lasting.items()]

    def _add(self, key: str, ends_at: datetime, number: int) -> "Attempts":
        if not self.filter(key=key).update(number=F("number") + number):
            _, new = self.get_or_create(key=key, defaults={"number": number, "ends_at": ends_at})
            if not new:
                self.filter(key=key).update(number=F("number") + number)
        return self.get(key=key)


class Attempts(models.Model):
    """How often somebody did what may not be done often, under one key, until the count ends."""

    key = models.CharField(max_length=64, primary_key=True)
    number = models.PositiveIntegerField()
    ends_at = models.DateTimeField(db_index=True)

    objects = AttemptsQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "attempts"

    def __str__(self) -> str:
        return f"{self.number} until {self.ends_at:%Y-%m-%d %H:%M}"


class Scope(models.TextChoices):
    """What a program may do with a token."""

    READ = "read", _("Read what is yours: what you follow, saved, opened and wrote")
    WRITE = "write", _("Follow, save, mark as read and comment for you")
    READER = "reader", _("Read in an app for feeds (Google Reader API)")
    INGEST = "ingest", _("Hand in articles")
    ADMIN = "admin", _("Run the site")


OPERATORS_SCOPES = frozenset({Scope.INGEST, Scope.ADMIN})


class TokenQuerySet(models.QuerySet["Token"]):
    """Finds tokens."""

    def living(self, now: datetime) -> Self:
        """Those that still open something, but for scopes that their account may not have any more."""
        return self.filter(Q(expires_at=None) | Q(expires_at__gt=now), user__is_active=True)


class Token(models.Model):
    """What a program shows in its reader's place; of the secret itself only the digest is kept."""

    user = models.ForeignKey(User, models.CASCADE, related_name="tokens", verbose_name=_("account"))
    name = models.CharField(_("name"), max_length=60)
    digest = models.CharField(max_length=64, unique=True, editable=False)
    scopes = models.JSONField(_("may do"), default=list)
    made_at = models.DateTimeField(_("made"))
    # By the hour: what asks each second would otherwise write each second.
    last_used_at = models.DateTimeField(_("last used"), null=True, blank=True)
    expires_at = models.DateTimeField(_("good until"), null=True, blank=True)

    objects = TokenQuerySet.as_manager()

    class Meta:
        verbose_name = _("token")
        verbose_name_plural = _("tokens")

    def __str__(self) -> str:
        return f"{self.name} ({self.user})"

    def may(self, scope: Scope) -> bool:
        """Whether it opens this; what only operators may do ends with the office, whatever was once given."""
        return scope in self.scopes and (scope not in OPERATORS_SCOPES or self.user.is_operator)

    @property
    def scope_words(self) -> list[Any]:
        """What it may do, in words."""
        return [scope.label for scope in Scope if scope in self.scopes]
