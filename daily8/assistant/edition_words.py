"""The words of editions as far as they may be shown now: their articles may be used, and have them still."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from typing import Any

from daily8.articles.models import Article
from daily8.assistant.statements import Cite, Made, Statement
from daily8.assistant.texts import HEADLINE, Text, usable
from daily8.editions.models import Entry
from daily8.engine.quantities import values


@dataclass(frozen=True, slots=True)
class Place:
    """An article that words rest on, and the sentence in it as it reads now; "" for its headline."""

    article: Article
    sentence: str


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of an edition, and where it is from."""

    statement: Statement
    places: tuple[Place, ...]

    @property
    def text(self) -> str:
        """Its words."""
        return self.statement.text

    @property
    def language(self) -> str:
        """What they are written in."""
        return self.statement.language

    @property
    def sources(self) -> tuple[Article, ...]:
        """The articles that it rests on, each once."""
        return tuple({place.article.pk: place.article for place in self.places}.values())


@dataclass(frozen=True, slots=True)
class Cell:
    """A number as an article gives it."""

    written: str
    place: Place

    @property
    def shown(self) -> str:
        """As it stands in a table: a word that began a sentence does not begin one here."""
        return self.written.lower() if self.written.isalpha() else self.written

    @property
    def worth(self) -> str:
        """What tells it from others: its value where it is a number and nothing else, in digits or in words."""
        found = values(self.written, self.place.article.language)
        whole = len(found) == 1 and found[0].end - found[0].start == len(self.written)
        return f"{found[0].value.normalize():f}" if whole else _plain(self.written)


@dataclass(frozen=True, slots=True)
class Number:
    """What reports give as one number, for readers of a language: they disagree, or it changed with events."""

    heading: str
    changed: bool
    cells: tuple[Cell, ...]
    language: str

    @property
    def figures(self) -> tuple[tuple[str, Article], ...]:
        """Who says what."""
        return tuple((cell.written, cell.place.article) for cell in self.cells)

    @property
    def sides(self) -> list[tuple[Cell, list[Place]]]:
        """Each number once, as the readers' language has it if it does, with all who give it, the first first."""
        found: dict[str, list[Cell]] = {}
        for cell in self.cells:
            found.setdefault(cell.worth, []).append(cell)
        return [(self._readable(cells), [cell.place for cell in cells]) for cells in found.values()]

    def _readable(self, cells: Sequence[Cell]) -> Cell:
        return next((cell for cell in cells if cell.place.article.language == self.language), cells[0])


class Words:
    """Finds them for some entries, read in one query."""

    def __init__(self, entries: Iterable[Entry]):
        cited = {pk for entry in entries for pk in cited_by(entry.brief, entry.news, entry.numbers)}
        used = usable(Article.objects.filter(pk__in=cited)).defer("html", "entry")
        found = list(used) if cited else []
        self._articles = {article.pk: article for article in found}
        self._read: dict[int, tuple[Text, str]] = {}

    def sentences(self, kept: Iterable[Mapping[str, Any]]) -> tuple[Sentence, ...]:
        """Return those of these sentences that may be shown."""
        return tuple(one for one in map(self._sentence, kept) if one)

    def numbers(self, kept: Iterable[Mapping[str, Any]], language: str) -> tuple[Number, ...]:
        """Return those of these numbers that reports still give; one alone differs from nobody."""
        rows = [Number(row["heading"], row["changed"], self._cells(row["figures"]), language) for row in kept]
        return tuple(row for row in rows if len({cell.worth for cell in row.cells}) > 1)

    def _sentence(self, kept: Mapping[str, Any]) -> Sentence | None:
        """A model's words rest on all that it names, as it read then; a publisher's must stand where they were."""
        statement = Statement.of_json(kept)
        written = statement.made is Made.WRITTEN
        having = "" if written else statement.text
        places = tuple(place for cite in statement.cites if (place := self._place(cite, having=having)))
        is_whole = self._rests(kept.get("rests"), statement, places) if written else bool(places)
        return Sentence(statement, places) if places and is_whole else None

    def _rests(self, rests: list[str] | None, statement: Statement, places: tuple[Place, ...]) -> bool:
        """Whether all that a model's words rest on is there, and says what it said."""
        if rests is not None and rests != [self._digest(cite) for cite in statement.cites]:
            return False
        return len(places) == len(statement.cites)

    def _digest(self, cite: Cite) -> str:
        article = self._articles.get(cite.article)
        return digest(self._text(article)[0].sentence(cite.sentence)) if article else ""

    def _cells(self, figures: Iterable[tuple[str, int, int]]) -> tuple[Cell, ...]:
        found = ((written, self._place(Cite(*cite), having=written)) for written, *cite in figures)
        return tuple(Cell(written, place) for written, place in found if place)

    def _place(self, cite: Cite, *, having: str) -> Place | None:
        """Where an article says something; nothing where it does not any more, or not to everybody."""
        article = self._articles.get(cite.article)
        if article is None:
            return None
        text, whole = self._text(article)
        sentence = text.sentence(cite.sentence)
        if _plain(having) not in whole if having else not sentence:
            return None
        return Place(article, "" if cite.sentence == HEADLINE else sentence)

    def _text(self, article: Article) -> tuple[Text, str]:
        """What may be shown of it, also as one line."""
        if article.pk not in self._read:
            text = Text.kept(article)
            self._read[article.pk] = text, _plain(" ".join([text.title, *text.sentences]))
        return self._read[article.pk]


def cited_by(
    brief: Iterable[Mapping[str, Any]], news: Iterable[Mapping[str, Any]], numbers: Iterable[Mapping[str, Any]]
) -> set[int]:
    """Return the articles (primary keys) that the words of an entry rest on."""
    said = {article for one in (*brief, *news) for article, _sentence in one["cites"]}
    return said | {article for row in numbers for _written, article, _sentence in row["figures"]}


def digest(sentence: str) -> str:
    """Return what tells a sentence from another one, however it is spaced."""
    return blake2b(_plain(sentence).encode(), digest_size=8).hexdigest()


def _plain(words: str) -> str:
    return " ".join(words.casefold().split())
