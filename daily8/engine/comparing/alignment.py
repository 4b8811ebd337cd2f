"""The rows of money, shares, votes and other counts: which figures of reports are of the same thing."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from decimal import Decimal

import numpy as np
from numpy.typing import NDArray

from daily8.engine.comparing.counted import is_named
from daily8.engine.comparing.intervals import alike
from daily8.engine.comparing.mentions import Mention
from daily8.engine.comparing.wording import likeness
from daily8.engine.quantities import About, Kind

# How much of the words around two figures has to be the same, where their numbers are and where they are not.
_SAME_NUMBER, _OTHER_NUMBER, _OTHER_COUNT = 0.08, 0.5, 0.45
# Numbers that are too common to say anything by themselves.
_TELLING = 12
_UNMISTAKABLE = 3
_MOST = 320


def aligned_rows(mentions: Sequence[Mention]) -> Iterator[tuple[Kind, str, list[Mention]]]:
    """Yield rows of figures of one thing: same unit, and the same number or the same words around it."""
    by_unit: dict[tuple[Kind, str], list[Mention]] = defaultdict(list)
    for mention in mentions:
        counts = mention.quantity.kind == Kind.COUNT
        noun = mention.noun if counts else ""
        if not counts or (noun and mention.quantity.about != About.VAGUE):
            by_unit[mention.quantity.kind, mention.quantity.unit or noun].append(mention)
    for (kind, _), of_unit in by_unit.items():
        rows = _by_turn(of_unit) if kind == Kind.VOTES else _by_words(of_unit[:_MOST])
        for row in rows:
            yield kind, row[0].noun if kind == Kind.COUNT else "", row


def _by_turn(mentions: Sequence[Mention]) -> list[list[Mention]]:
    """Put votes in rows by their turn in the first sentence that gives them: for, against, abstaining."""
    rows: dict[int, list[Mention]] = defaultdict(list)
    turns: dict[int, tuple[int, int]] = {}
    for mention in mentions:
        sentence, turn = turns.get(mention.report, (mention.cell.place.sentence, 0))
        if sentence == mention.cell.place.sentence:
            rows[turn].append(mention)
            turns[mention.report] = (sentence, turn + 1)
    return list(rows.values())


def _by_words(mentions: Sequence[Mention]) -> list[list[Mention]]:
    matrix = likeness([mention.around for mention in mentions])
    rows: list[list[int]] = []
    for place in range(len(mentions)):
        best = max(
            ((_fit(mentions, matrix, place, row), -number) for number, row in enumerate(rows)), default=(0.0, 0)
        )
        if best[0] > 0:
            rows[-best[1]].append(place)
        elif not any(_is_repeated(mentions, place, row) for row in rows):
            rows.append([place])
    return [[mentions[place] for place in row] for row in rows]


def _fit(mentions: Sequence[Mention], matrix: NDArray[np.float32], place: int, row: Sequence[int]) -> float:
    """Return how well a figure fits in a row; nothing where its report is there already."""
    mention = mentions[place]
    if any(mentions[other].report == mention.report for other in row):
        return 0.0
    return max(_match(mention, mentions[other], float(matrix[place, other])) for other in row)


def _match(one: Mention, other: Mention, likeness: float) -> float:
    if alike(one.quantity, other.quantity) and one.past == other.past:
        crossing = one.around.language[:2] != other.around.language[:2]
        if _digits(one.quantity.value) >= _UNMISTAKABLE and one.quantity.value == other.quantity.value:
            return 1.0 + likeness
        telling = one.quantity.kind != Kind.COUNT or abs(one.quantity.value) >= _TELLING
        named = one.quantity.kind == Kind.COUNT and is_named(one.noun)
        if likeness >= _SAME_NUMBER or (crossing and (telling or named)):
            return 1.0 + likeness
        return 0.0
    least = _OTHER_COUNT if one.quantity.kind == Kind.COUNT else _OTHER_NUMBER
    return likeness if likeness >= least and one.past == other.past else 0.0


def _digits(value: Decimal) -> int:
    """Return how many digits a number has but for noughts at its end."""
    return len(value.normalize().as_tuple().digits)


def _is_repeated(mentions: Sequence[Mention], place: int, row: Sequence[int]) -> bool:
    """Tell whether a report says a figure again that a row has from it already."""
    mention = mentions[place]
    return any(
        mentions[other].report == mention.report and alike(mentions[other].quantity, mention.quantity)
        for other in row
    )
