"""Sentences of reports that tell when something happened or will happen."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from daily8.engine.moments import Moment, moments
from daily8.engine.summarizing import dangles
from daily8.engine.words import spelled

_SHORTEST, _LONGEST, _MOST_LETTERS = 5, 60, 1_500
# The more reports there are, the less is read of each: they begin with what is new.
_MOST_SENTENCES, _MOST_EACH, _LEAST_EACH = 800, 60, 6
_MOST_OF_CENTRE = 40
# What took longer than a year is no step; what was so long ago is history, not the story.
_WIDEST = timedelta(days=366)
_OLDEST = timedelta(days=366 * 15)
_FURTHEST = timedelta(days=366 * 10)
# "The highest since 2007", "a year earlier": these only compare; "until Friday" says when something ends to be so,
# and "never from today" that it ends.
_COMPARING = (
    *("since ", "than ", "from a year", "a year earlier", "until ", "منذ ", "مقابل", "مقارنة", "نفسها من", "حتى "),
    "بعد اليوم",
)
# Which spring is meant is seldom said: one that is to come may be the one that was.
_SEASON = re.compile(r"\b(?:spring|summer|autumn|fall|winter)\b|ربيع|صيف|خريف|شتاء")
_QUOTED = ('"', "“", "«", "'", "‘")
_DATELINE = 60
_DASHES = "—–-"


@dataclass(frozen=True, slots=True)
class Report:
    """A report of a story: its sentences in their order, in one language."""

    key: str
    published_at: datetime
    language: str
    sentences: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Telling:
    """A sentence of a report with the days that it tells of."""

    report: Report
    sentence: int
    first: date
    last: date
    terms: frozenset[str]

    @property
    def text(self) -> str:
        """The sentence as it was written."""
        return self.report.sentences[self.sentence]

    @property
    def days(self) -> int:
        """How many days it tells of: 1 where the very day is named."""
        return (self.last - self.first).days + 1


def tellings(reports: Sequence[Report]) -> list[Telling]:
    """Return what the sentences of reports tell with a date, the earliest report first."""
    ordered = sorted(reports, key=lambda report: (report.published_at, report.key))
    most = max(_LEAST_EACH, min(_MOST_EACH, _MOST_SENTENCES // max(1, len(reports))))
    return [told for report in ordered for told in _of_report(report, most)]


def centre(reports: Sequence[Report]) -> Counter[str]:
    """Return in how many reports each term stands: what a story is about stands in most."""
    return Counter(term for report in reports for term in set(spelled(_beginning(report))))


def _beginning(report: Report) -> str:
    return " ".join(sentence[:_MOST_LETTERS] for sentence in report.sentences[:_MOST_OF_CENTRE])


def _of_report(report: Report, most: int) -> Iterator[Telling]:
    today = report.published_at.date()
    for number, sentence in enumerate(report.sentences[:most]):
        if len(sentence) > _MOST_LETTERS:
            continue
        words = len(sentence.split())
        if (
            not _SHORTEST <= words <= _LONGEST
            or sentence.endswith(("?", "؟"))
            or sentence.startswith(_QUOTED)
            or dangles(sentence, report.language)
        ):
            continue
        if told := _chosen(sentence, moments(sentence, report.language, today), today):
            yield Telling(report, number, told.first, told.last, frozenset(spelled(sentence)))


def _chosen(sentence: str, found: Sequence[Moment], today: date) -> Moment | None:
    """Return the date that a sentence is about: the most exact one that is not that of its dateline."""
    fitting = [each for each in found if _fits(sentence, each, today)]
    body = [each for each in fitting if not _is_dateline(sentence, each)]
    return min(body or fitting, key=lambda each: ((each.last - each.first).days, each.start), default=None)


def _fits(sentence: str, told: Moment, today: date) -> bool:
    if told.last - told.first > _WIDEST or not today - _OLDEST <= told.first <= today + _FURTHEST:
        return False
    if told.first > today and _SEASON.search(told.written):
        return False
    around = sentence[max(0, told.start - 14) : told.end + 12].casefold()
    return not any(word in around for word in _COMPARING)


def _is_dateline(sentence: str, told: Moment) -> bool:
    return told.end <= _DATELINE and sentence[told.end :].lstrip(" )،,").startswith(tuple(_DASHES))
