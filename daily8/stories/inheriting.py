"""Which address each story keeps when all stories are made anew."""

from collections import Counter
from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from typing import Generic, TypeVar

Article = TypeVar("Article", bound=Hashable)
Old = TypeVar("Old", bound=Hashable)
New = TypeVar("New", bound=Hashable)


@dataclass(frozen=True, slots=True)
class Inheritance(Generic[Old, New]):
    """`heirs` tells which old story each new one goes on as; `absorbed` where the addresses of the others lead.

    A new story that is in neither is begun.
    """

    heirs: dict[New, Old]
    absorbed: dict[Old, New]


def inherit(old: Mapping[Article, Old], new: Mapping[Article, New]) -> Inheritance[Old, New]:
    """Give each new story the address of the old one with which it shares most articles, an address only once.

    Ties go to what comes first, in the order of `new`. Old stories none of whose articles are left are in
    neither.
    """
    shared = Counter((old[article], story) for article, story in new.items() if article in old)
    heirs: dict[New, Old] = {}
    taken: set[Old] = set()
    absorbed: dict[Old, New] = {}
    for (before, after), _ in shared.most_common():
        if before not in taken and after not in heirs:
            heirs[after] = before
            taken.add(before)
            absorbed.pop(before, None)
        elif before not in taken:
            absorbed.setdefault(before, after)
    return Inheritance(heirs, absorbed)
