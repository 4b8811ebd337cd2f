"""What newsrooms hand in, with a token of an operator's."""

from typing import Annotated, Any

from django.http import HttpRequest
from django.utils import timezone
from ninja import Router, Schema, Status
from pydantic import ConfigDict, Field

from daily8.accounts.models import Scope
from daily8.api.v1 import articles, cards
from daily8.api.v1.auth import Bearer
from daily8.api.v1.parameters import CATEGORY_NAMES, Category, Language, Moment, words
from daily8.api.v1.problems import Problem, answers
from daily8.articles import handing_in
from daily8.articles.handing_in import Outcome, Result

# Of many at once; one is handed in where articles are.
router = Router(tags=["handing in"], auth=Bearer(Scope.INGEST))
AT_ONCE = 100
_LONGEST_ADDRESS, _LONGEST_TITLE, _LONGEST_TEXT = 2000, 1000, 1_000_000
_EXAMPLE: dict[str, Any] = {
    "url": "https://daily.example/2026/11/harbour",
    "title": "Ships leave the harbour",
    "html": "<p>Ships left the harbour at dawn on Wednesday.</p>",
    "published": "2026-11-26T06:00:00Z",
    "language": "en",
    "authors": ["Amina Odhiambo"],
    "category": CATEGORY_NAMES[0],
}


class Item(Schema):
    """One article. Its text is `html` or `text`, of which one may be given; without either its page is read."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"examples": [_EXAMPLE]})

    url: str = Field(
        pattern="^https?://",
        max_length=_LONGEST_ADDRESS,
        description="Its page at the publisher; it is known by this.",
    )
    title: str = Field(min_length=1, max_length=_LONGEST_TITLE)
    html: str = Field("", max_length=_LONGEST_TEXT, description="All of its text as HTML; it is made safe here.")
    text: str = Field("", max_length=_LONGEST_TEXT, description="All of it as text; taken where there is no html.")
    published: Moment | None = Field(None, description="When it was published; else now.")
    language: Language | None = Field(None, description="What it is written in; else its text tells.")
    authors: list[Annotated[str, Field(max_length=200)]] = Field([], max_length=20)
    image: str = Field("", max_length=_LONGEST_ADDRESS, description="The address of its picture.")
    category: Category | None = Field(None, description="Its section; else its address and its words tell.")
    tags: list[Annotated[str, Field(max_length=200)]] = Field([], max_length=20)

    def read(self) -> handing_in.Item:
        """Return it as it is kept."""
        return handing_in.Item(
            url=words(self.url),
            title=" ".join(words(self.title).split()) or self.url,
            html=words(self.html or handing_in.paragraphs(self.text)),
            published=self.published,
            language=self.language or "",
            authors=tuple(filter(None, (" ".join(words(author).split()) for author in self.authors))),
            image=words(self.image),
            category=self.category or "",
            tags=tuple(map(words, self.tags)),
        )


class One(Item):
    """One article, and whether its publisher may be made."""

    make_publisher: bool = Field(default=False, strict=True, description="Make its publisher, if not known here.")


class Many(Schema):
    """Up to a hundred articles."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"examples": [{"items": [_EXAMPLE]}]})

    items: list[Item] = Field(min_length=1, max_length=AT_ONCE)
    make_publishers: bool = Field(default=False, strict=True, description="Make publishers not known here.")


class HandedIn(Schema):
    """What came of one: accepted (it is new), changed (another version of a known one), known, or refused."""

    url: str = Field(description="The address as it was handed in.")
    outcome: Outcome
    key: str = Field(description="The key under which it is found once it is read; empty for a refused one.")
    address: str = Field(description="Where it will be in this API.")
    code: str = Field(
        description="Why it was refused: not_an_address, publisher_unknown, kept_long_enough or busy."
    )
    detail: str


class AllHandedIn(Schema):
    """What came of each, in their order."""

    items: list[HandedIn]


@articles.router.post(
    "",
    auth=Bearer(Scope.INGEST),
    tags=["handing in"],
    response=answers(HandedIn, 400, 403, 409, 413, 415, status=202),
    summary="Hand in one article",
    operation_id="handIn",
)
def hand_in(request: HttpRequest, told: One) -> Any:
    """It is in the database when this answers 202, and is shown once it was read as every other.

    The same address once more is the same article: the same content changes nothing, other content is a revision.
    """
    [result] = handing_in.hand_in([told.read()], timezone.now(), make_publishers=told.make_publisher)
    if result.outcome is Outcome.REFUSED:
        headers = {"Retry-After": "60"} if result.code == "busy" else {}
        raise Problem(result.code, result.detail, headers=headers)
    return Status(202, _told(request, result))


@router.post(
    "",
    response=answers(AllHandedIn, 400, 403, 413, 415, status=202),
    summary="Hand in up to a hundred articles",
    operation_id="handInMany",
)
def hand_in_many(request: HttpRequest, told: Many) -> Any:
    """The same for many; each has a result of its own, and one that is refused hinders no other."""
    results = handing_in.hand_in(
        [item.read() for item in told.items], timezone.now(), make_publishers=told.make_publishers
    )
    return Status(202, AllHandedIn(items=[_told(request, result) for result in results]))


def _told(request: HttpRequest, result: Result) -> HandedIn:
    return HandedIn(
        url=result.url,
        outcome=result.outcome,
        key=result.key,
        address=cards.api(request, "articles", result.key) if result.key else "",
        code=result.code,
        detail=result.detail,
    )
