"""Reports of one story side by side: their figures, what nearly all say, what only some do, what is new."""

from daily8.engine.comparing.comparison import compare
from daily8.engine.comparing.novelty import novelties
from daily8.engine.comparing.report import Cell, Comparison, Likeness, Place, ReportText, Row, Statement

__all__ = ["Cell", "Comparison", "Likeness", "Place", "ReportText", "Row", "Statement", "compare", "novelties"]
