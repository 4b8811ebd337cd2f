"""Articles that can be found."""

from collections.abc import Callable, Iterator
from typing import Any

import numpy as np
import pytest

from daily8.articles.embedders import embedder
from daily8.articles.models import Article, Meaning
from daily8.engine.embedding import passage_of
from daily8.engine.words.queries import parse
from daily8.search import finding, indexing, memory
from daily8.search.finding import Order
from daily8.search.places import pk_of
from tests.conftest import ArticleMaker


@pytest.fixture(autouse=True)
def _new_memory() -> Iterator[None]:
    """What one test made is not there for the next."""
    memory.forget()
    yield
    memory.forget()


@pytest.fixture
def findable(make_article: ArticleMaker) -> Callable[..., Article]:
    """Make an article that can be found, by its words and by its meaning."""

    def make(title: str, text: str = "", *, meant: bool = False, **fields: Any) -> Article:
        article = make_article(title=title, text=text, **fields)
        if meant:
            vector = embedder().embed([passage_of(title, text)])[0].astype(np.float16)
            Meaning.objects.create(
                article=article, digest="1", embedder=embedder().name, vector=vector.tobytes(), sketch=b""
            )
        indexing.index([article])
        memory.forget()
        return article

    return make


@pytest.fixture
def titles(db: None) -> Callable[..., list[str]]:
    """Return the headlines that a query finds, in their order; only those with all its words, unless `near`."""

    def find(typed: str, *, order: Order = Order.BEST, near: bool = False) -> list[str]:
        hits = finding.find(parse(typed), order).hits
        named = dict(Article.objects.values_list("pk", "title"))
        return [named[pk_of(hit.place)] for hit in hits if near or hit.exact]

    return find
