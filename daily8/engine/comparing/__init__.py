"""Reports of one story side by side: their figures, what nearly all say, and what only some do."""

from daily8.engine.comparing.comparison import compare
from daily8.engine.comparing.report import Cell, Comparison, Likeness, Place, ReportText, Row, Statement

__all__ = ["Cell", "Comparison", "Likeness", "Place", "ReportText", "Row", "Statement", "compare"]
