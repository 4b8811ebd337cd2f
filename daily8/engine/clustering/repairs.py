"""Stories that turn out to be one, and stories that turn out to be two."""

import numpy as np
import numpy.typing as npt

from daily8.engine.clustering import guards
from daily8.engine.clustering.constraints import Constraints
from daily8.engine.clustering.results import Merge, Split
from daily8.engine.clustering.scoring import Scoring, merging
from daily8.engine.clustering.stories import Stories, Story
from daily8.engine.clustering.window import Floats, Window

# A story is looked at for a second one in it when it has grown to so many articles, and at each doubling.
_SPLIT_FROM = 8
# Each of the two has so many articles, and the two are so far from what would be merged.
_SMALLEST_PART, _FAR = 3, 0.3
_ROUNDS = 8


class Repairs:
    """Merges as they are found while articles are placed, and stories that have grown enough to be two."""

    def __init__(self, window: Window, stories: Stories, constraints: Constraints, scoring: Scoring) -> None:
        self._window = window
        self._stories = stories
        self._constraints = constraints
        self._scoring = scoring
        self._merges: list[Merge] = []
        self._grown: dict[int, None] = {}

    def merge_if_one(self, first: Story, second: Story) -> Story:
        """Make two stories one if they report one event; return the one that the articles of the first are in."""
        score = self.score(first, second)
        if score < 0 or not self.may_merge(first, second):
            return first
        kept, lost = sorted((first, second), key=lambda story: (-len(story.rows), story.number))
        self._merges.append(Merge(kept.name, lost.name, score))
        self._stories.join(kept, lost)
        return kept

    def watch(self, story: Story) -> None:
        """Look at a story for two in it, before long, if it has grown enough."""
        size = len(story.rows)
        if size >= _SPLIT_FROM and size & (size - 1) == 0:
            self._grown[story.number] = None

    def found(self, most: int) -> list[Merge | Split]:
        """Return all merges since the last call, and the splits of at most so many stories that have grown."""
        merges, self._merges = self._merges, []
        numbers = list(self._grown)[:most]
        for number in numbers:
            del self._grown[number]
        grown = [story for number in numbers if (story := self._stories.numbered(number))]
        return [*merges, *(split for story in grown if (split := self._split(story)))]

    def score(self, first: Story, second: Story) -> float:
        """Return how surely two stories are one; 0 and more is sure enough."""
        size = len(first.rows) + len(second.rows)
        return round(merging(self._window, self._scoring, first, second) - guards.demanded(size), 4)

    def may_merge(self, first: Story, second: Story) -> bool:
        """Return whether anything forbids that two stories become one."""
        size = len(first.rows) + len(second.rows)
        return not (
            guards.too_large(self._window, size)
            or guards.one_publisher(self._window, first, second)
            or self._constraints.keep_apart(first, second, self._window)
        )

    def _split(self, story: Story) -> Split | None:
        """Return the part of a story that is another event, if there is one."""
        rows = np.array([row for row in story.rows if self._window.has_vector[row]], dtype=np.intp)
        if len(rows) < _SPLIT_FROM:
            return None
        second = _second_part(self._window.vectors(rows))
        if not _SMALLEST_PART <= int(second.sum()) <= len(rows) - _SMALLEST_PART:
            return None
        staying, leaving = (self._part(rows[part]) for part in (~second, second))
        score = merging(self._window, self._scoring, staying, leaving)
        if score > -_FAR or self._constraints.tear(leaving, staying, self._window):
            return None
        return Split(story.name, tuple(self._window.ids[row] for row in leaving.rows), round(-score, 4))

    def _part(self, rows: npt.NDArray[np.intp]) -> Story:
        part = Story(-1, "")
        part.hold(rows.tolist(), self._window)
        return part


def _second_part(vectors: Floats) -> npt.NDArray[np.bool_]:
    """Return which vectors are nearer to the one farthest from the first than to the first, after some rounds.

    The first article stays where it is: a story keeps the event that it was begun with.
    """
    middles = np.stack([vectors[0], vectors[np.argmin(vectors @ vectors[0])]])
    second = np.zeros(len(vectors), dtype=bool)
    for _ in range(_ROUNDS):
        nearer = vectors @ middles.T
        now = nearer[:, 1] > nearer[:, 0]
        if (now == second).all() or now.all() or not now.any():
            break
        second = now
        middles = np.stack([vectors[~second].mean(axis=0), vectors[second].mean(axis=0)])
        middles /= np.maximum(np.linalg.norm(middles, axis=1, keepdims=True), 1e-6)
    return ~second if second[0] else second
