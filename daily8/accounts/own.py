"""What accounts themselves keep of a reader."""

from typing import Any

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session

from daily8.accounts import limits, tokens
from daily8.accounts.models import User
from daily8.work.mail import envelope
from daily8.work.models import Mail


def export(user: User) -> dict[str, Any]:
    """Return the account without its secrets, which prove nothing any more once they are in a file."""
    return {
        "account": {
            "user_name": user.username,
            "email": user.email,
            "standing": user.standing,
            "joined_at": user.joined_at,
            "last_sign_in_at": user.last_login,
        },
        "addresses": list(EmailAddress.objects.filter(user=user).values("email", "verified", "primary")),
        "second_factors": [_factor(each) for each in Authenticator.objects.filter(user=user).order_by("pk")],
        "elsewhere": list(SocialAccount.objects.filter(user=user).values("provider", "date_joined", "extra_data")),
        "sessions": list(
            UserSession.objects.filter(user=user).values("created_at", "last_seen_at", "ip", "user_agent")
        ),
        "tokens": tokens.kept(user),
    }


def _factor(authenticator: Authenticator) -> dict[str, Any]:
    return {
        "kind": authenticator.type,
        "name": authenticator.data.get("name", ""),
        "added_at": authenticator.created_at,
        "last_used_at": authenticator.last_used_at,
    }


def erase(user: User) -> None:
    """Delete the account, its addresses, factors, sessions, tokens, and what was written to it."""
    tokens.revoke_all(user)
    limits.forget(user)
    addresses = {user.email, *EmailAddress.objects.filter(user=user).values_list("email", flat=True)}
    for address in filter(None, addresses):
        Mail.objects.to(envelope(address)).delete()
    keys = UserSession.objects.filter(user=user).values_list("session_key", flat=True)
    Session.objects.filter(session_key__in=list(keys)).delete()
    user.delete()
