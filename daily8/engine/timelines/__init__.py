"""The dated steps of a story, told by the sentences of its reports."""

from daily8.engine.timelines.steps import MOST_STEPS, Report, Step, timeline

__all__ = ["MOST_STEPS", "Report", "Step", "timeline"]
