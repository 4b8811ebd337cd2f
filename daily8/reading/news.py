"""The newest articles of all that a reader follows, each with why it is there."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import F

from daily8.articles.models import Article, ArticleQuerySet
from daily8.reading import saved_searches
from daily8.reading.models import Kind
from daily8.reading.saved_searches import Place
from daily8.reading.things import Thing


@dataclass(frozen=True, slots=True)
class New:
    """An article, and the first of the things followed that it belongs to."""

    article: Article
    thing: Thing


def newest(followed: Sequence[Thing], articles: ArticleQuerySet, *, before: Place | None, most: int) -> list[New]:
    """Return the newest of these articles that belong to what is followed, behind a place in that list.

    Of each thing its own newest are looked up by an index and then put in one order: to look for all of them at
    once, a database would walk through every article between two of them.
    """
    why: dict[Place, Thing] = {}
    for thing in followed:
        for place in places(thing, articles, before=before, most=most):
            why.setdefault(place, thing)
    first = sorted(why, reverse=True)[:most]
    cards = articles.filter(pk__in=[pk for _, pk in first]).cards().in_bulk()
    return [New(cards[place[1]], why[place]) for place in first if place[1] in cards]


def places(thing: Thing, articles: ArticleQuerySet, *, before: Place | None, most: int) -> Iterable[Place]:
    """Return the places of the newest of these articles that belong to a thing, behind a place, newest first."""
    if thing.kind == Kind.SEARCH:
        return saved_searches.newest(thing.name, articles, before, most)
    if thing.publisher:
        return _newest(articles.filter(publisher=thing.publisher), "published_at", before, most)
    if thing.story:
        return _newest(articles.filter(report__story=thing.story), "report__published_at", before, most)
    # Of the very tag that was asked for: by its path one would get each article once for each of its tags.
    tagged = articles.filter(tags__hashtag=thing.hashtag).annotate(tagged_at=F("tags__published_at"))
    return _newest(tagged, "tagged_at", before, most)


def _newest(articles: ArticleQuerySet, moment: str, before: Place | None, most: int) -> Iterable[Any]:
    """The newest by the moment that stands in the index of the thing; it is the article's own."""
    if before:
        articles = articles.older_than(*before, moment=moment)
    return articles.newest_first(moment).values_list("published_at", "pk")[:most]
