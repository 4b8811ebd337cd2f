"""Finds articles by what was typed."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from daily8.engine.words.queries import Condition, Query
from daily8.engine.words.terms import plain
from daily8.search import memory
from daily8.search.matching import Match, Run, Where
from daily8.search.memory import Memory
from daily8.search.ranking import Fit, Fitting
from daily8.search.tables import Head, Span, Table, table
from daily8.search.wanting import Want, want
from daily8.search.writing import written_form

# So many of the newest articles with all words are ranked, and so many with all words in the headline.
MOST, _MOST_HEADS = 120, 60
# Where fewer have all words, those with some of them are looked at too.
_ENOUGH, _MOST_PARTS = 30, 40
# More are not looked at between two places.
_MOST_BETWEEN = 100_000
# What the meaning of an article counts beside its words where it has them all, and its words where it has not.
_MEANING, _WORDS = 0.5, 0.2
# What is less like the query is not about it.
_LIKE = 0.3
# So many of the newest articles that have a word tell how it is written.
_TOLD_BY = 10
_ARABIC = ("\u0600", "\u06ff")


class Order(StrEnum):
    """What comes first."""

    BEST = "best"
    NEWEST = "newest"


class Hit(NamedTuple):
    """An article that was found; `exact` if it has all words, else it is near in words or meaning.

    `facets` are the signs of what it has, parted by blanks; see `texts.facet`.
    """

    place: int
    exact: bool
    facets: str


@dataclass(frozen=True, slots=True)
class Found:
    """What was found, in its order, at most some hundreds.

    `more` tells that there are older ones; `corrected` are words with those that were looked for instead;
    `unknown` are conditions that name nothing that is here.
    """

    hits: list[Hit]
    more: bool
    corrected: list[tuple[str, tuple[str, ...]]]
    unknown: tuple[Condition, ...]


def find(query: Query, order: Order = Order.BEST) -> Found:
    """Return what a query finds; nothing for one that asks for nothing."""
    if query.is_empty:
        return Found([], more=False, corrected=[], unknown=())
    known, words = memory.current(), table()
    wanted = want(query, known.vocabulary, known.names, words)
    if wanted.unknown:
        return Found([], more=False, corrected=[], unknown=wanted.unknown)
    places = words.find(wanted.match(wanted.strong), wanted.span, most=MOST)
    older = len(places) == MOST
    if order is Order.NEWEST or not wanted.wanted:
        hits = [_hit(head, exact=True) for head in words.heads(places)]
    else:
        hits = _ranked(query, wanted, places, words, known)
    return Found(hits, more=older, corrected=_corrected(wanted, words, known), unknown=())


def among(query: Query, places: Collection[int]) -> set[int]:
    """Return which of these places have all that a query asks for, as it was typed and not as it may be meant.

    Made for places that lie near each other, such as those of new articles: all between them are looked through.
    """
    if query.is_empty or not places:
        return set()
    known, words = memory.current(), table()
    wanted = want(query, known.vocabulary, known.names, words, guess=False)
    if wanted.unknown:
        return set()
    span = Span(max(min(places), wanted.span.first), min(max(places) + 1, wanted.span.end))
    return set(places) & set(words.find(wanted.match(wanted.strong), span, most=_MOST_BETWEEN))


def _ranked(query: Query, wanted: Want, places: Sequence[int], words: Table, known: Memory) -> list[Hit]:
    whole = {*places}
    if len(places) == MOST:
        whole |= {*words.find(wanted.match(wanted.strong, Where.HEAD), wanted.span, most=_MOST_HEADS)}
    parts: set[int] = set()
    if len(whole) < _ENOUGH and len(wanted.strong) > 1:
        parts = {*words.find(wanted.match_any(wanted.strong, Where.HEAD), wanted.span, most=_MOST_PARTS)} - whole
    near = _permitted(dict(_near(query, wanted, known)), wanted, words)
    found = words.heads([*whole, *parts, *(near.keys() - whole - parts)])
    by_words = whole | parts
    heads = {head.place: head for head in found if head.place in by_words or _allowed(head, wanted)}
    fitting = Fitting(wanted.wanted)
    fits = [fitting.fit(head, whole=place in whole) for place, head in heads.items()]
    return [_hit(heads[place], exact=place in whole) for place in _fused(fits, near)]


def _corrected(wanted: Want, words: Table, known: Memory) -> list[tuple[str, tuple[str, ...]]]:
    """What was looked for instead of mistyped words, as it is written: of some only the stem is at hand."""
    bare = {word for one in wanted.corrected for word in one.meant if plain(word) not in known.vocabulary.words}
    written = {stem: form for stem in bare if (form := written_form(stem, _newest_with(stem, words)))}
    return [(one.clause.text, tuple(written.get(word, word) for word in one.meant)) for one in wanted.corrected]


def _newest_with(stem: str, words: Table) -> list[int]:
    return words.find(Match(((Run((stem,)),),)), Span(), most=_TOLD_BY)


def _near(query: Query, wanted: Want, known: Memory) -> list[tuple[int, float]]:
    """What is near in meaning and of the time that is asked for, best first."""
    vector = known.asked.vector(query.text) if known.meanings else None
    if vector is None or known.meanings is None:
        return []
    found = known.meanings.near(vector, language_of(query.text))
    span = wanted.span
    return [(place, like) for place, like in found if like >= _LIKE and span.first <= place < span.end]


def _permitted(near: dict[int, float], wanted: Want, words: Table) -> dict[int, float]:
    """What is near in meaning and has nothing, anywhere, that is excluded."""
    if not near or not wanted.forbidden:
        return near
    has = {*words.among(Match((tuple(map(Run, wanted.forbidden)),)), list(near))}
    return {place: like for place, like in near.items() if place not in has}


def _allowed(head: Head, wanted: Want) -> bool:
    """Whether what is near in meaning fulfils the conditions, as far as its beginning tells."""
    if not (wanted.facets or wanted.literal):
        return True
    facets = set(head.facets.split())
    text = f" {head.title} . {head.names} . {head.lead} "
    return all(facets.intersection(either) for either in wanted.facets) and all(
        any(f" {' '.join(run)} " in text for run in one.runs) for one in wanted.literal
    )


def _hit(head: Head, *, exact: bool) -> Hit:
    return Hit(head.place, exact, head.facets)


def _fused(fits: Iterable[Fit], near: Mapping[int, float]) -> list[int]:
    """Those with all words first, told apart by words more than by meaning; then the others, by meaning more."""
    valued = []
    for place, value, whole in fits:
        like = near.get(place, 0.0)
        valued.append((whole, value + _MEANING * like if whole else like + _WORDS * value, place))
    return [place for _whole, value, place in sorted(valued, reverse=True) if value > 0]


def language_of(text: str) -> str:
    """Return the language of the interface that a query is most likely in, by its script."""
    arabic = sum(_ARABIC[0] <= letter <= _ARABIC[1] for letter in text)
    return "ar" if arabic * 2 > sum(map(str.isalpha, text)) else "en"
