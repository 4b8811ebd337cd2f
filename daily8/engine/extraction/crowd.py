"""Where the good text of a page stands, and where each block stands to it."""

import math
from collections import Counter, defaultdict
from itertools import accumulate

from daily8.engine.extraction import tags
from daily8.engine.extraction.blocks import Block, Place

_GOOD = 60
_AROUND = 15
_SUSPECT = tags.hints("comment related newsletter cookie nav footer share")
_OUTSIDE = tags.landmarks_of("aside", "footer", "nav", "header", "form", "figcaption")


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
        self.sums: dict[Place, float] = defaultdict(float)
        self.letters: dict[Place, int] = defaultdict(int)
        self.linked: dict[Place, int] = defaultdict(int)
        self.counts: Counter[Place] = Counter()
        self.signed: dict[tuple[str, str, bool], float] = defaultdict(float)
        self.signatures = [_signature(block) for block in blocks]
        self._count()
        self.main = self._main()
        self.above = _chain(self.main)
        self.seen = Counter(block.text for block in blocks)
        self.first, self.last = self._span()
        self.heading = self._heading(title)
        self.headings_before = list(accumulate(block.tag == "h1" for block in blocks))
        self.article = self._article_of(self.heading)
        self.paragraphs = Counter(block.place.parent for block in blocks if block.tag == "p")
        self.most_signed = max(self.signed.values(), default=0.0) or 1.0
        self.best = max((self.sums[block.place.parent or block.place] for block in blocks), default=0.0) or 1.0

    def near(self) -> range:
        """Return the positions of the blocks that may be of the article."""
        start = min(self.first, self.heading) if self.heading >= 0 else self.first
        return range(max(0, min(start, self.first - _AROUND)), min(len(self.blocks), self.last + _AROUND + 1))

    def standing(self, at: int) -> list[float]:
        """Return how the block at a position stands to the good text."""
        return [*self._sums_around(at), *self._branch_around(at), *self._distances(at)]

    def heard(self, place: Place) -> tuple[int, int]:
        """Return the hints and landmarks of the elements around a place that are not around the main place too."""
        hints = landmarks = 0
        here: Place | None = place
        while here is not None and here not in self.above:
            hints |= here.own
            landmarks |= here.landmark
            here = here.parent
        return hints, landmarks

    def _count(self) -> None:
        for block, weight, signature in zip(self.blocks, self.weights, self.signatures, strict=True):
            self.signed[signature] += weight
            length, linked = len(block.text), block.linked
            place: Place | None = block.place
            while place is not None:
                self.sums[place] += weight
                self.letters[place] += length
                self.linked[place] += linked
                self.counts[place] += 1
                place = place.parent

    def _main(self) -> Place | None:
        best: Place | None = None
        for place, weight in self.sums.items():
            if weight >= 0.7 * self.total and (best is None or place.depth > best.depth):
                best = place
        return best

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

    def _article_of(self, at: int) -> Place | None:
        return self.blocks[at].place.nearest("article") if at >= 0 else None

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
        above = parent.parent or parent
        return [
            self.sums[place] / self.total,
            self.sums[parent] / self.total,
            self.sums[above] / self.total,
            self.sums[parent] / self.best,
            self.signed[self.signatures[at]] / self.most_signed,
            self.linked[parent] / (self.letters[parent] or 1),
            self.linked[above] / (self.letters[above] or 1),
            math.log1p(self.counts[parent]) / 4,
            self.weights[at] / (self.counts[place] * 100),
        ]

    def _branch_around(self, at: int) -> list[float]:
        place = self.blocks[at].place
        branch = self._branch(place)
        if branch is None:
            return [0.0, 0.0, 0.0, 0.0, 1.0, 0.0]
        return [
            1.0,
            float(place is self.main),
            float(place.parent is self.main),
            math.log1p(self.counts[branch]) / 4,
            self.linked[branch] / (self.letters[branch] or 1),
            self.sums[branch] / self.total,
        ]

    def _distances(self, at: int) -> list[float]:
        span = max(1, self.last - self.first)
        place = self.blocks[at].place
        below = at - self.heading if self.heading >= 0 else 0
        return [
            float(self.first <= at <= self.last),
            _clip((at - self.first) / span),
            _clip((at - self.first) / 10),
            _clip((self.last - at) / 10),
            float(self.heading >= 0 and below > 0),
            float(at == self.heading),
            _clip(below / 20),
            at / len(self.blocks),
            float(self.seen[self.blocks[at].text] > 1),
            float(self.seen[self.blocks[at].text] > 2),
            float(self.signatures[at][2]),
            min(self.headings_before[at] - self.headings_before[self.heading], 3) / 3
            if self.heading >= 0
            else 0.0,
            float(self.article is not None),
            float(self.article is self._article_of(at)),
            self.paragraphs[place.parent] / (self.counts[place.parent or place] or 1),
            min(self.total / 4000, 3.0),
        ]


def _clip(value: float) -> float:
    return max(-1.0, min(1.0, value))


def _weight(block: Block) -> float:
    length = block.size - block.linked
    place = block.place
    if length < _GOOD or place.tag == "figcaption":
        return 0.0
    parent = place.parent or place
    suspect = (place.own | parent.own) & _SUSPECT or place.landmarks & _OUTSIDE
    return length * (0.3 if suspect else 1.0)


def _signature(block: Block) -> tuple[str, str, bool]:
    place = block.place
    named = place.element.get("class") or ""
    around = f"{place.parent.tag} {place.parent.element.get('class') or ''}" if place.parent else ""
    return f"{place.tag} {named}", around, bool(named)


def _chain(place: Place | None) -> set[Place]:
    found = set()
    while place is not None:
        found.add(place)
        place = place.parent
    return found
