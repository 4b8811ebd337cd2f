"""What changed from one version of a text to the next: its figures, its paragraphs, its words."""

from daily8.engine.revising.figures import FigureChange, figure_changes
from daily8.engine.revising.wording import Line, Piece, State, lines, pieces

__all__ = ["FigureChange", "Line", "Piece", "State", "figure_changes", "lines", "pieces"]
