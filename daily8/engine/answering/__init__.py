"""Questions about articles, answered with their own sentences or not at all."""

from daily8.engine.answering.answering import answer
from daily8.engine.answering.likeness import Likeness, likeness_of
from daily8.engine.answering.passages import Answer, Article, Cited, Passage

__all__ = ["Answer", "Article", "Cited", "Likeness", "Passage", "answer", "likeness_of"]
