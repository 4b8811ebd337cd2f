"""What may stand on a reader's own page: few enough to look at each, from what is liked and from what is not."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import reduce
from operator import or_

from django.db.models import Q

from daily8.articles.categories import CATEGORIES
from daily8.articles.hiding import Hiding
from daily8.articles.models import ArticleQuerySet, Tag
from daily8.articles.selection import newest_of
from daily8.reading import saved_searches
from daily8.reading.interests import Interest, Key, Sort
from daily8.stories.models import Report
from daily8.stories.top import top_stories

# Older news is none.
WINDOW = timedelta(days=3)
# So many interests are looked for, the strongest, and so many of the newest articles of each sort of them; so many
# searches, each of which is a question to the index.
_INTERESTS, _OF_A_SORT, _OF_A_HASHTAG, _SEARCHES, _OF_A_SEARCH = 60, 300, 12, 5, 20
_TOP, _OF_A_CATEGORY, _NEWEST = 20, 12, 60
_AT_MOST = 800
# The hashtags that tell most of an article.
TELLING = 3


@dataclass(frozen=True, slots=True)
class Candidate:
    """An article that may be shown; `story` is 0 where it is in none."""

    pk: int
    key: str
    published_at: datetime
    is_copy: bool
    story: int
    story_key: str
    keys: frozenset[Key]


def candidates(
    known: Mapping[Key, Interest], articles: ArticleQuerySet, hiding: Hiding, *, language: str, now: datetime
) -> list[Candidate]:
    """Return the newest of what is liked, of all and of each category, and what most report; some twelve queries.

    `articles` are those that the reader may and wants to see; "" stands for all languages.
    """
    # Who reads on at a moment that has passed is not shown what was found since.
    recent = articles.filter(published_at__gte=now - WINDOW, published_at__lte=now, found_at__lte=now)
    strongest = sorted(known.values(), key=lambda one: one.strength, reverse=True)[:_INTERESTS]
    liked: dict[Sort, list[int | str]] = defaultdict(list)
    for one in strongest:
        liked[one.key[0]].append(one.key[1])
    searched = _searched(liked[Sort.SEARCH], recent)
    # Not of the recent ones, which _read takes in the end: asked for a span of time, SQLite takes the wrong index.
    by_category = [articles.filter(category=one.id) for one in CATEGORIES]
    pks = {
        *(pk for _sort, found in searched.items() for pk in found),
        *_of_hashtags(_numbers(liked[Sort.HASHTAG]), hiding, language, now),
        *_of_stories(_numbers(liked[Sort.STORY]), now),
        *_newest(recent.filter(publisher__in=_numbers(liked[Sort.SOURCE]))),
        *(article.pk for article in newest_of(by_category, size=_OF_A_CATEGORY)),
        *_newest(articles, _NEWEST),
        *(top.article.pk for top in top_stories(language, size=_TOP, now=now, hiding=hiding)),
    }
    return _read(recent.filter(pk__in=pks), known, searched)


def _searched(words: Iterable[int | str], articles: ArticleQuerySet) -> dict[int | str, set[int]]:
    return {
        each: {pk for _at, pk in saved_searches.newest(str(each), articles, None, _OF_A_SEARCH)}
        for each in list(words)[:_SEARCHES]
    }


def _numbers(keys: Iterable[int | str]) -> list[int]:
    return [key for key in keys if isinstance(key, int)]


def _of_hashtags(hashtags: Sequence[int], hiding: Hiding, language: str, now: datetime) -> list[int]:
    """The newest of each in a language that are not hidden.

    Each is asked for by its index: a database that is asked for all at once sorts whatever they have.
    """
    tags = Tag.objects.filter(published_at__gte=now - WINDOW, published_at__lte=now, article__visible=True)
    tags = tags.filter(article__language=language) if language else tags
    newest = (
        Q(pk__in=tags.filter(hashtag=each).order_by("-published_at", "-pk").values("pk")[: 2 * _OF_A_HASHTAG])
        for each in hashtags
    )
    found = Tag.objects.filter(reduce(or_, newest)) if hashtags else Tag.objects.none()
    rows = list(found.order_by("-published_at", "-pk").values_list("hashtag", "article"))
    hidden = hiding.among({article for _, article in rows})
    shown: dict[int, list[int]] = defaultdict(list)
    for hashtag, article in rows:
        if article not in hidden:
            shown[hashtag].append(article)
    return [article for articles in shown.values() for article in articles[:_OF_A_HASHTAG]]


def _of_stories(stories: Sequence[int], now: datetime) -> list[int]:
    if not stories:
        return []
    reports = Report.objects.filter(story__in=stories, published_at__gte=now - WINDOW, article__visible=True)
    return list(reports.order_by("-published_at").values_list("article", flat=True)[:_OF_A_SORT])


def _newest(articles: ArticleQuerySet, most: int = _OF_A_SORT) -> list[int]:
    return list(articles.newest_first().values_list("pk", flat=True)[:most])


def _read(
    articles: ArticleQuerySet, known: Mapping[Key, Interest], searched: Mapping[int | str, Collection[int]]
) -> list[Candidate]:
    rows = articles.newest_first().values_list(
        *("pk", "key", "published_at", "copy_of", "publisher", "category", "report__story", "report__story__key")
    )[:_AT_MOST]
    found = list(rows)
    hashtags = _hashtags([pk for pk, *_ in found], known)
    return [
        Candidate(
            pk=pk,
            key=key,
            published_at=published_at,
            is_copy=copy is not None,
            story=story or 0,
            story_key=story_key or "",
            keys=frozenset(
                [
                    (Sort.SOURCE, publisher),
                    *([(Sort.CATEGORY, category)] if category else []),
                    *([(Sort.STORY, story)] if story else []),
                    *((Sort.HASHTAG, hashtag) for hashtag in hashtags.get(pk, ())),
                    *((Sort.SEARCH, words) for words, pks in searched.items() if pk in pks),
                ]
            ),
        )
        for pk, key, published_at, copy, publisher, category, story, story_key in found
    ]


def _hashtags(articles: Collection[int], known: Mapping[Key, Interest]) -> dict[int, set[int]]:
    """The most telling hashtags of each article, and those that are followed wherever they stand."""
    found: dict[int, set[int]] = defaultdict(set)
    tags = Tag.objects.filter(article__in=articles, hashtag__banned=False).order_by()
    for article, hashtag, place in tags.values_list("article", "hashtag", "place"):
        one = known.get((Sort.HASHTAG, hashtag))
        if place < TELLING or (one and one.followed):
            found[article].add(hashtag)
    return found
