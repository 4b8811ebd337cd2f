"""What a story is called where stories are listed, and how one is found by it."""

import re
from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass

from django.db.models import Max, OuterRef, Q, QuerySet, Subquery

from daily8.articles.models import Address, Article
from daily8.stories import naming
from daily8.stories.models import FormerStory, Report, Story

# Headlines are looked through back to so many articles, and so many of those with the words are enough.
SEARCHED = 50_000
_FOUND = 500
_MOST_WORDS = 8
_KEY = re.compile(r"\b[0-9a-f]{32}\b")


@dataclass(frozen=True, slots=True)
class Headline:
    """The headline of a report that stands for its story, and the languages that the story is told in."""

    title: str
    language: str
    languages: tuple[str, ...]


def headlines(stories: Collection[int], *, language: str) -> dict[int, Headline]:
    """Return a headline of each story (primary keys), in this language where there is one; in three queries."""
    best = naming.best_first(Report.objects.filter(story=OuterRef("pk")), language=language).values("article")[:1]
    chosen = Story.objects.filter(pk__in=stories).annotate(best=Subquery(best)).values_list("pk", "best")
    articles = dict(chosen)
    told = Article.objects.only("title", "url", "language").in_bulk({pk for pk in articles.values() if pk})
    languages = _languages(stories)
    return {
        story: Headline(str(told[article]), told[article].language, languages[story])
        for story, article in articles.items()
        if article in told
    }


def search(stories: QuerySet[Story], words: str) -> QuerySet[Story]:
    """Return those with these words in one headline, as far as it is new, or the one that has this address.

    The address may be one that it had before, or that of a report.
    """
    if key := _KEY.search(words):
        return _at(stories, key.group())
    newest = Article.objects.aggregate(newest=Max("pk"))["newest"] or 0
    articles = Article.objects.filter(pk__gt=newest - SEARCHED)
    for word in words.split()[:_MOST_WORDS]:
        articles = articles.filter(title__icontains=word)
    found = list(articles.order_by("-pk").values_list("pk", flat=True)[:_FOUND])
    return stories.filter(pk__in=Report.objects.filter(article__in=found).values("story"))


def _languages(stories: Collection[int]) -> dict[int, tuple[str, ...]]:
    told = Report.objects.filter(story__in=stories).order_by("story", "article__language")
    languages: defaultdict[int, tuple[str, ...]] = defaultdict(tuple)
    for story, language in told.values_list("story", "article__language").distinct():
        languages[story] += (language,) if language else ()
    return languages


def _at(stories: QuerySet[Story], key: str) -> QuerySet[Story]:
    former = FormerStory.objects.filter(key=key).values("story")
    reported = Address.objects.filter(key=key).values("article__report__story")
    return stories.filter(Q(key=key) | Q(pk__in=former) | Q(pk__in=reported))
