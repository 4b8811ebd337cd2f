"""The small world, and how its readers come and speak."""

from datetime import timedelta

import world  # noqa: F401  (fills the database)
from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.models import Session
from django.utils import timezone

from daily8.accounts.models import Standing, User
from daily8.comments import talks, tokens, writing
from daily8.comments.models import Comment

NOW = timezone.now()


def reader(name: str, standing: Standing = Standing.READER) -> User:
    """Somebody who has been here for a month and is signed in under a session with a known key."""
    user = User.objects.create(
        username=name,
        email=f"{name}@daily.example",
        standing=standing,
        joined_at=NOW - timedelta(days=30),
    )
    told = {
        SESSION_KEY: str(user.pk),
        BACKEND_SESSION_KEY: settings.AUTHENTICATION_BACKENDS[0],
        HASH_SESSION_KEY: user.get_session_auth_hash(),
    }
    Session.objects.create(
        session_key=name * 8, session_data=SessionStore().encode(told), expire_date=NOW + timedelta(days=1)
    )
    return user


def say(writer: User, text: str, talk: talks.Talk, minutes: int, parent: Comment | None = None) -> Comment:
    """Let somebody have said something so many minutes ago."""
    now = NOW - timedelta(minutes=minutes)
    token = tokens.read(tokens.new(writer, now - timedelta(minutes=1)), writer, now)
    return writing.write(
        talk, writer, text, token=token, address=f"198.51.100.{writer.pk}", now=now, parent=parent
    )
