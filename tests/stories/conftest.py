"""Articles as they are when they wait to be placed."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import numpy as np
import pytest

from daily8.articles.embedders import embedder
from daily8.articles.models import Article, Meaning, Stage
from daily8.engine.clustering import sketches
from daily8.engine.embedding import passage_of
from daily8.stories.grouping import Desk, Placed
from tests.conftest import NOON, ArticleMaker, PublisherMaker

FLOOD = (
    "Heavy rain flooded the lower streets of Kisumu on Tuesday night and left four thousand people without homes.",
    "The river Nyando broke its banks near Ahero after three days of rain, the county's governor said.",
    "Schools in Ahero will stay closed until Monday, and the army brings tents and clean water to families.",
    "Engineers had warned in March that the dyke would not hold another season, a report shows.",
)
VOTE = (
    "Parliament in Lisbon voted on Wednesday to raise the tax on empty flats from next January.",
    "The finance minister said that the tax would bring two hundred million euros a year for new homes.",
    "Owners of more than three flats will pay double, under a change that the Left Bloc asked for.",
    "Opposition parties called the law a gift to nobody and promised to take it to the court.",
)


@pytest.fixture
def report(make_article: ArticleMaker, make_publisher: PublisherMaker) -> Callable[..., Article]:
    """Make an article of these sentences that waits to be placed, each by a publisher of its own unless told."""

    def make(title: str, sentences: tuple[str, ...], *, hours: float = 0, **fields: Any) -> Article:
        text = " ".join(sentences)
        values: dict[str, Any] = {"stage": Stage.ENRICHED, "visible": False}
        article = make_article(
            publisher=fields.pop("publisher", None) or make_publisher(),
            title=title,
            text=text,
            published_at=NOON + timedelta(hours=hours),
            **(values | fields),
        )
        vector = embedder().embed([passage_of(title, text)])[0].astype(np.float16)
        Meaning.objects.create(
            article=article,
            digest="1",
            embedder=embedder().name,
            vector=vector.tobytes(),
            sketch=sketches.sketch(text),
        )
        return article

    return make


@pytest.fixture
def place(db: None) -> Callable[..., Placed]:
    """Place articles, in one batch, at a desk of their own unless told."""

    def place(*articles: Article, desk: Desk | None = None) -> Placed:
        return (desk or Desk()).place(articles, NOON + timedelta(days=1))

    return place
