"""What later reports of a story say that no earlier one did."""

import re
from collections.abc import Collection, Iterable, Sequence

from daily8.engine.comparing.report import Place, ReportText
from daily8.engine.comparing.statements import can_stand
from daily8.engine.comparing.wording import Said, said
from daily8.engine.words.terms import plain

# A sentence is covered where two earlier ones have so much of what it says, or all of them together most of it.
_BY_TWO, _BY_ALL = 0.5, 0.68
# One with a figure that is nowhere yet may repeat more of what was said.
_WITH_FIGURE, _WITH_FIGURE_BY_ALL = 0.62, 0.8
# The first one of a report tells what happened in words of its own: it is known a little sooner.
_FIRST_BY_TWO = 0.44
# With fewer words that tell something it may be a phrase, and there is nothing to compare.
_LEAST_TERMS = 3
_FIGURE = re.compile(r"\d+(?:[.,]\d+)*")
# How old somebody is, and what year or day it was, is no news by itself.
_NO_NEWS = re.compile(r",\s\d{1,2}\s?,|\b(?:19|20)\d\d\b|\b\d{1,2}-year-old\b")
# What stands below a picture, and what a page says of itself.
_PICTURE = re.compile(
    r"\b(?:AFP|AP|EPA|Getty|Reuters|WireImage)\s?(?:/|Images\b)"
    r"|/\s?(?:AFP|AP|EPA|Getty|PA|Reuters|Rex|Shutterstock)\b"
    r"|\bfile (?:photo|picture|image)\b|\((?:left|right|cent(?:re|er)|above|below|pictured)\)",
    re.IGNORECASE,
)
_PAGE = re.compile(
    r"\b(?:toggle caption|read more|sign up|subscribe|newsletter|click here|follow us|copyright"
    r"|all rights reserved|look back at|transcripts?|authoritative record)\b"
    r"|اقرأ أيضا|للمزيد|حقوق النشر|جميع الحقوق"
    # Who could not be asked, what else to read, and what somebody posted elsewhere, as the page embeds it.
    r"|\brequests? for comment\b|(?-i:\bMore:\s)|\bt\.co/|\bpic\.twitter\.com/|طلب للتعليق",
    re.IGNORECASE,
)
_MOST_SENTENCES = 60
MOST = 8


def novelties(earlier: Sequence[ReportText], later: Sequence[ReportText], *, most: int = MOST) -> list[Place]:
    """Return the places of sentences that say something new, in the order in which they were published.

    Each is compared with the earlier sentences in its own language, and with the new ones before it; of a report
    in a language that no earlier one is written in nothing is returned, since it cannot be told. Of many the most
    telling are returned: those with names and figures, and early in their report.
    """
    known = {language: _Known() for language in {report.language for report in earlier}}
    for report in earlier:
        known[report.language].add(_sentences(report))
    found: list[tuple[float, int, Said]] = []
    for report in sorted(later, key=lambda each: (each.published_at, each.key)):
        if report.language in known:
            found += [(_weight(one), len(found) + number, one) for number, one in _new(report, known)]
    best = sorted(found, key=lambda each: (-each[0], each[1]))[:most]
    return [one.place for _, _, one in sorted(best, key=lambda each: each[1])]


def _new(report: ReportText, known: dict[str, "_Known"]) -> list[tuple[int, Said]]:
    mine = known[report.language]
    new: list[tuple[int, Said]] = []
    for one in _sentences(report):
        if one.place.sentence and _is_news(one) and mine.misses(one):
            new.append((len(new), one))
        mine.add([one])
    return new


def _is_news(one: Said) -> bool:
    """Whether it is a sentence of the report, and not of its page, that can be read by itself."""
    return can_stand(one) and not _PICTURE.search(one.text) and not _PAGE.search(one.text)


def _figures(text: str) -> set[str]:
    """The numbers in a sentence that may be news, in one system of digits."""
    return {figure.replace(",", "") for figure in _FIGURE.findall(_NO_NEWS.sub(" ", plain(text)))}


def _sentences(report: ReportText) -> list[Said]:
    texts = [report.title, *report.sentences[:_MOST_SENTENCES]]
    return [said(Place(report.key, number), report.language, text) for number, text in enumerate(texts)]


class _Known:
    """What was said so far, in one language."""

    def __init__(self) -> None:
        self._all: set[str] = set()
        self._carriers: dict[str, list[int]] = {}
        self._sentences: list[Collection[str]] = []
        self._figures: set[str] = set()

    def add(self, sentences: Iterable[Said]) -> None:
        """Take sentences in."""
        for one in sentences:
            for term in one.terms:
                self._carriers.setdefault(term, []).append(len(self._sentences))
            self._sentences.append(one.terms.keys())
            self._all |= one.terms.keys()
            self._figures |= _figures(one.text)

    def misses(self, one: Said) -> bool:
        """Whether nothing that was said covers a sentence."""
        whole = sum(one.terms.values())
        if len(one.terms) < _LEAST_TERMS:
            return False
        covered = self._by_two(one) / whole
        together = sum(weight for term, weight in one.terms.items() if term in self._all) / whole
        if _figures(one.text) - self._figures:
            return covered < _WITH_FIGURE and together < _WITH_FIGURE_BY_ALL
        by_two = _FIRST_BY_TWO if one.place.sentence == 1 else _BY_TWO
        return covered < by_two and together < _BY_ALL

    def _by_two(self, one: Said) -> float:
        """How much of its weight stands in the best sentence, and in the one that adds most to that."""
        first, at = self._best(one.terms)
        rest = {term: weight for term, weight in one.terms.items() if at < 0 or term not in self._sentences[at]}
        return first + self._best(rest)[0]

    def _best(self, terms: dict[str, float]) -> tuple[float, int]:
        shares: dict[int, float] = {}
        for term, weight in terms.items():
            for at in self._carriers.get(term, ()):
                shares[at] = shares.get(at, 0.0) + weight
        if not shares:
            return 0.0, -1
        at = max(shares, key=lambda each: (shares[each], -each))
        return shares[at], at


def _weight(one: Said) -> float:
    """How telling a sentence is: by its rare words, figures and names, the earlier in its report the more."""
    figures = sum(any(map(str.isdigit, term)) for term in one.terms)
    names = sum(word[:1].isupper() for word in one.text.split()[1:])
    told = min(sum(one.terms.values()), 12.0) * 0.1 + min(figures, 3) * 0.4 + min(names, 6) * 0.15
    return told / (1.0 + one.place.sentence / 12)
