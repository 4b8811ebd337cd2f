"""Ways to narrow results down: each adds an operator to what was typed, or takes it away again."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from daily8.articles.categories import CATEGORIES
from daily8.engine.words.queries import Condition, Field, Query, without
from daily8.search.finding import Hit
from daily8.search.texts import facet
from daily8.sources.models import Publisher
from daily8.web import places

_MOST = 6
_PAST = ((1, _("Past day")), (7, _("Past week")), (31, _("Past month")))

Address = Callable[[str], str]


@dataclass(frozen=True, slots=True)
class Choice:
    """One way to narrow results down, or to widen them again where it is `chosen`."""

    name: str | Promise
    address: str
    number: int = 0
    chosen: bool = False


@dataclass(frozen=True, slots=True)
class Choices:
    """The ways of one kind."""

    name: Promise
    ways: list[Choice]


@dataclass(frozen=True, slots=True)
class _Value:
    """What an operator can be followed by, what readers call it, and how many results have it."""

    value: str
    name: str
    number: int


def choices(query: Query, hits: Sequence[Hit], address: Address, *, typed: str, now: datetime) -> list[Choices]:
    """Return what results can be narrowed down by; what is the same in all of them is left out.

    `address` tells the address of the results for what would be typed.
    """
    # Of what is counted above the results, where there is any.
    counts = Counter(" ".join(hit.facets for hit in [hit for hit in hits if hit.exact] or hits).split())
    kinds = [
        Choices(_("Time"), _times(query, address, typed, now)),
        Choices(_("Language"), _ways(query, Field.LANGUAGE, _languages(counts), address, typed)),
        Choices(_("Source"), _ways(query, Field.SOURCE, _sources(counts), address, typed)),
        Choices(_("Category"), _ways(query, Field.CATEGORY, _categories(counts), address, typed)),
    ]
    return [kind for kind in kinds if len(kind.ways) > 1 or any(way.chosen for way in kind.ways)]


def _times(query: Query, address: Address, typed: str, now: datetime) -> list[Choice]:
    """The last day, week and month; one chosen time of any other kind can be taken away."""
    rest = without(typed, "after", "before")
    days = [(name, (now - timedelta(days=past)).date()) for past, name in _PAST]
    ways = [
        Choice(name, address(rest), chosen=True)
        if query.after == day and not query.before
        else Choice(name, address(f"after:{day} {rest}"))
        for name, day in days
    ]
    if (query.after or query.before) and not any(way.chosen for way in ways):
        ways.insert(0, Choice(_("Chosen days"), address(rest), chosen=True))
    return ways


def _ways(query: Query, field: Field, values: Iterable[_Value], address: Address, typed: str) -> list[Choice]:
    """What can be chosen of a field: once something is, it can only be taken away."""
    taken = [each for each in query.conditions if each.field is field and not each.excluded]
    if taken:
        return [
            Choice(_called(each), address(without(typed, field, value=each.value)), chosen=True) for each in taken
        ]
    return [Choice(each.name, address(f"{field}:{each.value} {typed}"), each.number) for each in values]


def _called(condition: Condition) -> str | Promise:
    """What readers call the value of a condition: operators take addresses and codes."""
    value, language = condition.value, get_language() or "en"
    if condition.field is Field.LANGUAGE:
        return places.language(value, language)
    if condition.field is Field.CATEGORY:
        return next((category.name for category in CATEGORIES if category.id == value.lower()), value)
    if condition.field is Field.SOURCE:
        publisher = Publisher.objects.filter(domain=value.lower()).first()
        return publisher.name_in(language) if publisher else value
    return f"#{value}"


def _languages(counts: Counter[str]) -> Iterator[_Value]:
    codes = ((sign.removeprefix(facet("l", "")), number) for sign, number in _most(counts, "l"))
    return (_Value(code, places.language(code, get_language() or "en"), number) for code, number in codes)


def _categories(counts: Counter[str]) -> Iterator[_Value]:
    names = {facet("c", category.id): category for category in CATEGORIES}
    common = _most(counts, "c")
    return (_Value(names[sign].id, str(names[sign].name), number) for sign, number in common if sign in names)


def _sources(counts: Counter[str]) -> Iterator[_Value]:
    common = _most(counts, "s")
    keys = [int(sign.removeprefix(facet("s", ""))) for sign, _number in common]
    publishers = Publisher.objects.only("domain", "names", "language").in_bulk(keys)
    for key, (_sign, number) in zip(keys, common, strict=True):
        if publisher := publishers.get(key):
            yield _Value(publisher.domain, publisher.name_in(get_language() or "en"), number)


def _most(counts: Counter[str], kind: str) -> list[tuple[str, int]]:
    """The signs of one kind that most results have."""
    mark = facet(kind, "")
    alike = [(sign, number) for sign, number in counts.items() if sign.startswith(mark)]
    return sorted(alike, key=lambda one: (-one[1], one[0]))[:_MOST]
