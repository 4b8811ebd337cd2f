"""Articles, stories, hashtags and publishers as the API tells of them."""

from datetime import date, datetime
from typing import Any

from ninja import Schema
from pydantic import Field

_ADDRESS: dict[str, Any] = {"format": "uri"}


class Picture(Schema):
    """A picture, through this site."""

    url: str = Field(json_schema_extra=_ADDRESS)
    caption: str = ""


class PublisherName(Schema):
    """A publisher where it is only named."""

    domain: str = Field(examples=["daily.example"])
    name: str = Field(examples=["The Daily"])


class CategoryName(Schema):
    """One of the fixed sections."""

    id: str = Field(examples=["world"])
    name: str = Field(examples=["World"])


class HashtagName(Schema):
    """A hashtag where it is only named; `language` is that of the name."""

    slug: str = Field(examples=["Nairobi"])
    name: str = Field(examples=["Nairobi"])
    language: str = Field(examples=["en"])
    kind: str = Field(examples=["place"])


class Card(Schema):
    """An article as lists show it, as far as its publisher lets it be shown."""

    key: str = Field(examples=["0123456789abcdef0123456789abcdef"])
    title: str = Field(examples=["Ships leave the harbour"])
    language: str = Field(description="What it is written in; empty where that is not known.", examples=["en"])
    direction: str = Field(description="ltr or rtl.", examples=["ltr"])
    excerpt: str = Field(description="Its first sentences; empty where the publisher lets only a link be shown.")
    published_at: datetime
    words: int = Field(description="How long it is; 0 where its page could not be read.")
    shows: str = Field(description="full, excerpt or link: what may be shown.", examples=["full"])
    category: CategoryName | None
    publisher: PublisherName
    picture: Picture | None
    page: str = Field(description="Its page on this site, for people.", json_schema_extra=_ADDRESS)
    original: str = Field(description="The publisher's page.")
    address: str = Field(description="The article in this API.", json_schema_extra=_ADDRESS)


class Articles(Schema):
    """Some articles of a list."""

    items: list[Card]
    next: str | None = Field(description="Where the list goes on; null at its end.", json_schema_extra=_ADDRESS)


class FigureChange(Schema):
    """A figure before and after; empty where there was, or is, none."""

    old: str
    new: str
    what: str = Field(description="What it counts, as it is written.")


class Edit(Schema):
    """A change that a publisher made after readers could see an article."""

    at: datetime
    old_title: str = Field(description="The headline until then; empty where it stayed.")
    new_title: str = Field(description="The headline from then on; empty where it stayed.")
    figures: list[FigureChange] = Field(description="Figures that changed; none where only a link may be shown.")


class Edits(Schema):
    """All of them, newest first."""

    items: list[Edit]


class StoryName(Schema):
    """A story where it is only named."""

    key: str
    title: str = Field(description="The headline of the report that stands for it.")
    language: str
    first_at: datetime
    last_at: datetime
    reports: int
    originals: int = Field(description="Reports that are not copies of another.")
    publishers: int
    page: str = Field(json_schema_extra=_ADDRESS)
    address: str = Field(json_schema_extra=_ADDRESS)


class RelatedArticle(Schema):
    """An article to go on to, and why."""

    reason: str = Field(examples=["Same event"])
    article: Card


class Article(Card):
    """One article, as far as its publisher lets it be shown."""

    html: str = Field(description="All of it as safe HTML; empty unless `shows` is full.")
    text: str = Field(description="All of it as text; empty unless `shows` is full.")
    opening: list[str] = Field(description="Its first paragraphs, where not all of it may be shown.")
    authors: list[str]
    hashtags: list[HashtagName]
    credit: str = Field(description="The agency that it credits.")
    copy_of: str | None = Field(description="The key of the article that it is a copy of.")
    story: str | None = Field(description="The key of the story that it reports.")
    edits: list[Edit]
    related: list[RelatedArticle]


class StoryCard(StoryName):
    """A story as lists show it, with the report that stands for it."""

    best: Card


class Stories(Schema):
    """Some stories of a list."""

    items: list[StoryCard]
    next: str | None = Field(json_schema_extra=_ADDRESS)


class Share(Schema):
    """How many reports a publisher, a country or a language has."""

    of: str = Field(examples=["KE"])
    name: str = Field(examples=["Kenya"])
    reports: int
    percent: int


class Coverage(Schema):
    """Who reports a story."""

    reports: int
    originals: int
    copies: int
    agency: str = Field(description="The agency whose text all copies are, if they are of one.")
    publishers: list[Share]
    countries: list[Share]
    languages: list[Share]


class Report(Schema):
    """A report of a story, with the copies of its text."""

    article: Card
    copies: list[Card]


class Story(StoryName):
    """One story, with who reports it."""

    best: Card
    hashtags: list[HashtagName]
    coverage: Coverage
    reports_listed: list[Report] = Field(description="Newest first, each text once, at most a hundred.")


class Source(Schema):
    """A sentence that a statement rests on: the article, and the number of the sentence; 0 is the headline."""

    article: str
    sentence: int


class Statement(Schema):
    """A sentence in a publisher's own words, with what it rests on."""

    text: str
    language: str
    sources: list[Source]


class Part(Schema):
    """Statements that belong together; those of a timeline are of these days."""

    heading: str
    first: date | None
    last: date | None
    statements: list[Statement]


class InShort(Schema):
    """What articles say, sentence by sentence, without a model."""

    parts: list[Part]


class Health(Schema):
    """How reading a publisher goes, in words."""

    state: str = Field(examples=["good"])
    label: str = Field(examples=["Working"])
    reason: str
    last_success_at: datetime | None
    last_new_at: datetime | None


class Publisher(PublisherName):
    """A publisher, with how reading it goes."""

    names: dict[str, str]
    home: str
    country: str
    language: str
    rights: str = Field(description="full, excerpt or link: what may be shown of it.", examples=["full"])
    health: Health
    page: str = Field(json_schema_extra=_ADDRESS)
    address: str = Field(json_schema_extra=_ADDRESS)


class Publishers(Schema):
    """Some publishers of a list."""

    items: list[Publisher]
    next: str | None = Field(json_schema_extra=_ADDRESS)


class Hashtag(HashtagName):
    """A hashtag with its names in all languages."""

    names: dict[str, str]
    page: str = Field(json_schema_extra=_ADDRESS)
    address: str = Field(json_schema_extra=_ADDRESS)


class HashtagDetail(Hashtag):
    """A hashtag with how present it was on each of the last thirty days, and what stands beside it."""

    days: list["Day"]
    beside: list[HashtagName]


class Day(Schema):
    """A day, and how many articles of it carry the hashtag."""

    date: date
    articles: int


class Hashtags(Schema):
    """Some hashtags of a list."""

    items: list[Hashtag]
    next: str | None = Field(json_schema_extra=_ADDRESS)


class Categories(Schema):
    """The fixed sections, in the order of the navigation."""

    items: list[CategoryName]
