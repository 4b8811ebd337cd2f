"""What reports say: sentences of several outlets that say the same, and those that only one has."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple, TypeAlias

import numpy as np
from numpy.typing import NDArray

from daily8.engine.comparing.report import Likeness, Place, ReportText, Statement
from daily8.engine.comparing.wording import Said, likeness, said
from daily8.engine.summarizing import dangles

_Matrix: TypeAlias = NDArray[np.float32]
_Links: TypeAlias = list[dict[int, float]]
MOST, MOST_CARRIERS = 6, 12
# How much of two sentences has to be the same, by words in one language and by other means across languages.
_SAME, _SAME_ACROSS = 0.34, 0.62
# What is said by so large a part of the outlets nearly all say, and by so small a one only a few.
_NEARLY_ALL, _FEW = 0.6, 0.25
_MOST_SENTENCES = 40
# Across languages only the sentences that articles begin with are asked for.
_LEADING = 8
_MOST_ACROSS = 4_000
_COVERED, _NEAR = 0.72, 0.25
_SHORTEST, _LONGEST, _LONG = 8, 60, 30
_MOST_OF_ONE = 2
# What stands below a picture.
_CAPTION = re.compile(r"^FILE\b|\bfile photo\b|\(AP Photo|\bImage (?:copyright|caption)\b|صورة أرشيفية")


class _Group(NamedTuple):
    """Places in the list of sentences, the best one first, one of each report."""

    places: tuple[int, ...]
    weight: float


def statements(
    reports: Sequence[ReportText], alike: Likeness | None
) -> tuple[tuple[Statement, ...], tuple[Statement, ...]]:
    """Return what nearly all outlets say, and what only one or few say, the most telling first."""
    sentences = list(_sentences(reports))
    outlets = {report.key: report.outlet for report in reports}
    count = len(set(outlets.values()))
    if count < 2 or not sentences:
        return (), ()
    matrix = likeness(sentences)
    able = [can_stand(sentence) for sentence in sentences]
    links = _links(sentences, matrix, alike)
    groups = [group for group in _groups(sentences, links, matrix, able) if able[group.places[0]]]
    told = [(_statement(sentences, group, outlets), group) for group in groups]
    shared = [each for each in told if len(each[0].outlets) >= max(2, round(count * _NEARLY_ALL))]
    few = max(1, int(count * _FEW))
    terms = _terms_of(sentences)
    particular = [
        each
        for each in told
        if len(each[0].outlets) <= few
        and len(_also_said(sentences, each[1].places[0], matrix, terms, outlets) | set(each[0].outlets)) <= few
    ]
    return (
        tuple(statement for statement, _ in sorted(shared, key=_spread)[:MOST]),
        tuple(_varied(sorted(particular, key=_telling), matrix)),
    )


def _sentences(reports: Sequence[ReportText]) -> Iterator[Said]:
    for report in reports:
        for number, text in enumerate(report.sentences[:_MOST_SENTENCES], 1):
            yield said(Place(report.key, number), report.language, text)


def can_stand(sentence: Said) -> bool:
    """Tell whether a sentence says something by itself, in a length that is read."""
    words = len(sentence.text.split())
    if sentence.text.startswith("(") or _CAPTION.search(sentence.text):
        return False
    question = sentence.text.rstrip("\"'”»)").endswith(("?", "؟", ":"))
    return _SHORTEST <= words <= _LONGEST and not question and not dangles(sentence.text, sentence.language)


def _links(
    sentences: Sequence[Said], matrix: NDArray[np.float32], alike: Likeness | None
) -> list[dict[int, float]]:
    """Return for each sentence those of other reports that say the same, with how much."""
    links: _Links = [{} for _ in sentences]
    owners = np.array([sentence.place.report for sentence in sentences])
    near = (np.triu(matrix, 1) >= _SAME) & (owners[:, None] != owners[None, :])
    for one, other in np.argwhere(near).tolist():
        links[one][other] = links[other][one] = float(matrix[one, other])
    for one, other in _across(sentences) if alike else ():
        score = alike(sentences[one].place, sentences[other].place) if alike else 0.0
        if score >= _SAME_ACROSS:
            links[one][other] = links[other][one] = score
    return links


def _across(sentences: Sequence[Said]) -> list[tuple[int, int]]:
    """Return the pairs of leading sentences in two languages."""
    leading = [place for place, sentence in enumerate(sentences) if sentence.place.sentence <= _LEADING]
    pairs = (
        (one, other)
        for index, one in enumerate(leading)
        for other in leading[index + 1 :]
        if sentences[one].language[:2] != sentences[other].language[:2]
    )
    return [pair for pair, _ in zip(pairs, range(_MOST_ACROSS), strict=False)]


def _groups(sentences: Sequence[Said], links: _Links, matrix: _Matrix, able: Sequence[bool]) -> Iterator[_Group]:
    """Take out, one after the other, the sentence that most other reports say too, with theirs."""
    centrality = matrix.sum(axis=1)
    best = [_one_of_each(sentences, place, links[place]) for place in range(len(sentences))]
    order = sorted(
        range(len(sentences)),
        key=lambda place: (-len(best[place]), not able[place], -sum(links[place][each] for each in best[place])),
    )
    taken: set[int] = set()
    for place in order:
        if place not in taken:
            members = [each for each in best[place] if each not in taken]
            taken.update((place, *members), links[place])
            lead = _lead(sentences, [place, *members], matrix, able)
            others = [each for each in (place, *members) if each != lead]
            yield _Group((lead, *others), _weight(sentences[lead], float(centrality[lead])))


def _lead(sentences: Sequence[Said], members: Sequence[int], matrix: _Matrix, able: Sequence[bool]) -> int:
    """Return the sentence that stands best for all: near to each, early, not long."""

    def fitness(place: int) -> float:
        long = max(0, len(sentences[place].text.split()) - _LONG) * 0.01
        early = 0.3 / (1.0 + sentences[place].place.sentence / 4)
        return 2.0 * able[place] + float(matrix[place, list(members)].mean()) + early - long

    return max(members, key=fitness)


def _one_of_each(sentences: Sequence[Said], place: int, links: dict[int, float]) -> list[int]:
    """Return the sentence of each other report that is nearest."""
    nearest: dict[int, int] = {}
    for other in sorted(links, key=links.__getitem__, reverse=True):
        nearest.setdefault(sentences[other].place.report, other)
    nearest.pop(sentences[place].place.report, None)
    return list(nearest.values())


def _weight(sentence: Said, centrality: float) -> float:
    """Return how telling a sentence is: near what the story is about, with names and numbers, early."""
    figures = sum(any(map(str.isdigit, term)) for term in sentence.terms)
    names = sum(word[:1].isupper() for word in sentence.text.split()[1:])
    early = 1.0 / (1.0 + sentence.place.sentence / 12)
    return (
        min(centrality, 8.0) + min(figures, 3) * 0.4 + min(names, 6) * 0.15 + len(sentence.terms) * 0.05
    ) * early


def _terms_of(sentences: Sequence[Said]) -> dict[int, set[str]]:
    """Return the words of each report."""
    found: dict[int, set[str]] = {}
    for sentence in sentences:
        found.setdefault(sentence.place.report, set()).update(sentence.terms)
    return found


def _also_said(
    sentences: Sequence[Said], place: int, matrix: _Matrix, terms: dict[int, set[str]], outlets: dict[int, str]
) -> set[str]:
    """Return the outlets that come near to saying a sentence, or have nearly all its words somewhere."""
    sentence = sentences[place]
    near = map(int, np.nonzero(matrix[place] >= _NEAR)[0])
    whole = sum(sentence.terms.values())
    return {outlets[sentences[other].place.report] for other in near} | {
        outlets[report]
        for report, words in terms.items()
        if sum(weight for term, weight in sentence.terms.items() if term in words) >= whole * _COVERED
    }


def _statement(sentences: Sequence[Said], group: _Group, outlets: dict[int, str]) -> Statement:
    places = tuple(sentences[place].place for place in group.places)
    named = tuple(dict.fromkeys(outlets[place.report] for place in places))
    return Statement(sentences[group.places[0]].text, places[0], places[:MOST_CARRIERS], named)


def _spread(told: tuple[Statement, _Group]) -> tuple[int, float]:
    return -len(told[0].outlets), -told[1].weight


def _telling(told: tuple[Statement, _Group]) -> float:
    return -told[1].weight


def _varied(found: Sequence[tuple[Statement, _Group]], matrix: _Matrix) -> Iterator[Statement]:
    """Yield the first few that say different things, not many of one outlet."""
    kept: list[int] = []
    of_outlet: Counter[str] = Counter()
    for statement, group in found:
        place, outlet = group.places[0], statement.outlets[0]
        new = all(matrix[place, other] < _SAME for other in kept)
        if new and of_outlet[outlet] < _MOST_OF_ONE and len(kept) < MOST:
            of_outlet[outlet] += 1
            kept.append(place)
            yield statement
