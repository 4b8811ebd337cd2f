"""Hashtags: lists of them, by their beginning, and one."""

from typing import Any

from django.http import HttpRequest, HttpResponsePermanentRedirect
from django.utils import timezone
from django.utils.encoding import iri_to_uri
from ninja import Query, Router, Schema
from pydantic import Field

from daily8.api.v1 import cards, paging, shapes
from daily8.api.v1.articles import hashtag_of
from daily8.api.v1.parameters import SIZE, Last, Size, Slug, words
from daily8.api.v1.problems import answers
from daily8.articles import presence
from daily8.search import memory
from daily8.search.suggesting import Kind
from daily8.topics.models import Hashtag, HashtagKind

router = Router(tags=["hashtags"])


class Wanted(Schema):
    """Which hashtags a list has."""

    q: str = Field("", max_length=60, description="Whose name, in any language, has a word that begins so.")
    kind: HashtagKind | None = Field(None, description="Of this kind.")
    cursor: Last | None = None
    size: Size = SIZE


@router.get("", response=answers(shapes.Hashtags), summary="List hashtags", operation_id="listHashtags")
def list_hashtags(request: HttpRequest, wanted: Query[Wanted]) -> Any:
    """All hashtags, the newest first; with `q` the most common of these days whose name begins so."""
    shown = Hashtag.objects.shown()
    if wanted.kind:
        shown = shown.filter(kind=wanted.kind)
    if wanted.q:
        begun = memory.current().names.starting(words(wanted.q), cards.locale())
        slugs = [each.key for each in begun if each.kind is Kind.HASHTAG]
        found = {hashtag.slug: hashtag for hashtag in shown.filter(slug__in=slugs)}
        named = [found[slug] for slug in dict.fromkeys(slugs) if slug in found][: wanted.size]
        return shapes.Hashtags(items=[cards.hashtag(request, one) for one in named], next=None)
    if wanted.cursor:
        shown = shown.filter(pk__lt=wanted.cursor)
    rows = list(shown.order_by("-pk")[: wanted.size + 1])
    listed, following = paging.cut(request, rows, wanted.size, lambda hashtag: hashtag.pk)
    return shapes.Hashtags(items=[cards.hashtag(request, one) for one in listed], next=following)


@router.get(
    "/{slug}",
    response=answers(shapes.HashtagDetail, 404),
    summary="Read one hashtag",
    operation_id="readHashtag",
)
def read_hashtag(request: HttpRequest, slug: Slug) -> Any:
    """A hashtag, how present it is, and what stands beside it. One that became part of another answers 301."""
    hashtag = hashtag_of(slug)
    if hashtag.slug != slug:
        return HttpResponsePermanentRedirect(iri_to_uri(f"/api/v1/hashtags/{hashtag.slug}"))
    days = presence.days(hashtag, now=timezone.now())
    return cards.hashtag(
        request,
        hashtag,
        days=[shapes.Day(date=day.date, articles=max(0, day.count)) for day in days],
        beside=[cards.hashtag_name(one) for one in presence.neighbours(hashtag)],
    )
