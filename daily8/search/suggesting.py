"""What somebody who begins to type may look for: hashtags and publishers of these days."""

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import islice
from typing import Self

from daily8.engine.words.terms import plain
from daily8.search.tables import Head
from daily8.search.texts import facet
from daily8.sources.models import Publisher
from daily8.topics.models import Hashtag

MOST = 8
# Of so many names that begin alike the most common are chosen.
_COMPARED = 400
_SHORTEST, _LONGEST = 2, 60


class Kind(StrEnum):
    """What is suggested."""

    HASHTAG = "hashtag"
    SOURCE = "source"


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A hashtag (`key` is its slug) or a publisher (its domain) by its name in a language."""

    kind: Kind
    key: str
    name: str
    language: str
    articles: int


@dataclass(frozen=True, slots=True)
class Names:
    """All names of these days, found by the beginning of each of their words."""

    beginnings: Sequence[tuple[str, Suggestion]]

    @classmethod
    def of(cls, heads: Iterable[Head]) -> Self:
        """Return the names of what these articles have."""
        counts: dict[str, int] = {}
        for head in heads:
            for sign in head.facets.split():
                counts[sign] = counts.get(sign, 0) + 1
        found = [*_hashtags(counts), *_publishers(counts)]
        return cls(sorted(((words, each) for each in found for words in _beginnings(each.name)), key=_first))

    def most(self, kind: Kind) -> Suggestion | None:
        """Return the most common of a kind."""
        alike = (suggestion for _, suggestion in self.beginnings if suggestion.kind is kind)
        return max(alike, key=lambda each: (each.articles, each.name), default=None)

    def called(self, name: str, kind: Kind) -> list[str]:
        """Return the keys of those of a kind that have exactly this name, in any language."""
        wanted = _plain(name)
        start = bisect_left(self.beginnings, wanted, key=_first)
        alike = islice(self.beginnings, start, start + _COMPARED)
        found = (each for words, each in alike if words == wanted and each.kind is kind)
        return list(dict.fromkeys(each.key for each in found if _plain(each.name) == wanted))

    def starting(self, typed: str, language: str) -> list[Suggestion]:
        """Return the most common of those that begin so, each once, names in this language first."""
        begun = _plain(typed[:_LONGEST].removeprefix("#"))
        if len(begun) < _SHORTEST:
            return []
        start = bisect_left(self.beginnings, begun, key=_first)
        alike = []
        for words, suggestion in islice(self.beginnings, start, start + _COMPARED):
            if not words.startswith(begun):
                break
            alike.append(suggestion)
        ordered = sorted(alike, key=lambda each: (each.language != language, -each.articles, each.name))
        return list({(each.kind, each.key): each for each in reversed(ordered)}.values())[::-1][:MOST]


def _plain(name: str) -> str:
    return " ".join(plain(word) for word in name.split())


def _first(of: tuple[str, Suggestion]) -> str:
    return of[0]


def _beginnings(name: str) -> list[str]:
    words = [plain(word) for word in name.split()]
    return [" ".join(words[place:]) for place in range(len(words))]


def _hashtags(counts: dict[str, int]) -> list[Suggestion]:
    shown = Hashtag.objects.shown().only("slug", "names")
    carried = ((each, counts.get(facet("h", each.pk), 0)) for each in shown.iterator())
    return [
        Suggestion(Kind.HASHTAG, each.slug, name, language, count)
        for each, count in carried
        if count
        for language, name in each.names.items()
    ]


def _publishers(counts: dict[str, int]) -> list[Suggestion]:
    return [
        Suggestion(Kind.SOURCE, each.domain, name, language, count)
        for each in Publisher.objects.only("domain", "names")
        if (count := counts.get(facet("s", each.pk), 0))
        for language, name in each.names.items()
    ]
