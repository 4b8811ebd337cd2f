"""How well an article's words fit what is wanted."""

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from daily8.search.tables import Head
from daily8.search.wanting import Wanted

# What a term counts where it stands: first in the title, then in the names of hashtags, the beginning, the text.
_TITLE, _NAMES, _LEAD, _TEXT = 1.0, 0.8, 0.6, 0.3
# What was not typed counts less, and what stands side by side as it was typed counts more.
_CORRECTED, _TOGETHER = 0.9, 0.3
# A headline of so many words more says the same with less weight.
_LONG_TITLE = 40.0


class Fit(NamedTuple):
    """How much of what is wanted an article has, from 0 to about 1, and whether that is all that must be there."""

    place: int
    value: float
    whole: bool


class Fitting:
    """Compares articles with what is wanted."""

    def __init__(self, wanted: Sequence[Wanted]):
        self._all = sum(one.weight for one in wanted) or 1.0
        # Terms stand between blanks, as they do in the texts they are looked for in.
        self._alternatives = [
            [
                *((_between_blanks(run), one.weight) for run in one.typed),
                *((_between_blanks(run), one.weight * _CORRECTED) for run in one.runs[len(one.typed) :]),
            ]
            for one in wanted
        ]
        self._neighbours = [
            (_between_blanks((*first.runs[0], *second.runs[0])), min(first.weight, second.weight))
            for first, second in pairwise(wanted)
        ]

    def fit(self, head: Head, *, whole: bool) -> Fit:
        """Return how well an article fits; one that is known to have the whole of it may have it in its text."""
        title, names, lead = f" {head.title} ", f" {head.names} ", f" {head.lead} "
        least = _TEXT if whole else 0.0
        value = 0.0
        for alternatives in self._alternatives:
            # What the best of the alternatives counts where it stands; most stand in the title, or nowhere.
            best = 0.0
            for term, weight in alternatives:
                if term in title:
                    place = _TITLE
                elif term in names:
                    place = _NAMES
                else:
                    place = _LEAD if term in lead else least
                best = max(best, weight * place)
            value += best
        # What stands in the title right behind what was typed before it.
        for terms, weight in self._neighbours:
            if terms in title:
                value += _TOGETHER * weight
        return Fit(head.place, value / self._all / (1 + head.title.count(" ") / _LONG_TITLE), whole)


def _between_blanks(run: Sequence[str]) -> str:
    return f" {' '.join(run)} "
