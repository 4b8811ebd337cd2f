"""What a question asks for: a person, a number of something, a day, a place, a reason, or whether it is so."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from daily8.engine.answering import lists
from daily8.engine.answering.forms import ARABIC, ENGLISH, Asked
from daily8.engine.answering.reading import Word, is_first_name, is_place, is_unheard, read, weight

# What is behind this is not read.
_MOST_CHARACTERS = 500


@dataclass(frozen=True, slots=True)
class Question:
    """A question: what it asks for, its telling words, and the word that says of what (`focus`).

    `background` are words of earlier questions, which may be meant by "it" and "they".
    """

    text: str
    asked: Asked
    words: tuple[Word, ...]
    focus: tuple[Word, ...]
    arabic: bool
    background: tuple[Word, ...] = ()

    @property
    def telling(self) -> tuple[Word, ...]:
        """The words that an answer should share."""
        return tuple(word for word in self.words if weight(word.text))

    @property
    def names(self) -> tuple[Word, ...]:
        """Words that are names: written large, but for the first one; in Arabic those that no table knows."""
        return tuple(word for word in self.telling if is_name(word))

    @property
    def plainly(self) -> tuple[Word, ...]:
        """The telling words that are no names; all of them where there are only names."""
        return tuple(word for word in self.telling if not is_name(word)) or self.telling

    @property
    def head(self) -> Word | None:
        """The noun that is counted or named in an Arabic phrase: its first. In English it is not told."""
        return self.focus[0] if self.focus and self.arabic else None

    @property
    def subject(self) -> tuple[Word, ...]:
        """The words that say of what a role, a price or a choice is asked: all but those for that itself."""
        if self.asked is Asked.WHO and self.focus:
            # Behind an English role it is told by a preposition, which is no part of the focus.
            own = {self.head} if self.arabic else set(self.focus)
            return tuple(word for word in self.telling if word not in own)
        if self.asked is Asked.MONEY:
            return tuple(word for word in self.telling if word.keys.isdisjoint(_PRICES))
        return ()

    @property
    def crucial(self) -> Word | None:
        """The word that says what was done: the last one of an English question, the first of an Arabic one."""
        if self.asked in (Asked.WHAT, Asked.WHETHER, Asked.IDENTITY):
            return None
        if self.asked is Asked.AMOUNT and self.focus and not self.arabic:
            return None
        words = [word for word in self.plainly if word not in self.focus]
        if self.asked is Asked.COUNT and not self.arabic:
            # "How many sharks live": the verb stands right behind the noun.
            words = _before_preposition(self.text, words) or list(self.focus[1:])
        first = self.arabic or self.asked is Asked.WHO
        return words[0 if first else -1] if words else None


def asked_of(text: str, before: Sequence[str] = ()) -> Question:
    """Read a question; what it leaves open is filled in from those asked before."""
    question = _read(_first_of(text[:_MOST_CHARACTERS]))
    if not before:
        return question
    earlier = _read(before[-1][:_MOST_CHARACTERS])
    if not question.telling:
        asked = question.asked if question.asked is not Asked.WHAT else earlier.asked
        return replace(question, asked=asked, words=earlier.words, focus=())
    background = [word for asked_before in before[-2:] for word in _read(asked_before[:_MOST_CHARACTERS]).telling]
    return replace(question, background=tuple(background))


def _first_of(text: str) -> str:
    """Return the first of two questions in one."""
    found = _SECOND.search(text)
    return text[: found.start()] if found and _read(text[: found.start()]).telling else text


_SECOND = re.compile(
    r"(?<=\w),? (?:and (?:why|when|where|how|who|what)\b|و(?:ماذا|متى|كم|أين|كيف|لماذا|من هو|من هي)\b)"
)


def _read(text: str) -> Question:
    words = read(text)
    folded = " ".join(word.plain for word in words)
    arabic = sum(word.is_arabic for word in words) * 2 > len(words)
    forms = [
        (found.start(), number, asked, found)
        for number, (asked, pattern) in enumerate(ARABIC if arabic else ENGLISH)
        if (found := pattern.search(folded))
    ]
    if not forms:
        return Question(text, Asked.WHAT, words, (), arabic)
    _, _, asked, found = min(forms, key=lambda form: form[:2])
    focus = _focus(asked, words, folded, found)
    if asked is Asked.WHO and focus and all(is_name(word) or is_first_name(word.text) for word in focus):
        asked = Asked.IDENTITY
    if asked in (Asked.WHY, Asked.AGE, Asked.OFTEN):
        words = tuple(word for number, word in enumerate(words) if number > folded[: found.end()].count(" "))
    return Question(text, asked, words, focus, arabic)


def is_name(word: Word) -> bool:
    """Tell whether a word of a question is a name."""
    if word.is_arabic:
        return is_unheard(word.text) or is_place(word.text)
    return word.is_large and word.start > 0


def _before_preposition(text: str, words: Sequence[Word]) -> list[Word]:
    """Return the words up to the first preposition between them: what was done, without where and when."""
    found: list[Word] = []
    for word in words:
        if found and _PREPOSITION.search(text, found[-1].end, word.start):
            break
        found.append(word)
    return found


_PREPOSITION = re.compile(r"\b(?:by|in|at|on|from|during|for|since|after|before)\b")


def _focus(asked: Asked, words: Sequence[Word], folded: str, found: re.Match[str]) -> tuple[Word, ...]:
    """Return the noun behind the words that ask: of how many what, and who is what."""
    if asked in (Asked.WHY, Asked.WHEN, Asked.WHERE, Asked.WHETHER, Asked.AGE):
        return ()
    behind = folded[: found.end()].rstrip().count(" ") + 1
    if asked is Asked.WHO and not _IS.search(folded, max(0, found.start()), found.end() + _IS_WITHIN):
        return ()
    focus: list[Word] = []
    for word in words[behind:]:
        says_nothing = word.plain in lists.LIGHT and word.plain not in lists.PEOPLE | lists.DURATIONS
        enough = bool(focus) and (len(focus) == _LONGEST_FOCUS or focus[-1].plain in lists.PEOPLE)
        if enough or (focus and says_nothing):
            break
        if not says_nothing:
            focus.append(word)
        elif word.plain in lists.ASKING and asked is not Asked.WHO:
            break
    return tuple(focus)


_LONGEST_FOCUS = 3
_PRICES = frozenset(
    ["@price", "@cost", "@fund", "@money", "@spend", "@earn", "@prize", "@fine", "@loss", "@profit"]
)
lists.ASKING = frozenset(
    [
        "is",
        "are",
        "was",
        "were",
        "did",
        "does",
        "do",
        "has",
        "have",
        "had",
        "will",
        "would",
        "can",
        "could",
        "should",
        "been",
        "be",
        "may",
        "might",
    ]
)
# "Who is the mayor", "من هو المدير": with these a role is asked for, not who did something.
_IS = re.compile(r"\b(?:is|are|was|were|هو|هي|هم|كان|كانت)\b")
_IS_WITHIN = 6
