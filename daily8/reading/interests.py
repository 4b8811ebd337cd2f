"""What somebody is interested in, and how much an event is wanted, by the formula of docs/decisions/for-you.md."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from math import prod


class Sort(StrEnum):
    """What an interest is of."""

    STORY = "story"
    HASHTAG = "hashtag"
    SEARCH = "search"
    SOURCE = "source"
    CATEGORY = "category"


class Seen(StrEnum):
    """What the reader knows of an event."""

    NOTHING = "nothing"
    OPENED = "opened"
    READ = "read"


# Every constant of the formula; the document says why each is what it is.
FOLLOWED = {Sort.STORY: 0.8, Sort.HASHTAG: 0.7, Sort.SEARCH: 0.6, Sort.SOURCE: 0.5, Sort.CATEGORY: 0.0}
READ_MOST = {Sort.HASHTAG: 0.7, Sort.SOURCE: 0.4, Sort.CATEGORY: 0.3}
READ_HALF = {Sort.HASHTAG: 3, Sort.SOURCE: 6, Sort.CATEGORY: 12}
READ_DAYS = 28
READ_HALF_LIFE_DAYS = 7
FRESH_HALF_LIFE_HOURS = 24
MATTER_HALF = 3.0
SUNK = {Seen.NOTHING: 1.0, Seen.OPENED: 0.5, Seen.READ: 0.1}
OUTSIDE = 0.2

Key = tuple[Sort, int | str]


@dataclass(frozen=True, slots=True)
class Finished:
    """A report that was read to the end: when, and what it was of."""

    at: datetime
    keys: frozenset[Key]


@dataclass(frozen=True, slots=True)
class Interest:
    """How much something is liked, from 0 to 1; whether it is followed, and how many reports of it were read."""

    key: Key
    strength: float
    followed: bool
    finished: int


@dataclass(frozen=True, slots=True)
class Event:
    """What one story tells, or one article that is in none.

    `keys` is what it is of; `points` is its score by the formula of the front page.
    """

    name: str
    keys: frozenset[Key]
    points: float
    newest_at: datetime
    seen: Seen = Seen.NOTHING


@dataclass(frozen=True, slots=True)
class Wish:
    """How much an event is wanted, by its terms; `liked` is before time took its part."""

    event: Event
    liked: float
    interest: float
    matter: float

    @property
    def total(self) -> float:
        """The number that decides."""
        return (self.interest + self.matter) * SUNK[self.event.seen]

    @property
    def outside(self) -> bool:
        """Whether it has little to do with what the reader is interested in."""
        return self.liked < OUTSIDE


def interests(followed: Iterable[Key], finished: Iterable[Finished], *, now: datetime) -> dict[Key, Interest]:
    """Return everything that somebody follows or has read to the end lately, with how much it is liked."""
    counts: dict[Key, int] = defaultdict(int)
    weights: dict[Key, float] = defaultdict(float)
    for report in finished:
        for key in report.keys:
            counts[key] += 1
            weights[key] += 0.5 ** (max(now - report.at, timedelta()) / timedelta(days=READ_HALF_LIFE_DAYS))
    by_following = {key: FOLLOWED[key[0]] for key in followed}
    by_reading = {key: _learned(key[0], weight) for key, weight in weights.items()}
    return {
        key: Interest(
            key,
            _together([by_following.get(key, 0.0), by_reading.get(key, 0.0)]),
            followed=key in by_following,
            finished=counts.get(key, 0),
        )
        for key in by_following.keys() | by_reading.keys()
    }


def _learned(sort: Sort, weight: float) -> float:
    return READ_MOST[sort] * weight / (weight + READ_HALF[sort]) if sort in READ_MOST else 0.0


def _together(strengths: Iterable[float]) -> float:
    """Each takes its share of what the others left, so that many never exceed one."""
    return 1 - prod(1 - strength for strength in strengths)


def wish(event: Event, known: Mapping[Key, Interest], *, share: float, now: datetime) -> Wish:
    """Return how much an event is wanted by somebody who gives this share, from 0 to 1, to interests."""
    liked = _together(known[key].strength for key in event.keys if key in known)
    age = max(now - event.newest_at, timedelta())
    fresh = 0.5 ** (age / timedelta(hours=FRESH_HALF_LIFE_HOURS))
    return Wish(
        event,
        liked=liked,
        interest=share * liked * fresh,
        matter=(1 - share) * event.points / (event.points + MATTER_HALF),
    )


def strongest(event: Event, known: Mapping[Key, Interest]) -> Interest | None:
    """Return what is liked most of what an event is of; of equals what is followed, then what is named first."""
    found = [known[key] for key in event.keys if key in known]
    return max(found, key=lambda one: (one.strength, one.followed, str(one.key)), default=None)
