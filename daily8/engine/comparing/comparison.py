"""Compares the reports of one story."""

from collections.abc import Sequence
from dataclasses import replace

from daily8.engine.comparing.report import Comparison, Likeness, ReportText
from daily8.engine.comparing.statements import statements
from daily8.engine.comparing.table import table

# Reports begin with what they have to tell: so many sentences are read of all, and of each.
_MOST_SENTENCES, _MOST_EACH, _LEAST_EACH = 560, 40, 5
_LONGEST = 1_500


def compare(reports: Sequence[ReportText], likeness: Likeness | None = None) -> Comparison:
    """Return how reports agree and differ.

    Sentences of one language are compared by their words. Those of two are the same statement only where
    `likeness` says so; it is asked for few pairs, of sentences that reports begin with.
    """
    reports = _beginnings(reports)
    shared, particular = statements(reports, likeness)
    return Comparison(table(reports), shared, particular)


def _beginnings(reports: Sequence[ReportText]) -> list[ReportText]:
    """Return reports as far as they are compared: the more there are, the less of each."""
    most = max(_LEAST_EACH, min(_MOST_EACH, _MOST_SENTENCES // max(1, len(reports))))
    return [
        replace(
            report,
            title=report.title[:_LONGEST],
            sentences=[sentence[:_LONGEST] for sentence in report.sentences[:most]],
        )
        for report in reports
    ]
