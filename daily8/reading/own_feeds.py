"""Feeds of what readers follow, under addresses that only they know."""

import secrets
from datetime import datetime
from typing import Any

from daily8.accounts.models import User
from daily8.reading.models import OwnFeed

# 192 bits, written as 32 letters.
_BYTES = 24


def of(user: User) -> OwnFeed | None:
    """Return the feed of a reader; nothing for who has not asked for one, or has ended it by a new password."""
    return OwnFeed.objects.filter(user=user, proof=user.get_session_auth_hash()).first()


def renew(user: User, now: datetime) -> None:
    """Give the feed of a reader an address, or another: what was told of the one before leads nowhere."""
    told = {"token": secrets.token_urlsafe(_BYTES), "proof": user.get_session_auth_hash(), "made_at": now}
    OwnFeed.objects.update_or_create(user=user, defaults=told)


def stop(user: User) -> None:
    """Let the feed of a reader be no more."""
    OwnFeed.objects.filter(user=user).delete()


def reader(token: str) -> User | None:
    """Return whose feed has this address, unless the account is closed."""
    found = OwnFeed.objects.filter(token=token, user__is_active=True).select_related("user").first()
    return found.user if found and found.proof == found.user.get_session_auth_hash() else None


def kept(user: User) -> dict[str, Any]:
    """Return what is kept of it, for a file of everything the reader has here: not the secret."""
    feed = of(user)
    return {"since": feed.made_at.isoformat()} if feed else {}
