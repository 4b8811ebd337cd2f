"""The reader of `bench.disk`, in the site of the environment; prints the keys of two sessions, seen hours ago."""

import os
from datetime import timedelta

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "daily8.config.settings")
django.setup()

from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY  # noqa: E402
from django.contrib.sessions.backends.db import SessionStore  # noqa: E402

from daily8.accounts.models import User  # noqa: E402
from daily8.work import clock  # noqa: E402

AGO = timedelta(hours=3)


def sign_in(reader: User) -> str:
    """Return the key of a session that is to be written at the next page."""
    session = SessionStore()
    session[SESSION_KEY] = str(reader.pk)
    session[BACKEND_SESSION_KEY] = "django.contrib.auth.backends.ModelBackend"
    session[HASH_SESSION_KEY] = reader.get_session_auth_hash()
    session["began_at"] = session["seen_at"] = (clock.now() - AGO).timestamp()
    session.create()
    return str(session.session_key)


def main() -> None:
    """Store them."""
    reader = User.objects.create(username="yara", joined_at=clock.now() - AGO)
    print(sign_in(reader), sign_in(reader))


if __name__ == "__main__":
    main()
