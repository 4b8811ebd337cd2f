"""Compares the reports of one story."""

from collections.abc import Sequence

from daily8.engine.comparing.report import Comparison, Likeness, ReportText
from daily8.engine.comparing.statements import statements
from daily8.engine.comparing.table import table


def compare(reports: Sequence[ReportText], likeness: Likeness | None = None) -> Comparison:
    """Return how reports agree and differ.

    Sentences of one language are compared by their words. Those of two are the same statement only where
    `likeness` says so; it is asked for few pairs, of sentences that reports begin with.
    """
    shared, particular = statements(reports, likeness)
    return Comparison(table(reports), shared, particular)
