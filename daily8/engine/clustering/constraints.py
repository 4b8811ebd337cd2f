"""Which articles share a story and which may not, by an operator's word."""

from collections import defaultdict

import numpy as np

from daily8.engine.clustering.results import Id, Item
from daily8.engine.clustering.stories import Stories, Story
from daily8.engine.clustering.window import Window


class Constraints:
    """What operators said of pairs of articles; it holds for ever, whichever of the two came first."""

    def __init__(self) -> None:
        self._apart: defaultdict[Id, set[Id]] = defaultdict(set)
        self._together: defaultdict[Id, set[Id]] = defaultdict(set)

    def learn(self, item: Item) -> None:
        """Remember what an article may share no story with."""
        for other in item.together:
            self._together[item.id].add(other)
            self._together[other].add(item.id)
        for other in item.apart:
            self._apart[item.id].add(other)
            self._apart[other].add(item.id)

    def closed_to(self, id: Id, window: Window) -> set[int]:
        """Return the numbers of the stories that an article may not be in."""
        rows = (window.rows.get(other) for other in self._apart.get(id, ()))
        return {int(window.story[row]) for row in rows if row is not None}

    def keep_apart(self, first: Story, second: Story, window: Window) -> bool:
        """Return whether two stories may not become one."""
        if not self._apart:
            return False
        smaller, larger = sorted((first, second), key=lambda story: len(story.rows))
        ids = (window.ids[row] for row in smaller.rows)
        return any(larger.number in self.closed_to(one, window) for one in ids if one in self._apart)

    def tear(self, leaving: Story, staying: Story, window: Window) -> bool:
        """Return whether articles that belong together would be in two stories."""
        others = {window.ids[row] for row in staying.rows}
        return any(not others.isdisjoint(self._together.get(window.ids[row], ())) for row in leaving.rows)

    def ordered(self, item: Item, window: Window, stories: Stories) -> Story | None:
        """Return the story that an article belongs in by an operator's word."""
        if item.must is not None:
            return stories.begun(item.must)
        rows = [window.rows[other] for other in item.together if other in window.rows]
        found = stories.of(np.array(rows, dtype=np.intp))
        return found[0] if found else None
