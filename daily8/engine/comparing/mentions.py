"""The figures of reports, each with its sentence, what it counts, and the words around it."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from daily8.engine.comparing.counted import noun_of
from daily8.engine.comparing.report import Cell, Place, ReportText
from daily8.engine.comparing.wording import Said, said
from daily8.engine.quantities import Kind, Quantity, quantities

_COMPARED = frozenset(Kind) - {
    Kind.MEASURE, Kind.DURATION, Kind.FRACTION, Kind.ORDINAL, Kind.AGE, Kind.SCORE
}  # fmt: skip
_AROUND = 70
_SENTENCE_ENDS = re.compile("[\r\n\u2028\u2029]")
_EARLIEST, _LONGEST_AGO = 1900, 120
_YEAR = re.compile(r"(?<![\d.,٫٬$€£])\d{4}(?![\d٪%])")
# What happened at another time, and is told for comparison.
_BEFORE = re.compile(
    r"\b(?:last year|years ago|decades? ago|previous(?:ly)?|deadliest since|a year earlier)\b"
    r"|العام الماضي|السنة الماضية|قبل (?:عام|سنوات|سنة)|منذ عام"
)


class Mention(NamedTuple):
    """A figure where it is said; of another time where `past`; `around` are the weighed words next to it."""

    cell: Cell
    noun: str
    around: Said
    past: bool

    @property
    def quantity(self) -> Quantity:
        """The figure itself."""
        return self.cell.quantity

    @property
    def report(self) -> int:
        """The key of the report that says it."""
        return self.cell.place.report


def mentions(reports: Sequence[ReportText]) -> list[Mention]:
    """Return all figures that are worth comparing, report by report in the order of time."""
    return [each for report in sorted(reports, key=lambda each: each.published_at) for each in _of(report)]


def _of(report: ReportText) -> Iterator[Mention]:
    lines = [_SENTENCE_ENDS.sub(" ", line) for line in (report.title, *report.sentences)]
    text = "\n".join(lines)
    starts = [0]
    for line in lines[:-1]:
        starts.append(starts[-1] + len(line) + 1)
    past = [_is_past(line, report) for line in lines]
    for quantity in quantities(text, report.language):
        if quantity.kind in _COMPARED:
            number = bisect_right(starts, quantity.start) - 1
            line, start = lines[number], starts[number]
            place = Place(report.key, number)
            # Its places are those in its sentence.
            quantity = replace(quantity, start=quantity.start - start, end=quantity.end - start)
            around = _around(line, quantity.start, quantity.end)
            cell = Cell(place, report.outlet, report.published_at, quantity)
            yield Mention(cell, noun_of(quantity), said(place, report.language, around), past[number])


def _around(line: str, start: int, end: int) -> str:
    """Return whole words on both sides of a figure."""
    before = line[max(0, start - _AROUND) : start].partition(" ")[2] if start > _AROUND else line[:start]
    after = line[end : end + _AROUND].rpartition(" ")[0] if end + _AROUND < len(line) else line[end:]
    return f"{before} {after}"


def _is_past(line: str, report: ReportText) -> bool:
    """Tell whether a sentence is about another year than that of its report."""
    if _BEFORE.search(line):
        return True
    year = report.published_at.year
    return any(max(_EARLIEST, year - _LONGEST_AGO) < int(written) < year for written in _YEAR.findall(line))
