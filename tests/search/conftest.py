"""What a query finds."""

from collections.abc import Callable

import pytest

from daily8.articles.models import Article
from daily8.engine.words.queries import parse
from daily8.search import finding
from daily8.search.finding import Order
from daily8.search.places import pk_of


@pytest.fixture
def titles(db: None) -> Callable[..., list[str]]:
    """Return the headlines that a query finds, in their order; only those with all its words, unless `near`."""

    def find(typed: str, *, order: Order = Order.BEST, near: bool = False) -> list[str]:
        hits = finding.find(parse(typed), order).hits
        named = dict(Article.objects.values_list("pk", "title"))
        return [named[pk_of(hit.place)] for hit in hits if near or hit.exact]

    return find
