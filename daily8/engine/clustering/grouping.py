"""Articles into stories, each decided when it comes."""

from collections.abc import Iterable
from datetime import datetime
from itertools import islice

import numpy as np

from daily8.engine.clustering import guards
from daily8.engine.clustering.constraints import Constraints
from daily8.engine.clustering.features import Grams, Terms, Vector, Vocabulary, grams
from daily8.engine.clustering.index import Index
from daily8.engine.clustering.metric import Metric
from daily8.engine.clustering.repairs import Repairs
from daily8.engine.clustering.results import Candidate, GroupingError, Id, Item, Merge, Placement, Split
from daily8.engine.clustering.scoring import Fit, Scoring, fits, joins, trained
from daily8.engine.clustering.stories import Stories, Story
from daily8.engine.clustering.window import TERMS, Probe, Window
from daily8.engine.embedding import Centre

# So many stories are looked at for their meaning, beside those that share rare words: how sure the best one is
# depends on how near the others are.
_NEAREST = 40
# So many articles are looked at as related ones for their meaning.
_RELATED = 64
# A story is found by its first articles and by each one that doubles it.
_FIRST_ARTICLES = 4
_RESTORED_AT_ONCE = 2000
_TOLD_CANDIDATES = 6
_NO_CENTRE = Centre("", 0)


class Grouper:
    """The live window: the articles of the last days, and the stories that they are in.

    The same articles in the same order give the same stories. Vectors are those of the embedder of `centre`,
    which learns from every article that is placed, and not from restored ones.
    """

    def __init__(self, centre: Centre | None = None, weights: Scoring | None = None) -> None:
        self.centre = centre or _NO_CENTRE
        self._scoring = weights or trained()
        self._metric = Metric(self.centre.embedder, self.centre.dimensions)
        self._vocabulary = Vocabulary()
        self._window = Window(self.centre.dimensions)
        self._index = Index(self.centre.dimensions)
        self._stories = Stories(self._window)
        self._constraints = Constraints()
        self._repairs = Repairs(self._window, self._stories, self._constraints, self._scoring)
        self._publishers: dict[str, int] = {"": 0}

    def __len__(self) -> int:
        return sum(len(story.rows) for story in self._stories)

    def __contains__(self, id: Id) -> bool:
        row = self._window.rows.get(id)
        return row is not None and bool(self._window.story[row] >= 0)

    def story_of(self, id: Id) -> Id:
        """Return the name of the story that an article is in."""
        (story,) = self._stories.of(np.array([self._row(id)]))
        return story.name

    def articles_of(self, story: Id) -> tuple[Id, ...]:
        """Return the articles of a story that the window holds, in the order in which they came."""
        return tuple(self._window.ids[row] for row in self._story(story).rows)

    def near(self, id: Id) -> tuple[Id, ...]:
        """Return the articles that are most like this one, of as many stories as can be: at most 128."""
        own = self._row(id)
        probe = self._window.probe(own)
        nearest = self._index.by_meaning(probe)[:_RELATED]
        rows = sorted({*nearest.tolist(), *self._index.by_words(probe).tolist()} - {own})
        return tuple(self._window.ids[row] for row in rows if self._window.story[row] >= 0)

    def terms_of(self, id: Id) -> Terms:
        """Return the most telling 4-grams of an article."""
        return self._window.terms(self._row(id))

    def place(self, item: Item) -> Placement:
        """Put an article in the story of its event, or in one of its own; a second time changes nothing."""
        if item.id in self:
            return Placement(self.story_of(item.id), likeness=1.0, is_new=False)
        self._constraints.learn(item)
        probe = self._probe(item)
        found = self._fits(item, probe)
        told = tuple(Candidate(fit.story.name, fit.score, fit.likeness) for fit in found[:_TOLD_CANDIDATES])
        ordered = self._constraints.ordered(item, self._window, self._stories)
        if ordered is not None:
            self._put(item, probe, ordered)
            return Placement(ordered.name, likeness=1.0, is_new=False, candidates=told)
        story, likeness = self._chosen(item, probe, found)
        return Placement(story.name, likeness, is_new=len(story.rows) == 1, candidates=told)

    def restore(self, placed: Iterable[tuple[Item, Id]]) -> None:
        """Take in articles with the names of their stories, as they were placed before or elsewhere."""
        waiting = iter(placed)
        while some := list(islice(waiting, _RESTORED_AT_ONCE)):
            for item, story in some:
                if item.id in self:
                    self.move(item.id, story)
            self._take_in([(item, story) for item, story in some if item.id not in self])

    def merge(self, kept: Id, lost: Id) -> None:
        """Make one story of two; where the window does not hold the lost one, there is nothing to do."""
        second = self._stories.named(lost)
        if second and kept != lost:
            self._stories.join(self._stories.begun(kept), second)

    def move(self, id: Id, story: Id) -> None:
        """Put an article in another story; one of that name is begun where there is none."""
        row, target = self._row(id), self._stories.begun(story)
        if self._window.story[row] != target.number:
            self._stories.add(row, target)

    def remove(self, id: Id) -> None:
        """Forget one article."""
        self._stories.take(self._row(id))

    def rename(self, story: Id, name: Id) -> None:
        """Call a story something else."""
        self._stories.rename(self._story(story), name)

    def forget(self, before: datetime) -> None:
        """Forget the articles that were published earlier, and those that were removed."""
        count = len(self._window)
        kept = (self._window.published[:count] >= before.timestamp()) & (self._window.story[:count] >= 0)
        if kept.all():
            return
        moved = self._window.keep(kept)
        self._index.keep(moved)
        self._stories.move_rows(moved)

    def repairs(self, most: int = 20) -> list[Merge | Split]:
        """Return what has turned out since the last call: merges that are made, and splits that are proposed.

        Two stories become one while articles are placed, and the caller follows; telling `merge` of it once more
        changes nothing. A split is made by `move`, if the caller agrees; at most so many stories are looked at.
        """
        return self._repairs.found(most)

    def _chosen(self, item: Item, probe: Probe, found: list[Fit]) -> tuple[Story, float]:
        """Put an article where its likenesses lead; return the story and how near its nearest article is."""
        best = found[0] if found and not guards.unlike(probe, found[0]) else None
        if best and joins(found, self._scoring, probe) >= guards.demanded(len(best.story.rows)):
            self._put(item, probe, best.story)
            others = [fit.story for fit in found[1:2]]
            return (self._repairs.merge_if_one(best.story, others[0]) if others else best.story), best.likeness
        story = self._stories.begun(self._free_name(item))
        row = self._put(item, probe, story)
        if best and self._repairs.score(best.story, story) >= 0 and self._repairs.may_merge(best.story, story):
            self._stories.add(row, best.story)
            return best.story, best.likeness
        return story, 1.0

    def _fits(self, item: Item, probe: Probe) -> list[Fit]:
        """Return how an article fits the stories near to it that it may join, best first."""
        by_words = self._stories.of(self._index.by_words(probe))
        by_meaning = self._stories.first_of(self._index.by_meaning(probe), _NEAREST)
        closed = self._constraints.closed_to(item.id, self._window)
        numbers = {story.number: story for story in [*by_meaning, *by_words]}
        near = [story for number, story in numbers.items() if number not in closed]
        found = fits(self._window, self._scoring, probe, near)
        return [fit for fit in found if not guards.closed(self._window, probe, fit)]

    def _probe(self, item: Item) -> Probe:
        """Return what an article is compared by, once all that it teaches is learned."""
        counted = grams(item.title, item.text)
        self._vocabulary.learn(counted)
        vector = self._usable(item.vector)
        if vector is not None:
            self.centre.add(item.language, vector[None])
        return self._probes([item], [counted])[0]

    def _probes(self, items: list[Item], counted: list[Grams]) -> list[Probe]:
        vectors = self._compared(items)
        return [
            Probe(
                self._vocabulary.weigh(one).heaviest(TERMS),
                vector,
                _seconds(item.published),
                self._publisher(item.publisher),
            )
            for item, one, vector in zip(items, counted, vectors, strict=True)
        ]

    def _compared(self, items: list[Item]) -> list[Vector | None]:
        """Return the vectors of articles as they are compared."""
        found: list[Vector | None] = [None] * len(items)
        usable = [(place, self._usable(item.vector)) for place, item in enumerate(items)]
        by_language: dict[str, list[tuple[int, Vector]]] = {}
        for place, vector in usable:
            if vector is not None:
                by_language.setdefault(items[place].language, []).append((place, vector))
        for language, told in by_language.items():
            own = self._metric.apply(self.centre.apply(language, np.stack([vector for _, vector in told])))
            for (place, _), vector in zip(told, own, strict=True):
                # The first article of a language may have nothing of its own.
                found[place] = vector if vector.any() else None
        return found

    def _usable(self, vector: Vector | None) -> Vector | None:
        """Return a vector of this window's embedder; none for any other, and for one that says nothing."""
        if vector is None or vector.shape != (self.centre.dimensions,):
            return None
        exact = vector.astype(np.float32)
        return exact if np.isfinite(exact).all() and exact.any() else None

    def _publisher(self, name: str) -> int:
        return self._publishers.setdefault(name, len(self._publishers))

    def _put(self, item: Item, probe: Probe, story: Story) -> int:
        row = self._window.add(item.id, probe)
        self._stories.add(row, story)
        self._repairs.watch(story)
        if _is_entrance(len(story.rows)):
            self._index.add(row, probe)
        return row

    def _take_in(self, placed: list[tuple[Item, Id]]) -> None:
        items = [item for item, _ in placed]
        counted = [grams(item.title, item.text) for item in items]
        for one in counted:
            self._vocabulary.learn(one)
        entrances: list[tuple[int, Probe]] = []
        for (item, name), probe in zip(placed, self._probes(items, counted), strict=True):
            self._constraints.learn(item)
            story = self._stories.begun(name)
            row = self._window.add(item.id, probe)
            self._stories.add(row, story)
            if _is_entrance(len(story.rows)):
                entrances.append((row, probe))
        self._index.add_many([row for row, _ in entrances], [probe for _, probe in entrances])

    def _free_name(self, item: Item) -> Id:
        name = item.id if item.begins is None else item.begins
        while self._stories.named(name):
            name = f"{name}+"
        return name

    def _row(self, id: Id) -> int:
        if id not in self:
            raise GroupingError(f"no article {id!r} is in the window: place or restore it first")
        return self._window.rows[id]

    def _story(self, name: Id) -> Story:
        story = self._stories.named(name)
        if story is None:
            raise GroupingError(f"no story {name!r} is in the window: it has no article there")
        return story


def _is_entrance(size: int) -> bool:
    return size <= _FIRST_ARTICLES or size & (size - 1) == 0


def _seconds(moment: datetime) -> float:
    return moment.timestamp()
