"""A sentence as a question sees it."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from daily8.engine.answering.question import Question
from daily8.engine.answering.reading import Word

Words = Sequence[Word]
# How surely a sentence holds what is asked for.
SURE, LIKELY, POOR, FAINT = 1.0, 0.8, 0.5, 0.35
# So near to each other are a number and what it counts, a name and its role.
NEAR = 3


@dataclass(frozen=True, slots=True)
class Seen:
    """A sentence as it is seen by a question.

    `shared` are the keys of the question, what may be found again in the other language among them; `text` is what
    the words were read from.
    """

    question: Question
    text: str
    words: Words
    shared: Collection[str]

    def asks(self, word: Word) -> bool:
        """Tell whether the question has a word, in any form of it."""
        return not word.keys.isdisjoint(self.shared)
