"""Who covers a story: how many reports, and how they spread over publishers, countries and languages."""

from collections import Counter
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from daily8.articles.models import Article
from daily8.sources.models import Publisher

Part = TypeVar("Part", bound=Hashable)


@dataclass(frozen=True, slots=True)
class Figures:
    """How many reports and outlets, and how many reports are originals.

    `agency` is the one whose text all copies are; it is empty where they are of several, or of none that is known.
    """

    reports: int
    outlets: int
    originals: int
    copies: int
    agency: str


@dataclass(frozen=True, slots=True)
class Share(Generic[Part]):
    """How many reports one publisher, country or language has; `percent` is of all that are known."""

    of: Part
    count: int
    percent: int


@dataclass(frozen=True, slots=True)
class Coverage:
    """The figures of a story, and its parts with the largest first."""

    figures: Figures
    outlets: list[Share[Publisher]]
    countries: list[Share[str]]
    languages: list[Share[str]]


def coverage(reports: Sequence[Article]) -> Coverage:
    """Return who covers a story with these reports."""
    outlets = _shares(report.publisher for report in reports)
    return Coverage(
        figures(reports),
        outlets,
        _shares(report.publisher.country for report in reports if report.publisher.country),
        _shares(report.language for report in reports if report.language),
    )


def figures(reports: Sequence[Article]) -> Figures:
    """Count these reports."""
    copies = [report for report in reports if report.copy_of_id is not None]
    agencies = {report.credit for report in copies}
    return Figures(
        reports=len(reports),
        outlets=len({report.publisher_id for report in reports}),
        originals=len(reports) - len(copies),
        copies=len(copies),
        agency=agencies.pop() if len(agencies) == 1 else "",
    )


def _shares(parts: Iterable[Part]) -> list[Share[Part]]:
    counted = Counter(parts)
    return [Share(part, count, round(100 * count / counted.total())) for part, count in counted.most_common()]
