"""What the front page shows, and where."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import reduce
from operator import or_

from django.db.models import Q

from daily8.articles.categories import CATEGORIES, Category
from daily8.articles.models import Article, ArticleQuerySet

_SECONDARY = 4
_IN_SECTION = 4
_LEAST_IN_SECTION = 3
_LATEST = 16
# Blocks and lead area may take 53 of these, and the list below shall not be empty.
_NEWEST = 70
_PICTURED = 24
_SPARE = 5
_ENOUGH_WORDS = 60


@dataclass(frozen=True, slots=True)
class Section:
    """The newest of one category."""

    category: Category
    articles: list[Article]


@dataclass(frozen=True, slots=True)
class Front:
    """The front page; no article is on it twice."""

    lead: Article | None
    secondary: list[Article]
    sections: list[Section]
    latest: list[Article]


def front(articles: ArticleQuerySet) -> Front:
    """Choose the front page out of these articles, in three queries."""
    newest = list(articles.newest_first().cards()[:_NEWEST])
    pictured = list(articles.exclude(image="").filter(words__gte=_ENOUGH_WORDS).newest_first().cards()[:_PICTURED])
    by_category = newest_of(
        [articles.filter(category=category.id) for category in CATEGORIES],
        size=_IN_SECTION + _SPARE,
    )
    return choose(newest, pictured, by_category)


def newest_of(lists: Sequence[ArticleQuerySet], *, size: int) -> list[Article]:
    """Return the newest `size` of each list, all together newest first, in one query."""
    # A union would be the plain way, but SQLite takes no limit inside of one.
    members = (Q(pk__in=list_.newest_first().values("pk")[:size]) for list_ in lists)
    return list(Article.objects.filter(reduce(or_, members, Q(pk__in=[]))).newest_first().cards())


def choose(newest: Sequence[Article], pictured: Sequence[Article], by_category: Sequence[Article]) -> Front:
    """Place articles, each list newest first, on a front page.

    The lead area shows the newest that can be read here and have a picture, one of each publisher; where
    there are too few of those, it is filled with other articles that can be read, then with any.
    """
    top = _top([*(article for article in pictured if _leads(article)), *filter(_is_readable, newest), *newest])
    used = {article.pk for article in top}
    sections = list(_sections(by_category, used))
    used.update(article.pk for section in sections for article in section.articles)
    latest = [article for article in newest if article.pk not in used][:_LATEST]
    return Front(top[0] if top else None, top[1:], sections, latest)


def _leads(article: Article) -> bool:
    return bool(article.shown_image) and _is_readable(article)


def _is_readable(article: Article) -> bool:
    return article.is_whole or bool(article.is_article and article.shown_excerpt)


def _top(candidates: Iterable[Article]) -> list[Article]:
    """One article of each publisher, in the order of the candidates."""
    chosen: dict[int, Article] = {}
    for article in candidates:
        if len(chosen) <= _SECONDARY:
            chosen.setdefault(article.publisher_id, article)
    return list(chosen.values())


def _sections(articles: Sequence[Article], used: set[int]) -> Iterator[Section]:
    for category in CATEGORIES:
        free = [article for article in articles if article.category == category.id and article.pk not in used]
        if len(free) >= _LEAST_IN_SECTION:
            yield Section(category, _varied(free))


def _varied(articles: Sequence[Article]) -> list[Article]:
    """The newest with a picture first, then the newest others, as many publishers as there are."""
    first = next((article for article in articles if _leads(article)), articles[0])
    met = {first.publisher_id}
    others: list[Article] = []
    again: list[Article] = []
    for article in articles:
        if article.pk == first.pk:
            continue
        (again if article.publisher_id in met else others).append(article)
        met.add(article.publisher_id)
    rest = sorted((others + again)[: _IN_SECTION - 1], key=lambda article: article.published_at, reverse=True)
    return [first, *rest]
