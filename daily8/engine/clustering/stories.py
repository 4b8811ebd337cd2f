"""The open stories of the window."""

from collections.abc import Iterator
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from daily8.engine.clustering.results import GroupingError, Id
from daily8.engine.clustering.window import Floats, Rows, Window

# Where each article of a story counts by itself, only so many count, the newest ones.
SAMPLE = 64


@dataclass(slots=True)
class Story:
    """An event and the rows of the articles that report it, in the order in which they came."""

    number: int
    name: Id
    rows: list[int] = field(default_factory=list)
    # How many of its articles have a vector, and all of those added up where that would take long.
    vectors: int = 0
    _total: Floats | None = None

    def add(self, row: int, window: Window) -> None:
        """Take in an article."""
        self.rows.append(row)
        self.vectors += int(window.has_vector[row])
        if self._total is not None:
            self._total = self._total + window.vectors([row])[0]
        elif len(self.rows) > SAMPLE:
            self._total = window.vectors(self.rows).sum(axis=0)

    def hold(self, rows: list[int], window: Window) -> None:
        """Hold these rows and no others."""
        self.rows = rows
        self.vectors = int(window.has_vector[rows].sum())
        self._total = window.vectors(rows).sum(axis=0) if len(rows) > SAMPLE else None

    def total(self, window: Window) -> Floats:
        """Return the vectors of its articles added up."""
        return window.vectors(self.rows).sum(axis=0) if self._total is None else self._total


class Stories:
    """All open stories: by the number that the window knows them by, and by name."""

    def __init__(self, window: Window) -> None:
        self._window = window
        self._by_number: dict[int, Story] = {}
        self._by_name: dict[Id, Story] = {}
        self._next = 0

    def __iter__(self) -> Iterator[Story]:
        return iter(self._by_number.values())

    def __len__(self) -> int:
        return len(self._by_number)

    def begun(self, name: Id) -> Story:
        """Return the story of this name, begun now if there is none."""
        story = self._by_name.get(name)
        if story is None:
            story = Story(self._next, name)
            self._next += 1
            self._by_number[story.number] = self._by_name[name] = story
        return story

    def named(self, name: Id) -> Story | None:
        """Return the story of this name, if it is open."""
        return self._by_name.get(name)

    def numbered(self, number: int) -> Story | None:
        """Return the story of this number, if it is open."""
        return self._by_number.get(number)

    def of(self, rows: Rows) -> list[Story]:
        """Return the stories that these rows are in, each once, the oldest first."""
        numbers = sorted(set(self._window.story[rows].tolist()))
        return [self._by_number[number] for number in numbers if number >= 0]

    def first_of(self, rows: Rows, most: int) -> list[Story]:
        """Return the stories that the first of these rows are in, as many as are wanted, in the order of rows."""
        numbers = [number for number in dict.fromkeys(self._window.story[rows].tolist()) if number >= 0]
        return [self._by_number[number] for number in numbers[:most]]

    def add(self, row: int, story: Story) -> None:
        """Put a row in a story; the last row that leaves another one closes that."""
        self.take(row)
        story.add(row, self._window)
        self._window.story[row] = story.number

    def take(self, row: int) -> None:
        """Take a row out of its story."""
        story = self._by_number.get(int(self._window.story[row]))
        if story is not None:
            story.hold([other for other in story.rows if other != row], self._window)
            self._close_when_empty(story)
        self._window.story[row] = -1

    def join(self, kept: Story, lost: Story) -> None:
        """Make one story of two."""
        self._window.story[lost.rows] = kept.number
        kept.hold(sorted(kept.rows + lost.rows), self._window)
        lost.rows = []
        self._close_when_empty(lost)

    def rename(self, story: Story, name: Id) -> None:
        """Call a story something else."""
        if name in self._by_name:
            raise GroupingError(f"there is a story {name!r} already: merge the two")
        del self._by_name[story.name]
        story.name = name
        self._by_name[name] = story

    def move_rows(self, moved: npt.NDArray[np.int32]) -> None:
        """Follow the rows to their places in `moved`; those at -1 have gone."""
        places = moved.tolist()
        for story in list(self):
            rows = [places[row] for row in story.rows if places[row] >= 0]
            if len(rows) < len(story.rows):
                story.hold(rows, self._window)
            story.rows = rows
            self._close_when_empty(story)

    def _close_when_empty(self, story: Story) -> None:
        if not story.rows and story.number in self._by_number:
            del self._by_number[story.number], self._by_name[story.name]
