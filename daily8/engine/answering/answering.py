"""Answers a question with the sentences that say it, or with nothing where none does."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from daily8.engine.answering.likeness import Likeness
from daily8.engine.answering.matching import (
    Page,
    context,
    keys_of_question,
    names_all,
    names_something,
    page_of,
    page_share,
)
from daily8.engine.answering.observing import observed, worth
from daily8.engine.answering.passages import Answer, Cited, Passage
from daily8.engine.answering.question import Question, asked_of
from daily8.engine.answering.reading import body
from daily8.engine.answering.traits import Traits, told
from daily8.engine.answering.weighing import ALONE, JUDGED, WITH_MEANING, judged, near
from daily8.engine.judging import Judge, Pair
from daily8.engine.judging.odds import chance, weigh

MOST = 3
# Below this sum the articles do not say: a wrong answer is worse than none.
LEAST = 1.7
# The same where a judge has read them; and what says a question in its own words is no answer below the second.
LEAST_JUDGED, DOUBTED = 0.9, -1.0
# The same where words alone are weighed.
LEAST_STRICT, LEAST_OTHER = 0.5, 0.4
# Sentences that are so nearly as good as the best one are shown beside it.
_ALMOST, _LEVEL = 0.93, 0.7
_NAMELESS, _AS_MUCH = 0.6, 0.9
# What the words of earlier questions weigh that an article does not say.
_BEFORE = 4.0
# So many sentences, of the articles that are best by words, are compared by meaning.
_COMPARED = 100
# So many of these are read by the judge.
_JUDGED = 12


@dataclass(frozen=True, slots=True)
class Candidate:
    """A sentence that may answer, what is told from it, and what that weighs."""

    page: Page
    place: int
    traits: Traits
    score: float

    @property
    def key(self) -> tuple[str, int]:
        """The article and the number of the sentence in it."""
        return self.page.passage.key, self.place

    @property
    def text(self) -> str:
        """The sentence as it is written."""
        return self.page.passage.sentences[self.place]


def answer(
    question: str,
    passages: Sequence[Passage],
    language: str = "",
    *,
    before: Sequence[str] = (),
    likeness: Likeness | None = None,
    judge: Judge | None = None,
    most: int = MOST,
) -> Answer:
    """Return the sentences of the passages that answer a question, the best first; none where none does.

    A sentence has to hold what is asked for: a number of the right thing for how many, a name for who. `before`
    are the questions asked earlier, which tell what "it" and "they" mean. Passages may be in another language; of
    two that say the same, the one in the reader's `language` comes first.
    """
    asked = asked_of(question, before)
    pages = pages_of(asked, passages)
    said = _said(_in_order(_strictly(asked, pages), language), most)
    if not likeness or not asked.telling:
        return _answer(said)
    meant = _in_order(candidates_of(asked, pages, likeness, judge), language)
    if judge:
        return _answer(_confirmed(said, meant) or _meant(meant, most, LEAST_JUDGED))
    # What is said of one bank is no answer about another.
    of_these = [each for each in meant if names_all(asked, each.page)]
    return _answer(_by_order(said, meant) or _meant(of_these, most, LEAST))


def _confirmed(
    said: Sequence[tuple[Candidate, float]], judged_ones: Sequence[Candidate]
) -> list[tuple[Candidate, float]]:
    """Return sentences that say a question nearly all, but for those that the judge takes for no answer at all."""
    sure = {each.key for each in judged_ones if each.score >= DOUBTED}
    return _by_order([each for each in said if each[0].key in sure], judged_ones)


def _by_order(
    said: Sequence[tuple[Candidate, float]], meant: Sequence[Candidate]
) -> list[tuple[Candidate, float]]:
    """Return sentences that say a question equally well in the order of what they mean, where that is known."""
    places = {each.key: place for place, each in enumerate(meant)}
    return sorted(said, key=lambda each: places.get(each[0].key, len(places)))


def _in_order(found: Sequence[Candidate], language: str) -> list[Candidate]:
    """Return candidates, the best first, and of equal ones that in the reader's language."""
    return sorted(found, key=lambda each: (-each.score, each.page.passage.language[:2] != language[:2]))


def _said(found: Sequence[Candidate], most: int) -> list[tuple[Candidate, float]]:
    """Return the sentences that say nearly all of a question, with how surely."""
    sure = [each for each in found if each.score >= (LEAST_OTHER if each.page.other else LEAST_STRICT)]
    return [(each, each.score) for each in sure[:most] if each.score >= _ALMOST * sure[0].score]


def _meant(found: Sequence[Candidate], most: int, least: float) -> list[tuple[Candidate, float]]:
    """Return the sentences that answer in other words, with how surely."""
    sure = [each for each in found if each.score >= least and each.score >= found[0].score - _LEVEL]
    return [(each, chance(each.score)) for each in sure[:most]]


def _answer(shown: Sequence[tuple[Candidate, float]]) -> Answer:
    return Answer(tuple(Cited(each.text, each.page.passage.key, each.place, sureness) for each, sureness in shown))


def pages_of(question: Question, passages: Sequence[Passage]) -> list[Page]:
    """Return passages as a question is looked for in them."""
    return [page_of(passage, question) for passage in passages]


def _strictly(question: Question, pages: Sequence[Page]) -> list[Candidate]:
    """Return the sentences, by how much of a question they say.

    Less is left of a sentence where another article says more of the question.
    """
    shared = keys_of_question(question)
    found = []
    for page, share in zip(pages, _shares(question, pages), strict=True):
        near = 0.5 + 0.5 * context(question, page)
        found += [
            Candidate(page, place, {}, score * near * share**2)
            for place in range(len(page.words))
            if (score := worth(observed(question, page, place, shared), page, place))
        ]
    return found


def candidates_of(
    question: Question, pages: Sequence[Page], likeness: Likeness | None, judge: Judge | None = None
) -> list[Candidate]:
    """Return the sentences that are weighed: all, or those that are the likeliest by words and by meaning."""
    found = by_words(question, pages)
    if not likeness or not found:
        return found
    found = by_meaning(question, found, likeness)
    return by_judgement(question, found, judge) if judge else found


def by_words(question: Question, pages: Sequence[Page]) -> list[Candidate]:
    """Return all sentences, weighed by their words alone."""
    shared = keys_of_question(question)
    found = []
    for page, share in zip(pages, _shares(question, pages), strict=True):
        unsaid = _unsaid(question, page)
        found += [
            Candidate(page, each.place, each.traits, weigh(each.traits, ALONE) - unsaid)
            for each in told(question, page, shared, share)
        ]
    return found


def _unsaid(question: Question, page: Page) -> float:
    """Return what is taken from all of a page for the words of earlier questions that it does not say."""
    return _BEFORE * (1 - context(question, page))


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


def by_meaning(question: Question, found: Sequence[Candidate], likeness: Likeness) -> list[Candidate]:
    """Return the candidates of the best pages, weighed with what they mean."""
    pages = _likeliest(found)
    texts = [body(each.text) for page in pages for each in page]
    alike = likeness(question.text, [*texts, *(page[0].page.passage.title for page in pages)])
    if len(alike) != len(texts) + len(pages):
        return list(found)
    weighed: list[Candidate] = []
    for page, title in zip(pages, alike[len(texts) :], strict=True):
        own = alike[len(weighed) : len(weighed) + len(page)]
        for each, traits in zip(
            page, near(own, title, [each.traits for each in page], question.asked), strict=True
        ):
            score = weigh(traits, WITH_MEANING) - _unsaid(question, each.page)
            weighed.append(replace(each, traits=traits, score=score))
    return weighed


def by_judgement(question: Question, found: Sequence[Candidate], judge: Judge) -> list[Candidate]:
    """Return the likeliest candidates, weighed with what a judge says of each."""
    likeliest = sorted(found, key=lambda each: -each.score)[:_JUDGED]
    pairs = [Pair(body(each.text), each.page.passage.title) for each in likeliest]
    scores = judge.scores(question.text, pairs)
    traits = judged(scores, [each.traits for each in likeliest], question.asked)
    return [
        replace(each, traits=told, score=weigh(told, JUDGED) - _unsaid(question, each.page))
        for each, told in zip(likeliest, traits, strict=True)
    ]


def _likeliest(found: Sequence[Candidate]) -> list[list[Candidate]]:
    """Return the sentences of the pages that are best by words, as many pages as are compared by meaning."""
    pages: dict[int, list[Candidate]] = {}
    for each in found:
        pages.setdefault(id(each.page), []).append(each)
    ordered = sorted(pages.values(), key=lambda page: -max(each.score for each in page))
    chosen: list[list[Candidate]] = []
    room = _COMPARED
    for page in ordered:
        if not chosen or len(page) <= room:
            chosen.append(page)
            room -= len(page)
    return chosen
