"""What an article is found by."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from daily8.articles.models import Article
from daily8.engine.words import spelled as words_of
from daily8.search import places
from daily8.topics.models import Hashtag

# So many of its first terms say what a text is about; what stands behind the last one is not found.
_LEAD, _ALL = 60, 5000
# No term begins with it, so that what an article has is never taken for a word of it.
MARK = "§"
EVERYTHING = f"{MARK}a"


@dataclass(frozen=True, slots=True)
class Words:
    """The terms of an article, parted by blanks, and what it has: its source, language, category and hashtags.

    `lead` is the beginning of `text`.
    """

    place: int
    title: str
    names: str
    lead: str
    text: str
    facets: str


def words(article: Article, hashtags: Sequence[Hashtag]) -> Words:
    """Return what an article with these hashtags is found by."""
    # More letters than terms of a usual length need.
    # Of a link, some text may be left for an edition that quotes it.
    shown = article.text[: _ALL * 8] if article.words else ""
    text = words_of(shown or article.excerpt)[:_ALL]
    return Words(
        place=places.place_of(article.published_at, article.pk),
        title=spelled(article.title),
        names=" ".join(dict.fromkeys(spelled(name) for each in hashtags for name in sorted(each.names.values()))),
        lead=" ".join(text[:_LEAD]),
        text=" ".join(text),
        facets=" ".join(_facets(article, hashtags)),
    )


@lru_cache(20_000)
def spelled(name: str) -> str:
    """Return the terms of a headline or a name as they are kept; the same names stand on many articles."""
    return " ".join(words_of(name))


def facet(kind: str, value: object) -> str:
    """Return the sign of one thing that articles have: l, c, s or h for language, category, source or hashtag."""
    return f"{MARK}{kind}{''.join(filter(str.isalnum, str(value))).lower()}"


def _facets(article: Article, hashtags: Iterable[Hashtag]) -> list[str]:
    has: Mapping[str, object] = {"l": article.language, "c": article.category, "s": article.publisher_id}
    carried = [facet("h", each.pk) for each in hashtags]
    return [EVERYTHING, *(facet(kind, value) for kind, value in has.items() if value), *carried]
