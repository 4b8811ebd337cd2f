"""How pages show what the assistant tells: statements with links to the sentences they rest on."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import SimpleLazyObject
from django.utils.translation import get_language

from daily8.articles import keeping, shown
from daily8.articles.models import Article
from daily8.assistant import providers
from daily8.assistant.abilities import OF_A_STORY, Ability
from daily8.assistant.models import Clip, Conduct
from daily8.assistant.statements import Cite, Figure, Made, Part, Row, Statement
from daily8.assistant.subjects import Subject, abilities_for_article, offered_for_article, offered_for_story
from daily8.assistant.telling import Told
from daily8.assistant.texts import HEADLINE, Text, usable
from daily8.stories.models import Story
from daily8.web.fragments import fragment

# Where a request keeps the rules.
_RULES = "daily8.conduct"


@dataclass(frozen=True, slots=True)
class Source:
    """A sentence that something rests on: its words, where it stands, whose it is; a headline is number 0."""

    words: str
    language: str
    address: str
    article: Article
    number: int


@dataclass(frozen=True, slots=True)
class Line:
    """A statement with its sources; one in other words than theirs shows them beneath."""

    statement: Statement
    sources: list[Source]

    @property
    def is_whole(self) -> bool:
        """Whether what it rests on may still be seen: all of it where it is in other words, else some of it."""
        if self.statement.made is Made.WRITTEN:
            return len(self.sources) == len(self.statement.cites)
        return bool(self.sources) or not self.statement.cites

    @property
    def is_quoted(self) -> bool:
        """Whether it is in the publisher's own words."""
        verbatim = any(source.words == self.statement.text for source in self.sources)
        return verbatim or self.statement.made is not Made.WRITTEN

    @property
    def is_original(self) -> bool:
        """Whether no model had to do with it."""
        return self.statement.made is Made.EXTRACT

    @property
    def is_replaced(self) -> bool:
        """Whether a model had written it otherwise."""
        return self.statement.made is Made.REPLACED


@dataclass(frozen=True, slots=True)
class Block:
    """Lines under a heading, if there is one."""

    heading: str
    address: str
    first: date | None
    last: date | None
    lines: list[Line]


@dataclass(frozen=True, slots=True)
class Cell:
    """A number as an outlet gives it."""

    written: str
    source: Source


@dataclass(frozen=True, slots=True)
class Numbers:
    """What outlets say of one number."""

    row: Row
    cells: list[Cell]


@dataclass(frozen=True, slots=True)
class Recording:
    """A part of an article read aloud: where it is heard, and its sentences."""

    address: str
    sentences: list[str]


@dataclass(frozen=True, slots=True)
class Page:
    """All that a page shows of what was told."""

    told: Told
    blocks: list[Block]
    numbers: list[Numbers]
    recordings: list[Recording]

    @property
    def is_silent(self) -> bool:
        """Whether something was asked of which nothing is told, nor will be."""
        asked = self.told.ability is not Ability.ASK or self.told.question
        return bool(asked) and not (self.blocks or self.numbers or self.recordings or self.told.under_way)


@dataclass(frozen=True, slots=True)
class Offer:
    """One thing on the card, with its page."""

    ability: Ability
    address: str


def page(told: Told) -> Page:
    """Return what to show; what cites an article that readers may no longer see is left out."""
    sources = _Sources(told.subject, _cited(told))
    blocks = [block for part in told.said.parts if (block := _block(part, sources)).lines]
    recordings = [_recording(told, clip) for clip in told.clips]
    return Page(told, blocks, list(_numbers(told.said.table, sources)), recordings)


def rules(request: HttpRequest) -> Conduct:
    """Return the operator's rules, read once for a page."""
    kept: Conduct = request.META.setdefault(_RULES, SimpleLazyObject(providers.conduct))
    return kept


def offers_of_article(request: HttpRequest, article: Article) -> list[Offer]:
    """Return what the card on an article's page offers to a reader of this language."""
    if not offered_for_article(article):
        return []
    abilities = abilities_for_article(article, get_language() or "en")
    return _offers(rules(request), "article-ai", article.key, abilities)


def offers_of_story(request: HttpRequest, story: Story) -> list[Offer]:
    """Return what the card on a story's page offers."""
    if not (rules(request).on and offered_for_story(story)):
        return []
    return _offers(rules(request), "story-ai", story.key, OF_A_STORY)


def keep(request: HttpRequest, told: Told) -> None:
    """Say what the answer shows, so that it is kept until that changes."""
    subject = told.subject
    articles = {text.article for text in subject.texts} | told.said.articles
    things = [shown.article(pk) for pk in articles]
    if subject.story:
        things.append(shown.story(subject.story.pk))
    keeping.shows(request, *things)


class _Sources:
    """Finds the sentences that are cited."""

    def __init__(self, subject: Subject, articles: dict[int, Article]):
        self._subject = subject
        self._articles = articles
        self._texts: dict[int, Text] = {}

    def of(self, cite: Cite) -> Source | None:
        article = self._articles.get(cite.article)
        words = self._text(article).sentence(cite.sentence) if article else ""
        if article is None or not words:
            return None
        headline = cite.sentence == HEADLINE
        address = reverse("article", args=[article.key]) + ("" if headline else fragment(words))
        return Source(words, article.language, address, article, cite.sentence + 1)

    def _text(self, article: Article) -> Text:
        if article.pk not in self._texts:
            self._texts[article.pk] = self._subject.text(article.pk) or Text.of(article)
        return self._texts[article.pk]


def _recording(told: Told, clip: Clip) -> Recording:
    text = told.subject.texts[0]
    numbers = range(clip.first, clip.first + clip.count)
    address = reverse("speech", args=[clip.result.key, clip.number])
    return Recording(address, [text.sentence(number) for number in numbers])


def _offers(conduct: Conduct, name: str, key: str, abilities: Iterable[Ability]) -> list[Offer]:
    return [Offer(one, reverse(name, args=[key, one.value])) for one in abilities if conduct.allows(one)]


def _cited(told: Told) -> dict[int, Article]:
    """The articles that are cited, as far as they may still be used."""
    cited = Article.objects.filter(pk__in=told.said.articles)
    return {article.pk: article for article in usable(cited).defer("html", "entry")}


def _block(part: Part, sources: _Sources) -> Block:
    # A headline that was translated is no sentence of a text.
    lines = [line for one in part.statements if (line := _line(one, sources)).is_whole]
    return Block(part.heading, part.address, part.first, part.last, lines)


def _line(statement: Statement, sources: _Sources) -> Line:
    return Line(statement, [source for cite in statement.cites if (source := sources.of(cite))])


def _numbers(table: Iterable[Row], sources: _Sources) -> Iterator[Numbers]:
    for row in table:
        cells = [cell for figure in row.figures if (cell := _cell(figure, sources))]
        if cells:
            yield Numbers(row, cells)


def _cell(figure: Figure, sources: _Sources) -> Cell | None:
    source = sources.of(figure.cite)
    return Cell(figure.written, source) if source else None
