"""Stories that turn out to be one, and stories that turn out to be two."""

from collections import deque

from daily8.engine.clustering import guards
from daily8.engine.clustering.constraints import Constraints
from daily8.engine.clustering.results import Merge, Split
from daily8.engine.clustering.scoring import Scoring, merging
from daily8.engine.clustering.stories import Stories, Story
from daily8.engine.clustering.window import Window

# What waits to be checked is bounded; the oldest suspicion goes first, and the last one tells most.
_MOST_SUSPICIONS = 10_000


class Repairs:
    """Suspicions, gathered while articles are placed, and what comes of them when they are looked into."""

    def __init__(self, window: Window, stories: Stories, constraints: Constraints, scoring: Scoring) -> None:
        self._window = window
        self._stories = stories
        self._constraints = constraints
        self._scoring = scoring
        self._pairs: deque[tuple[int, int]] = deque(maxlen=_MOST_SUSPICIONS)

    def suspect(self, stories: list[Story]) -> None:
        """Remember that an article fitted two stories: they may be one."""
        if len(stories) == 2:
            self._pairs.append((stories[0].number, stories[1].number))

    def are_one(self, first: Story, second: Story) -> bool:
        """Return whether two stories report one event, as far as can be told, and may be made one."""
        return self._score(first, second) >= 0 and self._allowed(first, second)

    def proposed(self, most: int) -> list[Merge | Split]:
        """Look into the last suspicions, at most so many; return what should be done."""
        found: list[Merge | Split] = []
        for _ in range(min(most, len(self._pairs))):
            first, second = map(self._stories.numbered, self._pairs.pop())
            if first and second and first is not second and self.are_one(first, second):
                kept, lost = sorted((first, second), key=lambda story: (-len(story.rows), story.number))
                found.append(Merge(kept.name, lost.name, self._score(first, second)))
        return found

    def _score(self, first: Story, second: Story) -> float:
        size = len(first.rows) + len(second.rows)
        return merging(self._window, self._scoring, first, second) - guards.demanded(size)

    def _allowed(self, first: Story, second: Story) -> bool:
        size = len(first.rows) + len(second.rows)
        return not (
            guards.too_large(self._window, size)
            or guards.one_publisher(self._window, first, second)
            or self._constraints.keep_apart(first, second, self._window)
        )
