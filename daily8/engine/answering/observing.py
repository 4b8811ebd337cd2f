"""What a sentence has that an answer to a question should have, and how much that is worth by its words alone."""

from collections.abc import Sequence
from dataclasses import dataclass

from daily8.engine.answering import lists
from daily8.engine.answering.counting import hurt_of
from daily8.engine.answering.evidence import strength
from daily8.engine.answering.forms import QUANTITIES, Asked
from daily8.engine.answering.matching import (
    Keys,
    Match,
    Page,
    is_beside_the_point,
    is_of_other_numbers,
    match,
    speaks_of_another,
)
from daily8.engine.answering.question import Question
from daily8.engine.answering.reading import Word, body
from daily8.engine.answering.seen import Seen

_SAID, _NAMED = 0.5, 0.15
# What was done has to be said in the sentence itself.
_CRUCIAL_ELSEWHERE, _CRUCIAL_ABSENT, _SAID_HERE = 0.75, 0.45, 0.85
# What is said in the language of the question comes first.
_OTHER = 0.95
# Of two that say the same the earlier one is shown.
_LATER, _LATEST = 0.004, 20
_ABSENT = 1.1
_NAME_ABSENT = 0.35
_ANOTHER = 0.6
_BESIDE = 0.55
_SAID_LITTLE = 0.65
_WHEN_ELSE = 0.6
_MOST_ABSENT = 0.4
_TOLD_NOT = 0.8
# "Has not said", "no date has been set".
_NEGATED_WITHIN = 4


@dataclass(frozen=True, slots=True)
class Observed:
    """A sentence as a question finds it: `holds` is how surely it has what is asked for, `unsaid` that none knows.

    The rest are reasons against it: it lacks the thing asked of, is of another time, speaks of another, is beside
    the point, or has not the numbers of the question.
    """

    seen: Seen
    found: Match
    holds: float
    unsaid: bool
    lacks_focus: bool
    of_another_time: bool
    speaks_of_another: bool
    beside_the_point: bool
    of_other_numbers: bool


def observed(question: Question, page: Page, place: int, shared: Keys) -> Observed:
    """Return what there is to see in the sentence of a page."""
    found = match(question, page, place)
    words = page.words[place]
    seen = Seen(question, body(page.passage.sentences[place]), words, shared)
    holds = strength(seen)
    return Observed(
        seen,
        found,
        holds,
        unsaid=not holds and _tells_that_nobody_knows(question, words, found),
        lacks_focus=_lacks_focus(question, page, place),
        of_another_time=_is_of_another_time(question, words),
        speaks_of_another=question.asked is not Asked.WHO and speaks_of_another(question, page, place, shared),
        beside_the_point=is_beside_the_point(question, page, place),
        of_other_numbers=is_of_other_numbers(question, page, place),
    )


def worth(at: Observed, page: Page, place: int) -> float:
    """Return how surely a sentence answers, by its words alone; nothing where it cannot."""
    found, question = at.found, at.seen.question
    holds = _TOLD_NOT if at.unsaid else at.holds
    if not found.said or found.absent > _MOST_ABSENT or not holds or at.lacks_focus:
        return 0.0
    # Where all of an article is about what happened, a sentence need not say again where people were hurt.
    said = (found.said + 1 - found.absent) / 2 if hurt_of(question) else found.said
    score = (_SAID * said + _NAMED * found.named + (1 - _SAID - _NAMED) * found.covered) * (0.4 + 0.6 * holds)
    score *= 1 - min(1.0, _ABSENT * found.absent)
    score *= _NAME_ABSENT if found.lacks_name else 1
    if found.crucial < _SAID_HERE and not at.unsaid:
        who = question.asked is Asked.WHO and not question.focus
        score *= _CRUCIAL_ELSEWHERE if found.crucial and not who else _CRUCIAL_ABSENT
    score *= _OTHER if page.other else 1
    score *= _ANOTHER if at.speaks_of_another else 1
    score *= _BESIDE if at.beside_the_point or at.of_other_numbers else 1
    score *= _ANOTHER if found.rest < _SAID_LITTLE and not hurt_of(question) else 1
    score *= _WHEN_ELSE if at.of_another_time else 1
    return score * (1 - _LATER * min(place, _LATEST))


def _tells_that_nobody_knows(question: Question, words: Sequence[Word], found: Match) -> bool:
    """Tell whether a sentence says that what is asked has not been said."""
    if found.said < _SAID:
        return False
    plain = [word.plain for word in words]
    # That the dead have not been named is no answer to how many they are.
    if question.asked in QUANTITIES and not any(_is_of_a_number(word) for word in plain):
        return False
    return any(
        word in lists.UNDISCLOSED and not lists.NOT.isdisjoint(plain[max(0, place - _NEGATED_WITHIN) : place])
        for place, word in enumerate(plain)
    )


def _is_of_a_number(word: str) -> bool:
    """Tell whether a word speaks of a number: "how", "toll", عدد, قيمتها."""
    bare = word[1:] if word.startswith("و") else word
    return not lists.MEASURED.isdisjoint((bare, bare.removesuffix("ها"), bare.removesuffix("ه"), bare[:-2] + "ه"))


def _lacks_focus(question: Question, page: Page, place: int) -> bool:
    """Tell whether a sentence lacks the thing of which something is asked."""
    if question.focus and question.asked is Asked.NAME:
        return any(word.keys.isdisjoint(page.keys[place]) for word in question.focus)
    if not question.focus or page.other:
        return False
    if question.asked is Asked.AMOUNT and not question.arabic:
        return question.focus[0].keys.isdisjoint(page.keys[place])
    return question.asked is Asked.WHAT and all(
        word.plain not in lists.CLASSES and word.keys.isdisjoint(page.keys[place]) for word in question.focus
    )


def _is_of_another_time(question: Question, words: Sequence[Word]) -> bool:
    """Tell whether it is asked about next year or last week, of which a sentence says nothing."""
    asked = [word.plain for word in question.words]
    times = {
        word
        for place, word in enumerate(asked)
        if word in lists.NEXT and not _SPANS.isdisjoint(asked[max(0, place - 1) : place + 2])
    }
    return bool(times) and times.isdisjoint(word.plain for word in words)


_SPANS = lists.DURATIONS | lists.TIMES | lists.MONTHS | frozenset(["season", "الموسم"])
