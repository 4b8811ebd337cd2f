"""Puts wishes in order so that no ten of them are all alike."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from types import MappingProxyType

from daily8.reading.interests import Key, Sort, Wish

TEN = 10
# In each ten at most so many of one source, one hashtag, one category; and of what is near to one's interests.
MOST: Mapping[Sort, int] = MappingProxyType({Sort.SOURCE: 3, Sort.HASHTAG: 4, Sort.CATEGORY: 5})
MOST_INSIDE = 8


def tens(wishes: Iterable[Wish], *, most: int) -> list[list[Wish]]:
    """Return at most so many tens, each the best of what is left that may stand together, the best first.

    What one ten has no room for waits for the next. A ten is shorter where nothing more may stand in it.
    """
    left = sorted(wishes, key=lambda wish: (-wish.total, -wish.event.points, wish.event.name))
    found: list[list[Wish]] = []
    while left and len(found) < most:
        ten = list(_ten(left))
        found.append(ten)
        taken = {wish.event.name for wish in ten}
        left = [wish for wish in left if wish.event.name not in taken]
    return found


def _ten(wishes: Sequence[Wish]) -> Iterator[Wish]:
    met: Counter[Key] = Counter()
    inside = number = 0
    for wish in wishes:
        keys = [key for key in wish.event.keys if key[0] in MOST]
        has_room = wish.outside or inside < MOST_INSIDE
        if number < TEN and has_room and all(met[key] < MOST[key[0]] for key in keys):
            met.update(keys)
            inside += not wish.outside
            number += 1
            yield wish
