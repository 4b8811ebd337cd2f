"""What lists leave out for one reader."""

from collections.abc import Collection
from typing import Protocol

from daily8.articles.models import ArticleQuerySet


class Hiding(Protocol):
    """Tells which articles a reader does not want to see in lists."""

    def visible(self, articles: ArticleQuerySet) -> ArticleQuerySet:
        """Return articles without those."""

    def among(self, articles: Collection[int]) -> set[int]:
        """Return which of these articles (primary keys) are those."""


class Nothing:
    """Hides nothing, which is what most readers want."""

    def visible(self, articles: ArticleQuerySet) -> ArticleQuerySet:
        """Return all of them."""
        return articles

    def among(self, articles: Collection[int]) -> set[int]:  # noqa: ARG002
        """Return none."""
        return set()


NOTHING = Nothing()
