"""Which language a text is in, and which way it runs."""

from daily8.engine.language.detection import detect
from daily8.engine.language.directions import direction

__all__ = ["detect", "direction"]
