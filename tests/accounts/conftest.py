"""Readers, and what they find in their mail."""

import re
from collections.abc import Callable

import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from django.test import Client

from daily8.accounts.hashers import Argon2id
from daily8.accounts.models import User
from tests.conftest import PASSWORD


@pytest.fixture
def reader(db: None) -> User:
    """Somebody with an account, whose address is confirmed."""
    user = User(username="yara", email="yara@post.example")
    user.set_password(PASSWORD)
    user.save()
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    return user


@pytest.fixture
def signed_in(reader: User, client: Client) -> Client:
    """The browser of a reader who has just typed the password."""
    client.post("/en/account/login", {"login": "yara", "password": PASSWORD})
    return client


@pytest.fixture
def letter() -> Callable[[], str]:
    """Take the last letter out of the box."""
    return lambda: mail.outbox[-1].body


@pytest.fixture
def link(letter: Callable[[], str]) -> Callable[[], str]:
    """The path of the page that the last letter leads to."""

    def follow() -> str:
        found = re.search(r"https?://[^/]+(/\S+)", letter())
        assert found, letter()
        return found[1]

    return follow


@pytest.fixture
def argon2_runs(monkeypatch: pytest.MonkeyPatch) -> Callable[[], int]:
    """How often a password was hashed or checked since: each takes about as long as all else together."""
    runs: list[str] = []
    for name in ("encode", "verify"):
        original = getattr(Argon2id, name)

        def counted(self, *arguments, _original=original, _name=name, **named):
            runs.append(_name)
            return _original(self, *arguments, **named)

        monkeypatch.setattr(Argon2id, name, counted)
    return lambda: len(runs)
