"""Secrets by which programs act for a reader: made, shown once, known again by their digest, and taken away."""

import hashlib
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Q
from django.utils.crypto import get_random_string

from daily8.accounts.models import OPERATORS_SCOPES, Scope, Token, TokenQuerySet, User
from daily8.accounts.offices import lacks_lock

# By this, whoever finds one in a log or a repository knows what it is and where it opens.
PREFIX = "d8_"
# 40 letters and digits are 238 bits: nobody guesses one, and a quick digest is enough to keep it by.
_LETTERS = 40
MOST = 50
_NOTED_EVERY = timedelta(hours=1)


class TokenError(Exception):
    """A token does not open what was asked for."""


class Unknown(TokenError):
    """There is no such token, any more or at all, or its account is closed: which of them is nobody's business."""

    def __init__(self) -> None:
        super().__init__(
            "this token is unknown, has expired or was revoked: make a new one on your account's page"
        )


class NotAllowed(TokenError):
    """The token is good, but not for this."""

    def __init__(self, scope: Scope):
        super().__init__(f"this token lacks the scope {scope}: make one that has it on your account's page")
        self.scope = scope


class NotLocked(TokenError):
    """The token is good, but its account lacks the second lock that this site asks of operators."""

    def __init__(self) -> None:
        super().__init__(
            "this site asks a second lock of operators: set up an app or a passkey on your account's page"
        )


class TooMany(TokenError):
    """The account has as many tokens as it may have."""


@dataclass(frozen=True, slots=True)
class Made:
    """A new token with its secret, which nobody can show again."""

    token: Token
    secret: str


def make(
    user: User, name: str, scopes: Collection[str], *, now: datetime, expires_at: datetime | None = None
) -> Made:
    """Make a token; raises TooMany, and NotAllowed for a scope that the account may not have."""
    wanted = [scope for scope in Scope if scope in scopes]
    for scope in wanted:
        if scope not in allowed(user):
            raise NotAllowed(scope)
    if of(user).count() >= MOST:
        raise TooMany(f"{user} has {MOST} tokens: revoke one first")
    secret = PREFIX + get_random_string(_LETTERS)
    token = Token.objects.create(
        user=user,
        name=name,
        digest=_digest(secret),
        scopes=[scope.value for scope in wanted],
        made_at=now,
        expires_at=expires_at,
    )
    return Made(token, secret)


def allowed(user: User) -> list[Scope]:
    """Return what tokens of this account may do."""
    operates = user.is_operator and not lacks_lock(user)
    return [scope for scope in Scope if operates or scope not in OPERATORS_SCOPES]


def holder(secret: str, scope: Scope, now: datetime) -> Token:
    """Return the token of a secret, with its account as `user`, if it may do this.

    Raises Unknown, NotAllowed and NotLocked. That it was used is noted once an hour.
    """
    token = known(secret, now)
    check(token, scope)
    return token


def check(token: Token, scope: Scope) -> None:
    """Raise NotAllowed or NotLocked where a token may not do this, whatever it might when it was made."""
    if not token.may(scope):
        raise NotAllowed(scope)
    if scope in OPERATORS_SCOPES and lacks_lock(token.user):
        raise NotLocked


def known(secret: str, now: datetime) -> Token:
    """Return the token of a secret, whatever it may do; raises Unknown."""
    if not secret.startswith(PREFIX):
        raise Unknown
    token = Token.objects.living(now).select_related("user").filter(digest=_digest(secret)).first()
    if token is None:
        raise Unknown
    _note(token, now)
    return token


def _note(token: Token, now: datetime) -> None:
    due = Q(last_used_at=None) | Q(last_used_at__lte=now - _NOTED_EVERY)
    if token.last_used_at is None or token.last_used_at <= now - _NOTED_EVERY:
        Token.objects.filter(due, pk=token.pk).update(last_used_at=now)


def _digest(secret: str) -> str:
    return hashlib.sha256(secret.encode(errors="replace")).hexdigest()


def of(user: User) -> TokenQuerySet:
    """Return the tokens of an account, the newest first; those that have expired stay until they are revoked."""
    return Token.objects.filter(user=user).order_by("-pk")


def revoke(user: User, pk: int) -> bool:
    """Take a token of this account away, from the next request on; return whether there was one."""
    return bool(Token.objects.filter(user=user, pk=pk).delete()[0])


def revoke_all(user: User) -> None:
    """Take away all tokens of an account."""
    Token.objects.filter(user=user).delete()


def kept(user: User) -> list[dict[str, Any]]:
    """Return what is kept of an account's tokens, for a file of everything it has here: no secrets."""
    fields = ("name", "scopes", "made_at", "last_used_at", "expires_at")
    return list(of(user).values(*fields))
