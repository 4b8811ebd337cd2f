"""How surely a sentence answers a question, as a model says that was taught it by questions and their answers."""

from daily8.engine.judging.judge import Judge, Pair, judge_of, make_ready

__all__ = ["Judge", "Pair", "judge_of", "make_ready"]
