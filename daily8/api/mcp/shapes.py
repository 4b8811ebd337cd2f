"""What each tool takes and gives, as agents are told it in JSON schemas."""

from datetime import date
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

Language = Annotated[
    Literal["en", "ar"], Field(description="The language of names and addresses: en for English, ar for Arabic.")
]
Key = Annotated[str, Field(pattern=r"^[0-9a-f]{32}$", description="32 hex digits, as other tools give them.")]
# How much of an article agents may read.
Readable = Literal["text", "excerpt", "headline"]


class Asked(BaseModel):
    """What every tool is asked with; what is not known is refused, so that a slip is noticed."""

    model_config = ConfigDict(extra="forbid")

    language: Language = "en"


class SearchAsked(Asked):
    """What to look for."""

    query: Annotated[
        str,
        Field(
            min_length=1,
            max_length=300,
            description='Words in English or Arabic. Also "a phrase", -without, source:domain, lang:ar,'
            " category:politics, hashtag:Name, after:2026-11-01, before:2026-12-01.",
        ),
    ]
    order: Annotated[Literal["best", "newest"], Field(description="What comes first.")] = "best"
    limit: Annotated[int, Field(ge=1, le=20, description="So many results at most.")] = 10
    skip: Annotated[int, Field(ge=0, le=500, description="So many results come before, to read on.")] = 0


class ArticleAsked(Asked):
    """Which article."""

    key: Key
    start: Annotated[
        int, Field(ge=0, le=10_000_000, description="The letter to begin at, to read on in a long text.")
    ] = 0


class StoryAsked(Asked):
    """Which story."""

    key: Key
    limit: Annotated[int, Field(ge=1, le=50, description="So many reports at most.")] = 20


class EditionAsked(Asked):
    """Which edition."""

    day: Annotated[
        date | None, Field(description="The day it appeared on; the newest one where none is given.")
    ] = None
    rhythm: Annotated[Literal["daily", "weekly"], Field(description="The daily eight, or that of the week.")] = (
        "daily"
    )


class Question(Asked):
    """What to answer, from which articles."""

    question: Annotated[str, Field(min_length=1, max_length=300, description="A question in English or Arabic.")]
    article: Annotated[Key | None, Field(description="Answer from this article alone.")] = None
    story: Annotated[Key | None, Field(description="Answer from the reports of this story alone.")] = None
    before: Annotated[
        list[Annotated[str, Field(max_length=300)]],
        Field(max_length=3, description="Questions asked before, which this one goes on from."),
    ] = []


class Card(BaseModel):
    """An article as lists show it."""

    key: str
    title: str
    language: str = Field(description="The language it is written in.")
    publisher: str
    domain: str
    published_at: str
    category: str
    page: str = Field(description="Its page on this site.")
    original: str = Field(description="The publisher's page. Name the publisher and link it when you quote.")
    excerpt: str
    readable: Readable = Field(
        description="How much the publisher lets agents read: text, excerpt, or the headline with its link alone."
    )
    story: str = Field(description="The key of the story that it is a report of; empty where it is in none.")


class Results(BaseModel):
    """What was found."""

    results: list[Card]
    more: bool = Field(description="Whether there are others behind these.")
    unknown: list[str] = Field(description="Conditions that name nothing on this site.")


class Read(BaseModel):
    """One article."""

    article: Card
    authors: list[str]
    hashtags: list[str]
    text: str = Field(description="Its text, or a part of it; empty where agents may not read it.")
    start: int
    next: int | None = Field(description="Where the text goes on, for `start`; null at its end.")


class Told(BaseModel):
    """One event with the reports of it."""

    key: str
    page: str
    title: str = Field(description="The headline of the report that stands for it.")
    first_at: str
    last_at: str
    publishers: int
    originals: int = Field(description="Reports that are no copies of others.")
    hashtags: list[str]
    reports: list[Card] = Field(description="Newest first.")
    more: bool


class Source(BaseModel):
    """The sentence that something rests on."""

    quote: str
    article: str = Field(description="The key of the article.")
    title: str
    publisher: str
    page: str
    original: str


class Statement(BaseModel):
    """A sentence, and what it rests on."""

    text: str
    language: str
    sources: list[Source]


class Entry(BaseModel):
    """One story of an edition."""

    place: int
    title: str
    language: str
    story: str
    page: str
    brief: list[Statement]
    words: list[str] = Field(description="The brief of the editors, where they wrote one.")
    reports: list[Card]


class Edition(BaseModel):
    """The stories of a day or a week, in their order."""

    day: str
    rhythm: str
    language: str
    page: str
    stories: list[Entry]


class Answer(BaseModel):
    """What articles answer; nothing where they do not say."""

    question: str
    statements: list[Statement]
    written_by: str = Field(description="The model that worded it, checked against its sources; empty: verbatim.")
    under_way: bool = Field(description="Whether a model is still writing: ask the same again in a few seconds.")
