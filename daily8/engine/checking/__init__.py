"""Whether a generated sentence is borne out by the sentences of its source."""

from daily8.engine.checking.checker import Checker, check
from daily8.engine.checking.verdict import Doubt, Kind, Verdict

__all__ = ["Checker", "Doubt", "Kind", "Verdict", "check"]
