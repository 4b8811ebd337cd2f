"""What people, places, organisations and terms are, in the words of an archive's own articles."""

from daily8.engine.defining.definition import Definition, SentenceOf
from daily8.engine.defining.definitions import definitions

__all__ = ["Definition", "SentenceOf", "definitions"]
