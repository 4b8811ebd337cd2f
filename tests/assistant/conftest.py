"""A model's server, and articles that it is asked about."""

from collections.abc import Iterator

import pytest

from daily8.articles.models import Article
from daily8.assistant.models import Provider
from daily8.engine.ai import manners
from tests.assistant import news
from tests.comments.conftest import article, leila, make_reader, moderator, omar, say, talk  # noqa: F401
from tests.conftest import ArticleMaker
from tests.model_server import ModelServer, model_server


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[ModelServer]:
    """A server of which nothing is known yet; it answers as a good model would unless told otherwise."""
    monkeypatch.setattr(manners, "_KNOWN", {})
    with model_server() as server:
        yield server


@pytest.fixture
def small(db: None, server: ModelServer) -> Provider:
    """The server as the operator has set it up."""
    return news.provider(server.address)


@pytest.fixture
def crane(make_article: ArticleMaker) -> Article:
    """An English article."""
    return make_article(title="Crane falls into harbour of Port Amal", text=news.CRANE)


@pytest.fixture
def bridge(make_article: ArticleMaker) -> Article:
    """An Arabic article."""
    return make_article(title="إغلاق جسر النور ثلاثة أسابيع", text=news.BRIDGE, language="ar")
