"""A story's steps in the order of time, each told once."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from daily8.engine.timelines.telling import Report, Telling, centre, tellings

__all__ = ["MOST_STEPS", "Report", "Step", "timeline"]

MOST_STEPS, MOST_ALSO = 12, 12
_MOST_COMPARED = 12
_MOST_A_DAY = 3
# So much of the shorter of two sentences the other must say, to tell of one step; more where one names the day
# and the other a month.
_ALIKE, _ALIKE_IN_OTHER_DAYS = 0.45, 0.7
_EXACT, _MONTH = 1, 31
# What was long before the story is its history, and makes room for what belongs to it.
_OLD, _AGE = 0.8, timedelta(days=400)


@dataclass(frozen=True, slots=True)
class Step:
    """Something that happened, or is planned, from `first` to `last`, told by a sentence of a report.

    `also` are other sentences that tell it: the key of their report and their number, from 0.
    """

    first: date
    last: date
    text: str
    report: str
    sentence: int
    planned: bool
    also: tuple[tuple[str, int], ...] = ()


def timeline(reports: Sequence[Report], *, most: int = MOST_STEPS) -> list[Step]:
    """Return the dated steps of a story, the earliest first, past and planned.

    A step that several reports tell stands once, in the words of the best of them: the one that names the day
    most exactly, else the earliest. Where there are more than `most`, those stay that most reports tell and that
    say most of what the story is about.
    """
    groups: list[list[Telling]] = []
    for told in tellings(reports):
        same = next(
            (group for group in groups if any(_is_same(told, other) for other in group[:_MOST_COMPARED])), None
        )
        if same is None:
            groups.append([told])
        else:
            same.append(told)
    steps = _thinned(groups, centre(reports), len(reports), most)
    return sorted(
        (_step(group) for group in steps), key=lambda step: (step.first, step.last, step.report, step.sentence)
    )


def _is_same(one: Telling, other: Telling) -> bool:
    """Tell whether two sentences tell one step: on days that meet, in words that are mostly the same."""
    if one.report is other.report and one.sentence == other.sentence:
        return True
    if one.first > other.last or other.first > one.last:
        return False
    shared = len(one.terms & other.terms) / max(1, min(len(one.terms), len(other.terms)))
    return shared >= (_ALIKE if one.days == other.days else _ALIKE_IN_OTHER_DAYS)


def _thinned(groups: list[list[Telling]], terms: Counter[str], reports: int, most: int) -> list[list[Telling]]:
    ranked = sorted(groups, key=lambda group: -_worth(group, terms, reports))
    kept: list[list[Telling]] = []
    days: Counter[date] = Counter()
    for group in ranked:
        first = _best(group).first
        if len(kept) < most and days[first] < _MOST_A_DAY:
            days[first] += 1
            kept.append(group)
    return kept


def _worth(group: Sequence[Telling], terms: Counter[str], reports: int) -> float:
    """Return how much a step is worth: who tells it, how exactly, how early, and what of the story it says."""
    best = _best(group)
    carriers = len({told.report.key for told in group})
    about = sum(terms[term] for term in best.terms if terms[term] > 1) / max(1, len(best.terms) * reports)
    exact = 1.0 if best.days == _EXACT else 0.6 if best.days <= _MONTH else 0.2
    early = 0.5 / (1 + min(told.sentence for told in group))
    old = _OLD if best.report.published_at.date() - best.last > _AGE else 0.0
    return carriers / reports + exact + about + early - old


def _best(group: Sequence[Telling]) -> Telling:
    return min(group, key=lambda told: (told.days, told.report.published_at, told.sentence))


def _step(group: Sequence[Telling]) -> Step:
    best = _best(group)
    others = dict.fromkeys((told.report.key, told.sentence) for told in group if told is not best)
    return Step(
        first=best.first,
        last=best.last,
        text=best.text,
        report=best.report.key,
        sentence=best.sentence,
        planned=best.first > best.report.published_at.date(),
        also=tuple(others)[:MOST_ALSO],
    )
