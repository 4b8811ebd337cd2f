"""Which articles share a story and which may not, by an operator's word."""

from collections import defaultdict
from typing import TypeAlias

import numpy as np

from daily8.engine.clustering.results import Id, Item
from daily8.engine.clustering.stories import Stories, Story
from daily8.engine.clustering.window import Window

_Pairs: TypeAlias = defaultdict[Id, set[Id]]

# What was said of articles that are gone is looked for when there is twice as much as was left the last time, and
# at least of so many articles.
_FEW = 1000


class Constraints:
    """What operators said of pairs of articles, whichever of the two came first.

    It holds as long as the window has one of the two. Whoever brings an article back says it again with it.
    """

    def __init__(self) -> None:
        self._apart: _Pairs = defaultdict(set)
        self._together: _Pairs = defaultdict(set)
        self._most = _FEW

    def __len__(self) -> int:
        return len(self._apart) + len(self._together)

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
        """Return the story that an article belongs in by an operator's word; the article is the newest learned."""
        if len(self) > self._most:
            self._forget(item.id, window)
        if item.must is not None:
            return stories.begun(item.must)
        rows = [window.rows[other] for other in item.together if other in window.rows]
        found = stories.of(np.array(rows, dtype=np.intp))
        return found[0] if found else None

    def _forget(self, newest: Id, window: Window) -> None:
        """Forget pairs of which the window has neither; the newest article is about to be there."""
        live = {newest, *window.rows}
        self._apart, self._together = _living(self._apart, live), _living(self._together, live)
        self._most = max(_FEW, 2 * len(self))


def _living(pairs: _Pairs, live: set[Id]) -> _Pairs:
    kept = {one: others if one in live else others & live for one, others in pairs.items()}
    return defaultdict(set, {one: others for one, others in kept.items() if others})
