"""Publishers, how reading them goes, and the fixed sections of the site."""

from typing import Any

from django.http import Http404, HttpRequest
from django.utils import timezone
from ninja import Query, Router, Schema
from pydantic import Field

from daily8.api.feeds import speakable
from daily8.api.v1 import cards, paging, shapes
from daily8.api.v1.parameters import SIZE, Domain, Language, Size
from daily8.api.v1.problems import answers
from daily8.articles.categories import CATEGORIES
from daily8.sources import health
from daily8.sources.models import Publisher

router = Router(tags=["publishers"])
categories = Router(tags=["categories"])


class Wanted(Schema):
    """Which publishers a list has."""

    language: Language | None = Field(None, description="That write in this language.")
    country: str | None = Field(None, pattern="^[A-Z]{2}$", description="Of this country.", examples=["KE"])
    cursor: Domain | None = Field(None, description="Where to read on: what `next` says.")
    size: Size = SIZE


@router.get("", response=answers(shapes.Publishers), summary="List publishers", operation_id="listPublishers")
def list_publishers(request: HttpRequest, wanted: Query[Wanted]) -> Any:
    """Publishers by their domain, each with how reading it goes."""
    publishers = Publisher.objects.prefetch_related("feeds").order_by("domain")
    if wanted.language:
        publishers = publishers.filter(language=wanted.language)
    if wanted.country:
        publishers = publishers.filter(country=wanted.country)
    if wanted.cursor:
        publishers = publishers.filter(domain__gt=wanted.cursor.lower())
    found = list(publishers[: wanted.size + 1])
    listed, following = paging.cut(request, found, wanted.size, lambda publisher: publisher.domain)
    return shapes.Publishers(items=[_publisher(request, each) for each in listed], next=following)


@router.get(
    "/{domain}",
    response=answers(shapes.Publisher, 404),
    summary="Read one publisher",
    operation_id="readPublisher",
)
def read_publisher(request: HttpRequest, domain: Domain) -> Any:
    """A publisher, with how reading it goes in words."""
    found = Publisher.objects.prefetch_related("feeds").filter(domain=domain.lower()).first()
    if found is None:
        raise Http404(f"no publisher {domain}")
    return _publisher(request, found)


def _publisher(request: HttpRequest, publisher: Publisher) -> shapes.Publisher:
    told = health.of(publisher, timezone.now())
    return shapes.Publisher(
        **cards.publisher_name(publisher).dict(),
        names=publisher.names,
        home=speakable(publisher.home),
        country=publisher.country,
        language=publisher.language,
        rights=publisher.rights,
        health=shapes.Health(
            state=told.state,
            label=str(told.label),
            reason=str(told.reason),
            last_success_at=told.last_success_at,
            last_new_at=told.last_new_at,
        ),
        page=cards.page(request, "source", publisher.domain),
        address=cards.api(request, "publishers", publisher.domain),
    )


@categories.get(
    "", response=answers(shapes.Categories), summary="List the sections", operation_id="listCategories"
)
def list_categories(request: HttpRequest) -> Any:  # noqa: ARG001
    """The fixed sections of the site, in the order of its navigation."""
    return shapes.Categories(items=[shapes.CategoryName(id=each.id, name=str(each.name)) for each in CATEGORIES])
