"""What is told from a sentence by which answers are chosen, as named numbers whose weights were learned."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from daily8.engine.answering import lists
from daily8.engine.answering.forms import QUANTITIES, Asked
from daily8.engine.answering.matching import Keys, Page, keys_in
from daily8.engine.answering.observing import Observed, observed, worth
from daily8.engine.answering.question import Question, is_name
from daily8.engine.answering.reading import Word, read, weight
from daily8.engine.answering.seen import Seen
from daily8.engine.answering.signs import FITTING, fitting_numbers, sign
from daily8.engine.checking.thesaurus import senses, senses_of

Traits = Mapping[str, float]
Numbers = npt.NDArray[np.float64]
# What another word of the same sense is worth, and what stands in the sentence before, the first or the headline.
_SENSE, _AROUND = 0.8, 0.85
_LEAST_WEIGHT = 0.3
# So far before and behind a number, in letters, may stand what it counts.
_BEFORE_NUMBER, _BEHIND_NUMBER = 24, 30
_PASSES, _PASSES_OTHER = 0.5, 0.4
_FEW = 2


@dataclass(frozen=True, slots=True)
class Told:
    """A sentence of a page with what was told from it."""

    place: int
    traits: dict[str, float]


@dataclass(frozen=True, slots=True)
class _Shared:
    """Which words of a question each sentence of a page has, and the headline: 1 itself, less in another word."""

    words: Sequence[Word]
    weights: Numbers
    sentences: Numbers
    title: Numbers

    @property
    def anywhere(self) -> Numbers:
        found: Numbers = np.maximum(self.sentences.max(axis=0), self.title)
        return found

    def around(self, place: int) -> Numbers:
        """Return what the sentence has, and for less what is said right before, at the beginning or above."""
        before = self.sentences[max(0, place - 1)]
        near = np.maximum(np.maximum(before, self.sentences[0]), self.title)
        found: Numbers = np.maximum(self.sentences[place], _AROUND * near)
        return found


def told(question: Question, page: Page, shared: Keys, share: float) -> list[Told]:
    """Return what is told from each sentence of a page; `share` is what the page says of the question."""
    if not page.words or not question.words:
        return []
    words = _shared(question, page)
    found = []
    for place in range(len(page.words)):
        at = observed(question, page, place, shared)
        traits = _of_match(at, page, place) | _of_words(question, words, place)
        traits |= {"share": share - 1, "other": float(page.other), "arabic": float(question.arabic), "bias": 1.0}
        traits["few"] = float(len(words.words) <= _FEW)
        found.append(Told(place, traits | _by_kind(at, traits)))
    _set_beside(question, [each.traits for each in found])
    return found


def _set_beside(question: Question, page: Sequence[dict[str, float]]) -> None:
    """Add how a sentence stands beside the others of its page: the most of the question, the only sign."""
    around, here = (max(traits[name] for traits in page) for name in ("around", "here"))
    signs = sum(traits["sign"] >= _SIGNED for traits in page)
    holding = sum(traits["holds"] >= _HELD for traits in page)
    for traits in page:
        traits["most around"] = float(traits["around"] >= around)
        traits["most here"] = float(traits["here"] >= here)
        traits["sole sign"] = (traits["sign"] >= _SIGNED) / max(1, signs)
        traits["sole holds"] = (traits["holds"] >= _HELD) / max(1, holding)
        traits["near number holds"] = traits["near_number"] * traits["holds"]
        for name in ("here", "plain_anywhere"):
            traits[f"{name} {question.asked}"] = traits[name]


_SIGNED, _HELD = 0.7, 0.6


def _shared(question: Question, page: Page) -> _Shared:
    words = question.telling or question.words
    weights = np.array([max(_LEAST_WEIGHT, weight(word.text)) for word in words])
    keys = [keys_in((word,), other=page.other) for word in words]
    meant = [senses(word.text) for word in words]

    def row(has: Keys, means: frozenset[int]) -> list[float]:
        return [
            1.0 if not key.isdisjoint(has) else 0.0 if sense.isdisjoint(means) else _SENSE
            for key, sense in zip(keys, meant, strict=True)
        ]

    lines = zip(page.keys, page.words, strict=True)
    sentences = [row(has, senses_of([word.plain for word in line])) for has, line in lines]
    title = row(page.title, senses_of([word.plain for word in read(page.passage.title)]))
    return _Shared(words, weights / weights.sum(), np.array(sentences), np.array(title))


def _of_match(at: Observed, page: Page, place: int) -> dict[str, float]:
    found = at.found
    alone = worth(at, page, place)
    return {
        "covered": found.covered,
        "said": found.said,
        "named": found.named,
        "absent": found.absent,
        "lacks_name": float(found.lacks_name),
        "crucial": found.crucial,
        "rest": found.rest,
        "unsaid": float(at.unsaid),
        "lacks_focus": float(at.lacks_focus),
        "another_time": float(at.of_another_time),
        "another": float(at.speaks_of_another),
        "beside": float(at.beside_the_point),
        "other_numbers": float(at.of_other_numbers),
        "place": place / 20,
        "first": float(place == 0),
        "length": min(60, len(page.words[place])) / 30,
        "alone": alone,
        "passes": float(alone >= (_PASSES_OTHER if page.other else _PASSES)),
        "holds": at.holds,
        "sign": sign(at.seen),
        "near_number": _near_number(at.seen),
    }


def _of_words(question: Question, shared: _Shared, place: int) -> dict[str, float]:
    here, around, anywhere = shared.sentences[place], shared.around(place), shared.anywhere
    weights = shared.weights
    plain = np.array([not is_name(word) for word in shared.words]) * weights
    plain = plain / plain.sum() if plain.sum() else weights
    focus = np.array([word in question.focus for word in shared.words])
    crucial = np.array([word is question.crucial for word in shared.words])
    most = float((shared.sentences * weights).sum(axis=1).max())
    said = float((here * weights).sum())
    rare = 1 / np.maximum(1, (shared.sentences > 0).sum(axis=0))
    return {
        "here": said,
        "around": float((around * weights).sum()),
        "least": float(around.min()),
        "nowhere": float(((1 - anywhere) * weights).sum()),
        "missing": float((anywhere == 0).sum()),
        "plain": float((here * plain).sum()),
        "plain_anywhere": float((anywhere * plain).sum()),
        "focus": float(here[focus].mean()) if focus.any() else said,
        "focus_anywhere": float(anywhere[focus].min() if focus.any() else anywhere.min()),
        "done": float(here[crucial].mean()) if crucial.any() else float((here * plain).sum()),
        "done_anywhere": float(anywhere[crucial].min()) if crucial.any() else 1.0,
        "under_most": said - most,
        "rare": float((here * weights * rare).sum()),
    }


def _by_kind(at: Observed, traits: Traits) -> dict[str, float]:
    """Return what is weighed by itself for each kind of question, and for another language."""
    asked = at.seen.question.asked
    found = {f"{name} other": traits[name] * traits["other"] for name in _OF_LANGUAGE}
    found["sign around"] = traits["sign"] * traits["around"]
    found["holds around"] = traits["holds"] * traits["around"]
    for kind in (asked.value, *(["number"] if asked in QUANTITIES or asked is Asked.OFTEN else [])):
        found |= {f"{name} {kind}": traits[name] for name in _OF_KIND}
        found[f"no sign {kind}"] = float(traits["sign"] < 0.5)
    return found


_OF_LANGUAGE = ("covered", "absent", "said", "here", "around", "nowhere", "plain")
_OF_KIND = ("bias", "holds", "sign", "around", "focus", "nowhere")


def _near_number(seen: Seen) -> float:
    """Return how surely a number of the right sort stands beside what is counted."""
    if seen.question.asked not in FITTING:
        return 0.0
    counted = seen.question.focus or seen.question.telling
    best = 0.0
    for number in fitting_numbers(seen):
        first, last = number.start - _BEFORE_NUMBER, number.end + _BEHIND_NUMBER
        near = [word for word in seen.words if word.end > first and word.start < last]
        best = max(best, max((_same(word, each) for word in near for each in counted), default=0.0))
    return best


def _same(word: Word, asked: Word) -> float:
    if word.plain in lists.LIGHT:
        return 0.0
    if not word.keys.isdisjoint(asked.keys):
        return 1.0
    return 0.0 if senses(word.text).isdisjoint(senses(asked.text)) else _SENSE
