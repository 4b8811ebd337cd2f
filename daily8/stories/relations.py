"""Relates articles to each other when they are placed, so that an old one gains what comes after it."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence

import numpy as np

from daily8.articles.models import Article, Meaning, Tag
from daily8.engine.clustering.features import Vector
from daily8.engine.clustering.pieces import Piece
from daily8.engine.clustering.related import Related, related
from daily8.stories.models import Relation
from daily8.stories.window import Window, vector_of
from daily8.topics.models import HashtagKind
from daily8.work import rows

_FIELDS = ("newer", "older", "score", "reason")
# Of the article's own story, the newest so many are looked at.
_OF_STORY = 24
_FIELD_OF_KIND = {HashtagKind.PERSON: "people", HashtagKind.PLACE: "places"}


def add(articles: Sequence[Article], window: Window) -> None:
    """Store what these articles, which are in the window, are related to."""
    near = {article.key: _near(article.key, window) for article in articles}
    pieces = _pieces({*near, *(key for keys in near.values() for key in keys)}, window)
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


def _pieces(keys: Collection[str], window: Window) -> dict[str, tuple[Piece, int]]:
    """What the engine compares of each article that is still there, with its primary key, by its key."""
    articles = Article.objects.filter(key__in=keys).select_related("publisher", "copy_of", "meaning").only(
        "key", "language", "published_at", "words", "publisher__domain", "copy_of__key", "meaning__embedder",
        "meaning__vector",
    )  # fmt: skip
    found = {article.pk: article for article in articles if article.key in window.grouper}
    things = _things(found)
    return {article.key: (_piece(article, things[article.pk], window), article.pk) for article in found.values()}


def _piece(article: Article, things: dict[str, set[str]], window: Window) -> Piece:
    return Piece(
        id=article.key,
        published=article.published_at,
        publisher=article.publisher.domain,
        language=article.language,
        vector=_centred(article, window),
        terms=window.grouper.terms_of(article.key),
        is_headline=article.words == 0,
        story=window.grouper.story_of(article.key),
        copy_of=article.copy_of.key if article.copy_of else None,
        people=frozenset(things["people"]),
        places=frozenset(things["places"]),
        others=frozenset(things["others"]),
    )


def _centred(article: Article, window: Window) -> Vector:
    meaning: Meaning = article.meaning
    vector = vector_of(meaning.vector) if meaning.embedder == window.embedder else None
    if vector is None:
        return np.zeros(window.dimensions, dtype=np.float32)
    centred: Vector = window.grouper.centre.apply(article.language, vector[None])[0]
    return centred


def _things(articles: Iterable[int]) -> defaultdict[int, defaultdict[str, set[str]]]:
    """Keys of the things that articles are about, by article and by what sort of thing they are."""
    things: defaultdict[int, defaultdict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    tags = Tag.objects.filter(article__in=list(articles)).order_by()
    for article, key, kind in tags.values_list("article", "hashtag__key", "hashtag__kind"):
        things[article][_FIELD_OF_KIND.get(HashtagKind(kind), "others")].add(key)
    return things


def _newer_first(first: tuple[Piece, int], second: tuple[Piece, int]) -> tuple[int, int]:
    (_, newer_pk), (_, older_pk) = sorted(
        (first, second), key=lambda one: (one[0].published, one[0].id), reverse=True
    )
    return newer_pk, older_pk
