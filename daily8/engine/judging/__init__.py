"""How surely a sentence answers a question, or sentences bear out a claim, as a model says that was taught it."""

from daily8.engine.judging.judge import Judge, Pair, judge_of, make_ready

__all__ = ["Judge", "Pair", "judge_of", "make_ready"]
