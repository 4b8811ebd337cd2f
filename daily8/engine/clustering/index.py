"""Which articles of the window may report the same event as another."""

import numpy as np
import numpy.typing as npt

from daily8.engine.clustering.cells import Cells
from daily8.engine.clustering.rarities import Rarities
from daily8.engine.clustering.window import Probe, Rows

# So many rows are found by meaning, and so many by rare words, with and without a meaning.
_BY_MEANING, _BY_WORDS, _BY_WORDS_ALONE = 128, 16, 64


class Index:
    """Finds rows of a window by meaning and by rare words, at a cost that does not grow with the window."""

    def __init__(self, dimensions: int) -> None:
        self._cells = Cells(dimensions)
        self._rarities = Rarities()

    def add(self, row: int, probe: Probe) -> None:
        """Take in a row."""
        self._rarities.add(probe.terms, row)
        if probe.vector is not None:
            self._cells.add(probe.vector, row)

    def add_many(self, rows: list[int], probes: list[Probe]) -> None:
        """Take in many rows at once: far faster than one by one."""
        for row, probe in zip(rows, probes, strict=True):
            self._rarities.add(probe.terms, row)
        told = [(row, probe.vector) for row, probe in zip(rows, probes, strict=True) if probe.vector is not None]
        if told:
            self._cells.add_many(
                np.stack([vector for _, vector in told]), np.array([row for row, _ in told], dtype=np.int32)
            )

    def by_meaning(self, probe: Probe) -> Rows:
        """Return the rows that are nearest to an article by meaning, best first."""
        if probe.vector is None or not len(self._cells):
            return np.zeros(0, dtype=np.intp)
        return self._cells.near(probe.vector, _BY_MEANING)

    def by_words(self, probe: Probe) -> Rows:
        """Return the rows that share rare words with an article, best first."""
        return self._rarities.like(probe.terms, _BY_WORDS_ALONE if probe.vector is None else _BY_WORDS)

    def keep(self, moved: npt.NDArray[np.int32]) -> None:
        """Move each row to its place in `moved`; rows that moved to -1 are forgotten."""
        self._cells.keep(moved)
        self._rarities.keep(moved)
