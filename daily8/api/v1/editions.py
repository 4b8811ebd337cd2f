"""Editions: which there are, and one with its stories."""

from datetime import date, datetime
from typing import Any

from django.http import Http404, HttpRequest
from django.utils.translation import override
from ninja import Query, Router, Schema
from pydantic import Field

from daily8.api.feeds import one_line
from daily8.api.v1 import cards, paging, shapes
from daily8.api.v1.parameters import SIZE, Day, Locale, Size
from daily8.api.v1.problems import answers
from daily8.assistant import edition_entries
from daily8.assistant.edition_entries import Shown
from daily8.editions.models import Edition, Rhythm

router = Router(tags=["editions"])
_ADDRESS: dict[str, Any] = {"format": "uri"}


class Wanted(Schema):
    """Which editions a list has."""

    language: Locale | None = Field(None, description="In this language; else in that of the answer.")
    rhythm: Rhythm = Field(Rhythm.DAILY, description="Of each day, or of each week.")
    cursor: Day | None = Field(None, description="Where to read on: what `next` says.")
    size: Size = SIZE


class EditionCard(Schema):
    """An edition as lists show it."""

    language: str = Field(examples=["en"])
    rhythm: str = Field(examples=["daily"])
    day: date
    made_at: datetime
    title: str = Field(description="The headline of its first story; empty where that may not be seen any more.")
    page: str = Field(json_schema_extra=_ADDRESS)
    address: str = Field(json_schema_extra=_ADDRESS)


class Editions(Schema):
    """Some editions, newest first."""

    items: list[EditionCard]
    next: str | None = Field(json_schema_extra=_ADDRESS)


class Sentence(Schema):
    """A sentence with the articles that it rests on."""

    text: str
    language: str
    sources: list[str] = Field(description="The keys of articles.")


class Entry(Schema):
    """A story of an edition, as far as it may be shown now."""

    place: int
    title: str = Field(description="Empty where nothing of it can be shown any more.")
    language: str
    story: str | None = Field(description="The key of the story.")
    article: shapes.Card | None = Field(description="The report whose headline it carries.")
    reports: list[shapes.Card] = Field(description="Others to read on.")
    brief: list[Sentence]
    words: list[str] = Field(description="The brief of the editors, where they wrote one.")


class OneEdition(EditionCard):
    """One edition with its stories."""

    stories: list[Entry]


@router.get("", response=answers(Editions), summary="List editions, newest first", operation_id="listEditions")
def list_editions(request: HttpRequest, wanted: Query[Wanted]) -> Any:
    """The daily or weekly editions of one language."""
    editions = Edition.objects.of(wanted.language or cards.locale(), wanted.rhythm).defer("entrants", "rules")
    if wanted.cursor:
        editions = editions.filter(day__lt=wanted.cursor)
    found = list(editions[: wanted.size + 1])
    listed, following = paging.cut(request, found, wanted.size, lambda edition: edition.day.isoformat())
    leads = edition_entries.leads(listed)
    return Editions(items=[EditionCard(**_card(request, one.edition, one.title)) for one in leads], next=following)


@router.get(
    "/{rhythm}/{language}/{day}",
    response=answers(OneEdition, 404),
    summary="Read one edition",
    operation_id="readEdition",
)
def read_edition(request: HttpRequest, rhythm: Rhythm, language: Locale, day: Day) -> Any:
    """The stories of one day or week, each with its brief and the reports that it rests on."""
    edition = Edition.objects.of(language, rhythm).filter(day=day).first()
    if edition is None:
        raise Http404(f"no {rhythm} edition of {day} in {language}")
    shown = edition_entries.of_edition(edition)
    title = next((one.title for one in shown.entries if one.headline), "")
    return OneEdition(**_card(request, edition, title), stories=[_entry(request, one) for one in shown.entries])


def _card(request: HttpRequest, edition: Edition, title: str) -> dict[str, Any]:
    with override(edition.language):
        page = cards.page(request, f"{edition.rhythm}-edition", edition.day.isoformat())
    return {
        "language": edition.language,
        "rhythm": edition.rhythm,
        "day": edition.day,
        "made_at": edition.made_at,
        "title": one_line(title),
        "page": page,
        "address": cards.api(request, "editions", f"{edition.rhythm}/{edition.language}/{edition.day}"),
    }


def _entry(request: HttpRequest, shown: Shown) -> Entry:
    return Entry(
        place=shown.entry.place,
        title=one_line(shown.title),
        language=shown.title_language,
        story=shown.story.key if shown.story and shown.headline else None,
        article=cards.card(request, shown.headline) if shown.headline else None,
        reports=cards.cards(request, shown.reports),
        brief=[
            Sentence(text=one.text, language=one.language, sources=[article.key for article in one.sources])
            for one in shown.brief
        ],
        words=shown.paragraphs,
    )
