"""Words as they are looked for: the same term for every form in which a word is written."""

from daily8.engine.words.terms import Term, spelled, terms

__all__ = ["Term", "spelled", "terms"]
