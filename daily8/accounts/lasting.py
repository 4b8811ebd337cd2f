"""How long somebody stays signed in: until idle for long, and not for ever; what is over is deleted."""

from datetime import datetime, timedelta

from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.middleware import AuthenticationMiddleware, get_user
from django.contrib.auth.models import AnonymousUser
from django.contrib.sessions.backends.base import SessionBase, UpdateError
from django.contrib.sessions.models import Session
from django.db import DatabaseError, transaction
from django.db.models import Exists, OuterRef
from django.http import HttpRequest
from django.utils import timezone
from django.utils.functional import SimpleLazyObject

from daily8.accounts.models import User

_BEGAN, _SEEN = "began_at", "seen_at"
# Seen again within so much is not written: a reader who turns pages would write with each.
_PACE = timedelta(hours=1)
_AT_ONCE = 1000


class WhoIsThere(AuthenticationMiddleware):
    """Knows who is signed in, as Django does, as long as the session lasts."""

    def process_request(self, request: HttpRequest) -> None:
        """Let the request know."""
        super().process_request(request)
        request.user = SimpleLazyObject(lambda: _user(request))  # type: ignore[assignment]


def begin_anew(session: SessionBase) -> None:
    """Let a session last from now on: somebody has just signed in."""
    session.pop(_BEGAN, None)
    session.pop(_SEEN, None)


def forget(now: datetime) -> int:
    """Delete some sessions that are over, and what was kept of their browsers; return how many those were."""
    over = list(Session.objects.filter(expire_date__lt=now).values_list("pk", flat=True)[:_AT_ONCE])
    Session.objects.filter(pk__in=over, expire_date__lt=now).delete()
    living = Session.objects.filter(session_key=OuterRef("session_key"))
    gone = list(UserSession.objects.filter(~Exists(living)).values_list("pk", flat=True)[:_AT_ONCE])
    UserSession.objects.filter(pk__in=gone).delete()
    return len(over) + len(gone)


def _user(request: HttpRequest) -> AbstractBaseUser | AnonymousUser:
    user = get_user(request)
    if not isinstance(user, User) or _goes_on(request.session, user, timezone.now()):
        return user
    try:
        with transaction.atomic():
            request.session.flush()
    except DatabaseError:
        # It is over for this request too, and found to be over by the next.
        request.session.modified = False
    nobody = AnonymousUser()
    request._cached_user = nobody  # type: ignore[attr-defined]
    return nobody


def _goes_on(session: SessionBase, user: User, now: datetime) -> bool:
    """Whether a session is not over; that it was seen is noted once in a while."""
    lasting = settings.OFFICE if user.is_moderator or user.is_staff else settings.SESSION
    began = _moment(session, _BEGAN) or now
    seen = _moment(session, _SEEN)
    if now - began >= lasting.longest or (seen and now - seen >= lasting.idle):
        return False
    if seen is None or now - seen >= min(_PACE, lasting.idle / 24):
        # The row and the cookie end with it.
        left = int(min(lasting.idle, began + lasting.longest - now).total_seconds()) + 1
        return _noted(session, {_BEGAN: began.timestamp(), _SEEN: now.timestamp()}, seconds=left)
    return True


def _noted(session: SessionBase, moments: dict[str, float], *, seconds: int) -> bool:
    """Keep when a session was seen; say no where it was ended meanwhile.

    On a disk that is full or can only be read it goes on as it was: readers need no more than that to read.
    """
    unsaved = session.modified
    session.update(moments)
    session.set_expiry(seconds)
    try:
        session.save()
    except (UpdateError, DatabaseError):
        # Django says the one of both cases. It would save once more after the answer, and answer with an error.
        session.modified = unsaved
        return session.exists(str(session.session_key))
    return True


def _moment(session: SessionBase, name: str) -> datetime | None:
    kept = session.get(name)
    return None if kept is None else datetime.fromtimestamp(kept, tz=timezone.get_default_timezone())
