"""Which articles may share no story, by an operator's word."""

from collections import defaultdict

from daily8.engine.clustering.results import Id, Item
from daily8.engine.clustering.stories import Stories, Story
from daily8.engine.clustering.window import Window


class Constraints:
    """Pairs of articles that are kept apart for ever, whichever of the two came first."""

    def __init__(self) -> None:
        self._apart: defaultdict[Id, set[Id]] = defaultdict(set)

    def learn(self, item: Item) -> None:
        """Remember what an article may share no story with."""
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

    def ordered(self, item: Item, window: Window, stories: Stories) -> Story | None:
        """Return the story that an article belongs in by an operator's word."""
        if item.must is not None:
            return stories.begun(item.must)
        rows = (window.rows.get(other) for other in item.together)
        found = stories.of(sorted(row for row in rows if row is not None))
        return found[0] if found else None
