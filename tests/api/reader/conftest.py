"""A reader who follows one thing of each kind, and an app that is let in with a token."""

import json
from collections.abc import Callable
from datetime import timedelta
from typing import Any
from urllib.parse import quote

import pytest

from daily8.accounts import tokens
from daily8.accounts.models import Scope, User
from daily8.articles.models import Article
from daily8.reading import following, things
from daily8.search import indexing, memory
from tests.conftest import NOON

ORIGIN = "https://news.example"
API = "/api/greader/reader/api/0"


@pytest.fixture
def reader(db) -> User:
    return User.objects.create(username="layla", email="layla@reader.example")


@pytest.fixture
def secret(reader) -> str:
    """A token for apps."""
    return tokens.make(reader, "NetNewsWire", [Scope.READER], now=NOON).secret


@pytest.fixture
def follow(reader) -> Callable[[str, str], None]:
    """Follow a thing, each a second later than the one before."""
    seconds = iter(range(1000))
    return lambda kind, name: following.follow(
        reader, things.named(kind, name), NOON - timedelta(days=1) + timedelta(seconds=next(seconds))
    )


@pytest.fixture
def world(make_article, make_publisher, make_hashtag, make_story, follow):
    """Articles by what they are told by; the newest first. Each thing is followed."""
    harbour, hill, sea = (
        make_publisher("harbour.example"),
        make_publisher("hill.example"),
        make_publisher("sea.example"),
    )
    articles = {
        "source": make_article(publisher=harbour, title="Of the harbour"),
        "hashtag": make_article(publisher=hill, title="Of boats"),
        "story": make_article(publisher=hill, title="The flood", key="a" * 32),
        "search": make_article(publisher=sea, title="Lighthouse lit"),
        "arabic": make_article(publisher=harbour, title="عن الميناء", language="ar"),
        "elsewhere": make_article(publisher=sea, title="Of nothing followed"),
    }
    make_hashtag("Boats", on=[articles["hashtag"], articles["source"]])
    story = make_story(articles["story"], articles["elsewhere"])
    indexing.index(Article.objects.all())
    memory.forget()
    follow("search", "lighthouse")
    follow("story", story.key)
    follow("hashtag", "Boats")
    follow("source", "harbour.example")
    yield articles
    memory.forget()


@pytest.fixture
def app(client, secret) -> "App":
    return App(client, secret)


class App:
    """An app that is let in."""

    def __init__(self, client: Any, secret: str):
        self.client = client
        self.headers = {"Authorization": f"GoogleLogin auth={secret}"}

    def get(self, path: str, **sent: Any) -> Any:
        return self.client.get(f"{API}/{path}", sent, headers=self.headers)

    def post(self, path: str, **sent: Any) -> Any:
        return self.client.post(f"{API}/{path}", sent, headers=self.headers)

    def told(self, path: str, **sent: Any) -> Any:
        answer = self.get(path, **sent)
        assert answer.status_code == 200, answer.content
        return json.loads(answer.content)

    def titles(self, stream: str, **sent: Any) -> list[str]:
        return [item["title"] for item in self.told(f"stream/contents/{quote(stream, safe='')}", **sent)["items"]]

    def ids(self, stream: str, **sent: Any) -> list[int]:
        return [int(one["id"]) for one in self.told("stream/items/ids", s=stream, **sent)["itemRefs"]]

    def streams(self) -> dict[str, str]:
        """The ids of feeds, by their titles."""
        return {one["title"]: one["id"] for one in self.told("subscription/list")["subscriptions"]}

    def unread(self) -> dict[str, int]:
        return {one["id"]: one["count"] for one in self.told("unread-count")["unreadcounts"]}
