"""How well an article's words fit what is wanted."""

from collections.abc import Sequence
from dataclasses import dataclass

from daily8.search.tables import Head
from daily8.search.wanting import Wanted

# What a term counts where it stands: first in the title, then in the names of hashtags, the beginning, the text.
_TITLE, _NAMES, _LEAD, _TEXT = 1.0, 0.8, 0.6, 0.3
# What was not typed counts less, and what stands side by side as it was typed counts more.
_CORRECTED, _TOGETHER = 0.9, 0.3
# A headline of so many words more says the same with less weight.
_LONG_TITLE = 40.0


@dataclass(frozen=True, slots=True)
class Fit:
    """How much of what is wanted an article has, from 0 to about 1, and whether that is all that must be there."""

    place: int
    value: float
    whole: bool


class Fitting:
    """Compares articles with what is wanted."""

    def __init__(self, wanted: Sequence[Wanted]):
        self._wanted = wanted
        self._all = sum(one.weight for one in wanted) or 1.0
        self._alternatives = [
            [
                *((" ".join(run), one.weight) for run in one.typed),
                *((" ".join(run), one.weight * _CORRECTED) for run in one.runs[len(one.typed) :]),
            ]
            for one in wanted
        ]

    def fit(self, head: Head, *, whole: bool) -> Fit:
        """Return how well an article fits; one that is known to have the whole of it may have it in its text."""
        title, names, lead = f" {head.title} ", f" {head.names} ", f" {head.lead} "
        least = _TEXT if whole else 0.0
        value = sum(
            max(weight * _best_place(f" {run} ", title, names, lead, least) for run, weight in alternatives)
            for alternatives in self._alternatives
        )
        value += _TOGETHER * self._neighbours(title)
        return Fit(head.place, value / self._all / (1 + head.title.count(" ") / _LONG_TITLE), whole)

    def _neighbours(self, title: str) -> float:
        """The weight of what stands in the title right behind what was typed before it."""
        return sum(
            min(first.weight, second.weight)
            for first, second in zip(self._wanted, self._wanted[1:], strict=False)
            if f" {' '.join(first.runs[0])} {' '.join(second.runs[0])} " in title
        )


def _best_place(term: str, title: str, names: str, lead: str, least: float) -> float:
    if term in title:
        return _TITLE
    if term in names:
        return _NAMES
    return _LEAD if term in lead else least
