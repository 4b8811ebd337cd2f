"""Search, in the language of queries that the site's own box takes."""

from enum import StrEnum
from typing import Any

from django.http import HttpRequest
from ninja import Query, Router, Schema
from pydantic import Field

from daily8.api.v1 import cards, paging, shapes
from daily8.api.v1.parameters import MOST_SKIPPED, SIZE, Size, Skipped, words
from daily8.api.v1.problems import answers
from daily8.articles.models import Article
from daily8.engine.words.queries import cleaned, parse
from daily8.search.finding import Order, find
from daily8.search.places import pk_of

router = Router(tags=["search"])


class Sorting(StrEnum):
    """What comes first."""

    BEST = "best"
    NEWEST = "newest"


class Wanted(Schema):
    """What is looked for."""

    q: str = Field(
        max_length=400,
        description=(
            'Words, "phrases", -excluded ones; source:, hashtag:, category:, lang:, after:, before: with a value.'
        ),
        examples=['"security council" lang:en -football'],
    )
    order: Sorting = Field(Sorting.BEST, description="What comes first.")
    cursor: Skipped = 0
    size: Size = SIZE


class Result(Schema):
    """An article that was found; `exact` if it has all words, else it is near in words or meaning."""

    exact: bool
    article: shapes.Card


class Correction(Schema):
    """A word that was looked for otherwise than it was typed."""

    typed: str
    meant: list[str]


class Results(Schema):
    """What was found."""

    items: list[Result]
    corrected: list[Correction]
    unknown: list[str] = Field(description="Operators that name nothing that is here.")
    more: bool = Field(description="Whether there are older articles than search looked at.")
    next: str | None = Field(json_schema_extra={"format": "uri"})


@router.get("", response=answers(Results), summary="Search articles", operation_id="search")
def search(request: HttpRequest, wanted: Query[Wanted]) -> Any:
    """Articles found by their words and by their meaning, at most some hundreds."""
    found = find(parse(cleaned(words(wanted.q))), Order(wanted.order))
    end = wanted.cursor + wanted.size
    hits = found.hits[wanted.cursor : end]
    articles = Article.objects.visible().cards().in_bulk([pk_of(hit.place) for hit in hits])
    shown = [(hit, articles[pk_of(hit.place)]) for hit in hits if pk_of(hit.place) in articles]
    return Results(
        items=[Result(exact=hit.exact, article=cards.card(request, article)) for hit, article in shown],
        corrected=[Correction(typed=typed, meant=list(meant)) for typed, meant in found.corrected],
        unknown=[f"{one.field}:{one.value}" for one in found.unknown],
        more=found.more,
        next=paging.way_to(request, end) if end < min(len(found.hits), MOST_SKIPPED) else None,
    )
