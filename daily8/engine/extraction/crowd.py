"""Where the good text of a page stands, and where each block stands to it."""

import math
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import accumulate

import numpy as np
import numpy.typing as npt

from daily8.engine.extraction import tags
from daily8.engine.extraction.blocks import Block, Place

_GOOD = 60
_AROUND = 15
_SUSPECT = tags.hints("comment related newsletter cookie nav footer share")
_OUTSIDE = tags.landmarks_of("aside", "footer", "nav", "header", "form", "figcaption")
_NO_BRANCH = (0.0, 0.0, 0.0, 0.0, 1.0, 0.0)


@dataclass(slots=True, eq=False)
class Sums:
    """What stands in an element and all that it holds."""

    weight: float = 0.0
    letters: int = 0
    linked: int = 0
    count: int = 0

    def add(self, other: "Sums") -> None:
        """Add what another element holds."""
        self.weight += other.weight
        self.letters += other.letters
        self.linked += other.linked
        self.count += other.count

    @property
    def links(self) -> float:
        """The share of the letters that are of links."""
        return self.linked / (self.letters or 1)


class Crowd:
    """The sums of good text under every element of a page.

    Good text is a run of some length outside of links. The main place is the deepest element
    that holds seven tenths of it; what the names of elements say is only heard below that
    place, because what is said of nearly everything tells nothing apart.
    """

    def __init__(self, blocks: list[Block], *, title: str) -> None:
        self.blocks = blocks
        self.weights = [_weight(block) for block in blocks]
        self.total = sum(self.weights) or 1.0
        self.signatures = [_signature(block.place) for block in blocks]
        self.signed: dict[tuple[str, str, bool], float] = defaultdict(float)
        for signature, weight in zip(self.signatures, self.weights, strict=True):
            self.signed[signature] += weight
        self.sums = _summed(blocks, self.weights)
        self.main = self._main()
        self.above = _chain(self.main)
        self.seen = Counter([block.text for block in blocks])
        self.first, self.last = self._span()
        self.heading = self._heading(title)
        self.headings_before = list(accumulate(block.tag == "h1" for block in blocks))
        self.paragraphs = Counter([block.place.parent for block in blocks if block.tag == "p"])
        self.most_signed = max(self.signed.values(), default=0.0) or 1.0
        parents = (self.sums[block.place.parent or block.place] for block in blocks)
        self.best = max((sums.weight for sums in parents), default=0.0) or 1.0

    def near(self) -> range:
        """Return the positions of the blocks that may be of the article."""
        start = min(self.first, self.heading) if self.heading >= 0 else self.first
        return range(max(0, min(start, self.first - _AROUND)), min(len(self.blocks), self.last + _AROUND + 1))

    def standing(self) -> npt.NDArray[np.float32]:
        """Return a row for each block that may be of the article: how it stands to the good text."""
        near = self.near()
        around = [[*self._sums_around(at), *self._branch_around(self.blocks[at].place)] for at in near]
        distances = self._distances(np.arange(near.start, near.stop))
        return np.concatenate([np.array(around, dtype=np.float32), distances.T.astype(np.float32)], axis=1)

    def heard(self, place: Place) -> tuple[int, int]:
        """Return the hints and landmarks of the elements around a place that are not around the main place too."""
        hints = landmarks = 0
        here: Place | None = place
        while here is not None and here not in self.above:
            hints |= here.own
            landmarks |= here.landmark
            here = here.parent
        return hints, landmarks

    def _main(self) -> Place | None:
        most = 0.7 * self.total
        holding = (place for place, sums in self.sums.items() if sums.weight >= most)
        return max(holding, key=lambda place: place.depth, default=None)

    def _span(self) -> tuple[int, int]:
        inside = [at for at, block in enumerate(self.blocks) if self.weights[at] and self._branch(block.place)]
        return (inside[0], inside[-1]) if inside else (0, len(self.blocks) - 1)

    def _heading(self, title: str) -> int:
        """Return where the headline stands above the text, -1 when it stands nowhere."""
        words = "".join(title.split())
        first = -1
        for at, block in enumerate(self.blocks[: self.last]):
            if block.tag in tags.HEADINGS and "".join(block.text.split()) == words:
                return at
            if block.tag == "h1" and first < 0:
                first = at
        return first

    def _branch(self, place: Place) -> Place | None:
        """Return the child of the main place that a place is in, or the main place itself."""
        below = here = place
        while here is not self.main:
            if here.parent is None:
                return None
            below, here = here, here.parent
        return below

    def _sums_around(self, at: int) -> list[float]:
        place = self.blocks[at].place
        parent = place.parent or place
        sums = self.sums
        here, inner, outer = sums[place], sums[parent], sums[parent.parent or parent]
        return [
            here.weight / self.total,
            inner.weight / self.total,
            outer.weight / self.total,
            inner.weight / self.best,
            self.signed[self.signatures[at]] / self.most_signed,
            inner.links,
            outer.links,
            math.log1p(inner.count) / 4,
            self.weights[at] / (here.count * 100),
        ]

    def _branch_around(self, place: Place) -> Iterable[float]:
        branch = self._branch(place)
        if branch is None:
            return _NO_BRANCH
        sums = self.sums[branch]
        return (
            1.0,
            place is self.main,
            place.parent is self.main,
            math.log1p(sums.count) / 4,
            sums.links,
            sums.weight / self.total,
        )

    def _distances(self, at: npt.NDArray[np.int64]) -> npt.NDArray[np.float64]:
        """Return the columns that tell of positions: from the ends of the good text, from the headline."""
        columns = np.zeros((16, len(at)))
        columns[0] = (self.first <= at) & (at <= self.last)
        columns[1] = (at - self.first) / max(1, self.last - self.first)
        columns[2] = (at - self.first) / 10
        columns[3] = (self.last - at) / 10
        if self.heading >= 0:
            columns[4] = at > self.heading
            columns[6] = (at - self.heading) / 20
        columns[5] = at == self.heading
        columns[7] = at / len(self.blocks)
        np.clip(columns, -1, 1, out=columns)
        columns[8:] = self._repetitions(at.tolist())
        return columns

    def _repetitions(self, near: list[int]) -> npt.NDArray[np.float64]:
        """Return the columns that tell what is there more than once, as far as headlines and elements go."""
        places = [self.blocks[at].place for at in near]
        seen = np.array([self.seen[self.blocks[at].text] for at in near])
        article = self.blocks[self.heading].place.nearest("article") if self.heading >= 0 else None
        before = self.headings_before[self.heading] if self.heading >= 0 else None
        columns = np.zeros((8, len(near)))
        columns[0], columns[1] = seen > 1, seen > 2
        columns[2] = [self.signatures[at][2] for at in near]
        if before is not None:
            columns[3] = [min(self.headings_before[at] - before, 3) / 3 for at in near]
        columns[4] = article is not None
        columns[5] = [article is place.nearest("article") for place in places]
        columns[6] = [self.paragraphs[place.parent] / self.sums[place.parent or place].count for place in places]
        columns[7] = min(self.total / 4000, 3.0)
        return columns


def _weight(block: Block) -> float:
    length = block.size - block.linked
    place = block.place
    if length < _GOOD or place.tag == "figcaption":
        return 0.0
    parent = place.parent or place
    suspect = (place.own | parent.own) & _SUSPECT or place.landmarks & _OUTSIDE
    return length * (0.3 if suspect else 1.0)


def _signature(place: Place) -> tuple[str, str, bool]:
    parent = place.parent
    return f"{place.tag} {place.named}", f"{parent.tag} {parent.named}" if parent else "", bool(place.named)


def _summed(blocks: list[Block], weights: list[float]) -> dict[Place, Sums]:
    """Return the sums of every element that holds a block, each added to that of the element around it."""
    deepest = max((block.place.depth for block in blocks), default=0)
    levels: list[dict[Place, Sums]] = [{} for _ in range(deepest + 1)]
    for block, weight in zip(blocks, weights, strict=True):
        _add(Sums(weight, len(block.text), block.linked, 1), levels[block.place.depth], block.place)
    found: dict[Place, Sums] = {}
    for level, outer in zip(reversed(levels), [*reversed(levels[:-1]), {}], strict=True):
        found |= level
        for place, sums in level.items():
            if place.parent is not None:
                _add(Sums(sums.weight, sums.letters, sums.linked, sums.count), outer, place.parent)
    return found


def _add(sums: Sums, level: dict[Place, Sums], place: Place) -> None:
    if place in level:
        level[place].add(sums)
    else:
        level[place] = sums


def _chain(place: Place | None) -> set[Place]:
    found = set()
    while place is not None:
        found.add(place)
        place = place.parent
    return found
