"""Which eight stories are a day's: one formula over plain numbers, explained in docs/edition.md."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import datetime
from enum import StrEnum
from math import log2

# So many stories are an edition; fewer where no more deserve it.
SIZE = 8
# What a paper that prints another's text counts beside one that went there.
COPY_WEIGHT = 0.25
# Growth is counted over so many last hours of the window.
GROWTH_HOURS = 6
# Terms are compared in so small steps, so that the last bit of a machine's logarithm decides nothing.
DIGITS = 6


@dataclass(frozen=True, slots=True)
class Weights:
    """What the terms count; a reader may move them and see another eight."""

    breadth: float = 1.0
    depth: float = 0.5
    growth: float = 0.75
    reach: float = 0.5
    followup: float = 0.6

    def told(self) -> dict[str, float]:
        """Return them as plain values."""
        return {field.name: getattr(self, field.name) for field in fields(self)}


@dataclass(frozen=True, slots=True)
class Caps:
    """How many of one sort may be among the eight, and what a story needs at least."""

    category: int = 3
    country: int = 3
    family: int = 2
    independents: int = 2

    def told(self) -> dict[str, int]:
        """Return them as plain values."""
        return {field.name: getattr(self, field.name) for field in fields(self)}


@dataclass(frozen=True, slots=True)
class Measures:
    """What else the formula reckons with; kept with each edition, so that a later program can replay it."""

    size: int = SIZE
    copy_weight: float = COPY_WEIGHT
    growth_hours: int = GROWTH_HOURS
    digits: int = DIGITS

    def told(self) -> dict[str, float]:
        """Return them as plain values."""
        return {field.name: getattr(self, field.name) for field in fields(self)}


USUAL = Measures()


@dataclass(frozen=True, slots=True)
class Entrant:
    """What is known of a story in the window of an edition.

    `independents` are publishers with a report of their own in it, `copying` those with copies only; `local` are
    independents that write in the edition's language. Two `originals` of a publisher count; `recent` of these came
    in the last hours. `families` are those of the publishers whose headline it may carry, the best first.
    `before` is in how many editions of late it was already (`past.py`), `news` how many sentences are new since
    the last of them.
    """

    story: str
    independents: int
    copying: int
    local: int
    originals: int
    recent: int
    countries: int
    languages: int
    category: str
    country: str
    families: tuple[str, ...]
    first_at: datetime
    before: int = 0
    news: int = 0

    def told(self) -> dict[str, object]:
        """Return it as plain values."""
        values = {field.name: getattr(self, field.name) for field in fields(self)}
        return values | {"families": list(self.families), "first_at": self.first_at.isoformat()}

    @classmethod
    def read(cls, told: Mapping[str, object]) -> "Entrant":
        """Return what `told` gave."""
        values = dict(told)
        first_at, families = str(values.pop("first_at")), values.pop("families")
        assert isinstance(families, list)
        return cls(first_at=datetime.fromisoformat(first_at), families=tuple(families), **values)  # type: ignore[arg-type]


@dataclass(frozen=True, slots=True)
class Terms:
    """The terms of a story's score, in points, and the share that is left to one that was in before."""

    breadth: float
    depth: float
    growth: float
    reach: float
    followup: float
    digits: int = DIGITS

    @property
    def total(self) -> float:
        """The score."""
        return round((self.breadth + self.depth + self.growth + self.reach) * self.followup, self.digits)


class Verdict(StrEnum):
    """Why a story is among the eight or is not."""

    IN = "in"
    FEW = "few"
    OLD = "old"
    CATEGORY = "category"
    COUNTRY = "country"
    FAMILY = "family"
    PLACES = "places"


@dataclass(frozen=True, slots=True)
class Line:
    """A story on the ballot: its terms, the family whose headline it carries, and what came of it."""

    entrant: Entrant
    terms: Terms
    verdict: Verdict
    family: str = ""

    @property
    def is_in(self) -> bool:
        """Whether it is among the eight."""
        return self.verdict is Verdict.IN


def ballot(entrants: Iterable[Entrant], weights: Weights, caps: Caps, measures: Measures = USUAL) -> list[Line]:
    """Return every entrant with what came of it: those that are in, in their order, then the others by score.

    Taken from the best down; one that would be too much of a sort is passed over, and the next is looked at. Of
    equal scores the one that more independents report comes first, then the one that began first, then the key
    decides.
    """
    scored = [(terms_of(entrant, weights, measures), entrant) for entrant in entrants]
    scored.sort(key=lambda one: (-one[0].total, -one[1].independents, one[1].first_at, one[1].story))
    taken: list[Line] = []
    passed: list[Line] = []
    for terms, entrant in scored:
        line = _judged(entrant, terms, taken, caps, measures.size)
        (taken if line.is_in else passed).append(line)
    return taken + passed


def terms_of(entrant: Entrant, weights: Weights, measures: Measures = USUAL) -> Terms:
    """Return the terms of one story."""
    digits = measures.digits
    breadth = log2(1 + entrant.independents + measures.copy_weight * entrant.copying)
    growth = log2(1 + entrant.recent / measures.growth_hours)
    reach = log2(max(entrant.countries, 1)) + log2(max(entrant.languages, 1))
    return Terms(
        breadth=round(weights.breadth * breadth, digits),
        depth=round(weights.depth * log2(1 + entrant.originals), digits),
        growth=round(weights.growth * growth, digits),
        reach=round(weights.reach * reach, digits),
        followup=round(weights.followup**entrant.before, digits) if entrant.before else 1.0,
        digits=digits,
    )


def _judged(entrant: Entrant, terms: Terms, taken: Sequence[Line], caps: Caps, size: int) -> Line:
    counts = {
        Verdict.CATEGORY: (entrant.category, caps.category, Counter(line.entrant.category for line in taken)),
        Verdict.COUNTRY: (entrant.country, caps.country, Counter(line.entrant.country for line in taken)),
    }
    if entrant.local < caps.independents:
        return Line(entrant, terms, Verdict.FEW)
    if entrant.before and not entrant.news:
        return Line(entrant, terms, Verdict.OLD)
    if len(taken) >= size:
        return Line(entrant, terms, Verdict.PLACES)
    for verdict, (value, cap, met) in counts.items():
        # What is not known is not the same.
        if value and met[value] >= cap:
            return Line(entrant, terms, verdict)
    families = Counter(line.family for line in taken)
    free = [family for family in entrant.families if families[family] < caps.family]
    if not free:
        return Line(entrant, terms, Verdict.FAMILY)
    return Line(entrant, terms, Verdict.IN, min(free, key=families.__getitem__))
