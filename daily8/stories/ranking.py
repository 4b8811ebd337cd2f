"""Which stories come first: one formula over plain numbers, explained in docs/ranking.md."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from math import log2

# Every constant of the formula; docs/ranking.md says why each is what it is.
COPY_WEIGHT = 0.25
REPORTS_OF_A_PUBLISHER = 2
ORIGINALS_WEIGHT = 0.5
GROWTH_WEIGHT = 1.0
GROWTH_HOURS = 3
COUNTRIES_WEIGHT = 0.5
FRESH_PUBLISHERS = 3
HALF_LIFE_HOURS = 8
SAME_CATEGORY = 0.85
SAME_COUNTRY = 0.92
SAME_PUBLISHER = 0.85


@dataclass(frozen=True, slots=True)
class Telling:
    """One report of a story, as far as ranking asks."""

    publisher: int
    country: str
    published_at: datetime
    is_original: bool


@dataclass(frozen=True, slots=True)
class Coverage:
    """What is counted of a story at one moment.

    `independents` are the publishers with a report of their own. Of one publisher at most two original reports
    count. `newest` are the last reports of the three publishers that reported last.
    """

    publishers: int
    independents: int
    originals: int
    recent: int
    countries: int
    newest: tuple[datetime, ...]

    @property
    def copying(self) -> int:
        """How many publishers have copies only."""
        return self.publishers - self.independents


@dataclass(frozen=True, slots=True)
class Score:
    """The terms of a story's score, in points, and the share of them that time has left."""

    breadth: float
    depth: float
    growth: float
    reach: float
    freshness: float

    @property
    def total(self) -> float:
        """The score."""
        return (self.breadth + self.depth + self.growth + self.reach) * self.freshness


def coverage_of(tellings: Sequence[Telling], *, now: datetime) -> Coverage:
    """Count the reports of a story; one from the future counts as told now."""
    in_order = sorted(tellings, key=lambda telling: telling.published_at)
    last_told = {telling.publisher: telling.published_at for telling in in_order}
    newest_first = sorted((min(moment, now) for moment in last_told.values()), reverse=True)
    originals = [telling for telling in tellings if telling.is_original]
    since = now - timedelta(hours=GROWTH_HOURS)
    return Coverage(
        publishers=len(last_told),
        independents=len({telling.publisher for telling in originals}),
        originals=_counted(originals),
        recent=_counted(telling for telling in originals if telling.published_at > since),
        countries=len({telling.country for telling in tellings if telling.country}),
        newest=tuple(newest_first[:FRESH_PUBLISHERS]),
    )


def _counted(tellings: Iterable[Telling]) -> int:
    """How many reports these are, where one publisher's many count as two."""
    counts = Counter(telling.publisher for telling in tellings)
    return sum(min(count, REPORTS_OF_A_PUBLISHER) for count in counts.values())


def score(coverage: Coverage, *, now: datetime) -> Score:
    """Return the score of a story at this moment, term by term."""
    return Score(
        breadth=log2(1 + coverage.independents + COPY_WEIGHT * coverage.copying),
        depth=ORIGINALS_WEIGHT * log2(1 + coverage.originals),
        growth=GROWTH_WEIGHT * log2(1 + coverage.recent / GROWTH_HOURS),
        reach=COUNTRIES_WEIGHT * log2(max(coverage.countries, 1)),
        freshness=sum(_decay(now - moment) for moment in coverage.newest) / FRESH_PUBLISHERS,
    )


def _decay(age: timedelta) -> float:
    return float(0.5 ** (age / timedelta(hours=HALF_LIFE_HOURS)))


@dataclass(frozen=True, slots=True)
class Candidate:
    """A story that may be chosen; `publishers` could give its headline, the best first."""

    story: int
    score: Score
    category: str
    country: str
    publishers: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Choice:
    """A chosen story and whose headline it carries.

    `same_category`, `same_country` and `same_publisher` say with how many of those chosen before it shares them,
    `alike` with how many it shares anything.
    """

    story: int
    publisher: int
    score: Score
    same_category: int
    same_country: int
    same_publisher: int
    alike: int

    @property
    def variety(self) -> float:
        """The share of the score that is left beside those chosen before."""
        return (
            SAME_CATEGORY**self.same_category
            * SAME_COUNTRY**self.same_country
            * SAME_PUBLISHER**self.same_publisher
        )

    @property
    def total(self) -> float:
        """The score that decided."""
        return self.score.total * self.variety


def choose(candidates: Sequence[Candidate], *, size: int) -> list[Choice]:
    """Choose stories one after the other, each the best beside those chosen before it; equals in a fixed order."""
    left = sorted(candidates, key=lambda candidate: (-candidate.score.total, candidate.story))
    taken: list[tuple[Candidate, int]] = []
    chosen: list[Choice] = []
    while left and len(chosen) < size:
        choices = [_beside(taken, candidate) for candidate in left]
        place = max(range(len(left)), key=lambda place: choices[place].total)
        chosen.append(choices[place])
        taken.append((left.pop(place), choices[place].publisher))
    return chosen


def _beside(taken: Sequence[tuple[Candidate, int]], candidate: Candidate) -> Choice:
    """How a candidate would stand as the next: with the headline of the publisher met least."""
    met = Counter(publisher for _, publisher in taken)
    publisher = min(candidate.publishers, key=met.__getitem__)
    # What is not known is not the same.
    same_category = [bool(candidate.category) and candidate.category == other.category for other, _ in taken]
    same_country = [bool(candidate.country) and candidate.country == other.country for other, _ in taken]
    same_publisher = [publisher == other for _, other in taken]
    alike = [any(same) for same in zip(same_category, same_country, same_publisher, strict=True)]
    return Choice(
        story=candidate.story,
        publisher=publisher,
        score=candidate.score,
        same_category=sum(same_category),
        same_country=sum(same_country),
        same_publisher=sum(same_publisher),
        alike=sum(alike),
    )
