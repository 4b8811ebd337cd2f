"""What tests of every part have at hand: publishers, feeds and articles as the pipeline would leave them."""

import hashlib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, datetime, timedelta
from itertools import count
from typing import Any
from unittest.mock import patch

import numpy as np
import pytest
from django.conf import settings
from django.db import connection
from django.test import Client
from django.utils import translation
from hypothesis import HealthCheck
from hypothesis import settings as hypothesis_settings

from daily8.accounts.hashers import Argon2id
from daily8.accounts.models import User
from daily8.articles.embedders import embedder
from daily8.articles.models import Address, Article, Meaning, Stage, Tag
from daily8.assistant import extracts
from daily8.engine.embedding import passage_of
from daily8.search import indexing, memory
from daily8.sources.models import Feed, Publisher
from daily8.stories.models import Report, Story
from daily8.topics.models import Hashtag
from daily8.web.card_counts import card_counts
from daily8.work import at_hand, branding
from daily8.work.models import Branding

# A busy machine is slow, and none of these tests is of how fast it is.
hypothesis_settings.register_profile(
    "unhurried", parent=hypothesis_settings(), deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
hypothesis_settings.load_profile("unhurried")

PASSWORD = "sails-by-the-quay"
NOON = datetime(2026, 11, 25, 12, 0, tzinfo=UTC)
# What a page looks like is the same on every database. tests/api/test_every_output asks each for every page, and
# those that ask in a way of their own are tested on both.
_SAME_PAGES = "tests/web/"
_LISTS = (
    "for_you front hashtag_page keeping lists nulls page_cache quality_page search_page sources_page story_page"
)
_OTHER_QUESTIONS = tuple(f"tests/web/test_{name}.py" for name in _LISTS.split())
PublisherMaker = Callable[..., Publisher]
ArticleMaker = Callable[..., Article]


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out on PostgreSQL what asks no database, or has one of its own."""
    if connection.vendor == "postgresql":
        silent = [item for item in items if not _asks_database(item)]
        config.hook.pytest_deselected(items=silent)
        items[:] = [item for item in items if _asks_database(item)]


def _asks_database(item: pytest.Item) -> bool:
    if item.nodeid.startswith(_SAME_PAGES) and not item.nodeid.startswith(_OTHER_QUESTIONS):
        return False
    return item.get_closest_marker("django_db") is not None or not {
        "db",
        "transactional_db",
        "new_database",
    }.isdisjoint(getattr(item, "fixturenames", ()))


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings: None) -> None:
    """Keep the test database of SQLite in a file, as it is at work: each thread connects to it by itself."""
    if connection.vendor == "sqlite":
        connection.settings_dict["TEST"]["NAME"] = str(settings.DATA / "tests.sqlite3")


@pytest.fixture(scope="session", autouse=True)
def _tables_are_emptied_quickly() -> Iterator[None]:
    """PostgreSQL truncates tables in as many files; to delete the few rows of a test takes a tenth of that."""
    if connection.vendor != "postgresql":
        yield
        return
    with patch.object(type(connection.ops), "sql_flush", _deletions):
        yield


def _deletions(operations: Any, _style: Any, tables: Iterable[str], **_options: bool) -> list[str]:
    return [f"DELETE FROM {operations.quote_name(table)}" for table in tables]


@pytest.fixture(scope="session", autouse=True)
def _quick_passwords() -> None:
    """Keep passwords as they are kept at work, but with a thousandth of the memory, and the time."""
    Argon2id.memory_cost = 64


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    """The language of one test's pages is not that of the next test's words."""
    with translation.override("en"):
        yield


@pytest.fixture(autouse=True)
def _nothing_at_hand() -> None:
    """What was told in one test of an article is not told of the next one under its key."""
    extracts.forget()
    at_hand.forget()
    card_counts.know(Counter(), seconds=600)
    branding.hold(Branding(), seconds=600)


@pytest.fixture
def make_publisher(db: None) -> PublisherMaker:
    """Make publishers; each has a domain of its own unless told."""
    numbers = count(1)

    def make(domain: str = "", **fields: Any) -> Publisher:
        domain = domain or f"paper{next(numbers)}.example"
        values: dict[str, Any] = {
            "names": {"en": f"The {domain.split('.')[0].title()}", "ar": f"صحيفة {domain.split('.')[0]}"},
            "home": f"https://{domain}/",
            "country": "KE",
            "language": "en",
            "added_at": NOON,
        }
        return Publisher.objects.create(domain=domain, **(values | fields))

    return make


@pytest.fixture
def publisher(make_publisher: PublisherMaker) -> Publisher:
    """A publisher that lets whole articles be shown."""
    return make_publisher("daily.example")


@pytest.fixture
def make_feed(db: None) -> Callable[..., Feed]:
    """Make a feed of a publisher that was read an hour ago, unless told."""

    def make(publisher: Publisher, **fields: Any) -> Feed:
        values: dict[str, Any] = {
            "url": f"https://{publisher.domain}/feed.xml",
            "added_at": NOON,
            "last_asked_at": NOON - timedelta(hours=1),
            "last_success_at": NOON - timedelta(hours=1),
            "last_new_at": NOON - timedelta(hours=2),
            "newest_at": NOON - timedelta(hours=2),
        }
        return Feed.objects.create(publisher=publisher, **(values | fields))

    return make


@pytest.fixture
def make_article(db: None, request: pytest.FixtureRequest) -> ArticleMaker:
    """Make visible articles of 90 words, each a minute older than the one made before, unless told."""
    numbers = count(1)

    def make(**fields: Any) -> Article:
        number = next(numbers)
        publisher = fields.pop("publisher", None) or request.getfixturevalue("publisher")
        url = fields.pop("url", f"https://{publisher.domain}/article/{number}")
        text = fields.pop("text", "Ships left the harbour at dawn on Wednesday. " * 11 + "They will be back.")
        values: dict[str, Any] = {
            "key": hashlib.blake2b(url.encode(), digest_size=16).hexdigest(),
            "publisher": publisher,
            "stage": Stage.PUBLISHED,
            "visible": True,
            "kind": "article",
            "language": "en",
            "category": "world",
            "title": f"Ships leave the harbour {number}",
            "excerpt": "Ships left the harbour at dawn on Wednesday.",
            "text": text,
            "html": f"<p>{text}</p>",
            "words": len(text.split()),
            "published_at": NOON - timedelta(minutes=number),
            "found_at": NOON,
        }
        article = Article.objects.create(url=url, **(values | fields))
        Address.objects.create(key=article.key, article=article)
        return article

    return make


@pytest.fixture
def operator(db: None) -> User:
    """Somebody who may do everything in the admin."""
    operator = User(username="samia", email="samia@daily.example")
    operator.set_password(PASSWORD)
    operator.save()
    operator.make_operator()
    return operator


@pytest.fixture
def admin(operator: User, client: Client) -> Client:
    """The browser of an operator who has signed in."""
    client.force_login(operator)
    return client


@pytest.fixture
def make_hashtag(db: None) -> Callable[..., Hashtag]:
    """Make hashtags; one made of articles is on each of them, as the most telling."""

    def make(name: str = "Nairobi", *, on: Iterable[Article] = (), **fields: Any) -> Hashtag:
        slug = "".join(word.title() for word in name.split())
        values: dict[str, Any] = {"key": name.casefold(), "slug": slug, "kind": "place", "names": {"en": name}}
        hashtag = Hashtag.objects.create(**(values | fields))
        for article in on:
            Tag.objects.create(article=article, hashtag=hashtag, place=0, published_at=article.published_at)
        return hashtag

    return make


@pytest.fixture
def make_story(db: None) -> Callable[..., Story]:
    """Make a story of these articles, with its counts."""

    def make(*articles: Article, **fields: Any) -> Story:
        moments = [article.published_at for article in articles]
        values: dict[str, Any] = {
            "key": hashlib.blake2b(articles[0].key.encode(), digest_size=16).hexdigest(),
            "first_at": min(moments),
            "last_at": max(moments),
            "reports_count": len(articles),
            "originals_count": sum(article.copy_of_id is None for article in articles),
            "publishers_count": len({article.publisher_id for article in articles}),
        }
        story = Story.objects.create(**(values | fields))
        for number, article in enumerate(articles, 1):
            Report.objects.create(article=article, story=story, change=number, published_at=article.published_at)
        return story

    return make


@pytest.fixture
def findable(make_article: ArticleMaker) -> Iterator[Callable[..., Article]]:
    """Make an article that can be found by its words and, where it is `meant`, by its meaning."""

    def make(title: str, text: str = "Nothing else.", *, meant: bool = False, **fields: Any) -> Article:
        article = make_article(title=title, text=text, **fields)
        if meant:
            vector = embedder().embed([passage_of(title, text)])[0].astype(np.float16)
            Meaning.objects.create(
                article=article, digest="1", embedder=embedder().name, vector=vector.tobytes(), sketch=b""
            )
        indexing.index([article])
        memory.forget()
        return article

    # What one test made is not there for the next.
    memory.forget()
    yield make
    memory.forget()
