"""A publisher's page read down to its article."""

from daily8.engine.extraction.reading import extract
from daily8.engine.extraction.results import Extract, ExtractionError, Kind

__all__ = ["Extract", "ExtractionError", "Kind", "extract"]
