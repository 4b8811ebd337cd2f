"""Learn the space in which the grouping compares vectors: daily8/engine/clustering/metric.npz.

Run: python -m bench.training.train_grouping. Articles of one event scatter around its middle, translations of one
text around theirs; in the learned space that scatter is as wide in every direction, so that what reports of one
event differ in anyway tells no longer against them (within-class covariance normalisation).

`--halves` learns from one half of the events of the mixed stream and prints how well neighbours are found in the
other half, with and without the space: the honest figure, for the shipped file learns from both halves.
"""

import sys
from collections.abc import Iterable
from pathlib import Path

import numpy as np
import numpy.typing as npt

from bench.streams import Stream, stream
from daily8.engine.embedding import Centre, Vectors, unit

RESULT = Path(__file__).resolve().parents[2] / "daily8" / "engine" / "clustering" / "metric.npz"
Matrix = npt.NDArray[np.float64]

# How much of the scatter is taken from translated news rather than from reports of one event; and how much of an
# even scatter is mixed in, for there are few events to learn from. Both were chosen on halves.
TRANSLATIONS, EVEN = 0.3, 0.5


def main() -> int:
    mixed, translated = stream("stream_mixed"), stream("ntrex_docs")
    if "--halves" in sys.argv:
        for learned in (0, 1):
            projection = learn(mixed.half(learned), translated)
            plain, projected = precision(mixed.half(1 - learned)), precision(mixed.half(1 - learned), projection)
            print(f"learned on half {learned}: neighbours {plain:.4f} -> {projected:.4f}")
        return 0
    keep(mixed.embedder, learn(mixed, translated))
    return 0


def learn(events: Stream, translated: Stream) -> Vectors:
    """Return the matrix that moves centred vectors into the space."""
    scatter = (1 - TRANSLATIONS) * _scatter(centred(events), events.events)
    scatter += TRANSLATIONS * _scatter(centred(translated), translated.events)
    scatter /= np.trace(scatter) / len(scatter)
    values, axes = np.linalg.eigh((1 - EVEN) * scatter + EVEN * np.eye(len(scatter)))
    whitening = (axes / np.sqrt(values)) @ axes.T
    return (whitening @ _leading(unit((centred(events) @ whitening).astype(np.float32)))).astype(np.float32)


def precision(events: Stream, projection: Vectors | None = None) -> float:
    """Return the mean average precision of the articles of three days by likeness."""
    vectors = centred(events) if projection is None else unit(centred(events) @ projection)
    days = np.array([item.published.timestamp() for item in events.items]) / 86_400
    names = np.unique(events.events, return_inverse=True)[1]
    found = []
    for place in range(0, len(names), 3):
        others = np.flatnonzero((np.abs(days - days[place]) < 3) & (np.arange(len(names)) != place))
        right = (names[others] == names[place])[np.argsort(-(vectors[others] @ vectors[place]), kind="stable")]
        if right.any():
            found.append(np.mean(np.cumsum(right)[right] / (np.flatnonzero(right) + 1)))
    return float(np.mean(found))


def centred(events: Stream) -> Vectors:
    """Return the vectors of a stream as they are centred when they come."""
    first = events.items[0].vector
    assert first is not None, "no embedding model: nothing can be learned without it"
    centre = Centre(events.embedder, len(first))
    return np.concatenate([_own(centre, item.language, item.vector[None]) for item in events.items])


def keep(embedder: str, projection: Vectors) -> None:
    """Write the space down."""
    np.savez_compressed(RESULT, embedder=np.array(embedder), projection=projection.astype(np.float16))
    print(f"{RESULT.name}: {RESULT.stat().st_size:,} bytes")


def _own(centre: Centre, language: str, vectors: Vectors) -> Vectors:
    centre.add(language, vectors)
    return centre.apply(language, vectors)


def _scatter(vectors: Vectors, names: Iterable[str]) -> Matrix:
    """Return the scatter within the groups; a group counts by the root of its size."""
    numbers = np.unique(list(names), return_inverse=True)[1]
    scatter, weight = np.zeros((vectors.shape[1], vectors.shape[1])), 0.0
    for number in range(numbers.max() + 1):
        group = vectors[numbers == number].astype(np.float64)
        if len(group) > 1:
            apart = group - group.mean(axis=0)
            scatter += apart.T @ apart / np.sqrt(len(group))
            weight += (len(group) - 1) / np.sqrt(len(group))
    return scatter / weight


def _leading(vectors: Vectors) -> Matrix:
    """Return the turn after which the first numbers of vectors tell most: the window finds candidates by those."""
    return np.linalg.eigh(np.cov(vectors.T.astype(np.float64)))[1][:, ::-1]


if __name__ == "__main__":
    sys.exit(main())
