"""Answers a question with the sentences that say it, or with nothing where none does."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np

from daily8.engine.answering import lists
from daily8.engine.answering.counting import hurt_of
from daily8.engine.answering.evidence import strength
from daily8.engine.answering.forms import QUANTITIES, Asked
from daily8.engine.answering.matching import (
    Keys,
    Match,
    Page,
    context,
    is_beside_the_point,
    is_of_other_numbers,
    keys_of_question,
    match,
    names_something,
    page_of,
    page_share,
    speaks_of_another,
)
from daily8.engine.answering.passages import Answer, Cited, Passage
from daily8.engine.answering.question import Question, asked_of
from daily8.engine.answering.reading import Word, body
from daily8.engine.answering.seen import Seen
from daily8.engine.embedding import Embedder
from daily8.engine.embedding.port import HEADLINE, PASSAGE

MOST = 3
# Below this the articles do not say.
LEAST = 0.5
LEAST_OTHER = 0.4
# Sentences that are so nearly as good as the best one are shown beside it.
_ALMOST = 0.93
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
_NAMELESS, _AS_MUCH = 0.6, 0.9
_SAID_LITTLE = 0.65
_WHEN_ELSE = 0.6
_MOST_ABSENT = 0.4
_TOLD_NOT = 0.8
# "Has not said", "no date has been set".
_NEGATED_WITHIN = 4
# So many sentences, the best by words, are compared by meaning.
_EMBEDDED = 40
_MEANING = 0.15
# Cosines of questions and sentences in one language and in two: nearly all that answer lie between them.
_RANGE, _RANGE_OTHER = (0.77, 0.87), (0.70, 0.80)


class Likeness(Protocol):
    """Tells how near each sentence is to a question in meaning, from -1 to 1; nothing where it cannot."""

    def __call__(self, question: str, sentences: Sequence[str]) -> Sequence[float]:
        """Return a number for each sentence, in their order."""


@dataclass(frozen=True, slots=True)
class _Candidate:
    page: Page
    place: int
    score: float

    @property
    def text(self) -> str:
        return self.page.passage.sentences[self.place]


def answer(
    question: str,
    passages: Sequence[Passage],
    language: str = "",
    *,
    before: Sequence[str] = (),
    likeness: Likeness | None = None,
    most: int = MOST,
) -> Answer:
    """Return the sentences of the passages that answer a question, the best first; none where none does.

    A sentence has to hold what is asked for: a number of the right thing for how many, a name for who. `before`
    are the questions asked earlier, which tell what "it" and "they" mean. Passages may be in another language; of
    two that say the same, the one in the reader's `language` comes first.
    """
    asked = asked_of(question, before)
    shared = keys_of_question(asked)
    pages = [page_of(passage, asked) for passage in passages]
    found = [
        candidate
        for page, share in zip(pages, _shares(asked, pages), strict=True)
        for candidate in _candidates(asked, page, shared, share)
    ]
    found.sort(key=lambda candidate: (-candidate.score, candidate.page.passage.language[:2] != language[:2]))
    if likeness and found:
        found = _by_meaning(question, found, likeness)
    sure = [each for each in found if each.score >= (LEAST_OTHER if each.page.other else LEAST)]
    shown = [each for each in sure[:most] if each.score >= _ALMOST * sure[0].score]
    return Answer(tuple(Cited(each.text, each.page.passage.key, each.place, each.score) for each in shown))


def likeness_of(embedder: Embedder) -> Likeness | None:
    """Return what compares by the vectors of a maker; nothing for the maker that makes none."""
    if not embedder.dimensions:
        return None

    def likeness(question: str, sentences: Sequence[str]) -> Sequence[float]:
        vectors = embedder.embed([HEADLINE + question, *(PASSAGE + sentence for sentence in sentences)])
        return [float(value) for value in np.asarray(vectors[1:] @ vectors[0])]

    return likeness


def _shares(question: Question, pages: Sequence[Page]) -> list[float]:
    """Return how much of a question each page says, against the one that says most.

    Less is left of a page without the names that others have, and of one in another language where one in the
    language of the question says as much: that is what is asked about.
    """
    named = [names_something(question, page) for page in pages]
    shares = [page_share(question, page) * (1 if has or not any(named) else _NAMELESS)
              for page, has in zip(pages, named, strict=True)]  # fmt: skip
    own = max((share for share, page in zip(shares, pages, strict=True) if not page.other), default=0.0)
    most = max(shares, default=0.0) or 1.0
    return [
        share / most * (_NAMELESS if page.other and own >= _AS_MUCH * share else 1)
        for share, page in zip(shares, pages, strict=True)
    ]


def _candidates(question: Question, page: Page, shared: Keys, share: float) -> list[_Candidate]:
    """Return the sentences of a page that may answer; for less where another article says more of the question."""
    near = 0.5 + 0.5 * context(question, page)
    return [
        _Candidate(page, place, score * near * share**2)
        for place in range(len(page.words))
        if (score := _score(question, page, place, shared))
    ]


def _score(question: Question, page: Page, place: int, shared: Keys) -> float:
    """Return how surely a sentence answers; nothing where it cannot."""
    found = match(question, page, place)
    words = page.words[place]
    if not found.said or found.absent > _MOST_ABSENT:
        return 0.0
    holds = strength(Seen(question, body(page.passage.sentences[place]), words, shared))
    unsaid = not holds and _tells_that_nobody_knows(question, words, found)
    holds = _TOLD_NOT if unsaid else holds
    if not holds or _lacks_focus(question, page, place):
        return 0.0
    # Where all of an article is about what happened, a sentence need not say again where people were hurt.
    said = (found.said + 1 - found.absent) / 2 if hurt_of(question) else found.said
    score = (_SAID * said + _NAMED * found.named + (1 - _SAID - _NAMED) * found.covered) * (0.4 + 0.6 * holds)
    score *= 1 - min(1.0, _ABSENT * found.absent)
    score *= _NAME_ABSENT if found.lacks_name else 1
    if found.crucial < _SAID_HERE and not unsaid:
        who = question.asked is Asked.WHO and not question.focus
        score *= _CRUCIAL_ELSEWHERE if found.crucial and not who else _CRUCIAL_ABSENT
    score *= _OTHER if page.other else 1
    if question.asked is not Asked.WHO and speaks_of_another(question, page, place, shared):
        score *= _ANOTHER
    if is_beside_the_point(question, page, place) or is_of_other_numbers(question, page, place):
        score *= _BESIDE
    if found.rest < _SAID_LITTLE and not hurt_of(question):
        score *= _ANOTHER
    score *= _WHEN_ELSE if _is_of_another_time(question, words) else 1
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


def _by_meaning(question: str, found: Sequence[_Candidate], likeness: Likeness) -> list[_Candidate]:
    """Return the best candidates with what their meaning adds, in their new order."""
    best = found[:_EMBEDDED]
    near = likeness(question, [each.text for each in best])
    if len(near) != len(best):
        return list(found)
    scored = [
        _Candidate(
            each.page, each.place, each.score * (1 + _MEANING * (_nearness(like, other=each.page.other) - 0.5))
        )
        for each, like in zip(best, near, strict=True)
    ]
    return sorted(scored, key=lambda candidate: -candidate.score)


def _nearness(like: float, *, other: bool) -> float:
    farthest, nearest = _RANGE_OTHER if other else _RANGE
    return min(1.0, max(0.0, (like - farthest) / (nearest - farthest)))
