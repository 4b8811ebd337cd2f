"""The directory of publishers: all of them with their health, and what a reader looks for among them."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Self

from django.db.models import Count
from django.utils.functional import Promise
from django.utils.translation import get_language

from daily8.articles.models import Article
from daily8.sources import health
from daily8.sources.models import Publisher
from daily8.web import places


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a reader looks for; empty means all."""

    text: str = ""
    language: str = ""
    country: str = ""
    health: str = ""

    @classmethod
    def read(cls, query: Mapping[str, str]) -> Self:
        """Return what a form asked for."""
        return cls(**{name: query.get(name, "").strip()[:100] for name in cls.__slots__})

    @property
    def everything(self) -> bool:
        """Whether nothing was asked for in particular."""
        return not any((self.text, self.language, self.country, self.health))

    def fits(self, line: "Line") -> bool:
        """Whether the publisher is one of those."""
        publisher = line.publisher
        names = " ".join([publisher.domain, *publisher.names.values()]).casefold()
        return (
            self.text.casefold() in names
            and self.language in ("", publisher.language)
            and self.country in ("", publisher.country)
            and self.health in ("", line.health.state)
        )


@dataclass(frozen=True, slots=True)
class Line:
    """One publisher in the directory."""

    publisher: Publisher
    name: str
    health: health.PublisherHealth
    articles: int


@dataclass(frozen=True, slots=True)
class Choice:
    """One option of the form."""

    value: str
    label: str | Promise
    count: int


@dataclass(frozen=True, slots=True)
class Listing:
    """The directory as a page shows it."""

    lines: list[Line]
    total: int
    languages: list[Choice]
    countries: list[Choice]
    states: list[Choice]


def listing(wanted: Wanted, *, now: datetime) -> Listing:
    """Return the publishers that fit, by name in the reader's language, in three queries."""
    language = get_language() or "en"
    counted = Article.objects.visible().values("publisher").annotate(count=Count("pk")).order_by()
    counts = dict(counted.values_list("publisher", "count"))
    lines = [
        Line(publisher, publisher.name_in(language), health.of(publisher, now), counts.get(publisher.pk, 0))
        for publisher in Publisher.objects.prefetch_related("feeds")
    ]
    lines.sort(key=lambda line: (line.name.casefold(), line.publisher.domain))
    return Listing(
        [line for line in lines if wanted.fits(line)],
        len(lines),
        _choices([line.publisher.language for line in lines], lambda code: places.language(code, language)),
        _choices([line.publisher.country for line in lines], lambda code: places.country(code, language)),
        _states(lines),
    )


def _choices(values: Iterable[str], name: Callable[[str], str]) -> list[Choice]:
    counted = Counter(filter(None, values))
    choices = [Choice(value, name(value), count) for value, count in counted.items()]
    return sorted(choices, key=lambda choice: str(choice.label))


def _states(lines: Iterable[Line]) -> list[Choice]:
    counted = Counter(line.health.state for line in lines)
    return [Choice(state, label, counted[state]) for state, label in health.LABELS.items() if counted[state]]
