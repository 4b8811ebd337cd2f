"""Readers, and what they say of an article."""

from collections.abc import Callable
from datetime import datetime, timedelta
from itertools import count
from typing import Any

import pytest

from daily8.accounts.models import Standing, User
from daily8.comments import talks, tokens, writing
from daily8.comments.models import Comment
from daily8.comments.talks import Talk
from tests.conftest import NOON

Say = Callable[..., Comment]


@pytest.fixture
def make_reader(db: None) -> Callable[..., User]:
    """Make readers who have been here for a month."""

    def make(name: str, standing: Standing = Standing.READER, **fields: Any) -> User:
        values = {"email": f"{name}@daily.example", "joined_at": NOON - timedelta(days=30)} | fields
        return User.objects.create(username=name, standing=standing, **values)

    return make


@pytest.fixture
def leila(make_reader) -> User:
    return make_reader("leila")


@pytest.fixture
def omar(make_reader) -> User:
    return make_reader("omar")


@pytest.fixture
def moderator(make_reader) -> User:
    return make_reader("noor", Standing.MODERATOR)


@pytest.fixture
def article(make_article):
    return make_article()


@pytest.fixture
def talk(article) -> Talk:
    return talks.of_article(article)


@pytest.fixture
def say(settings, article) -> Say:
    """Let a reader say something of the article, or of what is given; at once unless told when."""
    settings.COMMENTS = "open"
    addresses = count(1)

    def say(writer: User, text: str, *, now: datetime = NOON, talk: Talk | None = None, **more: Any) -> Comment:
        given = more.pop("token", None) or tokens.new(writer, now - timedelta(minutes=1))
        more.setdefault("address", f"198.51.100.{next(addresses)}")
        token = tokens.read(given, writer, now)
        return writing.write(talk or talks.of_article(article), writer, text, token=token, now=now, **more)

    return say
