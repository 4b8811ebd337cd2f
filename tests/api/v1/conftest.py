"""The API as programs ask it."""

import json
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.test import Client

from daily8.accounts import tokens
from daily8.accounts.models import User
from daily8.api.v1 import limits
from tests.conftest import NOON

Ask = Callable[..., Any]


@pytest.fixture(autouse=True)
def _counts() -> Iterator[None]:
    """What one test asked does not count in the next."""
    limits.counts.forget()
    yield
    limits.counts.forget()


@pytest.fixture
def ask(client: Client) -> Ask:
    """Ask the API as a program does; `token` is a secret, `json` a body."""

    def ask(path: str, method: str = "GET", *, token: str = "", body: Any = None, **headers: str) -> Any:
        named = {"Authorization": f"Bearer {token}"} if token else {}
        data = {"data": json.dumps(body), "content_type": "application/json"} if body is not None else {}
        return client.generic(method, f"/api/v1{path}", headers=named | headers, **data)

    return ask


@pytest.fixture
def reader(db: None) -> User:
    """Somebody with an account."""
    return User.objects.create(username="yara", email="yara@post.example", joined_at=NOON)


@pytest.fixture
def secret(reader: User) -> str:
    """A token of the reader's that may read and write."""
    return tokens.make(reader, "script", ["read", "write"], now=NOON).secret


@pytest.fixture
def newsroom(operator: User) -> str:
    """A token of an operator's that may hand in articles."""
    return tokens.make(operator, "newsroom", ["ingest"], now=NOON).secret
