"""The check: whether a claim is borne out by its source."""

import logging
from collections.abc import Callable, Iterator, Mapping, Sequence

from daily8.engine.checking import crossing
from daily8.engine.checking.actors import actors
from daily8.engine.checking.case import MOST_SENTENCES, Case, case_of
from daily8.engine.checking.figures import numbers
from daily8.engine.checking.polarity import negations
from daily8.engine.checking.quotations import quotations, speakers
from daily8.engine.checking.reading import read
from daily8.engine.checking.slots import substitutes
from daily8.engine.checking.source import Source, is_arabic, named
from daily8.engine.checking.standing import dates, names
from daily8.engine.checking.verdict import Doubt, Kind, Verdict
from daily8.engine.checking.weighing import WEIGHTS, traits
from daily8.engine.checking.whereabouts import moved
from daily8.engine.checking.wording import predicates
from daily8.engine.embedding import EmbeddingError
from daily8.engine.judging import Judge
from daily8.engine.judging.odds import chance, weigh
from daily8.engine.language.sentences import sentences as sentences_of

logger = logging.getLogger(__name__)

# So much of what a claim says must stand in its sentences; else what is weighed with a judge must be above the
# second: a wrong sentence that is shown costs more than a good one that gives way to the publisher's own.
LEAST_COVERED, LEAST = 0.76, 0.75
# What these doubts are about stands in the source or does not: no judge may overrule them.
_FIRM = {Kind.NUMBER, Kind.DATE, Kind.NAME, Kind.QUOTATION, Kind.NEGATION}
_LINE = 0.5
_MOST_DOUBTS = 8
_MOST_CHARACTERS = 4_000
# What has more sentences, or more words in one of them, is no claim.
_MOST_PARTS, _MOST_WORDS = 24, 250
_RULES: tuple[Callable[[Case], Iterator[Doubt]], ...] = (
    numbers, dates, names, substitutes, quotations, speakers, negations, predicates, actors, moved,
)  # fmt: skip


FindJudge = Callable[[], Judge | None]


def nobody() -> None:
    """Find no judge."""


class Checker:
    """Checks claims against one source, which is read once.

    With a judge what is told in other words is known as well as it knows it; without one by words alone. It is
    asked for when it is first needed: most claims are in the source's own words.
    """

    def __init__(self, source: Sequence[str], language: str = "", judge: FindJudge = nobody) -> None:
        self._sentences = tuple(source)
        self._source = Source(source, language)
        self._judge = judge

    def check(self, claim: str, language: str = "", *, cited: Sequence[int] | None = None) -> Verdict:
        """Return whether the source bears out a claim, of one sentence or several.

        With `cited` only these of its sentences may bear it out, counted from 0.
        """
        parts = list(dict.fromkeys(each.text for each in sentences_of(claim)))
        if len(claim) > _MOST_CHARACTERS or len(parts) > _MOST_PARTS:
            whole = self._source.verbatim(claim)
            return _unread(claim) if whole is None or (cited is not None and whole not in cited) else _whole(whole)
        found = [verdict for part in parts if (verdict := self._part(part, language, cited)) is not None]
        if not found:
            return _unread(claim)
        doubts = tuple(dict.fromkeys(doubt for verdict in found for doubt in verdict.why))[:_MOST_DOUBTS]
        numbers = dict.fromkeys(number for verdict in found for number in verdict.sentences)
        return Verdict(
            all(verdict.supported for verdict in found),
            min(verdict.score for verdict in found),
            doubts,
            tuple(numbers)[:MOST_SENTENCES],
        )

    def _part(self, claim: str, language: str, cited: Sequence[int] | None) -> Verdict | None:
        """Return the verdict on one sentence; none on one without words."""
        own, places, _ = named(claim, language)
        reading = read(claim, language, self._source.names | own)
        if not any(token.keys for token in reading.tokens):
            return None
        if len(reading.tokens) > _MOST_WORDS and self._source.verbatim(claim) is None:
            return _unread(claim)
        if is_arabic(claim) != self._source.arabic:
            return crossing.verdict(reading, self._source, cited)
        if (number := self._source.verbatim(claim)) is not None and (cited is None or number in cited):
            return _whole(number)
        self._source.know_numbers(reading)
        if self._source.arabic:
            self._source.know_forms(reading)
        case = case_of(reading, self._source, cited, places)
        doubts = tuple(dict.fromkeys(doubt for rule in _RULES for doubt in rule(case)))
        return self._judged(case, doubts)

    def _judged(self, case: Case, doubts: tuple[Doubt, ...]) -> Verdict:
        """Return what the rules say, or where a claim has other words than its source, what is weighed."""
        covered = _covered(case)
        by_rules = _by_rules(case, covered, doubts)
        if covered >= LEAST_COVERED or not case.sentences or any(doubt.kind in _FIRM for doubt in doubts):
            return by_rules
        borne = self._borne(case)
        odds = None if borne is None else self.odds(traits(doubts, borne))
        if odds is None or not odds >= 0:
            return by_rules
        return Verdict(supported=True, score=chance(odds), why=(), sentences=case.sentences)

    def _borne(self, case: Case) -> float | None:
        """Return what the judge says of a claim and as many of its sentences, the best first, as can be read.

        Nothing where there is no judge, it cannot work, or the claim is too long for it: then the rules decide.
        """
        judge = self._judge()
        if judge is None:
            return None
        for count in range(len(case.sentences), 0, -1):
            rests = [self._sentences[number] for number in sorted(case.sentences[:count])]
            try:
                borne = judge.bears_out(case.claim.text, rests)
            except EmbeddingError as error:
                logger.warning("A claim is checked without the judge: %s", error)
                return None
            if borne is not None:
                return borne
        return None

    def odds(self, traits: Mapping[str, float]) -> float:
        """Return how far what is weighed of a claim in other words is above the least, as a logarithm of odds."""
        return weigh(traits, WEIGHTS) - LEAST


def check(
    claim: str,
    source: Sequence[str],
    language: str,
    *,
    cited: Sequence[int] | None = None,
    source_language: str = "",
    judge: FindJudge = nobody,
) -> Verdict:
    """Return whether the sentences of a source bear out a claim, how surely, why not, and by which of them."""
    return Checker(source, source_language or language, judge).check(claim, language, cited=cited)


def _whole(number: int) -> Verdict:
    return Verdict(supported=True, score=1.0, why=(), sentences=(number,))


def _unread(claim: str) -> Verdict:
    return Verdict(supported=False, score=0.0, why=(Doubt(Kind.WORDS, claim.strip()[:80]),), sentences=())


def _covered(case: Case) -> float:
    """Return which share of a claim stands in its best two sentences, or, for a little less, in three."""
    covered = case.covered(case.sentences[:2])
    if len(case.sentences) == MOST_SENTENCES:
        covered = max(covered, case.covered(case.sentences) - 0.1)
    return covered


def _by_rules(case: Case, covered: float, doubts: tuple[Doubt, ...]) -> Verdict:
    if covered < LEAST_COVERED:
        doubts = (*doubts, *_missing(case))
    if doubts:
        return Verdict(
            supported=False,
            score=min(_LINE - 0.01, covered * _LINE / len(doubts)),
            why=doubts,
            sentences=case.sentences,
        )
    return Verdict(
        supported=True,
        score=_LINE + (covered - LEAST_COVERED) / (1 - LEAST_COVERED) * _LINE,
        why=(),
        sentences=case.sentences,
    )


def _missing(case: Case) -> Iterator[Doubt]:
    """Doubt the words of a claim that its sentences do not have, as one."""
    own = set(case.sentences)
    lost = [
        token.text
        for token, where in zip(case.claim.tokens, case.wheres, strict=True)
        if token.weight and not any(number in own for number, _ in where)
    ]
    yield Doubt(Kind.WORDS, " ".join(lost[:_MOST_DOUBTS]) or case.claim.text[:80])
