"""What tests of every part have at hand: publishers, feeds and articles as the pipeline would leave them."""

import hashlib
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from itertools import count
from typing import Any

import pytest
from django.conf import settings
from django.db import connection

from daily8.articles.models import Address, Article, Stage
from daily8.sources.models import Feed, Publisher

NOON = datetime(2026, 11, 25, 12, 0, tzinfo=UTC)
PublisherMaker = Callable[..., Publisher]
ArticleMaker = Callable[..., Article]


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings: None) -> None:
    """Keep the test database of SQLite in a file, as it is at work: each thread connects to it by itself."""
    if connection.vendor == "sqlite":
        connection.settings_dict["TEST"]["NAME"] = str(settings.DATA / "tests.sqlite3")


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
