"""What operators said of pairs of articles, as the grouping needs it: who belongs together and who apart."""

from collections import defaultdict
from collections.abc import Iterable

from daily8.stories.models import Correction


class Constraints:
    """Sets of articles that are of one event by an operator's word, and the sets that are not.

    Same event is passed on: where A and B are the same and B and C are, A and C are. So is being apart, to all
    of both sets.
    """

    def __init__(self, corrections: Iterable[tuple[str, str, bool]]):
        self._parents: dict[str, str] = {}
        pairs = list(corrections)
        for first, second, same in pairs:
            if same:
                self._join(first, second)
        self._members: defaultdict[str, set[str]] = defaultdict(set)
        for key in self._parents:
            self._members[self._root(key)].add(key)
        self._apart: defaultdict[str, set[str]] = defaultdict(set)
        for first, second, same in pairs:
            if not same:
                self._apart[self._root(first)].add(self._root(second))
                self._apart[self._root(second)].add(self._root(first))

    @classmethod
    def stored(cls) -> "Constraints":
        """All that operators said so far."""
        return cls(Correction.objects.order_by("made_at", "pk").values_list("first_key", "second_key", "same"))

    def together(self, key: str) -> frozenset[str]:
        """Keys of the other articles of the same event as this one's."""
        return frozenset(self._set_of(self._root(key)) - {key})

    def apart(self, key: str) -> frozenset[str]:
        """Keys of the articles that may share no story with this one."""
        return frozenset().union(*(self._set_of(root) for root in self._apart.get(self._root(key), ())))

    def _set_of(self, root: str) -> set[str]:
        return self._members.get(root, {root})

    def _join(self, first: str, second: str) -> None:
        self._parents.setdefault(first, first)
        self._parents.setdefault(second, second)
        self._parents[self._root(second)] = self._root(first)

    def _root(self, key: str) -> str:
        while (parent := self._parents.get(key, key)) != key:
            key = parent
        return key
