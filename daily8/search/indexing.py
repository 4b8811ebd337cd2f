"""Makes articles findable."""

from collections.abc import Iterable, Mapping, Sequence

import numpy as np

from daily8.articles.models import Article, Meaning, Tag
from daily8.engine.embedding.codes import codes
from daily8.search import texts
from daily8.search.models import Entry
from daily8.search.tables import table
from daily8.stories.means import centre
from daily8.stories.vectors import vector_of
from daily8.topics.models import Hashtag
from daily8.work import rows

_ENTRY = ("article", "place", "language", "embedder", "code")


def index(articles: Sequence[Article]) -> None:
    """Make articles findable as they are now; belongs into the transaction that shows them.

    The words and the place that an article had before are forgotten.
    """
    keys = [article.pk for article in articles]
    hashtags, meanings = _hashtags(keys), _codes(articles)
    words = [texts.words(article, hashtags.get(article.pk, ())) for article in articles]
    forget(keys)
    table().insert(words)
    entries = (
        (article.pk, one.place, article.language, *meanings.get(article.pk, ("", b"")))
        for article, one in zip(articles, words, strict=True)
    )
    rows.insert(Entry, _ENTRY, entries)


def forget(articles: Iterable[int]) -> None:
    """Let these articles (primary keys) be found no more."""
    Entry.objects.filter(article__in=list(articles)).delete()


def _hashtags(keys: Sequence[int]) -> Mapping[int, list[Hashtag]]:
    """The hashtags of each article that have a page."""
    found: dict[int, list[Hashtag]] = {}
    tags = Tag.objects.filter(article__in=keys, hashtag__banned=False).select_related("hashtag")
    for tag in tags.only("article_id", "hashtag__names"):
        found.setdefault(tag.article_id, []).append(tag.hashtag)
    return found


def _codes(articles: Sequence[Article]) -> Mapping[int, tuple[str, bytes]]:
    """The maker and the code of each article's vector, where it has one."""
    keys = [article.pk for article in articles]
    languages = {article.pk: article.language for article in articles}
    meanings = Meaning.objects.filter(article__in=keys).exclude(vector=b"")
    found: dict[str, list[tuple[int, np.ndarray]]] = {}
    for pk, embedder, packed in meanings.values_list("article", "embedder", "vector"):
        vector = vector_of(packed)
        if vector is not None:
            found.setdefault(embedder, []).append((pk, vector))
    coded = {}
    for embedder, vectors in found.items():
        middle = centre(embedder, len(vectors[0][1]))
        centred = np.concatenate([middle.apply(languages[pk], vector[None]) for pk, vector in vectors])
        coded.update({pk: (embedder, code) for (pk, _), code in zip(vectors, codes(centred), strict=True)})
    return coded
