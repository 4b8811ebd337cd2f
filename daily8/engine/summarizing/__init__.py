"""Summaries made of an article's own sentences: those that say most, and can stand by themselves."""

from daily8.engine.summarizing.briefs import Report, brief
from daily8.engine.summarizing.dangling import dangles
from daily8.engine.summarizing.points import Point, points

__all__ = ["Point", "Report", "brief", "dangles", "points"]
