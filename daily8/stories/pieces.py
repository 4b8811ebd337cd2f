"""The articles of the window as related ones are looked for; those that were asked for last stay in memory."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from datetime import datetime

import numpy as np

from daily8.articles.models import Article, Tag
from daily8.engine.clustering.features import Vector
from daily8.engine.clustering.grouping import Grouper
from daily8.engine.clustering.pieces import Piece
from daily8.stories.vectors import vector_of
from daily8.topics.models import HASHTAGS, HashtagKind
from daily8.work.models import Version

# About 3 kB each.
_KEPT = 2000
_FIELD_OF_KIND = {HashtagKind.PERSON: "people", HashtagKind.PLACE: "places"}


class Pieces:
    """What the engine compares of each article, read from the tables once and then remembered.

    What may change is looked up each time: whether the article is still there, when it was published, whose text
    it is and its story. What is found by reading its text is remembered until `forget`, until operators decide
    something about hashtags, or until twice as many articles tell what is the middle of their languages.
    """

    def __init__(self, embedder: str, grouper: Grouper) -> None:
        self._embedder = embedder
        self._grouper = grouper
        self._known: dict[str, Piece] = {}
        self._decisions = 0
        self._learned_of = 0.0

    def forget(self, keys: Iterable[str] | None = None) -> None:
        """Read these articles anew when they are asked for again, or all."""
        for key in list(self._known if keys is None else keys):
            self._known.pop(key, None)

    def of(self, keys: Collection[str]) -> dict[str, tuple[Piece, int]]:
        """Return those of the articles that the tables and the window still hold, with their primary keys."""
        self._heed_operators()
        self._heed_centre()
        rows = Article.objects.filter(key__in=keys).values_list("pk", "key", "published_at", "copy_of__key")
        pks = {key: pk for pk, key, _, _ in rows if key in self._grouper}
        pieces = {
            key: self._known[key]
            for _, key, published, original in rows
            if key in pks and self._is_as_known(key, published, original)
        }
        pieces |= self._read({key: pk for key, pk in pks.items() if key not in pieces})
        self._remember(pieces)
        return {key: (piece, pks[key]) for key, piece in pieces.items()}

    def _heed_operators(self) -> None:
        decisions = Version.current(HASHTAGS)
        if decisions != self._decisions:
            self.forget()
            self._decisions = decisions

    def _heed_centre(self) -> None:
        learned_of = self._grouper.centre.seen
        if learned_of > 2 * self._learned_of:
            self.forget()
            self._learned_of = learned_of

    def _is_as_known(self, key: str, published: datetime, copy_of: str | None) -> bool:
        known = self._known.get(key)
        return known is not None and (known.published, known.copy_of, known.story) == (
            published,
            copy_of,
            self._grouper.story_of(key),
        )

    def _remember(self, pieces: dict[str, Piece]) -> None:
        """Keep these, and of the others those that were asked for last."""
        self.forget(pieces)
        self._known |= pieces
        self.forget(list(self._known)[: max(0, len(self._known) - _KEPT)])

    def _read(self, pks: dict[str, int]) -> dict[str, Piece]:
        articles = Article.objects.filter(pk__in=pks.values()).select_related("publisher", "copy_of", "meaning")
        articles = articles.only(
            "key", "language", "published_at", "words", "publisher__domain", "copy_of__key", "meaning__embedder",
            "meaning__vector",
        )  # fmt: skip
        things = _things(pks.values())
        return {article.key: self._piece(article, things[article.pk]) for article in articles}

    def _piece(self, article: Article, things: dict[str, set[str]]) -> Piece:
        return Piece(
            id=article.key,
            published=article.published_at,
            publisher=article.publisher.domain,
            language=article.language,
            vector=self._centred(article),
            terms=self._grouper.terms_of(article.key),
            is_headline=article.words == 0,
            story=self._grouper.story_of(article.key),
            copy_of=article.copy_of.key if article.copy_of else None,
            people=frozenset(things.get("people", ())),
            places=frozenset(things.get("places", ())),
            others=frozenset(things.get("others", ())),
        )

    def _centred(self, article: Article) -> Vector:
        centre, meaning = self._grouper.centre, article.meaning
        vector = vector_of(meaning.vector) if meaning.embedder == self._embedder else None
        if vector is None:
            return np.zeros(centre.dimensions, dtype=np.float32)
        centred: Vector = centre.apply(article.language, vector[None])[0]
        return centred


def _things(articles: Collection[int]) -> defaultdict[int, defaultdict[str, set[str]]]:
    """Keys of the things that articles are about, by article and by what sort of thing they are."""
    things: defaultdict[int, defaultdict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    tags = Tag.objects.filter(article__in=articles).order_by()
    for article, key, kind in tags.values_list("article", "hashtag__key", "hashtag__kind"):
        things[article][_FIELD_OF_KIND.get(HashtagKind(kind), "others")].add(key)
    return things
