"""The points of a whole story, out of all of its reports.

What several outlets say in the same two words after each other is what the story is about; those sentences are
chosen, one by one, that together hold most of it (Gillick and Favre, A scalable global model for summarization,
2009).
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise

from daily8.engine.summarizing.points import Point, able_to_stand, points
from daily8.engine.summarizing.trimming import trimmed
from daily8.engine.summarizing.weighing import Vector, likeness, vectors
from daily8.engine.words import spelled

MOST = 5
# More reports, and more of each, add nothing but time.
_MOST_REPORTS = 60
_MOST_SENTENCES = 40
# Sentences so like each other say one thing.
_LIKE = 0.4
_HALF = 6.0
# How much what many say counts more than what two say, and what a long sentence has to hold more than a short one.
_MANY = 1.25
_LONG = 0.7
_SHORTEST = 8
# A sentence that holds this share of what the best one holds is shown if its report came earlier.
_ALMOST = 0.9

Pair = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Report:
    """One report of a story, as a brief reads it."""

    key: str
    outlet: str
    published_at: datetime
    title: str
    sentences: tuple[str, ...]
    language: str


@dataclass(frozen=True, slots=True)
class _Line:
    """A sentence of a report that can stand by itself; `bulk` grows with how long and how late it is."""

    report: Report
    place: int
    text: str
    vector: Vector
    pairs: frozenset[Pair]
    bulk: float


def brief(reports: Sequence[Report], language: str = "", *, most: int = MOST) -> list[Point]:
    """Return what the reports of a story say, in the order it was said, each point in the words of one of them.

    A point stands for all sentences that say nearly the same; of these the earliest good one is shown, and the
    other reports that carry it are told. Where there are reports in the language asked for, others are left out.
    """
    fitting = [report for report in reports if not language or report.language[:2] == language[:2]] or reports
    ordered = sorted(fitting, key=lambda report: (report.published_at, report.key))[:_MOST_REPORTS]
    lines = [line for report in ordered for line in _lines(report)]
    chosen = _chosen(lines, _weights(lines), most)
    if not chosen:
        return [point for report in ordered for point in _of_one(report, most)][:most]
    chosen.sort(key=lambda pair: (pair[0].report.published_at, pair[0].report.key, pair[0].place))
    return [_point(line, like) for line, like in chosen]


def _lines(report: Report) -> list[_Line]:
    sentences = report.sentences[:_MOST_SENTENCES]
    texts = [trimmed(sentence) for sentence in sentences]
    able = able_to_stand(sentences, texts, report.language)
    found = vectors([texts[place] for place in able])
    return [_line(report, place, texts[place], vector) for place, vector in zip(able, found, strict=True)]


def _line(report: Report, place: int, text: str, vector: Vector) -> _Line:
    words = spelled(text)
    pairs = frozenset(pair for pair in pairwise(words) if pair[0] in vector or pair[1] in vector)
    return _Line(report, place, text, vector, pairs, max(_SHORTEST, len(words)) ** _LONG * (1 + place / _HALF))


def _weights(lines: Sequence[_Line]) -> dict[Pair, float]:
    """Return what each pair of words weighs: by how many outlets have it, nothing where it is but one.

    Reports of one outlet count as so many where the story has no other.
    """
    outlets: defaultdict[Pair, set[str]] = defaultdict(set)
    single = len({line.report.outlet for line in lines}) == 1
    for line in lines:
        for pair in line.pairs:
            outlets[pair].add(line.report.key if single else line.report.outlet)
    return {pair: len(of) ** _MANY for pair, of in outlets.items() if len(of) > 1}


def _chosen(lines: Sequence[_Line], weights: Mapping[Pair, float], most: int) -> list[tuple[_Line, list[_Line]]]:
    """Return the chosen lines, each with those that say nearly the same."""
    left = list(lines)
    held: set[Pair] = set()
    chosen: list[tuple[_Line, list[_Line]]] = []
    while left and len(chosen) < most:
        gains = [sum(weights.get(pair, 0.0) for pair in line.pairs - held) / line.bulk for line in left]
        best = max(range(len(left)), key=lambda number: (gains[number], -number))
        if not gains[best]:
            break
        like = [likeness(line.vector, left[best].vector) >= _LIKE for line in left]
        shown = next(
            line
            for line, gain, fits in zip(left, gains, like, strict=True)
            if fits and gain >= _ALMOST * gains[best]
        )
        chosen.append((shown, [line for line, fits in zip(left, like, strict=True) if fits]))
        held |= shown.pairs
        left = [line for line, fits in zip(left, like, strict=True) if not fits]
    return chosen


def _of_one(report: Report, most: int) -> list[Point]:
    """Return the points of a report with which no other shares a word."""
    found = points(report.title, report.sentences, report.language, most=most)
    return [Point(point.text, point.sentences, report.key) for point in found]


def _point(line: _Line, like: Sequence[_Line]) -> Point:
    carriers = dict.fromkeys(each.report.key for each in like)
    return Point(
        line.text, (line.place,), line.report.key, tuple(key for key in carriers if key != line.report.key)
    )
