"""Dates that are told in a text: when they are, and how they were told."""

from daily8.engine.moments.moments import Moment, moments
from daily8.engine.moments.telling import Telling, tellings

__all__ = ["Moment", "Telling", "moments", "tellings"]
