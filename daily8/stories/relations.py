"""Relates articles to each other when they are placed, so that an old one gains what comes after it."""

from collections.abc import Sequence

from daily8.articles.models import Article
from daily8.engine.clustering.pieces import Piece
from daily8.engine.clustering.related import Related, related
from daily8.stories.models import Relation
from daily8.stories.window import Window
from daily8.work import rows

_FIELDS = ("newer", "older", "score", "reason")
# Of the article's own story, the newest so many are looked at.
_OF_STORY = 24


def add(articles: Sequence[Article], window: Window) -> None:
    """Store what these articles, which are in the window, are related to."""
    near = {article.key: _near(article.key, window) for article in articles}
    pieces = window.pieces.of({*near, *(key for keys in near.values() for key in keys)})
    found: dict[tuple[int, int], Related] = {}
    for article in articles:
        own, pk = pieces[article.key]
        candidates = [pieces[key][0] for key in near[article.key] if key in pieces]
        for one in related(own, candidates):
            other, other_pk = pieces[str(one.id)]
            found.setdefault(_newer_first((own, pk), (other, other_pk)), one)
    relations = [(newer, older, one.score, one.reason.value) for (newer, older), one in sorted(found.items())]
    rows.insert(Relation, _FIELDS, relations, skip_conflicts=True)


def _near(key: str, window: Window) -> list[str]:
    """Keys of the articles that this one may be related to: of its own story, and the likest of others."""
    own = window.grouper.articles_of(window.grouper.story_of(key))[-_OF_STORY:]
    return sorted({str(one) for one in (*own, *window.grouper.near(key))} - {key})


def _newer_first(first: tuple[Piece, int], second: tuple[Piece, int]) -> tuple[int, int]:
    (_, newer_pk), (_, older_pk) = sorted(
        (first, second), key=lambda one: (one[0].published, one[0].id), reverse=True
    )
    return newer_pk, older_pk
