"""The small world with an operator and readers who are signed in: `python newsroom.py <address of pictures>`."""

from datetime import timedelta

import world  # noqa: F401  (fills the database)
from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.models import Session
from django.utils import timezone

from daily8.accounts.models import User


def sign_in(name: str) -> None:
    """Make a reader who is signed in under sessions with known keys, one for each browser."""
    user = User.objects.create(username=name, email=f"{name}@daily.example")
    told = {
        SESSION_KEY: str(user.pk),
        BACKEND_SESSION_KEY: settings.AUTHENTICATION_BACKENDS[0],
        HASH_SESSION_KEY: user.get_session_auth_hash(),
    }
    for key in (name * 8, name * 9):
        Session.objects.create(
            session_key=key,
            session_data=SessionStore().encode(told),
            expire_date=timezone.now() + timedelta(days=1),
        )


operator = User(username="samia", email="samia@daily.example")
operator.set_password("sails-by-the-quay")
operator.save()
operator.make_operator()
for name in ["adam", "aziz", "dina", "emil", "huda", "lina", "mona", "nada", "noor", "omar"]:
    sign_in(name)
for name in ["rami", "reem", "yara", "zain"]:
    sign_in(name)
